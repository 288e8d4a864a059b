"""What is in a programme for a new colleague?"""

import enum
from dataclasses import dataclass

from trappen.staircase.rules import Words


class Kind(enum.StrEnum):
    """What one does in a step. OWN is what the leader has added."""

    READING = "reading"
    FILM = "film"
    EXERCISE = "exercise"
    MEETING = "meeting"
    TALK = "talk"
    OWN = "own"


@dataclass(frozen=True)
class Step:
    """One thing to do: what and why, by which day counted from the first, and what to bring to the talk from it.

    `target` is a film, a page of the guide or the name of an address, by kind.
    """

    id: str
    kind: Kind
    day: int
    minutes: int
    title: Words
    what: Words
    why: Words
    bring: Words
    target: str = ""


@dataclass(frozen=True)
class Programme:
    """The steps in the order of their days, one of them the talk, and what employee and leader speak of there."""

    id: str
    title: Words
    about: Words
    steps: tuple[Step, ...]
    questions: tuple[Words, ...]

    def step(self, id_: str) -> Step | None:
        """None for a step that a leader has added."""
        return next((step for step in self.steps if step.id == id_), None)
