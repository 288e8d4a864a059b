"""What is there? A room of a game that is invented for these tests: it asks for a colour."""

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest

from tests.factories import NOW
from trappen.live import actions, kinds
from trappen.live.kinds import Kind, Screen
from trappen.live.models import Room


def screen(room: Room, _now: dt.datetime) -> Screen:
    return Screen("dialogue/_welcome.html", {"room": room})


def read(_room: Room, form: Mapping[str, str]) -> str | None:
    return form.get("colour") if form.get("colour") in {"blue", "red"} else None


@pytest.fixture(autouse=True)
def _colours() -> Iterator[None]:
    kind = Kind(f"{__name__}.screen", f"{__name__}.read", "dialogue/_welcome.html", "dialogue/game.css")
    kinds.register("colours", kind)
    yield
    del kinds._kinds["colours"]


@pytest.fixture
def room(db: None) -> Room:
    opened = actions.open_room(kind="colours", now=NOW)
    actions.ask(room=opened)
    opened.refresh_from_db()
    return opened
