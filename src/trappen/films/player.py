"""What must the page and its script know to play a film?

All pictures are made of the same parts; a frame says which, so that a film of five minutes weighs less than a photo.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from trappen.films import queries
from trappen.films.drawing import stage
from trappen.films.drawing.stage import Pieces
from trappen.films.rules import Cue, Film, Moment, Scene, Spot, moments, seconds, short_name
from trappen.films.wording import described, scene_name
from trappen.shared.templatetags.addresses import address

LANGUAGES = ("da", "en")
_SIDES = {Spot.LEFT: "translate(-200 540) scale(1 1)", Spot.CENTRE: "translate(-200 540) scale(1 1)"}
_OTHER_SIDE = "translate(1160 540) scale(-1 1)"


@dataclass(frozen=True)
class Actor:
    """A figure as the stage has it before the film begins: on it, or waiting at the side."""

    pieces: Pieces
    is_on: bool


@dataclass(frozen=True)
class ToldScene:
    """A scene as the page shows it without a script: a picture and its lines."""

    scene: Scene
    picture: SafeString
    alt: str
    moments: Sequence[Moment]


@dataclass(frozen=True)
class Playing:
    """Everything that a film's page shows."""

    symbols: Sequence[tuple[str, SafeString]]
    actors: Sequence[Actor]
    first: Moment
    front: str
    alt: str
    scenes: Sequence[ToldScene]
    poster: SafeString
    frames: list[dict[str, Any]]


def playing(film: str, language: str) -> Playing:
    """A film's page hangs on nothing but the film and the language, and is worked out once in each."""
    return _playing(settings.CONTENT, film, language)


@lru_cache(maxsize=16)
def _playing(_folder: Path, id_: str, language: str) -> Playing:
    film = queries.film(id_)
    shown = moments(film)
    return Playing(
        symbols=[(name, _safe(drawing)) for name, drawing in stage.symbols(shown).items()],
        actors=actors(film, shown),
        first=shown[0],
        front=stage.front(shown[0].scene.place),
        alt=described(shown[0], language),
        scenes=_scenes(film, shown, language),
        poster=_safe(stage.flat(_fullest([each for each in shown if each.cue.scene == 0]))),
        frames=[_frame(film, moment, language) for moment in shown],
    )


def actors(film: Film, shown: Sequence[Moment]) -> list[Actor]:
    """Whoever comes on at some time: as they are when the film opens, or waiting on the side where they come in."""
    found = []
    for id_ in film.figures:
        first = next((each for moment in shown for each in moment.standing if each.figure.id == id_), None)
        if first is None:
            continue
        parts = stage.pieces(first)
        is_on = any(each.figure.id == id_ for each in shown[0].standing)
        waiting = Pieces(
            **{**vars(parts), "place": _SIDES.get(first.spot, _OTHER_SIDE), "face": parts.quiet_face, "voice": ""}
        )
        found.append(Actor(parts if is_on else waiting, is_on))
    return found


def _scenes(film: Film, shown: Sequence[Moment], language: str) -> list[ToldScene]:
    found = []
    for number, scene in enumerate(film.scenes):
        own = [moment for moment in shown if moment.cue.scene == number]
        fullest = _fullest(own)
        found.append(ToldScene(scene, _safe(stage.composed(fullest)), described(fullest, language), own))
    return found


def _fullest(own: Sequence[Moment]) -> Moment:
    """The picture that says most of a scene: all are there, and someone speaks."""
    return max(own, key=lambda moment: (len(moment.standing), any(each.speaks for each in moment.standing)))


def _frame(film: Film, moment: Moment, language: str) -> dict[str, Any]:
    beat = moment.cue.beat
    frame: dict[str, Any] = {
        "seconds": seconds(beat),
        "place": f"place-{moment.scene.place}",
        "front": stage.front(moment.scene.place),
        "on": {each.figure.id: list(astuple(stage.pieces(each)))[1:] for each in moment.standing},
        "alt": described(moment, language),
        "scene": {each: scene_name(moment.scene, each) for each in LANGUAGES},
        "kind": kind(moment.cue),
        "who": {each: short_name(film.figures[beat.who], each) if beat.who else "" for each in LANGUAGES},
        "text": {each: text(moment.cue, each) for each in LANGUAGES},
    }
    if beat.technique:
        told = beat.technique
        frame["technique"] = {
            "name": {each: told.name.to(each) for each in LANGUAGES},
            "why": {each: told.why.to(each) for each in LANGUAGES},
            "guide": address("guide_page", told.guide) if told.guide else "",
        }
    return frame


def kind(cue: Cue) -> str:
    beat = cue.beat
    return "say" if beat.say else "do" if beat.do else "pause" if beat.pause else "caption"


def text(cue: Cue, language: str) -> str:
    beat = cue.beat
    told = beat.say or beat.do or beat.pause or beat.caption
    return told.to(language) if told else ""


def _safe(drawing: str) -> SafeString:
    return mark_safe(drawing)  # noqa: S308  # drawn by us; ids are letters, and no text of a film stands in it
