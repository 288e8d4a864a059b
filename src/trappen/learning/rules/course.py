"""How does one employee's course run: which steps, when are they due, how far is it, and who may confirm the talk?"""

import datetime as dt
import enum
from collections.abc import Collection
from dataclasses import dataclass

from trappen.learning.rules.programme import Kind, Programme

LAST_DAY = 120  # the latest day for a step of one's own
_SATURDAY = 5
_WEEK = 7


@dataclass(frozen=True)
class Own:
    """A step that the leader adds."""

    title: str
    day: int


@dataclass(frozen=True)
class Planned:
    """A step of someone's course: of the programme, or one with a title of its own."""

    day: int
    step: str = ""
    title: str = ""


def planned(programme: Programme, chosen: Collection[str], own: Own | None = None) -> tuple[Planned, ...]:
    """The chosen steps and the leader's own in the order of their days. The talk is always among them."""
    steps = [Planned(each.day, each.id) for each in programme.steps if each.id in chosen or each.kind is Kind.TALK]
    if own:
        steps.append(Planned(own.day, title=own.title))
    return tuple(sorted(steps, key=lambda each: each.day))


def due_on(starts_on: dt.date, day: int) -> dt.date:
    """The date of a day counted from the first, which is day 1; what falls on a weekend waits until Monday."""
    found = starts_on + dt.timedelta(days=day - 1)
    over = found.weekday() - _SATURDAY
    return found + dt.timedelta(days=_WEEK - _SATURDAY - over) if over >= 0 else found


@dataclass(frozen=True)
class Progress:
    """How many of the steps are done."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.total

    @property
    def is_last(self) -> bool:
        """Whether one step is missing."""
        return self.done == self.total - 1


class Why(enum.StrEnum):
    """Why something cannot be done to a course."""

    FINISHED = "finished"
    NO_DAY = "no-day"
    NOT_YET = "not-yet"
    NOT_BY_TICK = "not-by-tick"


class Refused(ValueError):
    """It was not done, and nothing has changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class AlreadyRunning(ValueError):
    """The employee is in the middle of the same programme."""


def check_confirming(talk_on: dt.date | None, today: dt.date) -> None:
    """A talk can be confirmed once it has a date and the date has come. Raises Refused."""
    if talk_on is None:
        raise Refused(Why.NO_DAY)
    if talk_on > today:
        raise Refused(Why.NOT_YET)
