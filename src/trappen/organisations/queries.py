"""Who is asking, which units are there, and whom can one choose?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from trappen.accounts.models import User
from trappen.organisations.models import Membership, Organisation, Unit
from trappen.organisations.rules import Place, Role, Viewer, with_all_below


class OutOfReach(Http404):
    """What was asked for does not exist for this viewer. `kind` and `subject` go into the history."""

    def __init__(self, kind: str, subject: uuid.UUID | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.subject = subject


def viewer_of(user: User) -> Viewer:
    """The signed-in person with their roles, in one statement."""
    rows = Membership.objects.filter(user=user).values_list("unit_id", "role", "unit__organisation_id")
    found = list(rows)
    return Viewer(
        id=user.id,
        name=user.name,
        language=user.language,
        organisation=found[0][2] if found else None,
        places=tuple(Place(unit, Role(role)) for unit, role, _ in found),
    )


@dataclass(frozen=True)
class Person:
    """Someone who can be chosen: as owner, deputy or one with access."""

    id: uuid.UUID
    name: str
    email: str


def people_of_unit(unit: uuid.UUID) -> list[Person]:
    """Everyone who has a role on the unit itself, by name."""
    rows = (
        User.objects.filter(memberships__unit=unit, is_active=True)
        .distinct()
        .order_by("name")
        .values_list("id", "name", "email")
    )
    return [Person(*row) for row in rows]


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


def leaders_of(unit: uuid.UUID) -> list[Person]:
    rows = (
        User.objects.filter(
            memberships__unit=unit, memberships__role__in=[Role.LEADER, Role.DEPUTY], is_active=True
        )
        .distinct()
        .order_by("name")
        .values_list("id", "name", "email")
    )
    return [Person(*row) for row in rows]


def names_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names by id. Someone who is gone from the organisation is left out."""
    return dict(User.objects.filter(id__in=set(people)).values_list("id", "name"))


def units_led(viewer: Viewer) -> list[Unit]:
    return list(Unit.objects.filter(id__in=viewer.led_units).order_by("name"))


def organisation_of(viewer: Viewer) -> Organisation:
    """Raises OutOfReach for someone who belongs to none."""
    found = Organisation.objects.filter(id=viewer.organisation).first()
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
