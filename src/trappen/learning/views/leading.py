"""A course as a leader starts it, sets the day of its talk, and takes it away where it was a mistake."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations.forms import beside
from trappen.language.neutral import tell
from trappen.learning import actions, forms, queries
from trappen.learning.rules import AlreadyRunning, Refused
from trappen.learning.views.common import given, say_why
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def start_programme(request: Request, unit: uuid.UUID) -> HttpResponse:
    """For whom, from when, and which steps."""
    place, people = queries.unit_to_start_in(request.viewer, unit)
    now, programme = timezone.now(), queries.newest()
    form = forms.Start(
        given(request, "start-programme"), people=people, programme=programme, today=timezone.localdate(now)
    )
    if request.method == "POST" and form.is_valid():
        try:
            course = actions.start(
                unit=place,
                employee=uuid.UUID(form.cleaned_data["employee"]),
                programme=programme,
                steps=form.planned,
                starts_on=form.cleaned_data["starts_on"],
                once=form.cleaned_data["once"],
                by=request.viewer,
                now=now,
            )
        except AlreadyRunning:
            form.add_error("employee", _("Medarbejderen er allerede i gang med forløbet."))
        else:
            messages.success(request, _("Forløbet er startet. Medarbejderen får en mail."))
            tell(request, form)
            return redirect("programme", course.id)
    context = {"form": form, "unit": place, "people": people, "programme": programme}
    return render(request, "learning/start_programme.html", context)


@signed_in
def programme_talk_day(request: Request, id_: uuid.UUID) -> HttpResponse:
    """When the two meet."""
    reached, now = queries.reach_led(request.viewer, id_), timezone.now()
    course = reached.course
    start = {"talk_on": course.talk_on, "version": course.version}
    form, current = forms.TalkDay(given(request, "talk-day"), initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_talk(course=course, **form.cleaned_data, by=request.viewer, now=now)
        except ChangedMeanwhile:
            current = beside(form)
            conflict(request, form, course.version, course.changed_by.name, course.changed_at)
        except Refused as refused:
            say_why(request, refused)
            return redirect("programme_talk", id_)
        else:
            messages.success(request, _("Datoen er gemt. Medarbejderen ser den på forløbet."))
            return redirect("programme_talk", id_)
    context = {"form": form, "current": current, "course": course, "programme": reached.programme}
    return render(request, "learning/programme_talk_day.html", context)


@signed_in
def remove_programme(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Started for the wrong person, or no longer of use. What is finished stays until its end date."""
    reached = queries.reach_led(request.viewer, id_)
    if reached.course.finished_at:
        raise OutOfReach("programme", id_)
    if request.method == "POST":
        actions.remove(course=reached.course, by=request.viewer, now=timezone.now(), why="by-leader")
        messages.success(request, _("Forløbet er slettet."))
        return redirect("programmes")
    context = {"course": reached.course, "programme": reached.programme, "progress": reached.progress}
    return render(request, "learning/remove_programme.html", context)
