"""Which counts may someone see who may not see the single case?"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from trappen.collaborations.queries import counts_by_unit
from trappen.collaborations.rules import Counts, counts_shown
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach, countable_units, unit_tree
from trappen.organisations.rules import Viewer
from trappen.staircase.rules import StepId


@dataclass(frozen=True)
class UnitCounts:
    """One unit with the counts of itself and all below it, as far as they may be shown. `depth` counts from 0."""

    unit: Unit
    depth: int
    counts: Counts

    @property
    def total(self) -> int | None:
        return self.counts.total

    @property
    def by_step(self) -> Mapping[StepId, int] | None:
        return self.counts.by_step


def units(viewer: Viewer) -> list[UnitCounts]:
    """The units whose counts the viewer may see, as a tree. Raises OutOfReach where there is none."""
    reach = countable_units(viewer)
    if not reach:
        raise OutOfReach("unit")
    parents = {unit.id: unit.parent_id for unit in unit_tree(viewer.organisation).values()}
    shown = counts_shown(counts_by_unit(parents), parents)
    tops = [unit for unit in reach.values() if unit.parent_id not in reach]
    return [UnitCounts(unit, depth, shown[unit.id]) for top in tops for unit, depth in _walk(top, reach, 0)]


def unit(viewer: Viewer, unit_id: uuid.UUID) -> list[UnitCounts]:
    """One unit and those below it. Raises OutOfReach."""
    lines = units(viewer)
    at = next((number for number, line in enumerate(lines) if line.unit.id == unit_id), None)
    if at is None:
        raise OutOfReach("unit", unit_id)
    below = []
    for line in lines[at + 1 :]:
        if line.depth <= lines[at].depth:
            break
        below.append(line)
    return [lines[at], *below]


def _walk(unit: Unit, reach: Mapping[uuid.UUID, Unit], depth: int) -> list[tuple[Unit, int]]:
    below = [each for each in reach.values() if each.parent_id == unit.id]
    return [(unit, depth), *(found for each in below for found in _walk(each, reach, depth + 1))]
