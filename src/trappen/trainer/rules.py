"""Where does a talk stand after these choices, and where did it turn?

A talk is a reducer: a walk and a choice in, a walk out. The choices so far are a path, one digit for each turn: "132".
Nothing else has to be known, so nothing has to be stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import reduce

from trappen.staircase.rules import Words

FEWEST_TURNS, MOST_TURNS = 8, 15
REPLIES = 3  # at each turn


class Mood(IntEnum):
    """How it stands with the citizen; the higher, the more is at stake."""

    CALM = 1
    LISTENING = 2
    GUARDED = 3
    PRESSED = 4
    UPSET = 5


class Does(StrEnum):
    """What a reply does for the talk, be the citizen calmer or not. It orders the content and is never shown."""

    WORKS = "works"
    HALF = "half"
    STRAINS = "strains"


class Outcome(StrEnum):
    """How a talk ends."""

    BETTER = "better"
    HELD = "held"
    WORSE = "worse"
    LEFT_WELL = "left-well"


@dataclass(frozen=True)
class Technique:
    """What a reply uses; `page` is the page of the guide that tells more."""

    id: str
    name: Words
    about: Words
    page: str


@dataclass(frozen=True)
class Reply:
    """Something to say, what it did, and where the talk goes."""

    say: Words
    technique: str
    does: Does
    feedback: Words
    next: str


@dataclass(frozen=True)
class Node:
    """The citizen says something, and you choose among replies."""

    id: str
    says: Words
    body: Words
    mood: Mood
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class End:
    """The talk is over: what happened, and what to take along."""

    id: str
    outcome: Outcome
    mood: Mood
    happened: Words
    along: Words


@dataclass(frozen=True)
class Citizen:
    """A whole person with an invented name. What lies behind is shown when the talk is over."""

    name: str
    about: Words
    behind: Words


@dataclass(frozen=True)
class Dialogue:
    """A talk that branches. `start` is the first node; a reply leads to a node or an end."""

    id: str
    title: Words
    field: Words
    situation: Words
    citizen: Citizen
    start: str
    nodes: Mapping[str, Node]
    ends: Mapping[str, End]

    def at(self, place: str) -> Node | End:
        return self.nodes.get(place) or self.ends[place]


@dataclass(frozen=True)
class Turn:
    """What the citizen said, what was answered, and how the citizen is then."""

    number: int
    node: Node
    reply: Reply
    after: Mood

    @property
    def eased(self) -> int:
        """How far the mood fell; below nought where it rose."""
        return self.node.mood - self.after


@dataclass(frozen=True)
class Walk:
    """A talk as far as it has come."""

    dialogue: Dialogue
    path: str
    turns: tuple[Turn, ...]
    at: Node | End

    @property
    def end(self) -> End | None:
        return self.at if isinstance(self.at, End) else None

    @property
    def earlier(self) -> tuple[Turn, ...]:
        """The turns before the newest."""
        return self.turns[:-1]

    @property
    def back(self) -> str:
        """The path without its last choice."""
        return self.path[:-1]


class WrongPath(ValueError):
    """A path that this dialogue does not have."""


def begin(dialogue: Dialogue) -> Walk:
    return Walk(dialogue, "", (), dialogue.nodes[dialogue.start])


def choose(walk: Walk, choice: str) -> Walk:
    """The walk after one more reply, counted from "1". Raises WrongPath."""
    if not isinstance(walk.at, Node):
        raise WrongPath(f"The talk was over after {walk.path}.")
    if choice not in {str(number) for number in range(1, len(walk.at.replies) + 1)}:
        raise WrongPath(f"There is no reply {choice!r}.")
    reply = walk.at.replies[int(choice) - 1]
    there = walk.dialogue.at(reply.next)
    turn = Turn(len(walk.turns) + 1, walk.at, reply, there.mood)
    return replace(walk, path=walk.path + choice, turns=(*walk.turns, turn), at=there)


def walked(dialogue: Dialogue, path: str) -> Walk:
    """The talk after all choices of a path. Raises WrongPath."""
    return reduce(choose, path[: MOST_TURNS + 1], begin(dialogue))


def turning_points(walk: Walk) -> tuple[Turn | None, Turn | None]:
    """The turn that eased the talk most, and the one that strained it most; None where there is none."""
    helped = [turn for turn in walk.turns if turn.eased > 0 and turn.reply.does is not Does.STRAINS]
    hurt = [turn for turn in walk.turns if turn.eased < 0 and turn.reply.does is not Does.WORKS]
    return max(helped, key=lambda turn: turn.eased, default=None), min(hurt, key=lambda turn: turn.eased, default=None)


def used(walk: Walk) -> dict[str, tuple[int, ...]]:
    """The techniques of a walk, each with the turns in which it was used, in the order of their first use."""
    found: dict[str, tuple[int, ...]] = {}
    for turn in walk.turns:
        found[turn.reply.technique] = (*found.get(turn.reply.technique, ()), turn.number)
    return found
