"""Which rounds are there for me, and how do I ask my team?"""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations.actions import note_view
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.shared.templatetags.ui import day
from trappen.shared.words import spelled
from trappen.staircase.queries import newest
from trappen.surveys import actions, forms, queries, rules, wording
from trappen.surveys.queries import Subject
from trappen.surveys.rules import Refused
from trappen.surveys.views.common import given, today


@signed_in
def surveys(request: Request) -> HttpResponse:
    """What I am asked, what I run, and what came out."""
    lines = queries.listed(request.viewer, today())
    return render(
        request,
        "surveys/surveys.html",
        {
            "to_answer": [line for line in lines if line.to_answer],
            "open": [line for line in lines if line.is_open and not line.to_answer],
            "closed": [line for line in lines if not line.is_open],
            "may_ask": queries.may_ask(request.viewer),
        },
    )


@signed_in
def new_survey(request: Request) -> HttpResponse:
    """What shall it be about?"""
    choices = queries.choices(request.viewer)
    if not choices.any:
        raise OutOfReach("survey")
    return render(request, "surveys/new_survey.html", {"choices": choices})


@signed_in
def new_survey_of_unit(request: Request, unit: uuid.UUID) -> HttpResponse:
    """About the unit's contact as a whole."""
    return _open(request, queries.subject_of_unit(request.viewer, unit))


@signed_in
def new_survey_of_collaboration(request: Request, collaboration: uuid.UUID) -> HttpResponse:
    """About one collaboration that I lead."""
    return _open(request, queries.subject_of_collaboration(request.viewer, collaboration))


def _open(request: Request, subject: Subject) -> HttpResponse:
    now, fewest = timezone.now(), subject.fewest
    context = {"subject": subject, "fewest": fewest}
    if subject.collaboration:
        note_view(collaboration=subject.collaboration, by=request.viewer, now=now, what="survey")
    if len(subject.people) < fewest:
        return render(request, "surveys/too_few.html", context)
    form = forms.OpenRound(given(request, "open-survey"), people=subject.people, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.open_round(
                subject=subject,
                people=form.chosen,
                closes_on=form.cleaned_data["closes_on"],
                staircase=newest(),
                once=form.cleaned_data["once"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Målingen er åben, og kollegerne har fået en mail."))
            return redirect("survey", row.id)
        except Refused as error:
            words = str(wording.REFUSALS[error.refusal]) % {"fewest": spelled(fewest), "day": day(error.until)}
            form.add_error("people" if error.refusal is rules.Refusal.TOO_FEW else None, words)
    return render(request, "surveys/open_survey.html", context | {"form": form})
