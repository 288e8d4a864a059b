"""What will come of a list of staff? Line by line, before anything is written, and without touching anything."""

import enum
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trappen.language.rules import cpr_numbers
from trappen.organisations.rules import Place, Role

EMAIL_LENGTH = 254
NAME_LENGTH = 120
BETWEEN_UNITS = "\u203a"  # a single angle that points to the right

_ROLE_WORDS = {
    Role.LEADER: ("leder", "leader"),
    Role.DEPUTY: ("stedfortræder", "souschef", "deputy"),
    Role.EMPLOYEE: ("medarbejder", "employee"),
    Role.REPRESENTATIVE: (
        "repræsentant",
        "arbejdsmiljørepræsentant",
        "tillidsrepræsentant",
        "amr",
        "tr",
        "representative",
    ),
    Role.CONSULTANT: ("konsulent", "consultant"),
    Role.ADMINISTRATOR: ("administrator",),
}
_ROLE_OF = {word: role for role, words in _ROLE_WORDS.items() for word in words}


@dataclass(frozen=True)
class StaffLine:
    """One line of the list, as written. `number` counts the lines of the file from 1."""

    number: int
    name: str
    email: str
    unit: str
    role: str


class Fault(enum.StrEnum):
    """What is wrong with a line."""

    NAME_MISSING = "name-missing"
    NAME_LONG = "name-long"
    NAME_CPR = "name-cpr"
    EMAIL = "email"
    EMAIL_ELSEWHERE = "email-elsewhere"
    SHUT_OUT = "shut-out"
    TWO_NAMES = "two-names"
    UNIT = "unit"
    UNIT_AMBIGUOUS = "unit-ambiguous"
    ROLE = "role"


class Outcome(enum.StrEnum):
    """What will happen to a line."""

    NEW_PERSON = "new-person"
    NEW_ROLE = "new-role"
    NOTHING = "nothing"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Known:
    """Someone who has the address already. `here` tells whether they belong to this organisation."""

    id: uuid.UUID
    here: bool
    is_active: bool
    places: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Planned:
    """One line and what will come of it."""

    line: StaffLine
    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    person: uuid.UUID | None = None
    place: Place | None = None

    @property
    def email(self) -> str:
        return self.line.email.lower()


@dataclass(frozen=True)
class UnitNames:
    """All units by every way to write their path: from the top, or from anywhere below as long as it is clear."""

    whole: Mapping[str, uuid.UUID]
    ends: Mapping[str, frozenset[uuid.UUID]]

    @classmethod
    def of(cls, paths: Mapping[uuid.UUID, tuple[str, ...]]) -> "UnitNames":
        ends: dict[str, frozenset[uuid.UUID]] = {}
        for unit, path in paths.items():
            for start in range(len(path)):
                key = _plain("/".join(path[start:]))
                ends[key] = ends.get(key, frozenset()) | {unit}
        return cls({_plain("/".join(path)): unit for unit, path in paths.items()}, ends)

    def find(self, written: str) -> frozenset[uuid.UUID]:
        """None, one or several units. A slash, an angle and a greater-than sign between names are the same."""
        key = _plain(written)
        return frozenset({self.whole[key]}) if key in self.whole else self.ends.get(key, frozenset())


def _plain(path: str) -> str:
    parts = path.replace(BETWEEN_UNITS, "/").replace(">", "/").split("/")
    return "/".join(" ".join(part.split()) for part in parts).casefold()


def plan_staff(
    lines: Iterable[StaffLine],
    *,
    units: UnitNames,
    known: Mapping[str, Known],
    is_email: Callable[[str], bool],
) -> list[Planned]:
    """What will happen, line by line. `known` holds people by their address in small letters."""
    names: dict[str, str] = {}
    taken: set[tuple[str, Place]] = set()
    planned = []
    for line in lines:
        email, there = line.email.lower(), known.get(line.email.lower())
        found, role = units.find(line.unit), _ROLE_OF.get(line.role.casefold())
        faults = [
            *_faults_of_name(line.name, names.setdefault(email or str(line.number), line.name)),
            *_faults_of_person(email, there, is_email=is_email),
            *([Fault.UNIT] if not found else [Fault.UNIT_AMBIGUOUS] if len(found) > 1 else []),
            *([Fault.ROLE] if role is None else []),
        ]
        if faults or role is None:
            planned.append(Planned(line, Outcome.FAULTY, tuple(faults)))
            continue
        place = Place(next(iter(found)), role)
        has_it = (there and place in there.places) or (email, place) in taken
        is_new = there is None and not any(each == email for each, _ in taken)
        outcome = Outcome.NOTHING if has_it else Outcome.NEW_PERSON if is_new else Outcome.NEW_ROLE
        taken.add((email, place))
        planned.append(Planned(line, outcome, person=there.id if there else None, place=place))
    return planned


def _faults_of_name(name: str, first: str) -> list[Fault]:
    if not name:
        return [Fault.NAME_MISSING]
    checks = {
        Fault.NAME_LONG: len(name) > NAME_LENGTH,
        Fault.NAME_CPR: bool(cpr_numbers(name)),
        Fault.TWO_NAMES: name != first,
    }
    return [fault for fault, is_so in checks.items() if is_so]


def _faults_of_person(email: str, there: Known | None, *, is_email: Callable[[str], bool]) -> list[Fault]:
    if len(email) > EMAIL_LENGTH or not is_email(email):
        return [Fault.EMAIL]
    if there is None:
        return []
    return [Fault.EMAIL_ELSEWHERE] if not there.here else [] if there.is_active else [Fault.SHUT_OUT]
