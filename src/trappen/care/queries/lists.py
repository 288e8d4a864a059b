"""Whom does someone want beside them, and who sees it?"""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from trappen.accounts.models import User
from trappen.audit.queries import Line
from trappen.care.models import Wanted, WantedList
from trappen.care.queries.common import LIST_KIND, named_lines
from trappen.organisations.models import Membership
from trappen.organisations.queries import OutOfReach, Person
from trappen.organisations.rules import Viewer


def wanted_of(person: uuid.UUID, organisation: uuid.UUID | None) -> tuple[WantedList | None, list[Person]]:
    """Someone's list, and those on it who still have an account here, the first choice first.

    It is for its owner and for whoever starts a plan; who asks is the caller's to know.
    """
    row = WantedList.objects.filter(person=person).first()
    return row, _on_list(row, organisation) if row else []


def _on_list(row: WantedList, organisation: uuid.UUID | None) -> list[Person]:
    there = Exists(Membership.objects.filter(user=OuterRef("colleague"), unit__organisation=organisation))
    rows = Wanted.objects.filter(there, list=row.id, colleague__is_active=True).select_related("colleague")
    return [Person(each.colleague_id, each.colleague.name, each.colleague.email) for each in rows.order_by("place")]


def list_log(row: WantedList, viewer: Viewer) -> list[tuple[Line, str]]:
    """Who has changed and seen one's own list."""
    return named_lines(row.id, viewer.organisation) if viewer.organisation else []


def colleagues_of(viewer: Viewer) -> list[Person]:
    """Those who share a unit with the viewer, by name: whom one usually wants beside oneself."""
    units = frozenset(place.unit for place in viewer.places)
    people = User.objects.filter(memberships__unit__in=units, is_active=True).exclude(id=viewer.id)
    return [Person(*row) for row in people.distinct().order_by("name").values_list("id", "name", "email")]


@dataclass(frozen=True)
class ShownList:
    """A list that its owner lets their leader see."""

    person: str
    wanted: list[str]


def lists_for_leader(viewer: Viewer) -> list[ShownList]:
    """Of those who work in the units that the viewer leads, and let them. Raises OutOfReach for who leads none."""
    if not viewer.leads_any:
        raise OutOfReach(LIST_KIND)
    in_led_units = Membership.objects.filter(unit__in=viewer.led_units, user=OuterRef("list__person"))
    here = Membership.objects.filter(unit__organisation=viewer.organisation, user=OuterRef("colleague"))
    rows = (
        Wanted.objects.filter(Exists(in_led_units), Exists(here))
        .filter(list__leader_sees=True, list__person__is_active=True, colleague__is_active=True)
        .exclude(list__person=viewer.id)
        .select_related("list__person", "colleague")
        .order_by("list__person__name", "list__person", "place")
    )
    found: dict[uuid.UUID, ShownList] = {}
    for row in rows:
        shown = found.setdefault(row.list.person_id, ShownList(row.list.person.name, []))
        shown.wanted.append(row.colleague.name)
    return list(found.values())
