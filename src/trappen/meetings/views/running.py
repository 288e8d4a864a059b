"""How is a meeting led? One screen for all devices: the part that is on, its clock, notes, attendance, agreements."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations.forms import Beside
from trappen.language.neutral import tell
from trappen.meetings import actions, forms, queries
from trappen.meetings.rules import Go
from trappen.meetings.views.common import about, course, given, shown, today
from trappen.meetings.wording import to_do
from trappen.organisations.http import Request
from trappen.plans.rules import Status, usual_due
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def run(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Whoever reaches the meeting follows along and writes notes; who leads it does the rest too."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    parts, invited = queries.parts_of(reached.meeting), queries.invited_to(reached.meeting)
    data = given(request, "run")
    part = _part(data, reached.meeting, parts)
    carried = queries.carried_to(reached.meeting) if forms.is_follow_up(part) else []
    form = _form(data, reached, part, invited, carried)
    current: list[Beside] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, reached, form, now)
        except ChangedMeanwhile:
            current = _conflict(request, form, part)
    return render(
        request,
        "meetings/run.html",
        {
            **about(reached),
            **_on_screen(reached.meeting, part, parts, now),
            "form": form,
            "forms": getattr(form, "carried", ()),
            "current": current,
            "invited": invited,
            "agreements": [shown(each, today()) for each in queries.agreements_of(reached.meeting)],
        },
    )


def _part(data: Any, meeting: Any, parts: list[Any]) -> Any:
    """The part that is on; after a mistake, the one that the writer has before them."""
    asked = (data or {}).get("part") or str(meeting.shown_id)
    return next((part for part in parts if str(part.id) == asked), None)


def _form(data: Any, reached: queries.Reached, part: Any, invited: list[Any], carried: list[Any]) -> Any:
    start: dict[str, Any] = {}
    if part:
        start = {"part": part.id, "version": part.version, "notes": part.notes}
    if not reached.runs:
        return forms.Notes(data, initial=start)
    start |= {"present": [str(each.user_id) for each in invited if each.present], "due": usual_due(today())}
    return forms.Running(
        data,
        invited=invited,
        people=queries.can_own(reached.meeting, invited),
        carried=[forms.Carried(data, action=action) for action in carried if action.status != Status.DROPPED],
        today=today(),
        initial=start,
    )


def _kept(request: Request, reached: queries.Reached, form: Any, now: dt.datetime) -> HttpResponse:
    """Raises ChangedMeanwhile."""
    moment = form.moment
    once = form.cleaned_data.get("once") or uuid.uuid4()
    made = actions.run(meeting=reached.meeting, moment=moment, once=once, by=request.viewer, now=now)
    if made:
        messages.success(request, _("Aftalen er gemt. %(who)s finder den i sit overblik.") % {"who": _owner(form)})
    elif moment.go is Go.STAY:
        messages.success(request, _("Det er gemt."))
    tell(request, form)
    return redirect("run_meeting", reached.meeting.id)


def _owner(form: Any) -> str:
    return str(dict(form.fields["owner"].choices)[form.cleaned_data["owner"]])


def _conflict(request: Request, form: Any, part: Any) -> list[Beside]:
    """Nothing was kept: show what the other wrote, and let the writer decide."""
    if part is None or form.cleaned_data.get("version") == part.version:
        form.add_error(None, _("En anden har netop sat status på en af aftalerne. Se, hvad der står nu, og gem igen."))
        return []
    conflict(request, form, part.version, part.changed_by.name, part.changed_at)
    return [Beside(str(form["notes"].label), part.notes, form.cleaned_data["notes"])]


@dataclass(frozen=True)
class Clock:
    """When the part that is on began and ends, and what the server's own clock says."""

    since: dt.datetime
    until: dt.datetime
    now: dt.datetime

    @property
    def is_over(self) -> bool:
        return self.now >= self.until


def _on_screen(meeting: Any, part: Any, parts: list[Any], now: dt.datetime) -> dict[str, Any]:
    film = queries.film_of(meeting)
    lines = course(meeting, film, parts)
    at = next((number for number, line in enumerate(lines) if part and line.part.id == part.id), None)
    clock = None
    if part and part.id == meeting.shown_id:
        clock = Clock(meeting.shown_since, meeting.shown_since + dt.timedelta(minutes=part.minutes), now)
    return {
        "course": lines,
        "part": part,
        "line": lines[at] if at is not None else None,
        "number": at + 1 if at is not None else 0,
        "next": lines[at + 1] if at is not None and at + 1 < len(lines) else None,
        "to_do": to_do(part, film) if part else [],
        "clock": clock,
        "elsewhere": part is not None and part.id != meeting.shown_id,
    }
