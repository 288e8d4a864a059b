"""When is which step due, which one is it now, and how far may a day be moved? All of it is our own proposal."""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trappen.collaborations.rules.retention import months_after

MORNING = 7  # o'clock; nobody is reminded at night
LONGEST_MOVE = dt.timedelta(days=28)
_SATURDAY = 5


class StepCode(enum.StrEnum):
    """The steps from now to the third month, in their order."""

    NOW = "now"
    BEFORE_HOME = "before-home"
    NEXT_DAY = "next-day"
    FIRST_DAYS = "first-days"
    WEEK_1 = "week-1"
    WEEK_2 = "week-2"
    WEEK_4 = "week-4"
    MONTH_3 = "month-3"

    @property
    def following(self) -> "StepCode | None":
        order = list(StepCode)
        at = order.index(self) + 1
        return order[at] if at < len(order) else None


_AFTER_DAYS = {
    StepCode.NOW: 0,
    StepCode.BEFORE_HOME: 0,
    StepCode.NEXT_DAY: 1,
    StepCode.FIRST_DAYS: 3,
    StepCode.WEEK_1: 7,
    StepCode.WEEK_2: 14,
    StepCode.WEEK_4: 28,
}
_SAME_DAY = frozenset({StepCode.NOW, StepCode.BEFORE_HOME})
_ALSO_AT_WEEKENDS = _SAME_DAY | {StepCode.NEXT_DAY}


@dataclass(frozen=True)
class Due:
    """A step, the day on which it is due, and whether it has been done."""

    code: StepCode
    due_on: dt.date
    done: bool = False


def timetable(start: dt.date) -> dict[StepCode, dt.date]:
    """The day of every step of a plan that starts on a day.

    The first three stand, since nobody is left alone over a weekend. The talk of the first days is moved from a
    weekend back to Friday, so that it stays among them; the later ones on to Monday. Public holidays count as any
    other day.
    """
    return {code: _off_weekend(code, _plain(code, start)) for code in StepCode}


def _plain(code: StepCode, start: dt.date) -> dt.date:
    if code is StepCode.MONTH_3:
        return months_after(start, 3)
    return start + dt.timedelta(days=_AFTER_DAYS[code])


def _off_weekend(code: StepCode, day: dt.date) -> dt.date:
    over = day.weekday() - _SATURDAY  # 0 on Saturday, 1 on Sunday
    if over < 0 or code in _ALSO_AT_WEEKENDS:
        return day
    return day + dt.timedelta(days=-1 - over if code is StepCode.FIRST_DAYS else 2 - over)


def owed(steps: Sequence[Due], today: dt.date) -> Due | None:
    """The step that waits: the newest that is due, else the next one. Those whose turn has passed wait no longer.

    `steps` stand in their order. None where the last one is done.
    """
    last_done = max((at for at, step in enumerate(steps) if step.done), default=-1)
    left = steps[last_done + 1 :]
    due = [step for step in left if step.due_on <= today]
    if not due:
        return left[0] if left else None
    return next(step for step in due if step.due_on == due[-1].due_on)


def reminds(code: StepCode) -> bool:
    """Whether a mail tells of a step. Those of the first day are told of by the mail about the plan itself."""
    return code not in _SAME_DAY


class DayRefused(ValueError):
    """A day cannot be so. `field` is "done_on" or "next_on"."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def check_days(code: StepCode, *, start: dt.date, done_on: dt.date, next_on: dt.date | None, today: dt.date) -> None:
    """A step is done between the start and today, the next one at its time. Raises DayRefused."""
    if not start <= done_on <= today:
        raise DayRefused("done_on")
    if next_on is None:
        return
    latest = latest_next(code, start)
    if latest is None or not done_on <= next_on <= latest:
        raise DayRefused("next_on")


def latest_next(code: StepCode, start: dt.date) -> dt.date | None:
    """How long the step after this one can wait: four weeks more than proposed, so that a plan comes to an end."""
    return timetable(start)[code.following] + LONGEST_MOVE if code.following else None


def after_moving(days: Mapping[StepCode, dt.date], code: StepCode, to: dt.date) -> dict[StepCode, dt.date]:
    """The days once a step has been moved: the later ones come no earlier than it does."""
    order = list(StepCode)
    at = order.index(code)
    moved = {each: max(days[each], to) for each in order[at + 1 :]}
    return {**days, code: to, **moved}
