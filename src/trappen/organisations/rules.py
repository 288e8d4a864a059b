"""What may a person reach, by the roles that they have on units, and what may an administrator do?"""

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
BELONGING = frozenset(Role) - {Role.ADMINISTRATOR}  # who only runs the system is not one of the unit's people
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

    def belongs_to(self, unit: uuid.UUID) -> bool:
        """Whether the person is one of the unit's people."""
        return unit in self.own_units

    @property
    def own_units(self) -> frozenset[uuid.UUID]:
        return frozenset(place.unit for place in self.places if place.role in BELONGING)

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


# What may an administrator do?

USUAL_RETENTION = 6
LONGEST_RETENTION = 12


class Refusal(enum.StrEnum):
    """Why something cannot be done to a person, a role, a unit or a list."""

    LAST_ADMINISTRATOR = "last-administrator"
    LAST_ROLE = "last-role"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    NAME_TAKEN = "name-taken"
    RING = "ring"
    TOP = "top"
    IN_USE = "in-use"
    LIST_FAULTY = "list-faulty"
    OWN_ROLE = "own-role"


class Refused(ValueError):
    """It was not done, and nothing has changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
