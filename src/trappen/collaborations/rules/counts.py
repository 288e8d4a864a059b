"""Which counts may those see who may not see the single case?"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trappen.staircase.rules import StepId

FEWEST_SHOWN = 5

Number = tuple[int, ...]  # one count, or one for each step


@dataclass(frozen=True)
class Counts:
    """What may be shown of a unit with all below it; None where it may not."""

    total: int | None = None
    by_step: Mapping[StepId, int] | None = None


def counts_shown(
    own: Mapping[uuid.UUID, Mapping[StepId, int]],
    parents: Mapping[uuid.UUID, uuid.UUID | None],
    *,
    fewest: int = FEWEST_SHOWN,
) -> dict[uuid.UUID, Counts]:
    """What may be shown of each unit beside what is shown of the others. `own` counts without the units below.

    No number under `fewest` but zero is shown, or left over when shown numbers are taken from each other, or when
    the unit's leader takes away the unit's own. Where one would be, the smallest unit beside it is hidden, with all
    below. `fewest` may be raised, never lowered below five.
    """
    fewest = max(fewest, FEWEST_SHOWN)
    steps = {unit: tuple(own.get(unit, {}).get(step, 0) for step in StepId) for unit in parents}
    divided = _Tree(steps, parents, fewest)
    whole = _Tree({unit: (sum(number),) for unit, number in steps.items()}, parents, fewest)
    shown = {unit: Counts(sum(whole.sums[unit])) for unit in whole.shown()}
    for unit in divided.shown() & shown.keys():
        shown[unit] = replace(shown[unit], by_step=dict(zip(StepId, divided.sums[unit], strict=True)))
    return {unit: shown.get(unit, Counts()) for unit in parents}


@dataclass(frozen=True)
class _Tree:
    """The units with their own numbers, and which of them can stand beside each other."""

    own: Mapping[uuid.UUID, Number]
    parents: Mapping[uuid.UUID, uuid.UUID | None]
    fewest: int

    def shown(self) -> set[uuid.UUID]:
        return {unit for top in self.below[None] for unit in self._search(top)}

    @cached_property
    def below(self) -> Mapping[uuid.UUID | None, Sequence[uuid.UUID]]:
        """The units right below each, and under None those at the top."""
        found: dict[uuid.UUID | None, list[uuid.UUID]] = {unit: [] for unit in (None, *self.parents)}
        for unit, parent in self.parents.items():
            found[parent].append(unit)
        return found

    @cached_property
    def sums(self) -> Mapping[uuid.UUID, Number]:
        """The numbers of each unit with all below it."""
        found: dict[uuid.UUID, Number] = {}

        def add(unit: uuid.UUID) -> Number:
            parts = [self.own[unit], *(add(each) for each in self.below[unit])]
            found[unit] = tuple(map(sum, zip(*parts, strict=True)))
            return found[unit]

        for top in self.below[None]:
            add(top)
        return found

    def _search(self, unit: uuid.UUID) -> Iterator[uuid.UUID]:
        """The highest units that can be shown, each with what can be shown below it."""
        if self._stands_alone(unit):
            yield from self._with_those_below(unit)
        else:
            for each in self.below[unit]:
                yield from self._search(each)

    def _with_those_below(self, unit: uuid.UUID) -> Iterator[uuid.UUID]:
        yield unit
        beside = sorted(filter(self._stands_alone, self.below[unit]), key=lambda each: sum(self.sums[each]))
        while self._reveals(unit, beside):
            del beside[0]
        for each in beside:
            yield from self._with_those_below(each)

    def _stands_alone(self, unit: uuid.UUID) -> bool:
        return any(self.sums[unit]) and not self._reveals(unit, ())

    def _reveals(self, unit: uuid.UUID, beside: Sequence[uuid.UUID]) -> bool:
        """Whether something small is left of the unit beside what is shown below it, with or without its own."""
        rest = _less(self.sums[unit], *(self.sums[each] for each in beside))
        return any(0 < count < self.fewest for count in (*rest, *_less(rest, self.own[unit])))


def _less(number: Number, *others: Number) -> Number:
    return tuple(first - sum(rest) for first, *rest in zip(number, *others, strict=True))
