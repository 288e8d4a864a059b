"""Where does a round stand, and what came out? Reminding, closing, sharing and the paper."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.documents.http import pdf_response
from trappen.live.qr import square
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.surveys import actions, papers, queries, wording
from trappen.surveys.queries import Reached
from trappen.surveys.showing import shown
from trappen.surveys.views.common import reach


@signed_in
def survey(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One address for everyone: to the form for whoever is asked, to the result once there is one."""
    reached = reach(request, id_)
    if request.method == "POST":
        return _do(request, reached)
    if reached.is_open and reached.slot is not None:
        return redirect("answer_survey", id_)
    if reached.sees_result:
        return render(
            request,
            "surveys/result.html",
            {"reached": reached, "shown": shown(reached), "questions": wording.QUESTIONS},
        )
    context = {"reached": reached, "asked": queries.people_asked(reached.round)}
    if reached.round.closed_at is None and reached.runs:
        context |= {"address": _address(request), "square": square(_address(request))}
    return render(request, "surveys/survey.html", context)


def _do(request: Request, reached: Reached) -> HttpResponse:
    do, now, row = request.POST.get("do", ""), timezone.now(), reached.round
    doing: dict[str, tuple[bool, Callable[[], bool], str]] = {
        "remind": (
            reached.runs,
            lambda: actions.remind(round_=row, by=request.viewer, now=now),
            _("De, der mangler at svare, har fået en mail."),
        ),
        "share": (
            reached.leads and bool(reached.own_view),
            lambda: actions.share(round_=row, by=request.viewer, now=now),
            _("Teamet kan se resultatet nu."),
        ),
    }
    may, act, done = doing.get(do, (False, lambda: False, ""))
    if not may:
        raise OutOfReach("survey", row.id)
    if act():
        messages.success(request, done)
    return redirect("survey", row.id)


@signed_in
def close_survey(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Before its day: what that means, then once."""
    reached = reach(request, id_)
    if not reached.runs:
        raise OutOfReach("survey", id_)
    if reached.round.closed_at:
        return redirect("survey", id_)
    if request.method == "POST":
        actions.close(round_=reached.round, by=request.viewer, now=timezone.now())
        messages.success(request, _("Målingen er lukket."))
        return redirect("survey", id_)
    return render(request, "surveys/close_survey.html", {"reached": reached})


@signed_in
def survey_pdf(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The result on paper, for whoever sees it on the screen."""
    reached = reach(request, id_)
    if not reached.sees_result:
        raise OutOfReach("survey", id_)
    return pdf_response(papers.result(shown(reached)), "maaling.pdf")


def _address(request: Request) -> str:
    return request.build_absolute_uri(request.path)
