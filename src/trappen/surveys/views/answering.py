"""How does someone answer, unseen, and how does the leader say what they see themselves?

The answer's form is none of those that are put away when a session ends (`form_head`): a kept text would bear a name.
"""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.surveys import actions, forms
from trappen.surveys.rules import View
from trappen.surveys.views.common import given, language, reach


@signed_in
def answer_survey(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Tick what one sees. Whoever is not asked, or comes too late, is led to the round's own page."""
    reached = reach(request, id_)
    if reached.slot is None or not reached.is_open:
        return redirect("survey", id_)
    if reached.has_answered:
        if request.method == "POST":  # a second click is no mistake
            return redirect("answer_survey", id_)
        return render(request, "surveys/answered.html", {"reached": reached})
    posted = request.POST if request.method == "POST" else None
    form = forms.GiveAnswer(posted, staircase=reached.staircase, language=language())
    if request.method == "POST" and form.is_valid():
        actions.answer(
            round_=reached.round,
            slot=reached.slot,
            given=form.answer,
            staircase=reached.staircase,
            now=timezone.now(),
        )
        return redirect("answer_survey", id_)
    return render(request, "surveys/answer_survey.html", {"reached": reached, "form": form})


@signed_in
def survey_view(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The leader's own view, before they read the team's."""
    reached = reach(request, id_)
    if not reached.leads or reached.round.has_result is False:
        raise OutOfReach("survey", id_)
    if reached.own_view:
        return redirect("survey", id_)
    form = forms.OwnView(given(request, "survey-view"), staircase=reached.staircase, language=language())
    if request.method == "POST" and form.is_valid():
        actions.view(round_=reached.round, own=View(form.answer), by=request.viewer, now=timezone.now())
        messages.success(request, _("Dit syn er gemt."))
        return redirect("survey", id_)
    return render(request, "surveys/survey_view.html", {"reached": reached, "form": form})
