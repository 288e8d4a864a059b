"""What do employee and leader ask in the yearly talk about contact that is full of conflict?"""

from collections.abc import Iterator
from dataclasses import dataclass

from trappen.staircase.rules import Words


@dataclass(frozen=True)
class Question:
    """What the employee is asked, and how the leader goes about it."""

    id: str
    ask: Words
    leader: Words


@dataclass(frozen=True)
class Theme:
    id: str
    title: Words
    about: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Mus:
    """All questions of an edition, theme by theme."""

    edition: str
    themes: tuple[Theme, ...]

    @property
    def questions(self) -> Iterator[Question]:
        return (question for theme in self.themes for question in theme.questions)
