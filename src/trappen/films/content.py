"""What do the films show, and are they whole? Read and checked when the server starts.

A mistake is told with file, line and what to do.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from trappen.films.drawing.bodies import POSES
from trappen.films.drawing.colours import HAIR, SKIN, TOP
from trappen.films.drawing.heads import FACES, HAIRS
from trappen.films.drawing.places import PLACES
from trappen.films.rules import (
    LONGEST_FILM,
    SHORTEST_FILM,
    Beat,
    Exercise,
    Figure,
    Film,
    MeetingGuide,
    Scene,
    Spot,
    Take,
    Technique,
    duration,
)
from trappen.guide.rules import Guide
from trappen.shared.yaml_files import ContentError, Mistake, Strict, line_of, parse, read
from trappen.staircase.rules import Staircase, Words

LONGEST_SAY, LONGEST_CAPTION, LONGEST_DO = 160, 140, 80
LOOKS: Mapping[str, Collection[str]] = {
    "hair": HAIRS,
    "hair_colour": HAIR,
    "skin": SKIN,
    "top": TOP,
    "glasses": ("yes", "no"),
    "beard": ("yes", "no"),
    "age": ("adult", "old", "young"),
}


def _word(value: Any) -> Any:
    """YAML takes a bare `off`, `yes` and `no` for something else than words."""
    return {False: "no", True: "yes"}.get(value, value) if isinstance(value, bool) else value


def _spot(value: Any) -> Any:
    return "off" if value is False else value


class _Said(Strict):
    da: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _Line(_Said):
    da: str = Field(min_length=1, max_length=LONGEST_SAY)
    en: str = Field(min_length=1, max_length=LONGEST_SAY)


class _Caption(_Said):
    da: str = Field(min_length=1, max_length=LONGEST_CAPTION)
    en: str = Field(min_length=1, max_length=LONGEST_CAPTION)


class _Deed(_Said):
    da: str = Field(min_length=1, max_length=LONGEST_DO)
    en: str = Field(min_length=1, max_length=LONGEST_DO)


class _FigureIn(Strict):
    name: _Said
    look: dict[str, Annotated[str, BeforeValidator(_word)]]


class _TechniqueIn(Strict):
    name: _Said
    why: _Said
    guide: str = ""


_SpotIn = Annotated[Spot, BeforeValidator(_spot)]


class _BeatIn(Strict):
    say: _Line | None = None
    do: _Deed | None = None
    caption: _Caption | None = None
    pause: _Line | None = None
    who: str = ""
    face: str = ""
    pose: str = ""
    voice: Literal["", "normal", "loud", "quiet", "firm"] = ""
    to: _SpotIn | None = None
    technique: _TechniqueIn | None = None


class _SceneIn(Strict):
    take: Take
    heading: _Said
    place: str
    cast: dict[str, _SpotIn]
    beats: list[_BeatIn] = Field(min_length=1)


class _ExerciseIn(Strict):
    for_pairs: bool
    minutes: int = Field(ge=1, le=60)
    title: _Said
    steps: list[_Said] = Field(min_length=1)


class _MeetingIn(Strict):
    aim: _Said
    introduction_minutes: int = Field(ge=1, le=60)
    introduction: list[_Said] = Field(min_length=1)
    film_minutes: int = Field(ge=1, le=60)
    watch_for: list[_Said] = Field(min_length=2, max_length=4)
    exercises: list[_ExerciseIn] = Field(min_length=1)
    wrap_up_minutes: int = Field(ge=1, le=60)
    wrap_up: list[_Said] = Field(min_length=1)
    agreements: list[_Said] = Field(min_length=3, max_length=4)


class _FilmIn(Strict):
    number: int = Field(ge=1)
    title: _Said
    about: _Said
    practices: list[str] = Field(min_length=1)
    guide_pages: list[str] = Field(min_length=1)
    figures: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], _FigureIn] = Field(min_length=1)
    scenes: list[_SceneIn] = Field(min_length=2)
    meeting: _MeetingIn


Place = list[str | int]
Fault = tuple[Place, str, str]


def load(folder: Path, staircase: Staircase, guide: Guide) -> tuple[Film, ...]:
    """Every film in order of its number. Raises ContentError with every mistake found."""
    pages = frozenset(guide.order)
    films: list[tuple[int, Film]] = []
    mistakes: list[Mistake] = []
    for file in sorted((folder / "films").glob("*.yaml")):
        try:
            number, film = _read(file, practices=staircase.practices, pages=pages)
        except ContentError as error:
            mistakes += error.mistakes
            continue
        if number in {each for each, _ in films}:
            mistakes.append(Mistake(file, 1, f"There is another film number {number}.", "Give it the next number."))
        films.append((number, film))
    if mistakes:
        raise ContentError(mistakes)
    if not films:
        raise ContentError([Mistake(folder / "films", 1, "There is no film.", "Put the films back.")])
    return tuple(film for _, film in sorted(films, key=lambda each: each[0]))


def _read(file: Path, *, practices: Collection[str], pages: Collection[str]) -> tuple[int, Film]:
    text = read(file)
    told = parse(file, text, _FilmIn)
    faults = [*_unknown(told, practices, pages), *_looks(told), *_scenes(told)]
    if not faults:
        faults += _whole(told)
    if faults:
        raise ContentError([Mistake(file, line_of(text, place), what, mend) for place, what, mend in faults])
    film = _film(file.stem, told)
    length = duration(film)
    if not SHORTEST_FILM <= length <= LONGEST_FILM:
        what = f"The film lasts {length:.0f} seconds."
        mend = f"Make it {SHORTEST_FILM} to {LONGEST_FILM}."
        raise ContentError([Mistake(file, line_of(text, ["scenes"]), what, mend)])
    return told.number, film


def _unknown(told: _FilmIn, practices: Collection[str], pages: Collection[str]) -> Iterator[Fault]:
    for n, practice in enumerate(told.practices):
        if practice not in practices:
            yield ["practices", n], f"There is no practice {practice!r}.", "Use an id of the staircase."
    for n, page in enumerate(told.guide_pages):
        if page not in pages:
            yield ["guide_pages", n], f"There is no page {page!r}.", "Use an id of the guide."
    for place, beat in _beats(told):
        if beat.technique and beat.technique.guide and beat.technique.guide not in pages:
            where = [*place, "technique", "guide"]
            yield where, f"There is no page {beat.technique.guide!r}.", "Use an id of the guide."


def _looks(told: _FilmIn) -> Iterator[Fault]:
    for id_, figure in told.figures.items():
        for name, value in figure.look.items():
            if value not in LOOKS.get(name, ()):
                known = ", ".join(LOOKS.get(name, LOOKS))
                yield ["figures", id_, "look", name], f"No figure has {name}: {value!r}.", f"Use one of {known}."


def _scenes(told: _FilmIn) -> Iterator[Fault]:
    for n, scene in enumerate(told.scenes):
        if scene.place not in PLACES:
            yield ["scenes", n, "place"], f"There is no place {scene.place!r}.", f"Use one of {', '.join(PLACES)}."
        for id_ in scene.cast:
            if id_ not in told.figures:
                yield ["scenes", n, "cast", id_], f"There is no figure {id_!r}.", "Name one of the figures."
    for place, beat in _beats(told):
        yield from _wrong_in(beat, place, told.figures)


def _wrong_in(beat: _BeatIn, place: Place, figures: Collection[str]) -> Iterator[Fault]:
    if sum(each is not None for each in (beat.say, beat.do, beat.caption, beat.pause)) != 1:
        yield place, "A beat is one thing.", "Give exactly one of say, do, caption and pause."
    if beat.who and beat.who not in figures:
        yield [*place, "who"], f"There is no figure {beat.who!r}.", "Name one of the figures."
    if (beat.say or beat.do) and not beat.who:
        yield place, "Nobody says or does this.", "Name a figure with who."
    if not beat.who and (beat.face or beat.pose or beat.to is not None):
        yield place, "Nobody has this face, pose or place.", "Name a figure with who."
    if beat.face and beat.face not in FACES:
        yield [*place, "face"], f"There is no face {beat.face!r}.", f"Use one of {', '.join(FACES)}."
    if beat.pose and beat.pose not in POSES:
        yield [*place, "pose"], f"There is no pose {beat.pose!r}.", f"Use one of {', '.join(POSES)}."


def _whole(told: _FilmIn) -> Iterator[Fault]:
    """A film goes wrong before it goes better, stops to think and names what helps."""
    takes = [scene.take for scene in told.scenes]
    if Take.WRONG not in takes or Take.BETTER not in takes[takes.index(Take.WRONG) :]:
        yield ["scenes"], "No better scene follows a wrong one.", "Show it go wrong, and then the same go better."
    beats = [beat for _, beat in _beats(told)]
    if not any(beat.pause for beat in beats):
        yield ["scenes"], "The film never stops.", "Add a pause with a question."
    if not any(beat.technique for beat in beats):
        yield ["scenes"], "The film names no technique.", "Name one at the moment it is used."


def _beats(told: _FilmIn) -> Iterator[tuple[Place, _BeatIn]]:
    for n, scene in enumerate(told.scenes):
        for m, beat in enumerate(scene.beats):
            yield ["scenes", n, "beats", m], beat


def _film(id_: str, told: _FilmIn) -> Film:
    return Film(
        id=id_,
        title=told.title.words(),
        about=told.about.words(),
        practices=tuple(told.practices),
        guide_pages=tuple(told.guide_pages),
        figures={key: Figure(key, each.name.words(), dict(each.look)) for key, each in told.figures.items()},
        scenes=tuple(
            Scene(scene.take, scene.heading.words(), scene.place, dict(scene.cast), tuple(map(_beat, scene.beats)))
            for scene in told.scenes
        ),
        meeting=_meeting(told.meeting),
    )


def _beat(told: _BeatIn) -> Beat:
    technique = told.technique
    return Beat(
        say=_maybe(told.say),
        do=_maybe(told.do),
        caption=_maybe(told.caption),
        pause=_maybe(told.pause),
        who=told.who,
        face=told.face,
        pose=told.pose,
        voice=told.voice,
        to=told.to,
        technique=Technique(technique.name.words(), technique.why.words(), technique.guide) if technique else None,
    )


def _maybe(said: _Said | None) -> Words | None:
    return said.words() if said else None


def _meeting(told: _MeetingIn) -> MeetingGuide:
    return MeetingGuide(
        aim=told.aim.words(),
        introduction_minutes=told.introduction_minutes,
        introduction=_all(told.introduction),
        film_minutes=told.film_minutes,
        watch_for=_all(told.watch_for),
        exercises=tuple(
            Exercise(each.for_pairs, each.minutes, each.title.words(), _all(each.steps)) for each in told.exercises
        ),
        wrap_up_minutes=told.wrap_up_minutes,
        wrap_up=_all(told.wrap_up),
        agreements=_all(told.agreements),
    )


def _all(said: list[Any]) -> tuple[Words, ...]:
    return tuple(each.words() for each in said)
