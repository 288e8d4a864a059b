"""What is a film, as values: scenes made of beats, and the meeting that a team holds around it?

Texts are in Danish and English; times are in seconds where the name does not say minutes.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from trappen.staircase.rules import Words


class Spot(enum.StrEnum):
    """Where a figure stands on the stage."""

    OFF = "off"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Take(enum.StrEnum):
    """What a scene is in the film: it goes wrong, it stops to think, or the same goes better."""

    WRONG = "wrong"
    BETWEEN = "between"
    BETTER = "better"


@dataclass(frozen=True)
class Figure:
    """Someone in the film. `look` holds what the drawing knows: hair, colours, glasses."""

    id: str
    name: Words
    look: Mapping[str, str]


@dataclass(frozen=True)
class Technique:
    """What is used at this very moment, and what it does. `guide` is a page of the guide, or empty."""

    name: Words
    why: Words
    guide: str = ""


@dataclass(frozen=True)
class Beat:
    """One moment. Exactly one of `say`, `do`, `caption` and `pause` is there.

    `say` is a line of `who`, `do` what `who` is seen to do, `caption` the narrator, `pause` a question at which the
    film stops until someone goes on.
    """

    say: Words | None = None
    do: Words | None = None
    caption: Words | None = None
    pause: Words | None = None
    who: str = ""
    face: str = ""
    pose: str = ""
    voice: str = ""
    to: Spot | None = None
    technique: Technique | None = None


@dataclass(frozen=True)
class Scene:
    """Beats in one place. `cast` tells who stands where when it opens."""

    take: Take
    heading: Words
    place: str
    cast: Mapping[str, Spot]
    beats: tuple[Beat, ...]


@dataclass(frozen=True)
class Exercise:
    """Something that the meeting does after the film: in pairs, or all in the room."""

    for_pairs: bool
    minutes: int
    title: Words
    steps: tuple[Words, ...]


@dataclass(frozen=True)
class MeetingGuide:
    """How a team meets around the film: introduction, film, exercises, wrap-up."""

    aim: Words
    introduction_minutes: int
    introduction: tuple[Words, ...]
    film_minutes: int
    watch_for: tuple[Words, ...]
    exercises: tuple[Exercise, ...]
    wrap_up_minutes: int
    wrap_up: tuple[Words, ...]
    agreements: tuple[Words, ...]

    @property
    def minutes(self) -> int:
        exercises = sum(each.minutes for each in self.exercises)
        return self.introduction_minutes + self.film_minutes + exercises + self.wrap_up_minutes


@dataclass(frozen=True)
class Film:
    """One film. `id` is for ever and its part of the address in both languages; `practices` are the checklist's."""

    id: str
    title: Words
    about: Words
    practices: tuple[str, ...]
    guide_pages: tuple[str, ...]
    figures: Mapping[str, Figure]
    scenes: tuple[Scene, ...]
    meeting: MeetingGuide
