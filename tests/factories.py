"""Who and what is there in a test of the upper apps? Everything comes about by the same actions as in use."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trappen.accounts.actions import make_user
from trappen.accounts.models import User
from trappen.collaborations import actions
from trappen.collaborations.actions import Facts, Seen
from trappen.collaborations.models import Assessment, Collaboration
from trappen.collaborations.rules import CaseSystem, Informed, Kind
from trappen.organisations.actions import add_unit, found_organisation, give_role
from trappen.organisations.models import Unit
from trappen.organisations.queries import viewer_of
from trappen.organisations.rules import Role, Viewer
from trappen.plans.actions import Draft
from trappen.plans.models import Action
from trappen.staircase.queries import newest
from trappen.staircase.rules import StepId

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 2)  # a Monday
DAY = dt.timedelta(days=1)

FACTS = Facts("Ahorn", "2026-001", Kind.USER, Informed.YES, "", CaseSystem.DONE)


def person(name: str, *roles: tuple[Unit, Role], language: str = "da") -> User:
    """Someone whose address is their name's first word."""
    first, _, _ = name.partition(" ")
    user = make_user(name=name, email=f"{first}@aavang.example", language=language, by=None, now=NOW)
    for unit, role in roles:
        give_role(user=user, unit=unit, role=role, by=None, now=NOW)
    return user


@dataclass(frozen=True)
class House:
    """Åvang Kommune: a centre with two units, their people, and another organisation beside it."""

    top: Unit
    centre: Unit
    harbour: Unit
    square: Unit
    leader: User
    deputy: User
    colleague: User
    helper: User
    other_leader: User
    foreign_leader: User


def make_house() -> House:
    """`leader` and `deputy` lead the harbour, `colleague` and `helper` work there, `other_leader` leads the square."""
    top = found_organisation(name="Åvang Kommune", by=None, now=NOW)
    centre = add_unit(parent=top, name="Center for Borgere", by=None, now=NOW)
    harbour = add_unit(parent=centre, name="Havnen", by=None, now=NOW)
    square = add_unit(parent=centre, name="Torvet", by=None, now=NOW)
    abroad = found_organisation(name="Ø Kommune", by=None, now=NOW)
    return House(
        top,
        centre,
        harbour,
        square,
        leader=person("Mette Prøvedal", (harbour, Role.LEADER)),
        deputy=person("Dines Modelgaard", (harbour, Role.DEPUTY), language="en"),
        colleague=person("Jonas Opdigtsen", (harbour, Role.EMPLOYEE)),
        helper=person("Laila Papirsø", (harbour, Role.EMPLOYEE)),
        other_leader=person("Bodil Skabelon", (square, Role.LEADER)),
        foreign_leader=person("Frode Langtvæk", (abroad, Role.LEADER)),
    )


def viewer(user: User) -> Viewer:
    return viewer_of(user)


def opened(
    by: User,
    *,
    facts: Facts = FACTS,
    people: Iterable[User] = (),
    deputy: User | None = None,
    once: uuid.UUID | None = None,
    now: dt.datetime = NOW,
    months: int = 6,
) -> Collaboration:
    """A collaboration in the first unit that `by` leads."""
    who = viewer(by)
    row = actions.open_collaboration(
        unit=next(place.unit for place in who.places if who.leads(place.unit)),
        facts=facts,
        deputy=deputy.id if deputy else None,
        people=[each.id for each in people],
        once=once or uuid.uuid4(),
        by=who,
        now=now,
        months=months,
    )
    return again(row)


def again(row: Collaboration) -> Collaboration:
    """The collaboration as it now stands in the database, as a view reaches it."""
    return Collaboration.objects.select_related("key", "plan__key", "unit__organisation").get(id=row.id)


def assessed(
    row: Collaboration,
    by: User,
    step: StepId = StepId.YELLOW,
    *,
    seen: Seen | None = None,
    once: uuid.UUID | None = None,
    now: dt.datetime = NOW,
) -> Assessment:
    """An assessment that goes straight to a step, or one by what was `seen`."""
    return actions.assess(
        collaboration=again(row),
        staircase=newest(),
        seen=seen or Seen(now.date(), asked=False, own=step),
        once=once or uuid.uuid4(),
        by=viewer(by),
        now=now,
    )


def draft(title: str, owner: User, due_on: dt.date = TODAY + 14 * DAY) -> Draft:
    return Draft(title=title, owner=owner.id, due_on=due_on)


def planned(
    row: Collaboration,
    by: User,
    *drafts: Draft,
    once: uuid.UUID | None = None,
    version: int | None = None,
    now: dt.datetime = NOW,
) -> Sequence[Action]:
    """Actions on the collaboration, as someone plans them who has seen its newest plan."""
    fresh = again(row)
    return actions.plan_actions(
        collaboration=fresh,
        drafts=drafts,
        once=once or uuid.uuid4(),
        version=fresh.plan.version if version is None else version,
        by=viewer(by),
        now=now,
    )
