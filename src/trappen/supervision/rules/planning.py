"""Which dates does a series have, and what may be done to one of them?"""

import datetime as dt
import enum
from dataclasses import dataclass

from trappen.collaborations.rules import months_after

MOST_DATES = 26
KEPT_MONTHS = 24
MONTHS_AHEAD = 24
LONGEST_MINUTES = 480
MOST_PEOPLE = 200


class Kind(enum.StrEnum):
    """What the people meet for."""

    SUPERVISION = "supervision"
    SPARRING = "sparring"
    OTHER = "other"


class State(enum.StrEnum):
    """How it stands with a date."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Details:
    """What is planned for a date: the practical side, and a theme that names nobody."""

    at: dt.time
    minutes: int
    kind: Kind
    theme: str
    supervisor: str
    place: str
    audience: str


@dataclass(frozen=True)
class Series:
    """Every so many weeks until a date. Once where `every_weeks` is 0."""

    first: dt.date
    every_weeks: int = 0
    until: dt.date | None = None


class Why(enum.StrEnum):
    """Why something cannot be done."""

    TOO_MANY = "too-many"
    BACKWARDS = "backwards"
    CANCELLED = "cancelled"
    HELD = "held"
    NOT_YET = "not-yet"


class Refused(ValueError):
    """It was not done, and nothing has changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def dates(series: Series) -> tuple[dt.date, ...]:
    """All dates of a series. Raises Refused with TOO_MANY or BACKWARDS."""
    if not series.every_weeks or series.until is None:
        return (series.first,)
    if series.until < series.first:
        raise Refused(Why.BACKWARDS)
    step = dt.timedelta(weeks=series.every_weeks)
    number = (series.until - series.first) // step + 1
    if number > MOST_DATES:
        raise Refused(Why.TOO_MANY)
    return tuple(series.first + step * each for each in range(number))


def may_be_planned_for(day: dt.date, today: dt.date) -> bool:
    """From today, and not further ahead than two years."""
    return today <= day <= months_after(today, MONTHS_AHEAD)


def state_of(*, held: bool, cancelled: bool) -> State:
    return State.CANCELLED if cancelled else State.HELD if held else State.PLANNED


def check_change(state: State) -> None:
    """What is over stays as it was. Raises Refused."""
    if state is State.CANCELLED:
        raise Refused(Why.CANCELLED)
    if state is State.HELD:
        raise Refused(Why.HELD)


def check_holding(state: State, on: dt.date, today: dt.date) -> None:
    """Once its day has come, a date that stands can be marked as held, and its number of people put right."""
    if state is State.CANCELLED:
        raise Refused(Why.CANCELLED)
    if on > today:
        raise Refused(Why.NOT_YET)


def ends_on(on: dt.date) -> dt.date:
    """The day on which a date is deleted."""
    return months_after(on, KEPT_MONTHS)
