"""What may be shown of many answers? Four words, never a number, and nothing at all of too few.

A word never says whether two people or none ticked something, nor whether all did or all but two. So nobody can be
picked out by being the only one, and nobody by being one of all. Three are told as "some" in the largest team too:
what three see must not be lost.
"""

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass

from trappen.staircase.rules import Frequency, Observation, Placement, Staircase, StepId, place
from trappen.surveys.rules.box import DIFFICULT, Answer, Box, Strain, sign_sum, step_sum, strain_sum

FEWEST = 5
MOST_FEWEST = 30
_UNTOLD = 2  # so many may be hidden in "none or few", and so many may be missing in "most or all"
_QUARTER = 4
_ROUNDED_TO = 5


class Share(enum.StrEnum):
    """How large a part of those who answered."""

    FEW = "few"
    SOME = "some"
    HALF = "half"
    MOST = "most"

    @property
    def height(self) -> int:
        """1 for few, 4 for most."""
        return list(Share).index(self) + 1

    @property
    def boxes(self) -> tuple[bool, ...]:
        """As a picture: which of four boxes are full."""
        return tuple(at < self.height for at in range(len(Share)))

    @property
    def is_at_least_half(self) -> bool:
        return self in {Share.HALF, Share.MOST}


def share(count: int, of: int) -> Share:
    """The word for `count` of `of`. Raises ValueError for fewer than five."""
    if of < FEWEST:
        raise ValueError("too few to be told")
    if count <= _UNTOLD:
        return Share.FEW
    if of - count <= max(_UNTOLD, of // _QUARTER):
        return Share.MOST
    return Share.HALF if 2 * count >= of else Share.SOME


Spread = Mapping[str, Share]


@dataclass(frozen=True)
class View:
    """What someone ticked: the leader's own view, which bears a name and is told beside the team's."""

    answer: Answer

    def written(self) -> str:
        return json.dumps(
            {
                "signs": {each.sign: each.frequency for each in self.answer.observations},
                "difficult": self.answer.persistently_difficult,
                "strain": self.answer.strain or "",
            }
        )

    @classmethod
    def read(cls, text: str) -> "View":
        told = json.loads(text)
        seen = tuple(Observation(sign, Frequency(often)) for sign, often in told["signs"].items())
        return cls(Answer(seen, told["difficult"], Strain(told["strain"]) if told["strain"] else None))


@dataclass(frozen=True)
class Result:
    """All that is kept of a round once it is closed. `at_least` people answered.

    `seen` holds how often at least half see a sign, for the signs that at least half see; from these follows the
    step that is proposed. `strain` tells of each word but the least how many are affected so much or more; it is empty
    where too few answered that question.
    """

    at_least: int
    steps: Spread
    signs: Spread
    strain: Spread
    seen: Mapping[str, Frequency]
    difficult: Share

    def placement(self, staircase: Staircase) -> Placement:
        """The finder's own rule, on what at least half see."""
        seen = [Observation(sign, often) for sign, often in self.seen.items()]
        return place(staircase, seen, persistently_difficult=self.difficult.is_at_least_half)

    def written(self) -> str:
        return json.dumps(
            {
                "at_least": self.at_least,
                "steps": dict(self.steps),
                "signs": dict(self.signs),
                "strain": dict(self.strain),
                "seen": dict(self.seen),
                "difficult": self.difficult,
            }
        )

    @classmethod
    def read(cls, text: str) -> "Result":
        told = json.loads(text)
        spreads = {name: {key: Share(word) for key, word in told[name].items()} for name in _SPREADS}
        seen = {sign: Frequency(often) for sign, often in told["seen"].items()}
        return cls(at_least=told["at_least"], seen=seen, difficult=Share(told["difficult"]), **spreads)


_SPREADS = ("steps", "signs", "strain")


def result_of(box: Box, staircase: Staircase, *, fewest: int) -> Result | None:
    """What may be shown of a box, None where fewer than `fewest` answered; under five never."""
    fewest, answers = max(fewest, FEWEST), box.answers
    if answers < fewest:
        return None
    affected = {each: _affected(box, each) for each in Strain}
    told = affected[Strain.NONE]
    seen = {}
    for sign in staircase.signs:
        often = [each for each in Frequency if share(box.sums[sign_sum(sign, each)], answers).is_at_least_half]
        if often:
            seen[sign] = often[-1]
    return Result(
        at_least=max(fewest, answers // _ROUNDED_TO * _ROUNDED_TO),
        steps={step: share(box.sums[step_sum(step)], answers) for step in StepId},
        signs={sign: share(box.sums[sign_sum(sign, Frequency.ONCE)], answers) for sign in staircase.signs},
        strain={each: share(affected[each], told) for each in Strain if each is not Strain.NONE}
        if told >= fewest
        else {},
        seen=seen,
        difficult=share(box.sums[DIFFICULT], answers),
    )


def _affected(box: Box, least: Strain) -> int:
    """How many are affected so much, or more."""
    return sum(box.sums[strain_sum(each)] for each in Strain if each.reaches(least))
