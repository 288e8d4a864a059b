"""Which parts does a meeting have, which comes next, when is each, and when is the whole deleted?"""

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from trappen.collaborations.rules import months_after
from trappen.films.rules import MeetingGuide
from trappen.organisations.rules import LEADING, Role, Viewer

PLANNERS = LEADING | {Role.REPRESENTATIVE, Role.CONSULTANT}
MONTHS_KEPT = 12
LONGEST = 240  # minutes
FURTHEST_DUE = 366  # days; an agreement keeps its meeting, so that it cannot lie years ahead
FOLLOW_UP_MINUTES = 10
_TALK = (5, 30, 10)  # introduction, talk and wrap-up of a meeting without a film

Id = TypeVar("Id")


class Kind(enum.StrEnum):
    """What a part of the agenda is."""

    FOLLOW_UP = "follow-up"
    INTRODUCTION = "introduction"
    FILM = "film"
    EXERCISE = "exercise"
    TALK = "talk"
    WRAP_UP = "wrap-up"


class Answer(enum.StrEnum):
    """Whether someone who is invited comes."""

    YES = "yes"
    NO = "no"


class Go(enum.StrEnum):
    """Where the meeting goes from the part that is shown."""

    STAY = "stay"
    NEXT = "next"
    BACK = "back"


@dataclass(frozen=True)
class Slot:
    """A part as the guide proposes it. `exercise` counts the guide's exercises from 0."""

    kind: Kind
    minutes: int
    exercise: int | None = None


def agenda(guide: MeetingGuide | None, *, follow_up: bool) -> tuple[Slot, ...]:
    """The parts in order: what was agreed last time, then what the film's guide says, or a talk without a film."""
    first = (Slot(Kind.FOLLOW_UP, FOLLOW_UP_MINUTES),) if follow_up else ()
    if guide is None:
        introduction, talk, wrap_up = _TALK
        return (
            *first,
            Slot(Kind.INTRODUCTION, introduction),
            Slot(Kind.TALK, talk),
            Slot(Kind.WRAP_UP, wrap_up),
        )
    return (
        *first,
        Slot(Kind.INTRODUCTION, guide.introduction_minutes),
        Slot(Kind.FILM, guide.film_minutes),
        *(Slot(Kind.EXERCISE, each.minutes, at) for at, each in enumerate(guide.exercises)),
        Slot(Kind.WRAP_UP, guide.wrap_up_minutes),
    )


def starts(first: dt.datetime, minutes: Sequence[int]) -> list[dt.datetime]:
    """When each part begins by the plan, and at the end when the last one is over."""
    return [first + dt.timedelta(minutes=passed) for passed in accumulate(minutes, initial=0)]


def left_over(length: int, minutes: Iterable[int]) -> int:
    """Minutes that the parts leave of the meeting; below zero where they take more."""
    return length - sum(minutes)


def moved(order: Sequence[Id], shown: Id | None, go: Go) -> Id | None:
    """The part that is shown after a step; None when the meeting is over.

    A part that has been left out meanwhile is nowhere: from there on, and from nothing, the first comes next.
    """
    if go is Go.STAY:
        return shown
    if shown is None or shown not in order:
        return (order[0] if go is Go.NEXT else order[-1]) if order else None
    at = order.index(shown) + (1 if go is Go.NEXT else -1)
    return order[max(0, at)] if at < len(order) else None


def ends_on(held_on: dt.date, rested: Iterable[dt.date] = ()) -> dt.date:
    """The day on which a meeting is deleted: a year after it, or after its last agreement.

    `rested` holds the due date of every open agreement and the day on which each of the others ended.
    """
    return months_after(max([held_on, *rested]), MONTHS_KEPT)


def plans_for(viewer: Viewer, unit: object) -> bool:
    return any(place.unit == unit and place.role in PLANNERS for place in viewer.places)
