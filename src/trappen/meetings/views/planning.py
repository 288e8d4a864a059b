"""How is a meeting planned, changed, and given its agenda?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trappen.accounts.http import signed_in
from trappen.collaborations.forms import beside
from trappen.language.neutral import tell
from trappen.meetings import actions, forms, inviting, queries, rules
from trappen.meetings.views.common import about, course, given
from trappen.meetings.views.meetings import tell_of
from trappen.meetings.wording import meeting_name, part_name
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile
from trappen.shared.templatetags.addresses import address
from trappen.shared.templatetags.ui import day


@signed_in
def choose_unit(request: Request) -> HttpResponse:
    """For which unit? Whoever plans for one alone is not asked. `film` in the address is the one that is proposed."""
    units = queries.units_to_plan_for(request.viewer)
    if not units:
        raise organisations.OutOfReach("meeting")
    asked = request.GET.get("film", "")
    film = asked if any(each.id == asked for each in queries.all_films()) else ""
    if len(units) == 1:
        return redirect(address("new_meeting", units[0].id) + (f"?film={film}" if film else ""))
    return render(request, "meetings/choose_unit.html", {"units": units, "film": film})


@signed_in
def new_meeting(request: Request, unit: uuid.UUID) -> HttpResponse:
    """A new meeting, around a film or not; the open agreements of an earlier one can come first."""
    viewer, now = request.viewer, timezone.now()
    row = queries.unit_to_plan_for(viewer, unit)
    people = organisations.members_of_unit(row.id)
    earlier, films = queries.to_follow(row), queries.all_films()
    form = forms.PlanMeeting(
        given(request, "plan-meeting"),
        viewer=viewer,
        people=people,
        films=films,
        earlier=[(str(each.meeting.id), _followed(each)) for each in earlier],
        initial={
            "minutes": 60,
            "facilitator": str(viewer.id),
            "people": [str(each.id) for each in people],
            "film": request.GET.get("film", films[0].id),
            "follows": next((str(each.meeting.id) for each in earlier if each.open_agreements), forms.NONE),
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = actions.plan_meeting(
            unit=row,
            film=form.film_id,
            guide=queries.film(form.film_id).meeting if form.film_id else None,
            facts=form.facts,
            follows=next((each.meeting for each in earlier if str(each.meeting.id) == data.get("follows")), None),
            once=data["once"],
            by=viewer,
            now=now,
        )
        messages.success(request, _("Mødet er planlagt. Se, om dagsordenen passer."))
        tell(request, form)
        if data["send"]:
            tell_of(request, inviting.invite(meeting=made, by=viewer, now=now))
        return redirect("meeting_agenda", made.id)
    return render(request, "meetings/new_meeting.html", {"form": form, "unit": row, "films": films})


def _followed(each: queries.ToFollow) -> str:
    told = ngettext(
        "%(meeting)s, %(day)s: %(number)d åben aftale",
        "%(meeting)s, %(day)s: %(number)d åbne aftaler",
        each.open_agreements,
    )
    return told % {
        "meeting": meeting_name(each.film, each.meeting.title),
        "day": day(each.meeting.starts_at),
        "number": each.open_agreements,
    }


@signed_in
def change_meeting(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Another time, place, leader, or other people. New people are invited; a new time is told to all."""
    viewer, now = request.viewer, timezone.now()
    reached = queries.reach(viewer, id_, planning=True)
    row = reached.meeting
    invited = queries.invited_to(row)
    form = forms.ChangeMeeting(
        given(request, "change-meeting"),
        viewer=viewer,
        people=queries.can_own(row, invited),
        has_film=bool(row.film),
        initial=forms.start_of(row, invited),
    )
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(
                meeting=row, facts=form.facts, version=form.cleaned_data["version"], by=viewer, now=now
            )
        except ChangedMeanwhile:
            current = [each for each in beside(form) if each.now or each.yours]
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
        else:
            messages.success(request, _("Mødet er gemt."))
            tell(request, form)
            if row.began_at is None and any(each.mailed_at for each in invited):
                fresh = queries.reach(viewer, id_).meeting
                tell_of(request, inviting.invite(meeting=fresh, by=viewer, now=now))
            return redirect("meeting", row.id)
    return render(request, "meetings/change_meeting.html", {**about(reached), "form": form, "current": current})


@signed_in
def agenda(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Minutes for each part, and which exercises are left out."""
    viewer, now = request.viewer, timezone.now()
    reached = queries.reach(viewer, id_, running=True)
    row, context = reached.meeting, about(reached)
    parts = queries.parts_of(row)
    form = forms.Agenda(
        given(request, "agenda"),
        parts=parts,
        names=[part_name(part, context["film"]) for part in parts],
        initial={"version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_agenda(
                meeting=row, timings=form.timings, version=form.cleaned_data["version"], by=viewer, now=now
            )
        except ChangedMeanwhile:
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
        else:
            messages.success(request, _("Dagsordenen er gemt."))
            return redirect("meeting", row.id)
    return render(request, "meetings/agenda.html", {**context, "form": form, **_time(row, context["film"], parts)})


def _time(row: Any, film: Any, parts: Any) -> dict[str, Any]:
    """The plan's own minutes against those of the meeting."""
    taken = [part.minutes for part in parts if part.included]
    left = rules.left_over(row.minutes, taken)
    return {"course": course(row, film, parts), "taken": sum(taken), "left": left, "over": -left}
