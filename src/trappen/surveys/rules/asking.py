"""When may a round be opened, when is it open, and when does the team see what came out of it?"""

import datetime as dt
import enum
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from trappen.surveys.rules.groups import reveals
from trappen.surveys.rules.results import FEWEST

SHORTEST_DAYS = 3
USUAL_DAYS = 14
LONGEST_DAYS = 42
REMIND_DAYS = 2
QUIET_DAYS = 90
SHARED_BY_ITSELF_DAYS = 14
KEPT_MONTHS = 24
EMPTY_KEPT_MONTHS = 3  # that a round had no result is of little use


class Refusal(enum.StrEnum):
    """Why a round cannot be opened."""

    TOO_FEW = "too-few"
    ALREADY_OPEN = "already-open"
    TOO_SOON = "too-soon"
    TOO_ALIKE = "too-alike"


class Refused(ValueError):
    """It was not opened. `until` is the day from which it may be tried again, where time helps."""

    def __init__(self, refusal: Refusal, until: dt.date | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.until = until


@dataclass(frozen=True)
class Asked:
    """Another round that counts: it is open, or was closed with a result not long ago.

    `closed_on` is None while it is open; `same` where it is about the same thing.
    """

    people: Collection[Hashable]
    closes_on: dt.date
    closed_on: dt.date | None
    same: bool

    @property
    def quiet_until(self) -> dt.date:
        return quiet_until(self.closed_on or self.closes_on)


def quiet_until(closed_on: dt.date) -> dt.date:
    """The day from which the same may be asked again."""
    return closed_on + dt.timedelta(days=QUIET_DAYS)


def may_open(people: Collection[Hashable], others: Iterable[Asked], *, fewest: int, today: dt.date) -> None:
    """Raises Refused. `others` are the organisation's rounds; those that rest long enough do not count."""
    fewest = max(fewest, FEWEST)
    counting = [each for each in others if each.closed_on is None or today < each.quiet_until]
    if len(set(people)) < fewest:
        raise Refused(Refusal.TOO_FEW)
    for each in counting:
        if each.same:
            raise Refused(*_again(each))
    if reveals(people, [each.people for each in counting], fewest):
        met = [each.quiet_until for each in counting]
        raise Refused(Refusal.TOO_ALIKE, max(met))


def _again(each: Asked) -> tuple[Refusal, dt.date | None]:
    return (Refusal.ALREADY_OPEN, None) if each.closed_on is None else (Refusal.TOO_SOON, each.quiet_until)


def is_open(closes_on: dt.date, today: dt.date, *, closed: bool) -> bool:
    """Its last day is one on which one can answer."""
    return not closed and today <= closes_on


def is_due(closes_on: dt.date, today: dt.date) -> bool:
    return today > closes_on


def reminds_by_itself(closes_on: dt.date, today: dt.date) -> bool:
    return today <= closes_on <= today + dt.timedelta(days=REMIND_DAYS)


def seen_by_team(closed_on: dt.date, today: dt.date, *, shared: bool) -> bool:
    """Once the leader has opened it to the team, and after two weeks whatever the leader does."""
    return shared or today >= closed_on + dt.timedelta(days=SHARED_BY_ITSELF_DAYS)
