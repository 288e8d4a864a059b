"""What may a person reach, by the roles that they have on units?"""

import enum
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What someone is at a unit. The leader's deputy sees what the leader sees."""

    LEADER = "leader"
    DEPUTY = "deputy"
    EMPLOYEE = "employee"
    REPRESENTATIVE = "representative"
    CONSULTANT = "consultant"
    ADMINISTRATOR = "administrator"


LEADING = frozenset({Role.LEADER, Role.DEPUTY})
READS_COUNTS = LEADING | {Role.REPRESENTATIVE, Role.CONSULTANT}


@dataclass(frozen=True)
class Place:
    """One role on one unit."""

    unit: uuid.UUID
    role: Role


@dataclass(frozen=True)
class Viewer:
    """The person who asks, as every query and action knows them."""

    id: uuid.UUID
    name: str
    language: str
    organisation: uuid.UUID | None
    places: tuple[Place, ...] = ()

    def leads(self, unit: uuid.UUID) -> bool:
        return any(place.unit == unit and place.role in LEADING for place in self.places)

    @property
    def led_units(self) -> frozenset[uuid.UUID]:
        return frozenset(place.unit for place in self.places if place.role in LEADING)

    @property
    def counted_units(self) -> frozenset[uuid.UUID]:
        """The units whose counts, and those of the units below, the person may see."""
        return frozenset(place.unit for place in self.places if place.role in READS_COUNTS)

    @property
    def leads_any(self) -> bool:
        return bool(self.led_units)

    @property
    def is_administrator(self) -> bool:
        return any(place.role is Role.ADMINISTRATOR for place in self.places)


def with_all_below(tops: Iterable[uuid.UUID], parents: Mapping[uuid.UUID, uuid.UUID | None]) -> set[uuid.UUID]:
    """The given units and everything under them. `parents` gives the parent of every unit, None at the top."""
    found = set(tops)
    while True:
        more = {unit for unit, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def makes_ring(unit: uuid.UUID, new_parent: uuid.UUID | None, parents: Mapping[uuid.UUID, uuid.UUID | None]) -> bool:
    """Whether a unit would come to lie under itself."""
    return new_parent is not None and new_parent in with_all_below([unit], parents)
