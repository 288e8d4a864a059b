"""What is planned for a talk with a citizen, and does the plan hold?"""

import enum
from dataclasses import dataclass

MUCH_LEFT = 10  # minutes


class Part(enum.StrEnum):
    """The parts of a talk, in their order."""

    WELCOME = "welcome"
    THEIRS = "theirs"
    OURS = "ours"
    AGREE = "agree"
    GOODBYE = "goodbye"


class Worry(enum.StrEnum):
    """What is worth a second look in a plan. Nothing of it is an error."""

    TOO_LONG = "too-long"
    MUCH_LEFT = "much-left"
    WE_TALK_MOST = "we-talk-most"
    NO_GOODBYE = "no-goodbye"
    NOTHING_CONFIRMED = "nothing-confirmed"
    NO_EXIT = "no-exit"


@dataclass(frozen=True)
class TalkPlan:
    """A talk as it is planned. Texts may be empty; `length` and the parts are minutes."""

    aim: str = ""
    wants: str = ""
    place: str = ""
    people: str = ""
    companion: str = ""
    recording: str = ""
    host: str = ""
    listener: str = ""
    writer: str = ""
    length: int = 45
    welcome: int = 5
    theirs: int = 15
    ours: int = 10
    agree: int = 10
    goodbye: int = 5
    opening: str = ""
    confirm: str = ""
    exits: str = ""
    writes_back: str = ""
    asks_colleague: str = ""

    @property
    def course(self) -> tuple[tuple[Part, int], ...]:
        return tuple((part, getattr(self, part.value)) for part in Part)

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.course)


def left_over(plan: TalkPlan) -> int:
    """The minutes that no part has taken; below zero where the parts take more than there is."""
    return plan.length - plan.minutes


def worries(plan: TalkPlan) -> tuple[Worry, ...]:
    """What is worth a second look, the minutes first."""
    found = (
        (Worry.TOO_LONG, left_over(plan) < 0),
        (Worry.MUCH_LEFT, left_over(plan) >= MUCH_LEFT),
        (Worry.WE_TALK_MOST, plan.ours > plan.theirs),
        (Worry.NO_GOODBYE, plan.goodbye == 0),
        (Worry.NOTHING_CONFIRMED, not plan.confirm),
        (Worry.NO_EXIT, not plan.exits),
    )
    return tuple(worry for worry, holds in found if holds)
