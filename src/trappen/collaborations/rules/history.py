"""What has happened between the first assessment and the last?"""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trappen.staircase.rules import StepId


@dataclass(frozen=True)
class Point:
    """One assessment on the curve. `x` and `until` are percent of the width, `previous` the step before it."""

    x: float
    until: float
    step: StepId
    previous: StepId | None
    day: dt.date


class Direction(enum.StrEnum):
    """Where a collaboration has gone since its first assessment."""

    NONE = "none"
    FIRST = "first"
    SAME = "same"
    DOWN = "down"
    UP = "up"
    BACK = "back"


@dataclass(frozen=True)
class Story:
    """What a heading can say: from which step to which, over how many months (rounded, 0 for less than one)."""

    direction: Direction
    first: StepId | None = None
    last: StepId | None = None
    highest: StepId | None = None
    months: int = 0


def story(steps: Sequence[tuple[dt.date, StepId]]) -> Story:
    """`steps` oldest first. DOWN compares with the highest step that there has been, UP with the first.

    The months of DOWN and UP end on the day on which the present step was reached; staying there adds none.
    """
    if not steps:
        return Story(Direction.NONE)
    (first_day, first), (last_day, last) = steps[0], steps[-1]
    highest = max((step for _, step in steps), key=lambda step: step.height)
    turns = [steps[0], *(later for earlier, later in pairwise(steps) if later[1] is not earlier[1])]
    reached, _ = turns[-1]
    if len(steps) == 1:
        return Story(Direction.FIRST, first, last, highest)
    if last.height < highest.height:
        turned = max(day for day, step in turns if step is highest)
        return Story(Direction.DOWN, highest, last, highest, _months(turned, reached))
    if last.height > first.height:
        return Story(Direction.UP, first, last, highest, _months(first_day, reached))
    if len(turns) > 1:
        return Story(Direction.BACK, first, last, highest, _months(first_day, last_day))
    return Story(Direction.SAME, first, last, highest, _months(first_day, last_day))


def curve(steps: Sequence[tuple[dt.date, StepId]], until: dt.date) -> tuple[Point, ...]:
    """The staircase curve: each assessment holds until the next, the last one until `until`."""
    if not steps:
        return ()
    start = steps[0][0]
    width = max((until - start).days, 1)

    def at(day: dt.date) -> float:
        return round(100 * min((day - start).days, width) / width, 2)

    ends = [day for day, _ in steps[1:]] + [max(until, steps[-1][0])]
    before: list[StepId | None] = [None, *(step for _, step in steps[:-1])]
    return tuple(
        Point(at(day), at(end), step, previous, day)
        for (day, step), end, previous in zip(steps, ends, before, strict=True)
    )


def changes(
    then: Mapping[str, str], now: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Signs that are new, gone, and seen both times; each in the order given, new ones as in `now`."""
    return (
        tuple(sign for sign in now if sign not in then),
        tuple(sign for sign in then if sign not in now),
        tuple(sign for sign in now if sign in then),
    )


def _months(start: dt.date, end: dt.date) -> int:
    return round((end - start).days / 30.44)
