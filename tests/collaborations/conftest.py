"""What is there to look at? A collaboration of the harbour with all that can be written of one."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import DAY, NOW, House, again, draft, make_house, opened, planned, viewer
from trappen.accounts.models import User
from trappen.collaborations import actions, queries
from trappen.collaborations.actions import Facts, Seen
from trappen.collaborations.models import Assessment, Collaboration, Talk
from trappen.collaborations.rules import CaseSystem, Informed, Kind
from trappen.exercises.rules import TalkPlan
from trappen.plans.actions import Draft
from trappen.plans.models import Action
from trappen.plans.rules import Change, Effect, Status
from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, Observation, StepId

# Everything that people write in `full`, each text once.
WRITTEN = {
    "alias": "Egetræ",
    "case_reference": "2026-7788",
    "informed_note": "Sagt på mødet i januar.",
    "notes": "Råbte ved skranken.",
    "reason": "Vi så det komme.",
    "title": "Ring hver tirsdag",
    "done_when": "Tre uger uden opkald.",
    "because": "Holdet holdt ferie.",
    "comment": "Brevet er sendt.",
    "agreed": "Én kontakt indtil videre.",
    "extension_reason": "Klagesagen er ikke slut.",
    "closing_words": "Roligt siden maj.",
    "aim": "En fast dag om ugen.",
    "wants": "Svar fra den samme hver gang.",
    "place": "Lokale 4 med to døre",
    "people": "Borgeren og to fra teamet",
    "companion": "Datteren kommer med",
    "recording": "Vi siger ja til optagelse",
    "host": "Jonas byder velkommen",
    "listener": "Laila gentager",
    "writer": "Mette skriver ned",
    "opening": "Tak, fordi du kom i dag.",
    "confirm": "Du ringede, før du kom.",
    "exits": "Vi holder ti minutters pause.",
    "writes_back": "Jonas skriver fredag",
    "asks_colleague": "Mette spørger Jonas",
    "went": "Det blev tirsdage kl. 10.",
}


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def row(house: House) -> Collaboration:
    return opened(house.leader, people=[house.colleague])


@pytest.fixture
def action(house: House, row: Collaboration) -> Action:
    """Owned by someone who is not named on the collaboration."""
    [made] = planned(row, house.leader, draft("Ring tirsdag", house.helper))
    return made


A_PLAN = TalkPlan(aim="En fast dag")
_TEXTS: dict[str, Any] = {name: WRITTEN[name] for name in TalkPlan.__dataclass_fields__ if name in WRITTEN}
PLAN = TalkPlan(**_TEXTS)


@dataclass(frozen=True)
class Full:
    """A collaboration in which everything that can be filled in is filled in."""

    row: Collaboration
    assessment: Assessment
    done: Action
    dropped: Action
    talk: Talk


def make_full(house: House, now: dt.datetime = NOW) -> Full:
    by = viewer(house.leader)
    facts = Facts(
        WRITTEN["alias"],
        WRITTEN["case_reference"],
        Kind.RELATIVE,
        Informed.EXEMPT,
        WRITTEN["informed_note"],
        CaseSystem.SOON,
    )
    row = opened(house.leader, facts=facts, people=[house.colleague], deputy=house.other_leader, now=now)
    assessment = actions.assess(
        collaboration=row,
        staircase=newest(),
        seen=Seen(
            seen_on=(now - 3 * DAY).date(),
            observations=(
                Observation("press-and-media", Frequency.ONCE),
                Observation("dissatisfaction", Frequency.PERSISTENTLY),
            ),
            own=StepId.RED,
            reason=WRITTEN["reason"],
            notes=WRITTEN["notes"],
            strain="much",
            together=True,
        ),
        once=uuid.uuid4(),
        by=by,
        now=now,
    )
    day = now.date()
    done, dropped = planned(
        row,
        house.leader,
        Draft(WRITTEN["title"], house.helper.id, day + 9 * DAY, day, WRITTEN["done_when"], "single-contact", "2021.1"),
        draft("Skriv loggen", house.colleague, day + 5 * DAY),
        now=now,
    )
    actions.comment_on_action(
        collaboration=row, action=done, text=WRITTEN["comment"], once=uuid.uuid4(), by=viewer(house.helper), now=now
    )
    for action, change in (
        (done, Change(Status.DONE, Effect.PARTLY)),
        (dropped, Change(Status.DROPPED, because=WRITTEN["because"])),
    ):
        actions.move_action(collaboration=row, action=action, change=change, version=0, by=by, now=now)
    actions.hold_follow_up(
        collaboration=row,
        agreed=WRITTEN["agreed"],
        held_on=day,
        next_on=day + 14 * DAY,
        once=uuid.uuid4(),
        by=by,
        now=now,
    )
    talk = planned_talk(row, house.leader, day, plan=PLAN, now=now)
    actions.mark_talk(talk=talk, held=True, went=WRITTEN["went"], version=0, by=by, now=now)
    actions.extend(
        collaboration=row, until=day + 300 * DAY, reason=WRITTEN["extension_reason"], version=0, by=by, now=now
    )
    actions.close(collaboration=row, words=WRITTEN["closing_words"], version=1, by=by, now=now)
    return Full(again(row), assessment, done, dropped, queries.talk(again(row), talk.id))


def planned_talk(
    row: Collaboration, by: User, day: dt.date, *, plan: TalkPlan = A_PLAN, now: dt.datetime = NOW
) -> Talk:
    """A talk that is planned on the collaboration."""
    return actions.plan_talk(
        collaboration=again(row), planned_for=day, plan=plan, once=uuid.uuid4(), by=viewer(by), now=now
    )


@pytest.fixture
def full(house: House) -> Full:
    return make_full(house)


# Pages


def signed_in(user: User) -> Client:
    """A browser in which someone has just signed in and seen a page."""
    client = Client()
    client.force_login(user)
    assert client.get("/overblik/").status_code == 200
    return client


@pytest.fixture
def now(db: None) -> dt.datetime:
    """Pages read the clock, so that what they show must be of today."""
    return timezone.now()


@pytest.fixture
def leader(house: House) -> Client:
    return signed_in(house.leader)


class Shown(Protocol):
    """An answer of a page."""

    @property
    def text(self) -> str: ...


def text_of(answer: Shown) -> str:
    """What stands in the main part of the page, without its tags."""
    main = answer.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def at(row: Collaboration, page: str = "") -> str:
    return f"/samarbejder/{row.id}/{page}"
