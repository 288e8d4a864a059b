"""What is there to look at? A meeting of the harbour around a film, in each of its states."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import DAY, NOW, TODAY, House, draft, make_house, person, viewer
from trappen.accounts.models import User
from trappen.films.queries import films
from trappen.meetings import actions, queries
from trappen.meetings.actions import Facts, Moment
from trappen.meetings.models import Meeting, Part
from trappen.meetings.rules import Go
from trappen.organisations.models import Unit
from trappen.organisations.rules import Role
from trappen.plans.models import Action

HOUR = dt.timedelta(hours=1)
FILM = "aktiv-lytning"

# Everything that people write in `full`, each text once.
WRITTEN = {
    "title": "Sommerens vagter",
    "place": "Mødelokale Bøgen",
    "notes": "Vi afbryder for tidligt i telefonen.",
    "agreement": "Gentag det hørte, før du svarer",
    "comment": "Jeg har prøvet det tre gange.",
    "because": "Vi skifter telefonsystem.",
}


@dataclass(frozen=True)
class Team:
    """The house with a representative, a consultant and an administrator, and a leader above."""

    house: House
    representative: User
    consultant: User
    administrator: User
    head: User


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def team(house: House) -> Team:
    return Team(
        house,
        representative=person("Rie Fantasi", (house.harbour, Role.REPRESENTATIVE)),
        consultant=person("Kaj Tænkt", (house.harbour, Role.CONSULTANT)),
        administrator=person("Ada Opfundet", (house.harbour, Role.ADMINISTRATOR), (house.top, Role.ADMINISTRATOR)),
        head=person("Cille Overblik", (house.centre, Role.LEADER)),
    )


def facts(
    leader: User,
    *others: User,
    title: str = "",
    place: str = "",
    minutes: int = 60,
    starts_at: dt.datetime = NOW + DAY,
) -> Facts:
    people = frozenset(each.id for each in (leader, *others))
    return Facts(title, starts_at, minutes, place, leader.id, people)


def planned_by(
    by: User,
    unit: Unit,
    given: Facts,
    *,
    film: str = FILM,
    follows: Meeting | None = None,
    once: uuid.UUID | None = None,
    now: dt.datetime = NOW,
) -> Meeting:
    made = actions.plan_meeting(
        unit=unit,
        film=film,
        guide=queries.film(film).meeting if film else None,
        facts=given,
        follows=follows,
        once=once or uuid.uuid4(),
        by=viewer(by),
        now=now,
    )
    return again(made)


def again(row: Meeting) -> Meeting:
    """The meeting as it now stands in the database, as a view reaches it."""
    found = Meeting.objects.select_related("key", "plan", "unit", "facilitator", "changed_by").get(id=row.id)
    found.plan.key = found.key
    return found


def parts(row: Meeting) -> list[Part]:
    return queries.parts_of(again(row))


def ran(
    row: Meeting,
    by: User,
    go: Go = Go.STAY,
    *,
    part: uuid.UUID | None = None,
    now: dt.datetime = NOW + DAY,
    once: uuid.UUID | None = None,
    **what: Any,
) -> Action | None:
    """One sending from the facilitator's screen, made from the part that is shown."""
    fresh = again(row)
    shown = part or fresh.shown_id
    version = what.pop("version", None)
    if version is None:
        version = next((each.version for each in parts(row) if each.id == shown), 0)
    moment = Moment(part=shown, version=version, notes=what.pop("notes", None), go=go, **what)
    return actions.run(meeting=fresh, moment=moment, once=once or uuid.uuid4(), by=viewer(by), now=now)


def agreed(
    row: Meeting, by: User, owner: User, title: str = "Ring først", due_on: dt.date = TODAY + 14 * DAY
) -> Action:
    made = ran(row, by, agreement=draft(title, owner, due_on))
    assert made is not None
    return made


@pytest.fixture
def meeting(house: House) -> Meeting:
    """Planned by the leader for the colleague and the helper, tomorrow at ten Danish time."""
    given = facts(house.leader, house.colleague, house.helper, place=WRITTEN["place"])
    return planned_by(house.leader, house.harbour, given)


@pytest.fixture
def begun(house: House, meeting: Meeting) -> Meeting:
    ran(meeting, house.leader, Go.NEXT)
    return again(meeting)


@dataclass(frozen=True)
class Full:
    """A meeting that has been held, with all that can be written of one."""

    row: Meeting
    agreement: Action


def make_full(house: House, now: dt.datetime = NOW) -> Full:
    """It began when it should, an hour before `now`."""
    given = facts(house.leader, house.colleague, house.helper, place=WRITTEN["place"], starts_at=now - HOUR)
    row = planned_by(house.leader, house.harbour, given, now=now - DAY)
    ran(row, house.leader, Go.NEXT, present=frozenset({house.leader.id, house.colleague.id}), now=now - HOUR)
    due = timezone.localdate(now) + 14 * DAY
    made = ran(
        row, house.leader, notes=WRITTEN["notes"], agreement=draft(WRITTEN["agreement"], house.colleague, due), now=now
    )
    assert made is not None
    while again(row).shown_id:
        ran(row, house.leader, Go.NEXT, now=now)
    actions.comment(
        action=Action.objects.select_related("plan__key").get(id=made.id),
        text=WRITTEN["comment"],
        once=uuid.uuid4(),
        by=viewer(house.helper),
        now=now,
    )
    return Full(again(row), made)


@pytest.fixture
def full(house: House) -> Full:
    return make_full(house, timezone.now())


def steps_of_film(id_: str = FILM) -> int:
    """The parts that a film's meeting has."""
    return 3 + len(next(film for film in films() if film.id == id_).meeting.exercises)


# Pages


def signed_in(user: User) -> Client:
    """A browser in which someone has just signed in and seen a page."""
    client = Client()
    client.force_login(user)
    assert client.get("/overblik/").status_code == 200
    return client


class Shown(Protocol):
    """An answer of a page."""

    @property
    def text(self) -> str: ...


def text_of(answer: Shown) -> str:
    """What stands in the main part of the page, without its tags."""
    main = answer.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def at(row: Meeting, page: str = "") -> str:
    return f"/moeder/{row.id}/{page}"


def hidden(answer: Shown, name: str) -> str:
    """What a hidden field of the page holds."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', answer.text)
    assert found, name
    return unescape(found.group(1))
