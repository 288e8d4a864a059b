"""A course as its employee goes through it. Who leads the unit sees how far they are."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations.forms import beside
from trappen.documents.http import pdf_response
from trappen.language.neutral import tell
from trappen.learning import actions, forms, papers, queries
from trappen.learning.queries import Reached
from trappen.learning.rules import Refused
from trappen.learning.views.common import given, say_why, shown
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def programmes(request: Request) -> HttpResponse:
    """The viewer's own courses with the next step of each, and how far those are whom they lead."""
    mine = queries.own_courses(request.viewer)
    return render(
        request,
        "learning/programmes.html",
        {
            "under_way": [_told(each) for each in mine if not each.course.finished_at],
            "finished": [each for each in mine if each.course.finished_at],
            "units": queries.led_units(request.viewer),
            "today": timezone.localdate(),
        },
    )


@signed_in
def programme(request: Request, id_: uuid.UUID) -> HttpResponse:
    """All steps. The employee ticks, the leader sees what is done and when."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    actions.note_view(reached=reached, by=request.viewer, now=now)
    context = {**_told(reached), "today": timezone.localdate(now), "steps": [shown(step) for step in reached.steps]}
    return render(request, "learning/programme.html", context)


@signed_in
def programme_step(request: Request, id_: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """One step: what and why, done or not, and one line to take along to the talk."""
    reached, now = queries.reach_own(request.viewer, id_), timezone.now()
    step = reached.step(step_id)
    if step.is_talk:
        return redirect("programme_talk", id_)
    if request.method == "POST" and request.POST.get("do") in {"done", "undo"}:
        return _tick(request, reached, step, done=request.POST["do"] == "done", now=now)
    start = {"text": step.row.take_along, "version": step.row.version}
    form, current = forms.TakeAlong(given(request, "take-along"), initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_along(course=reached.course, step=step, **form.cleaned_data, by=request.viewer, now=now)
        except ChangedMeanwhile:
            current = beside(form)
            conflict(request, form, step.row.version, request.viewer.name, now)
        except Refused as refused:
            say_why(request, refused)
            return redirect("programme", id_)
        else:
            messages.success(request, _("Linjen er gemt. Din leder kan læse den."))
            tell(request, form)
            return redirect("programme_step", id_, step_id)
    context = {**_told(reached), **shown(step), "form": form, "current": current, "today": timezone.localdate(now)}
    return render(request, "learning/programme_step.html", context)


def _tick(request: Request, reached: Reached, step: Any, *, done: bool, now: dt.datetime) -> HttpResponse:
    try:
        finished = actions.tick(course=reached.course, step=step, done=done, by=request.viewer, now=now)
    except Refused as refused:
        say_why(request, refused)
    else:
        if finished:
            messages.success(request, _("Du er færdig med hele forløbet. Din leder får besked."))
        else:
            messages.success(request, _("Godt. Trinnet er gjort.") if done else _("Trinnet er ikke gjort endnu."))
    return redirect("programme", reached.course.id)


@signed_in
def programme_talk(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The talk between employee and leader: when, about what, and the word of both that it was held."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    if request.method == "POST":
        _say_held(request, reached, now)
        return redirect("programme_talk", id_)
    actions.note_view(reached=reached, by=request.viewer, now=now, what="talk")
    course = reached.course
    context = {
        **_told(reached),
        "taken_along": [shown(step) for step in reached.taken_along],
        "has_come": course.talk_on is not None and course.talk_on <= timezone.localdate(now),
        "my_word": course.employee_confirmed_at if reached.is_mine else course.leader_confirmed_at,
        "other_word": course.leader_confirmed_at if reached.is_mine else course.employee_confirmed_at,
    }
    return render(request, "learning/programme_talk.html", context)


def _say_held(request: Request, reached: Reached, now: dt.datetime) -> None:
    try:
        if request.POST.get("do") == "undo":
            actions.withdraw_confirmation(course=reached.course, by=request.viewer, now=now)
            messages.success(request, _("Din bekræftelse er taget tilbage."))
        elif actions.confirm_talk(course=reached.course, by=request.viewer, now=now):
            messages.success(request, _("Forløbet er gennemført. Beviset kan hentes."))
        else:
            messages.success(request, _("Du har bekræftet, at samtalen er holdt."))
    except Refused as refused:
        say_why(request, refused)


@signed_in
def move_programme(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The employee has come to another unit, and takes the course along."""
    reached, now = queries.reach_own(request.viewer, id_), timezone.now()
    units = queries.units_to_move_to(request.viewer, reached.course)
    if reached.course.finished_at or not units:
        raise OutOfReach("programme", id_)
    form = forms.Move(given(request, "move"), units=units)
    if request.method == "POST" and form.is_valid():
        unit = next(each for each in units if str(each.id) == form.cleaned_data["unit"])
        actions.move(course=reached.course, unit=unit, by=request.viewer, now=now)
        messages.success(
            request, _("Forløbet er flyttet. Din leder i %(unit)s kan nu følge det.") % {"unit": unit.name}
        )
        return redirect("programme", id_)
    return render(request, "learning/move_programme.html", {**_told(reached), "form": form})


@signed_in
def programme_certificate(request: Request, id_: uuid.UUID) -> HttpResponse:
    """On paper, once all is done."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    if not reached.course.finished_at:
        raise OutOfReach("programme", id_)
    actions.note_view(reached=reached, by=request.viewer, now=now, what="certificate")
    return pdf_response(papers.certificate(reached), "bevis.pdf")


def _told(reached: Reached) -> dict[str, Any]:
    return {
        "reached": reached,
        "course": reached.course,
        "programme": reached.programme,
        "progress": reached.progress,
        "next": shown(reached.next) if reached.next else None,
    }
