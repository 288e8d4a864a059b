"""Who may come by? Everyone of Åvang's harbour and around it, and a collaboration with one of everything."""

import uuid
from dataclasses import dataclass

import pytest
from django.utils import timezone

from tests.factories import DAY, House, again, assessed, draft, make_house, opened, person, planned, viewer
from trappen.accounts.models import User
from trappen.collaborations.actions import plan_talk
from trappen.collaborations.models import Assessment, Collaboration, Talk
from trappen.exercises.rules import TalkPlan
from trappen.organisations.rules import Role
from trappen.plans.models import Action


@dataclass(frozen=True)
class Ids:
    """What an address of a collaboration can name."""

    collaboration: uuid.UUID
    assessment: uuid.UUID
    action: uuid.UUID
    talk: uuid.UUID


@dataclass(frozen=True)
class Scene:
    """A collaboration, and everyone by what they are to it."""

    row: Collaboration
    assessment: Assessment
    action: Action
    talk: Talk
    people: dict[str, User]

    @property
    def ids(self) -> Ids:
        return Ids(self.row.id, self.assessment.id, self.action.id, self.talk.id)


def everyone(house: House) -> dict[str, User]:
    return {
        "unit leader": house.leader,
        "unit deputy": house.deputy,
        "named deputy": person("Ture Forsøgsen", (house.square, Role.EMPLOYEE)),
        "named colleague": house.colleague,
        "owner not named": house.helper,
        "employee not named": person("Sofus Eksempel", (house.harbour, Role.EMPLOYEE)),
        "representative": person("Rita Demosen", (house.harbour, Role.REPRESENTATIVE)),
        "consultant": person("Konrad Attrapsen", (house.top, Role.CONSULTANT)),
        "administrator": person("Adda Driftberg", (house.top, Role.ADMINISTRATOR)),
        "parent unit's leader": person("Cille Overbliksen", (house.centre, Role.LEADER)),
        "other unit's leader": house.other_leader,
        "other organisation's leader": house.foreign_leader,
        "without any role": person("Ingen Rolle"),
    }


@pytest.fixture
def scene(db: None) -> Scene:
    house, now = make_house(), timezone.now()
    people = everyone(house)
    row = opened(house.leader, people=[people["named colleague"]], deputy=people["named deputy"], now=now)
    assessment = assessed(row, house.leader, now=now)
    due = draft("Ring tirsdag", people["owner not named"], timezone.localdate(now) + 5 * DAY)
    [action] = planned(row, house.leader, due, now=now)
    talk = plan_talk(
        collaboration=again(row),
        planned_for=timezone.localdate(now) + 5 * DAY,
        plan=TalkPlan(aim="En fast dag"),
        once=uuid.uuid4(),
        by=viewer(house.leader),
        now=now,
    )
    return Scene(again(row), assessment, action, talk, people)
