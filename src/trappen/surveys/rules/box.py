"""What is kept while a round is open? Sums, and which places have answered. A single answer is never written down.

A box is always written in the same number of characters, so that its sealed form has one length whatever it holds.
"""

import enum
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trappen.staircase.rules import Frequency, Observation, Staircase, StepId, place

_DIGITS = 5


class Strain(enum.StrEnum):
    """How the contact affects someone, in five words."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"
    VERY_MUCH = "very-much"

    def reaches(self, other: "Strain") -> bool:
        """Whether it is as much as the other, or more."""
        return list(Strain).index(self) >= list(Strain).index(other)


@dataclass(frozen=True)
class Answer:
    """What one person ticks. It lives for the length of one request."""

    observations: tuple[Observation, ...] = ()
    persistently_difficult: bool = False
    strain: Strain | None = None

    def step(self, staircase: Staircase) -> StepId:
        return place(staircase, self.observations, persistently_difficult=self.persistently_difficult).step

    def counted(self, staircase: Staircase) -> Iterator[str]:
        """The names of the sums that this answer adds one to."""
        yield step_sum(self.step(staircase))
        if self.persistently_difficult:
            yield DIFFICULT
        if self.strain:
            yield strain_sum(self.strain)
        for each in self.observations:
            reached = list(Frequency)[: list(Frequency).index(each.frequency) + 1]
            yield from (sign_sum(each.sign, often) for often in reached)


DIFFICULT = "difficult"


def step_sum(step: StepId) -> str:
    return f"step:{step}"


def strain_sum(strain: Strain) -> str:
    return f"strain:{strain}"


def sign_sum(sign: str, often: Frequency) -> str:
    """How many see a sign that often, or more often."""
    return f"sign:{sign}:{often}"


@dataclass(frozen=True)
class Box:
    """Which places have answered, and the sums over all answers. Nothing says which answer came from where."""

    answered: tuple[bool, ...]
    sums: Mapping[str, int]

    @property
    def answers(self) -> int:
        return sum(self.answered)

    def has_answer_of(self, slot: int) -> bool:
        return self.answered[slot]

    @property
    def missing(self) -> list[int]:
        return [slot for slot, answered in enumerate(self.answered) if not answered]

    def add(self, slot: int, answer: Answer, staircase: Staircase) -> "Box":
        """The box with one answer more; the same box where that place has answered before."""
        if self.answered[slot]:
            return self
        sums = Counter(self.sums)
        sums.update(answer.counted(staircase))
        answered = tuple(has or at == slot for at, has in enumerate(self.answered))
        return Box(answered, {name: sums[name] for name in self.sums})

    def written(self) -> str:
        flags = "".join("1" if has else "0" for has in self.answered)
        return json.dumps([flags, {name: f"{number:0{_DIGITS}d}" for name, number in self.sums.items()}])

    @classmethod
    def read(cls, text: str) -> "Box":
        flags, sums = json.loads(text)
        return cls(tuple(flag == "1" for flag in flags), {name: int(number) for name, number in sums.items()})


def empty_box(places: int, staircase: Staircase) -> Box:
    """A box for so many people, with every sum that the staircase can ask for at nought."""
    return Box((False,) * places, dict.fromkeys(_sums_of(staircase), 0))


def _sums_of(staircase: Staircase) -> Sequence[str]:
    signs = [sign_sum(sign, often) for sign in staircase.signs for often in Frequency]
    return [*map(step_sum, StepId), DIFFICULT, *map(strain_sum, Strain), *signs]
