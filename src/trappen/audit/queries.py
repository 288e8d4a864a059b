"""What does the history say of one thing?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from trappen.audit.models import Event


@dataclass(frozen=True)
class Line:
    """One line of the history, with the actor's id instead of a name."""

    at: dt.datetime
    actor: uuid.UUID | None
    verb: str
    kind: str
    note: str


def history(subject: uuid.UUID, *, most: int = 200) -> list[Line]:
    """The newest `most` lines of one subject. Whether the viewer may read them is the caller's to know."""
    rows = Event.objects.filter(subject=subject).order_by("-at")[:most]
    return [Line(row.at, row.actor, row.verb, row.kind, row.note) for row in rows]


def happened(*verbs: str, since: dt.datetime) -> bool:
    """Whether anything of these kinds has happened anywhere since then."""
    return Event.objects.filter(verb__in=verbs, at__gte=since).exists()
