"""What is played in a room? An app above registers its kind of room when it starts; this app knows no game."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.module_loading import import_string

from trappen.live.rules import LANGUAGES

if TYPE_CHECKING:
    from trappen.live.models import Room


@dataclass(frozen=True)
class Kind:
    """Dotted names of what a game gives: what players see, and how an answer is read from a form.

    `screen` takes a room and the time, and gives a template and its context; `read` takes a room and the form, and
    gives the answer, or None where it is none; `welcome` is the template that tells players what answers are used for,
    and `style` the static file that dresses the screen.
    """

    screen: str
    read: str
    welcome: str
    style: str


@dataclass(frozen=True)
class Screen:
    """What every player sees, apart from what they have answered themselves."""

    template: str
    context: Mapping[str, Any]

    def html(self, room: "Room", mine: str | None = None) -> str:
        return render_to_string(self.template, {**self.context, "room": room, "mine": mine})


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """For an app above, when it starts."""
    _kinds[name] = kind


def kind_of(room: "Room") -> Kind:
    return _kinds[room.kind]


def screen_of(room: "Room", now: dt.datetime) -> Screen:
    found: Screen = import_string(kind_of(room).screen)(room, now)
    return found


def answer_in(room: "Room", form: Mapping[str, str]) -> str | None:
    read: str | None = import_string(kind_of(room).read)(room, form)
    return read


def in_all_languages(room: "Room", now: dt.datetime) -> dict[str, str]:
    """What players see, by language."""
    shown = {}
    for language in LANGUAGES:
        with translation.override(language):
            shown[language] = screen_of(room, now).html(room)
    return shown
