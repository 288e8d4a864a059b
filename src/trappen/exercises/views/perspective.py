"""What can lie behind what I see? The exercise alone and together, and what an organisation calls its fields."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.exercises import actions, forms, papers, queries
from trappen.exercises.rules import INTERPRETATIONS
from trappen.exercises.views.common import AN_HOUR, NOWHERE, OF_ONE_PERSON, for_everyone, for_one, language, paper
from trappen.exercises.views.sentences import advice_of
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile

_any = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to ask.
@_any
def perspective(request: Any) -> HttpResponse:
    """Alone: step by step, with questions that help."""
    return _exercise(request, {})


@csrf_exempt  # As alone.
@_any
def perspective_together(request: Any) -> HttpResponse:
    """In a group: with the facilitator's guide above the sheet."""
    return _exercise(request, {"meeting": queries.content().perspective})


def _exercise(request: Any, context: dict[str, Any]) -> HttpResponse:
    form = _form(request)
    context |= {"form": form, "names": _names(form)}
    if request.method != "POST" and not request.viewer:
        return for_everyone(request, "exercises/perspective.html", context)
    if form.is_bound and form.is_valid():
        context |= {"sheet": form.sheet, "advice": advice_of(form, ["seen"], INTERPRETATIONS)}
    return for_one(request, "exercises/perspective.html", context, form)


@csrf_exempt  # As the exercise: what was typed comes along, a sheet goes back.
@_any
def perspective_pdf(request: Any) -> HttpResponse:
    """The sheet, blank or filled."""
    form = _form(request)
    if form.is_bound and not form.is_valid():
        return _exercise(request, {})
    filled = form.sheet if form.is_bound else None
    return paper(papers.sheet(_names(form), filled), "perspektivoevelse.pdf", _cache(request))


@require_http_methods(["GET", "HEAD"])
def perspective_together_pdf(request: Any) -> HttpResponse:
    """The facilitator's guide with a blank sheet."""
    document = papers.perspective_together(_names(_form(request)), queries.content().perspective)
    return paper(document, "perspektivoevelse-sammen.pdf", _cache(request))


def _cache(request: Any) -> str:
    if request.viewer:
        return OF_ONE_PERSON
    return NOWHERE if request.method == "POST" else AN_HOUR


def _form(request: Any) -> forms.PerspectiveForm:
    posted = request.POST if request.method == "POST" else None
    content = queries.content()
    questions = {name: asked[language()] for name, asked in content.questions.items()}
    return forms.PerspectiveForm(posted, labels=queries.own_labels(request.viewer or None), questions=questions)


def _names(form: forms.PerspectiveForm) -> dict[str, str]:
    return {field.name: str(field.label) for field in form}


@signed_in
def perspective_labels(request: Request) -> HttpResponse:
    """What the organisation calls the three fields: for its administrator."""
    organisation, there = queries.labels_to_run(request.viewer)
    start = {name: getattr(there, name) if there else "" for name in ("seen", "behind", "can_do")}
    posted = request.POST if request.method == "POST" else kept(request, "perspective-labels")
    form = forms.PerspectiveLabelsForm(posted, initial={**start, "version": there.version if there else 0})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_perspective_labels(
                organisation=organisation,
                labels=form.labels,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=timezone.now(),
            )
            messages.success(request, _("Navnene er gemt."))
            return redirect("administration")
        except ChangedMeanwhile:
            organisation, there = queries.labels_to_run(request.viewer)
            if there:
                conflict(request, form, there.version, there.changed_by.name, there.changed_at)
    return render(request, "exercises/perspective_labels.html", {"form": form, "there": there})
