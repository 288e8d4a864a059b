"""Who is asking, which units are there, and whom can one choose?"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.core.validators import validate_email
from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from trappen.accounts.models import User
from trappen.organisations.models import Membership, Organisation, Unit
from trappen.organisations.rules import BELONGING, LEADING, Place, Role, Viewer, with_all_below
from trappen.organisations.staff import BETWEEN_UNITS, Known, Planned, StaffLine, UnitNames, plan_staff
from trappen.shared.prepared import prepared


class OutOfReach(Http404):
    """What was asked for does not exist for this viewer. `kind` and `subject` go into the history."""

    def __init__(self, kind: str, subject: uuid.UUID | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.subject = subject


def viewer_of(user: User) -> Viewer:
    """The signed-in person with their roles, in one statement."""
    found = _places(user.id)
    return Viewer(
        id=user.id,
        name=user.name,
        language=user.language,
        organisation=found[0][2] if found else None,
        places=tuple(Place(unit, Role(role)) for unit, role, _ in found),
    )


@prepared
def _places(user: uuid.UUID) -> "QuerySet[Membership, tuple[uuid.UUID, str, uuid.UUID]]":
    return Membership.objects.filter(user=user).values_list("unit_id", "role", "unit__organisation_id")


def led_by(user: uuid.UUID) -> "QuerySet[Membership, Any]":
    """The ids of the units that someone leads, to stand inside another question."""
    return Membership.objects.filter(user=user, role__in=sorted(LEADING)).values("unit")


@dataclass(frozen=True)
class Person:
    """Someone who can be chosen: as owner, deputy or one with access."""

    id: uuid.UUID
    name: str
    email: str


def people_of_unit(unit: uuid.UUID) -> list[Person]:
    """Everyone who has a role on the unit itself, by name."""
    return [Person(*row) for row in _people_of_unit(unit)]


def members_of_unit(unit: uuid.UUID) -> list[Person]:
    """The unit's own people, by name: not those who only run the system for it."""
    return [Person(*row) for row in _members_of_unit(unit)]


@prepared
def _members_of_unit(unit: uuid.UUID) -> "QuerySet[User, tuple[uuid.UUID, str, str]]":
    people = User.objects.filter(memberships__unit=unit, memberships__role__in=sorted(BELONGING), is_active=True)
    return people.distinct().order_by("name").values_list("id", "name", "email")


@prepared
def _people_of_unit(unit: uuid.UUID) -> "QuerySet[User, tuple[uuid.UUID, str, str]]":
    people = User.objects.filter(memberships__unit=unit, is_active=True).distinct().order_by("name")
    return people.values_list("id", "name", "email")


def colleague(viewer: Viewer, email: str) -> Person | None:
    """The colleague with this address in the viewer's own organisation, or None."""
    row = (
        User.objects.filter(
            email__iexact=email.strip(), is_active=True, memberships__unit__organisation=viewer.organisation
        )
        .values_list("id", "name", "email")
        .first()
    )
    return Person(*row) if row else None


def leaders_of(unit: uuid.UUID) -> list[User]:
    leading = User.objects.filter(memberships__unit=unit, memberships__role__in=LEADING, is_active=True)
    return list(leading.distinct().order_by("name"))


def names_of(people: Iterable[uuid.UUID], organisation: uuid.UUID) -> dict[uuid.UUID, str]:
    """Names by id. Whoever does not belong to the organisation is left out."""
    rows = User.objects.filter(id__in=set(people), memberships__unit__organisation=organisation)
    return dict(rows.values_list("id", "name"))


def units_led(viewer: Viewer) -> list[Unit]:
    return list(Unit.objects.filter(id__in=viewer.led_units).order_by("name"))


def organisation_of(viewer: Viewer) -> Organisation:
    """Raises OutOfReach for someone who belongs to none."""
    found = Organisation.objects.filter(id=viewer.organisation).first() if viewer.organisation else None
    if found is None:
        raise OutOfReach("organisation")
    return found


def unit_tree(organisation: uuid.UUID | None) -> dict[uuid.UUID, Unit]:
    """All units of one organisation by id, in order of name."""
    return {unit.id: unit for unit in Unit.objects.filter(organisation=organisation).order_by("name")}


def countable_units(viewer: Viewer) -> dict[uuid.UUID, Unit]:
    """The units whose counts the viewer may be shown: those of their role, and all below."""
    tree = unit_tree(viewer.organisation)
    reach = with_all_below(viewer.counted_units, {unit.id: unit.parent_id for unit in tree.values()})
    return {unit_id: unit for unit_id, unit in tree.items() if unit_id in reach}


# What an administrator sees: people, roles and units of their own organisation, and nothing of any case

PEOPLE_A_PAGE = 50
MOST_FOUND = 500


@dataclass(frozen=True)
class HeldRole:
    """One role that someone has. `id` is the membership's."""

    id: uuid.UUID
    role: Role
    unit: str


@dataclass(frozen=True)
class Colleague:
    """Someone of the organisation, as the administrator sees them."""

    id: uuid.UUID
    name: str
    email: str
    is_active: bool
    has_password: bool
    invited_at: dt.datetime | None
    roles: tuple[HeldRole, ...]


@dataclass(frozen=True)
class Listed:
    """One page of people, and where it stands among the pages."""

    people: list[Colleague]
    page: Page[User]


@dataclass(frozen=True)
class Branch:
    """A unit in the tree. `depth` is 0 at the top; `people` have a role on the unit itself."""

    unit: Unit
    path: tuple[str, ...]
    people: int

    @property
    def depth(self) -> int:
        return len(self.path) - 1

    @property
    def label(self) -> str:
        """The path without the organisation's own name, which all units share."""
        return f" {BETWEEN_UNITS} ".join(self.path[1:] or self.path)


def administered(viewer: Viewer) -> Organisation:
    """The organisation that the viewer runs. Raises OutOfReach for everyone else."""
    if not viewer.is_administrator:
        raise OutOfReach("administration")
    return organisation_of(viewer)


def colleagues(viewer: Viewer, *, search: str = "", page: str | int = 1) -> Listed:
    """People of the organisation by name, those whose name or address holds every word of `search`."""
    everyone = User.objects.filter(memberships__unit__organisation=administered(viewer))
    everyone = everyone.distinct().order_by("name", "id")
    if words := search.casefold().split():
        rows = everyone.values_list("id", "name", "email")
        found = [id_ for id_, name, email in rows if all(word in f"{name} {email}".casefold() for word in words)]
        everyone = everyone.filter(id__in=found[:MOST_FOUND])
    shown = Paginator(everyone, PEOPLE_A_PAGE).get_page(page)
    people = list(shown)
    roles = _roles_of(people)
    return Listed([_colleague(user, roles) for user in people], shown)


def colleague_to_run(viewer: Viewer, person: uuid.UUID) -> Colleague:
    user = user_to_run(viewer, person)
    return _colleague(user, _roles_of([user]))


def user_to_run(viewer: Viewer, person: uuid.UUID) -> User:
    """Raises OutOfReach for people of other organisations."""
    found = User.objects.filter(id=person, memberships__unit__organisation=administered(viewer)).first()
    if found is None:
        raise OutOfReach("person", person)
    return found


def membership_to_run(viewer: Viewer, membership: uuid.UUID) -> Membership:
    rows = Membership.objects.select_related("user", "unit")
    found = rows.filter(id=membership, unit__organisation=administered(viewer)).first()
    if found is None:
        raise OutOfReach("role", membership)
    return found


def unit_to_run(viewer: Viewer, unit: uuid.UUID) -> Unit:
    found = Unit.objects.filter(id=unit, organisation=administered(viewer)).first()
    if found is None:
        raise OutOfReach("unit", unit)
    return found


def never_invited(viewer: Viewer) -> list[User]:
    """Those who have no password and to whom no invitation has left yet, longest waiting first."""
    rows = User.objects.filter(
        memberships__unit__organisation=administered(viewer),
        is_active=True,
        invited_at=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
    )
    return list(rows.distinct().order_by("created_at", "id"))


def branches(viewer: Viewer) -> list[Branch]:
    """The tree from the top, every unit followed by those below it."""
    organisation = administered(viewer)
    counted = Unit.objects.filter(organisation=organisation).annotate(
        people=models.Count("memberships__user", distinct=True, filter=models.Q(memberships__user__is_active=True))
    )
    people = {unit.id: unit.people for unit in counted}
    tree = unit_tree(organisation.id)
    return [Branch(tree[unit], path, people[unit]) for unit, path in unit_paths(tree).items()]


def unit_paths(tree: Mapping[uuid.UUID, Unit]) -> dict[uuid.UUID, tuple[str, ...]]:
    """The names from the top down to every unit, in the order in which a tree is read."""
    children: dict[uuid.UUID | None, list[Unit]] = {}
    for unit in tree.values():
        children.setdefault(unit.parent_id, []).append(unit)
    paths: dict[uuid.UUID, tuple[str, ...]] = {}
    waiting: list[tuple[Unit, tuple[str, ...]]] = [(unit, ()) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, above = waiting.pop()
        paths[unit.id] = (*above, unit.name)
        waiting += [(child, paths[unit.id]) for child in reversed(children.get(unit.id, []))]
    return paths


def planned_staff(viewer: Viewer, lines: Sequence[StaffLine]) -> list[Planned]:
    """What a list of staff will do in the viewer's organisation."""
    organisation = administered(viewer)
    emails = {line.email.lower() for line in lines}
    known = {}
    for user in User.objects.filter(email__in=emails).prefetch_related("memberships__unit"):
        held = list(user.memberships.all())
        known[user.email] = Known(
            id=user.id,
            here=any(each.unit.organisation_id == organisation.id for each in held),
            is_active=user.is_active,
            places=frozenset(Place(each.unit_id, Role(each.role)) for each in held),
        )
    units = UnitNames.of(unit_paths(unit_tree(organisation.id)))
    return plan_staff(lines, units=units, known=known, is_email=_is_email)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _roles_of(people: Sequence[User]) -> dict[uuid.UUID, list[HeldRole]]:
    roles: dict[uuid.UUID, list[HeldRole]] = {}
    for row in Membership.objects.filter(user__in=people).select_related("unit").order_by("unit__name", "role"):
        roles.setdefault(row.user_id, []).append(HeldRole(row.id, Role(row.role), row.unit.name))
    return roles


def _colleague(user: User, roles: Mapping[uuid.UUID, list[HeldRole]]) -> Colleague:
    return Colleague(
        user.id,
        user.name,
        user.email,
        user.is_active,
        user.has_usable_password(),
        user.invited_at,
        tuple(roles.get(user.id, ())),
    )
