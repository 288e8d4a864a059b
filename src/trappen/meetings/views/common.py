"""What do the pages of a meeting have in common?"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from trappen.accounts.keep import kept
from trappen.meetings import queries, rules
from trappen.meetings.papers import standing
from trappen.meetings.wording import in_pairs, meeting_name, part_name
from trappen.organisations.http import Request
from trappen.plans.rules import is_overdue


def given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


@dataclass(frozen=True)
class Line:
    """One part of the agenda as a page shows it, with the time at which it begins by the plan."""

    part: Any
    name: str
    in_pairs: bool | None
    begins: dt.datetime


def course(meeting: Any, film: Any, parts: Sequence[Any]) -> list[Line]:
    """The parts that are in, each with its time."""
    included = [part for part in parts if part.included]
    times = rules.starts(meeting.began_at or meeting.starts_at, [part.minutes for part in included])
    return [
        Line(part, part_name(part, film), in_pairs(part, film), begins)
        for part, begins in zip(included, times, strict=False)
    ]


def shown(action: Any, today: dt.date) -> dict[str, Any]:
    """An agreement as a table shows it."""
    return {
        "row": action,
        "late": is_overdue(action.due_on, action.status, today),
        "standing": standing(action),
    }


def about(reached: queries.Reached) -> dict[str, Any]:
    """What every page of one meeting shows of it."""
    film = queries.film_of(reached.meeting)
    return {
        "meeting": reached.meeting,
        "film": film,
        "name": meeting_name(film, reached.meeting.title),
        "plans": reached.plans,
        "runs": reached.runs,
    }


def today() -> dt.date:
    return timezone.localdate()
