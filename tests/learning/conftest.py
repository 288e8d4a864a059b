"""What is there to look at? A new colleague in the harbour, and what one writes before the yearly talk."""

import datetime as dt
import re
import uuid
from html import unescape
from io import BytesIO
from typing import Protocol

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.factories import NOW, TODAY, House, make_house, person, viewer
from trappen.accounts.models import User
from trappen.learning import actions, queries
from trappen.learning.models import Course
from trappen.learning.queries import Reached
from trappen.learning.rules import Kind, Own, planned
from trappen.organisations.models import Unit
from trappen.organisations.rules import Role

NOBODYS = "290290-1234"  # 29 February 1990 was no day
OWN = Own("Gå med Laila på besøg", 3)
LINE = "Da jeg sagde nej i telefonen"


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def administrator(house: House) -> User:
    return person("Adda Driftberg", (house.top, Role.ADMINISTRATOR))


def started(
    by: User,
    employee: User,
    unit: Unit,
    *,
    chosen: set[str] | None = None,
    own: Own | None = None,
    starts_on: dt.date = TODAY,
    now: dt.datetime = NOW,
    once: uuid.UUID | None = None,
) -> Course:
    """A course through the newest programme, with all its steps or those that are `chosen`."""
    programme = queries.newest()
    every = {step.id for step in programme.steps}
    return actions.start(
        unit=unit,
        employee=employee.id,
        programme=programme,
        steps=planned(programme, every if chosen is None else chosen, own),
        starts_on=starts_on,
        once=once or uuid.uuid4(),
        by=viewer(by),
        now=now,
    )


@pytest.fixture
def course(house: House) -> Course:
    """Jonas goes through three steps: to read, one of the unit's own, and the talk."""
    return started(house.leader, house.colleague, house.harbour, chosen={"staircase"}, own=OWN)


def reached(course: Course, by: User) -> Reached:
    return queries.reach(viewer(by), course.id)


def ticked(course: Course, by: User, *, now: dt.datetime = NOW) -> None:
    """All steps but the talk."""
    found = reached(course, by)
    for step in found.steps:
        if step.kind is not Kind.TALK:
            actions.tick(course=found.course, step=step, done=True, by=viewer(by), now=now)


def talked(course: Course, employee: User, leader: User, *, now: dt.datetime = NOW) -> bool:
    """The talk has a day, and both confirm that it was held."""
    row = reached(course, leader).course
    actions.set_talk(course=row, talk_on=now.date(), version=row.version, by=viewer(leader), now=now)
    actions.confirm_talk(course=row, by=viewer(employee), now=now)
    return actions.confirm_talk(course=row, by=viewer(leader), now=now)


@pytest.fixture
def finished(house: House, course: Course) -> Course:
    ticked(course, house.colleague)
    assert talked(course, house.colleague, house.leader)
    return reached(course, house.leader).course


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


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(content)).pages).split())
