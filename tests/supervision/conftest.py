"""What is there to look at? Dates of the harbour."""

import datetime as dt
import re
import uuid
from dataclasses import replace
from html import unescape
from typing import Any, Protocol

import pytest
from django.test import Client

from tests.factories import DAY, NOW, TODAY, House, make_house, person, viewer
from trappen.accounts.models import User
from trappen.organisations.models import Unit
from trappen.organisations.rules import Role
from trappen.supervision import actions, queries
from trappen.supervision.models import Occasion
from trappen.supervision.queries import Shown
from trappen.supervision.rules import Details, Kind, Series

NOBODYS = "290290-1234"  # 29 February 1990 was no day
DETAILS = Details(
    at=dt.time(13),
    minutes=90,
    kind=Kind.SUPERVISION,
    theme="Når vi siger nej",
    supervisor="Sigrid Påfundet",
    place="Lokale 4",
    audience="Aftenholdet",
)


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def administrator(house: House) -> User:
    return person("Adda Driftberg", (house.top, Role.ADMINISTRATOR))


def planned(
    by: User,
    unit: Unit,
    *,
    series: Series | None = None,
    now: dt.datetime = NOW,
    once: uuid.UUID | None = None,
    **details: Any,
) -> list[Occasion]:
    return actions.plan(
        unit=unit,
        details=replace(DETAILS, **details),
        series=series or Series(TODAY + 7 * DAY),
        once=once or uuid.uuid4(),
        by=viewer(by),
        now=now,
    )


@pytest.fixture
def occasion(house: House) -> Occasion:
    return planned(house.leader, house.harbour)[0]


def reached(occasion: Occasion, by: User) -> Shown:
    return queries.reach(viewer(by), occasion.id)


def signed_in(user: User) -> Client:
    """A browser in which someone has just signed in and seen a page."""
    client = Client()
    client.force_login(user)
    assert client.get("/overblik/").status_code == 200
    return client


class Answer(Protocol):
    """What a page answers."""

    @property
    def text(self) -> str: ...


def text_of(answer: Answer) -> str:
    """What stands in the main part of the page, without its tags."""
    main = answer.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())
