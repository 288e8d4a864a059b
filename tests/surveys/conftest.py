"""Who is asked in a test? The harbour with its leader, and a team of five and more."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import DAY, House, make_house, opened, person, viewer
from trappen.accounts.models import User
from trappen.collaborations.actions import give_access
from trappen.collaborations.models import Collaboration
from trappen.organisations.models import Unit
from trappen.organisations.rules import Role
from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, Observation
from trappen.surveys import actions, queries
from trappen.surveys.models import Round
from trappen.surveys.rules import Answer, Strain, View

NOW = timezone.now()  # the pages read the clock
TODAY = timezone.localdate(NOW)
LAST_DAY = TODAY + 14 * DAY
AFTER = NOW + 15 * DAY
CALM = Answer(strain=Strain.LITTLE)
YELLOW = Answer((Observation("complaint-or-criticism"),), strain=Strain.SOME)
RED = Answer(
    (Observation("complaint-or-criticism", Frequency.PERSISTENTLY),), persistently_difficult=True, strain=Strain.MUCH
)
TICKS: dict[str, Any] = {"sure": "on", "strain": "little"}

NAMES = ("Asta", "Birk", "Caja", "Ditte", "Elmer", "Freja", "Gorm", "Hedda", "Ivar", "Jytte", "Kaj", "Liv")


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@dataclass(frozen=True)
class Team:
    """The harbour's five: `people` are asked, `leader` asks. The house's own two employees stay outside."""

    house: House
    unit: Unit
    people: tuple[User, ...]

    @property
    def leader(self) -> User:
        return self.house.leader


@pytest.fixture
def team(house: House) -> Team:
    people = [person(f"{name} Prøvesen", (house.harbour, Role.EMPLOYEE)) for name in NAMES[:5]]
    return Team(house, house.harbour, tuple(people))


def asked(
    team: Team,
    people: Sequence[User] | None = None,
    *,
    now: dt.datetime = NOW,
    once: uuid.UUID | None = None,
    by: User | None = None,
    collaboration: Collaboration | None = None,
) -> Round:
    """A round that is open, by the same action as in use."""
    who = viewer(by or team.leader)
    subject = (
        queries.subject_of_collaboration(who, collaboration.id)
        if collaboration
        else queries.subject_of_unit(who, team.unit.id)
    )
    return actions.open_round(
        subject=subject,
        people=[each.id for each in (team.people if people is None else people)],
        closes_on=timezone.localdate(now) + 14 * DAY,
        staircase=newest(),
        once=once or uuid.uuid4(),
        by=who,
        now=now,
    )


def shared_collaboration(team: Team, people: Collection[User]) -> Collaboration:
    """A collaboration with these people named on it."""
    row = opened(team.leader)
    for each in people:
        give_access(collaboration=row, person=each.id, deputy=False, by=viewer(team.leader), now=NOW)
    return row


def answered(row: Round, who: User, given: Answer = CALM, now: dt.datetime = NOW + DAY) -> bool:
    slot = row.invitations.get(person=who).slot
    return actions.answer(round_=row, slot=slot, given=given, staircase=newest(), now=now)


def closed(row: Round, by: User, now: dt.datetime = AFTER) -> Round:
    actions.close(round_=row, by=viewer(by), now=now)
    return fresh(row)


def finished(team: Team, *answers: Answer, now: dt.datetime = NOW, people: Sequence[User] | None = None) -> Round:
    """A round that the team has answered so, closed a fortnight after it was opened."""
    people = team.people if people is None else people
    row = asked(team, people, now=now)
    for who, given in zip(people, answers, strict=True):
        answered(row, who, given, now=now + DAY)
    return closed(row, team.leader, now + 15 * DAY)


def own_view(row: Round, by: User, given: Answer = YELLOW, now: dt.datetime = NOW) -> None:
    actions.view(round_=row, own=View(given), by=viewer(by), now=now)


def fresh(row: Round) -> Round:
    return Round.objects.select_related("key", "unit").get(id=row.id)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
