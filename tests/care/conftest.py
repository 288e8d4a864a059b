"""Who is there? The harbour and those around it, and a plan for Sofus with Laila beside him."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.factories import NOW, House, make_house, person, viewer
from tests.journeys.conftest import browser_type_launch_args, own_site
from trappen.accounts.models import User
from trappen.care import actions, queries
from trappen.care.content import Content
from trappen.care.models import CarePlan, CareStep
from trappen.care.rules import Consent, Referral, StepCode
from trappen.organisations.rules import Role

__all__ = ["browser_type_launch_args", "own_site"]  # fixtures, as the journeys have them

LANGUAGES = ("da", "en")
START = {"da": "", "en": "/en"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def content() -> Content:
    return queries.content()


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def sofus(house: House) -> User:
    """The colleague whom it hit."""
    return person("Sofus Eksempel", (house.harbour, Role.EMPLOYEE))


@dataclass(frozen=True)
class Scene:
    """A plan, and everyone by what they are to it."""

    house: House
    plan: CarePlan
    people: dict[str, User]

    def __getitem__(self, name: str) -> User:
        return self.people[name]


@pytest.fixture
def scene(house: House, sofus: User) -> Scene:
    """The leader has started a plan for Sofus; Laila supports. Nothing has been agreed."""
    people = {
        "the colleague": sofus,
        "supporter": house.helper,
        "leader who started it": house.leader,
        "deputy": house.deputy,
        "employee of the unit": house.colleague,
        "representative": person("Rita Demosen", (house.harbour, Role.REPRESENTATIVE)),
        "consultant": person("Konrad Attrapsen", (house.top, Role.CONSULTANT)),
        "administrator": person("Adda Driftberg", (house.top, Role.ADMINISTRATOR)),
        "parent unit's leader": person("Cille Overbliksen", (house.centre, Role.LEADER)),
        "other unit's leader": house.other_leader,
        "other organisation's leader": house.foreign_leader,
        "without any role": person("Ingen Rolle"),
    }
    return Scene(house, started(house, sofus, by=house.leader, supporters=[house.helper]), people)


def started(
    house: House,
    who: User,
    *,
    by: User,
    supporters: list[User],
    once: uuid.UUID | None = None,
    now: dt.datetime = NOW,
) -> CarePlan:
    starting = queries.starting(viewer(by), house.harbour.id, who.id)
    return actions.start(
        starting=starting,
        supporters=[each.id for each in supporters],
        once=once or uuid.uuid4(),
        by=viewer(by),
        now=now,
    )


def again(plan: CarePlan) -> CarePlan:
    """The plan as it now stands, as a view reaches it."""
    return CarePlan.objects.select_related("key", "unit", "person").get(id=plan.id)


def step(plan: CarePlan, code: StepCode) -> CareStep:
    return queries.step_of(again(plan), code.value)


def noted(
    plan: CarePlan,
    code: StepCode,
    by: User,
    *,
    consent: Consent = Consent.YES,
    referral: Referral = Referral.NONE,
    next_on: dt.date | None = None,
    version: int | None = None,
    now: dt.datetime = NOW,
) -> None:
    """`by` has been there for the colleague on the day of `now`."""
    actions.note_step(
        plan=again(plan),
        code=code,
        noted=actions.Noted(now.date(), by.id, consent, referral, next_on),
        version=step(plan, code).version if version is None else version,
        by=viewer(by),
        now=now,
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
