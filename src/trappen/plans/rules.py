"""When is an action open, late or done, and what may follow on what?"""

import datetime as dt
import enum
from dataclasses import dataclass, replace


class Status(enum.StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


class Effect(enum.StrEnum):
    """Did it help?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    TOO_EARLY = "too-early"
    WORSE = "worse"


OPEN = frozenset({Status.PLANNED, Status.UNDER_WAY})
DAYS_TO_DO_IT = 14


class When(enum.StrEnum):
    """How near the due date of an open action is."""

    OVERDUE = "overdue"
    THIS_WEEK = "this-week"
    LATER = "later"


class NotAllowed(ValueError):
    """The change does not fit where the action stands; the message is a code."""


def is_overdue(due: dt.date, status: str, today: dt.date) -> bool:
    return status in OPEN and due < today


def when(due: dt.date, today: dt.date) -> When:
    """This week ends on Sunday."""
    if due < today:
        return When.OVERDUE
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return When.THIS_WEEK if due <= sunday else When.LATER


def usual_due(today: dt.date) -> dt.date:
    """The due date that is proposed: in two weeks, on a working day of the week (holidays not counted)."""
    due = today + dt.timedelta(days=DAYS_TO_DO_IT)
    return due + dt.timedelta(days=7 - due.weekday() if due.weekday() > 4 else 0)


@dataclass(frozen=True)
class Change:
    """A new standing of an action. `because` is needed where it is dropped; an effect only where it is done."""

    status: Status
    effect: Effect | None = None
    because: str = ""

    @property
    def ends(self) -> bool:
        return self.status not in OPEN

    def checked(self) -> "Change":
        """Itself, with a reason only where it is dropped.

        Raises NotAllowed with `reason-missing` or `effect-before-done`.
        """
        if self.status is Status.DROPPED and not self.because.strip():
            raise NotAllowed("reason-missing")
        if self.effect and self.status is not Status.DONE:
            raise NotAllowed("effect-before-done")
        return self if self.status is Status.DROPPED else replace(self, because="")
