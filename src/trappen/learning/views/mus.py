"""The yearly talk: questions for everyone, and notes that nobody but their writer reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trappen.accounts.http import signed_in
from trappen.collaborations.forms import beside
from trappen.documents.http import pdf_response
from trappen.learning import actions, forms, papers, queries
from trappen.learning.views.common import given
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.http import kept_page
from trappen.shared.rules import ChangedMeanwhile


@require_safe
@kept_page
def mus(request: HttpRequest) -> HttpResponse:
    """All questions, for the employee and for the leader."""
    return render(request, "learning/mus.html", {"mus": queries.content().mus})


@require_safe
def mus_pdf(request: HttpRequest) -> HttpResponse:
    """The questions on paper, with room to write."""
    response = pdf_response(papers.mus(queries.content().mus), "mus.pdf")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@signed_in
def mus_preparation(request: Request) -> HttpResponse:
    """One's own notes. The page names nobody: there is no address for someone else's."""
    there, asked, now = queries.preparation(request.viewer), queries.content().mus, timezone.now()
    version = there.version if there else 0
    start = {**(there.notes if there else {}), "talk_on": there.talk_on if there else None, "version": version}
    form = forms.Prepare(given(request, "mus"), initial=start, mus=asked, today=timezone.localdate(now))
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare(
                notes=form.notes,
                talk_on=form.cleaned_data["talk_on"],
                edition=asked.edition,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
        except ChangedMeanwhile:
            current = beside(form)
            conflict(request, form, version, request.viewer.name, there.changed_at if there else now)
        else:
            messages.success(request, _("Dine noter er gemt. Kun du kan læse dem."))
            return redirect("mus_preparation")
    elif there and request.method != "POST":
        actions.note_reading(preparation=there, by=request.viewer, now=now)
    context = {"form": form, "current": current, "there": there}
    return render(request, "learning/mus_preparation.html", context)


@signed_in
def mus_preparation_pdf(request: Request) -> HttpResponse:
    """One's own notes on paper."""
    there, now = queries.own_preparation(request.viewer), timezone.now()
    actions.note_reading(preparation=there, by=request.viewer, now=now, what="pdf")
    paper = papers.preparation(queries.content().mus, there, timezone.localdate(now))
    return pdf_response(paper, "min-forberedelse.pdf")


@signed_in
def remove_mus_preparation(request: Request) -> HttpResponse:
    """Gone at once."""
    there = queries.own_preparation(request.viewer)
    if request.method == "POST":
        actions.remove_preparation(preparation=there, by=request.viewer, now=timezone.now(), why="by-owner")
        messages.success(request, _("Dine noter er slettet."))
        return redirect("mus_preparation")
    return render(request, "learning/remove_mus_preparation.html", {"there": there})
