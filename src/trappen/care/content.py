"""What do the cards, the timetable and the exercise say, and is it whole? Read and checked once in a process's life.

A mistake is told with file, line and what to do. Danish and English have one shape.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from trappen.care.rules import StepCode, reminds
from trappen.exercises.content import Meeting, MeetingPart, MeetingRole
from trappen.shared.yaml_files import ContentError, Mistake, Shape, Strict, line_of, parse, read
from trappen.staircase.rules import Words

Lists = Mapping[str, tuple[str, ...]]  # by language


@dataclass(frozen=True)
class Source:
    """Where something is from; `checked` is when somebody last looked there."""

    text: Words
    url: str
    checked: dt.date


@dataclass(frozen=True)
class Card:
    """One thing at a time: what to do, what to say word for word, what to leave. `phase` of a defusing, 0 for none."""

    id: str
    title: Words
    phase: int
    do: Lists
    say: Lists
    leave: Lists


@dataclass(frozen=True)
class Cards:
    """A row of cards, opened by the question that comes first."""

    title: Words
    question: Words
    lead: Words
    cards: tuple[Card, ...]
    not_instead: Words
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Help:
    """For whom it is, and when colleagues are not enough."""

    for_whom: Words
    enough: Words
    signs: tuple[Words, ...]
    how: Words
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Step:
    """One step of the timetable; `cards` is the address name of the cards that belong to it, or empty."""

    code: StepCode
    name: Words
    when: Words
    do: Words
    ask: Words
    cards: str


@dataclass(frozen=True)
class Situation:
    """Something invented to practise with: what has happened, and the first thing that the colleague says."""

    id: str
    field: Words
    told: Words
    first: Words


@dataclass(frozen=True)
class Exercise:
    """How a team practises the talk in threes."""

    title: Words
    lead: Words
    meeting: Meeting
    situations: tuple[Situation, ...]
    looks_for: tuple[Words, ...]
    closing: tuple[Words, ...]


@dataclass(frozen=True)
class Content:
    """All that is taught about care, checked."""

    first_aid: Cards
    defusing: Cards
    help: Help
    steps: Mapping[StepCode, Step]
    timetable_sources: tuple[Source, ...]
    exercise: Exercise

    @property
    def later_steps(self) -> tuple[Step, ...]:
        """What comes after the first day, which the cards themselves are about."""
        return tuple(step for step in self.steps.values() if reminds(step.code))


class _Both(Strict):
    da: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _SourceIn(_Both):
    url: str = Field(default="", pattern=r"^(https://\S+)?$")
    checked: dt.date

    def source(self) -> Source:
        return Source(self.words(), self.url, self.checked)


class _CardSaid(Strict):
    title: str = Field(min_length=2)
    do: list[str] = Field(min_length=1, max_length=4)
    say: list[str] = Field(min_length=1, max_length=3)
    leave: list[str] = Field(min_length=1, max_length=4)


class _CardIn(Strict):
    id: str = Field(pattern=r"^[a-z-]+$")
    phase: int = Field(default=0, ge=0, le=3)
    da: _CardSaid
    en: _CardSaid

    def card(self) -> Card:
        def lists(name: str) -> Lists:
            return {"da": tuple(getattr(self.da, name)), "en": tuple(getattr(self.en, name))}

        return Card(
            self.id, Words(self.da.title, self.en.title), self.phase, lists("do"), lists("say"), lists("leave")
        )


class _HeadIn(Strict):
    title: str
    question: str
    lead: str


class _CardsIn(Strict):
    da: _HeadIn
    en: _HeadIn
    cards: list[_CardIn] = Field(min_length=3)
    not_instead: _Both
    sources: list[_SourceIn] = Field(min_length=1)

    def whole(self) -> Cards:
        return Cards(
            Words(self.da.title, self.en.title),
            Words(self.da.question, self.en.question),
            Words(self.da.lead, self.en.lead),
            tuple(each.card() for each in self.cards),
            self.not_instead.words(),
            _sources(self.sources),
        )


class _HelpIn(Strict):
    for_whom: _Both
    enough: _Both
    signs: list[_Both] = Field(min_length=2)
    how: _Both
    sources: list[_SourceIn] = Field(min_length=1)


class _StepSaid(Strict):
    name: str
    when: str
    do: str
    ask: str


class _StepIn(Strict):
    cards: str = Field(pattern=r"^(first_aid|defusing)?$")
    da: _StepSaid
    en: _StepSaid


class _TimetableIn(Strict):
    steps: dict[StepCode, _StepIn]
    sources: list[_SourceIn] = Field(min_length=1)


class _Done(Strict):
    name: str = Field(min_length=2)
    do: str = Field(min_length=10)


class _PartIn(Strict):
    minutes: int = Field(ge=1, le=60)
    da: _Done
    en: _Done


class _RoleIn(Strict):
    da: _Done
    en: _Done


class _Told(Strict):
    field: str
    told: str
    first: str


class _SituationIn(Strict):
    id: str = Field(pattern=r"^[a-z-]+$")
    da: _Told
    en: _Told


class _ExerciseHead(Strict):
    title: str
    lead: str


class _ExerciseIn(Strict):
    da: _ExerciseHead
    en: _ExerciseHead
    parts: list[_PartIn] = Field(min_length=2)
    roles: list[_RoleIn] = Field(min_length=3)
    ground_rules: list[_Both] = Field(min_length=1)
    situations: list[_SituationIn] = Field(min_length=3)
    looks_for: list[_Both] = Field(min_length=3)
    closing: list[_Both] = Field(min_length=2)


def load(folder: Path) -> Content:
    """Read and check what lies in `care/` of the content folder. Raises ContentError."""
    place = folder / "care"
    help_ = _read(place / "help.yaml", _HelpIn)
    timetable = _read(place / "timetable.yaml", _TimetableIn)
    if missing := [code for code in StepCode if code not in timetable.steps]:
        file = place / "timetable.yaml"
        line = line_of(read(file), ["steps"])
        raise ContentError(
            [Mistake(file, line, f"The step {code.value!r} is missing.", "Write it.") for code in missing]
        )
    return Content(
        first_aid=_read(place / "first_aid.yaml", _CardsIn).whole(),
        defusing=_read(place / "defusing.yaml", _CardsIn).whole(),
        help=Help(
            help_.for_whom.words(),
            help_.enough.words(),
            _all(help_.signs),
            help_.how.words(),
            _sources(help_.sources),
        ),
        steps={code: _step(code, timetable.steps[code]) for code in StepCode},
        timetable_sources=_sources(timetable.sources),
        exercise=_exercise(_read(place / "exercise.yaml", _ExerciseIn)),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Content:
    """The content of a folder, read once in the life of a process."""
    return load(folder)


def _read(file: Path, shape: type[Shape]) -> Shape:
    return parse(file, read(file), shape)


def _all(told: list[_Both]) -> tuple[Words, ...]:
    return tuple(each.words() for each in told)


def _sources(told: list[_SourceIn]) -> tuple[Source, ...]:
    return tuple(each.source() for each in told)


def _step(code: StepCode, told: _StepIn) -> Step:
    da, en = told.da, told.en
    return Step(
        code, Words(da.name, en.name), Words(da.when, en.when), Words(da.do, en.do), Words(da.ask, en.ask), told.cards
    )


def _exercise(told: _ExerciseIn) -> Exercise:
    return Exercise(
        Words(told.da.title, told.en.title),
        Words(told.da.lead, told.en.lead),
        Meeting(
            tuple(MeetingPart(each.minutes, _do(each), Words(each.da.name, each.en.name)) for each in told.parts),
            tuple(MeetingRole(Words(each.da.name, each.en.name), _do(each)) for each in told.roles),
            _all(told.ground_rules),
        ),
        tuple(
            Situation(
                each.id,
                Words(each.da.field, each.en.field),
                Words(each.da.told, each.en.told),
                Words(each.da.first, each.en.first),
            )
            for each in told.situations
        ),
        _all(told.looks_for),
        _all(told.closing),
    )


def _do(each: _PartIn | _RoleIn) -> Words:
    return Words(each.da.do, each.en.do)
