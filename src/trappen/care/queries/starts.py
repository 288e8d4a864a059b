"""For whom may someone start a plan, and whom may they ask to support?"""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from trappen.accounts.models import User
from trappen.care.models import CarePlan, Supporter, WantedList
from trappen.care.queries.lists import wanted_of
from trappen.care.rules import STARTERS, may_support
from trappen.organisations.models import Membership, Unit
from trappen.organisations.queries import OutOfReach, Person
from trappen.organisations.rules import LEADING, Viewer

_STARTING = sorted(role.value for role in STARTERS)


@dataclass(frozen=True)
class Colleague:
    """Someone of a unit for whom a plan can be started."""

    id: uuid.UUID
    name: str


def colleagues_by_unit(viewer: Viewer) -> list[tuple[Unit, list[Colleague]]]:
    """Those of the viewer's own units who care for one another, the viewer first in each."""
    rows = (
        Membership.objects.filter(unit__in=_own_units(viewer), role__in=_STARTING, user__is_active=True)
        .select_related("unit", "user")
        .order_by("unit__name", "user__name")
    )
    found: dict[uuid.UUID, tuple[Unit, dict[uuid.UUID, Colleague]]] = {}
    for row in rows:
        _, people = found.setdefault(row.unit_id, (row.unit, {}))
        people[row.user_id] = Colleague(row.user_id, row.user.name)
    return [(unit, sorted(people.values(), key=lambda each: each.id != viewer.id)) for unit, people in found.values()]


def _own_units(viewer: Viewer) -> frozenset[uuid.UUID]:
    return frozenset(place.unit for place in viewer.places if place.role in STARTERS)


@dataclass(frozen=True)
class Starting:
    """What whoever starts a plan may choose among. `wanted` are those whom the colleague wants, the first first."""

    unit: Unit
    person: User
    wanted_list: WantedList | None
    wanted: list[Person]
    others: list[Person]

    def offers(self, person: uuid.UUID) -> bool:
        return any(person == each.id for each in (*self.wanted, *self.others))


def starting(viewer: Viewer, unit: uuid.UUID, person: uuid.UUID) -> Starting:
    """Raises OutOfReach for everyone but those of the unit, and for someone who is not of it."""
    if unit not in _own_units(viewer):
        raise OutOfReach("unit", unit)
    rows = Membership.objects.filter(unit=unit, user__is_active=True).select_related("user", "unit")
    held = list(rows.order_by("user__name"))
    about = next((row for row in held if row.user_id == person and row.role in STARTERS), None)
    if about is None:
        raise OutOfReach("person", person)
    wanted_list, wanted = wanted_of(person, about.unit.organisation_id)
    leading = {row.user_id for row in held if row.role in LEADING}
    chosen = {each.id for each in wanted}
    others = {
        row.user_id: Person(row.user_id, row.user.name, row.user.email)
        for row in held
        if row.user_id != person
        and row.user_id not in chosen
        and may_support(leads_unit=row.user_id in leading, chosen_by_person=viewer.id == person, wanted=False)
    }
    return Starting(about.unit, about.user, wanted_list, wanted, list(others.values()))


def may_be_added(plan: CarePlan, by: uuid.UUID) -> list[Person]:
    """Those of the unit who can be asked to support too, or instead, by name."""
    there = Exists(Supporter.objects.filter(plan=plan.id, user=OuterRef("user")))
    rows = Membership.objects.filter(~there, unit=plan.unit_id, user__is_active=True).exclude(user=plan.person_id)
    held = list(rows.select_related("user").order_by("user__name"))
    leading = {row.user_id for row in held if row.role in LEADING}
    found = {
        row.user_id: Person(row.user_id, row.user.name, row.user.email)
        for row in held
        if may_support(leads_unit=row.user_id in leading, chosen_by_person=by == plan.person_id, wanted=False)
    }
    return list(found.values())


def to_be_asked(unit: Unit, person: uuid.UUID, supporter: uuid.UUID, *, by: uuid.UUID) -> User | None:
    """Someone of the organisation, of the unit or not, if they may support; None if they may not."""
    rows = Membership.objects.filter(
        user=supporter, user__is_active=True, unit__organisation=unit.organisation_id
    ).select_related("user")
    held = list(rows)
    leads_unit = any(row.unit_id == unit.id and row.role in LEADING for row in held)
    allowed = may_support(leads_unit=leads_unit, chosen_by_person=by == person, wanted=False)
    return held[0].user if held and supporter != person and allowed else None
