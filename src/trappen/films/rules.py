"""What is a film, as values: scenes made of beats, and the meeting that a team holds around it?

Texts are in Danish and English; times are in seconds where the name does not say minutes.
"""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from trappen.organisations.rules import LEADING, Role, Viewer
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


# How long does it take, and who stands where?

SHORTEST_BEAT = 2.5
BEFORE_READING = 1.2
CHARACTERS_A_SECOND = 14
FOR_A_TECHNIQUE = 3.0
FOR_A_PAUSE = 8.0
SHORTEST_FILM, LONGEST_FILM = 180, 300


def seconds(beat: Beat) -> float:
    """How long a beat stands on the screen: long enough to be read in the language that needs more signs."""
    if beat.pause:
        return FOR_A_PAUSE
    read = beat.say or beat.caption
    needed = BEFORE_READING + max(len(read.da), len(read.en)) / CHARACTERS_A_SECOND if read else 0.0
    return round(max(SHORTEST_BEAT, needed) + (FOR_A_TECHNIQUE if beat.technique else 0.0), 2)


@dataclass(frozen=True)
class Cue:
    """A beat with its time. `number` counts from 1 through the whole film, `scene` from 0."""

    number: int
    scene: int
    beat: Beat
    start: float
    end: float


def timeline(film: Film) -> tuple[Cue, ...]:
    """All beats of the film, each beginning where the one before ends."""
    cues: list[Cue] = []
    at = 0.0
    for scene, each in enumerate(film.scenes):
        for beat in each.beats:
            end = round(at + seconds(beat), 2)
            cues.append(Cue(len(cues) + 1, scene, beat, at, end))
            at = end
    return tuple(cues)


def duration(film: Film) -> float:
    """Seconds from the first beat to the last."""
    return round(sum(seconds(beat) for scene in film.scenes for beat in scene.beats), 2)


def minutes(film: Film) -> int:
    """The film's length in whole minutes, as one says it."""
    return max(1, round(duration(film) / 60))


def short_name(figure: Figure, language: str) -> str:
    """What a figure is called before a line: "Hanne" of "Hanne, sagsbehandler"."""
    return figure.name.to(language).partition(",")[0]


SITTING_PLACES = frozenset({"office", "meeting-room", "phone", "staff-room", "home"})
_POSTURES = frozenset({"stand", "sit"})


@dataclass(frozen=True)
class Standing:
    """A figure on the stage at one moment. `pose` is the gesture; `is_seated` what it is made from."""

    figure: Figure
    spot: Spot
    pose: str
    is_seated: bool
    face: str
    voice: str = ""

    @property
    def speaks(self) -> bool:
        return bool(self.voice)


@dataclass(frozen=True)
class Moment:
    """What the stage shows while a cue lasts: those on it, from the left."""

    cue: Cue
    scene: Scene
    standing: tuple[Standing, ...]


def moments(film: Film) -> tuple[Moment, ...]:
    """The whole film, beat by beat. A face or pose lasts until it is changed, at most to the end of its scene."""
    found: list[Moment] = []
    cues = iter(timeline(film))
    for scene in film.scenes:
        seated = scene.place in SITTING_PLACES
        now = {
            id_: Standing(film.figures[id_], spot, "sit" if seated else "stand", seated, "calm")
            for id_, spot in scene.cast.items()
        }
        for beat in scene.beats:
            now = {id_: replace(each, voice="") for id_, each in now.items()}
            if beat.who:
                now[beat.who] = _after(now.get(beat.who), film.figures[beat.who], beat)
            shown = (each for each in now.values() if each.spot is not Spot.OFF)
            order = list(Spot)
            found.append(Moment(next(cues), scene, tuple(sorted(shown, key=lambda each: order.index(each.spot)))))
    return tuple(found)


def _after(before: Standing | None, figure: Figure, beat: Beat) -> Standing:
    """Whoever walks gets up; whoever makes a gesture keeps sitting or standing."""
    at = before or Standing(figure, Spot.OFF, "stand", False, "calm")
    walks = beat.to is not None and beat.to is not at.spot
    seated = beat.pose == "sit" or (at.is_seated and not walks and beat.pose != "stand")
    pose = beat.pose or at.pose
    if pose in _POSTURES:
        pose = "sit" if seated else "stand"
    return Standing(
        figure,
        beat.to if beat.to is not None else at.spot,
        pose,
        seated,
        beat.face or at.face,
        (beat.voice or "normal") if beat.say else "",
    )


# Films that an organisation attaches itself

ATTACHERS = LEADING | {Role.CONSULTANT, Role.ADMINISTRATOR}
YEARS_KEPT = 2


def may_attach(viewer: Viewer) -> bool:
    """Whether someone may attach films for everyone of their organisation, change them and take them away."""
    return viewer.organisation is not None and any(place.role in ATTACHERS for place in viewer.places)


def ends_on(changed: dt.date) -> dt.date:
    """The day on which a film that was last changed then is deleted."""
    return _years_from(changed, YEARS_KEPT)


def ends_if_changed_by(today: dt.date) -> dt.date:
    """A film that was last changed on that day or before has come to its end today."""
    return _years_from(today, -YEARS_KEPT)


def _years_from(day: dt.date, years: int) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)
