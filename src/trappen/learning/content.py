"""What do the programmes and the yearly talk hold, and is it whole? Read and checked once in the life of a process.

A mistake is told with file, line and what to do. Danish and English have one shape.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from trappen.guide.queries import guide
from trappen.learning.rules import LAST_DAY, Kind, Mus, Programme, Question, Step, Theme
from trappen.shared.yaml_files import ContentError, Mistake, Shape, Strict, line_of, parse, read
from trappen.staircase.rules import Words

_AIMED = frozenset({Kind.READING, Kind.FILM, Kind.EXERCISE})  # what one does there has an address
_ID = r"^[a-z0-9.-]+$"

Wrong = list[tuple[list[str | int], str, str]]


@dataclass(frozen=True)
class Content:
    """The newest programme stands first; older ones are there for the courses that began with them."""

    programmes: tuple[Programme, ...]
    mus: Mus

    def programme(self, id_: str) -> Programme:
        return next(each for each in self.programmes if each.id == id_)


class _Both(Strict):
    da: str = Field(min_length=10)
    en: str = Field(min_length=10)


class _Told(Strict):
    title: str = Field(min_length=5)
    about: str = Field(min_length=10)


class _StepSaid(Strict):
    title: str = Field(min_length=5, max_length=100)
    what: str = Field(min_length=10)
    why: str = Field(min_length=10)
    bring: str = Field(min_length=10)


class _StepIn(Strict):
    id: str = Field(pattern=_ID)
    kind: Kind
    target: str = ""
    day: int = Field(ge=1, le=LAST_DAY)
    minutes: int = Field(ge=5, le=120)
    da: _StepSaid
    en: _StepSaid


class _ProgrammeIn(Strict):
    id: str = Field(pattern=_ID, max_length=40)
    da: _Told
    en: _Told
    steps: list[_StepIn] = Field(min_length=3)
    questions: list[_Both] = Field(min_length=3)


class _ProgrammesIn(Strict):
    programmes: list[_ProgrammeIn] = Field(min_length=1)


class _Asked(Strict):
    ask: str = Field(min_length=10)
    leader: str = Field(min_length=10)


class _QuestionIn(Strict):
    id: str = Field(pattern=_ID)
    da: _Asked
    en: _Asked


class _ThemeIn(Strict):
    id: str = Field(pattern=_ID)
    da: _Told
    en: _Told
    questions: list[_QuestionIn] = Field(min_length=2)


class _MusIn(Strict):
    edition: str = Field(pattern=r"^\d{4}\.\d+$")
    themes: list[_ThemeIn] = Field(min_length=1)


def load(folder: Path, pages: Collection[str]) -> Content:
    """Read and check what lies in `learning/`; `pages` are the pages of the guide. Raises ContentError."""
    place = folder / "learning"
    programmes = _read(place / "programme.yaml", _ProgrammesIn, lambda told: _wrong_in_programmes(told, pages))
    mus = _read(place / "mus.yaml", _MusIn, _wrong_in_mus)
    return Content(
        programmes=tuple(_programme(each) for each in programmes.programmes),
        mus=Mus(mus.edition, tuple(_theme(each) for each in mus.themes)),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Content:
    """The content of a folder, read once in the life of a process."""
    return load(folder, guide().pages["da"].keys())


def _read(file: Path, shape: type[Shape], wrong: Callable[[Shape], Wrong]) -> Shape:
    text = read(file)
    told = parse(file, text, shape)
    if found := wrong(told):
        raise ContentError([Mistake(file, line_of(text, where), what, mend) for where, what, mend in found])
    return told


def _wrong_in_programmes(told: _ProgrammesIn, pages: Collection[str]) -> Wrong:
    found = _twice(["programmes"], (each.id for each in told.programmes))
    for number, programme in enumerate(told.programmes):
        here: list[str | int] = ["programmes", number, "steps"]
        found += _twice(here, (each.id for each in programme.steps))
        days = [each.day for each in programme.steps]
        if days != sorted(days):
            found.append((here, "The steps are not in the order of their days.", "Move them."))
        if [each.kind for each in programme.steps].count(Kind.TALK) != 1:
            found.append((here, "A programme has one talk with the leader.", "Write one step of kind talk."))
        for at, step in enumerate(programme.steps):
            if step.kind is Kind.OWN:
                found.append(([*here, at], "Only a leader adds steps of kind own.", "Choose another kind."))
            if (step.kind in _AIMED) is not bool(step.target):
                found.append(
                    ([*here, at], f"The target does not fit the kind {step.kind}.", "Add it, or take it away.")
                )
            elif step.kind is Kind.READING and step.target not in pages:
                found.append(
                    ([*here, at, "target"], f"The guide has no page {step.target!r}.", "Name one that it has.")
                )
    return found


def _wrong_in_mus(told: _MusIn) -> Wrong:
    return [
        *_twice(["themes"], (theme.id for theme in told.themes)),
        *_twice(["themes"], (question.id for theme in told.themes for question in theme.questions)),
    ]


def _twice(where: list[str | int], ids: Iterable[str]) -> Wrong:
    return [(where, f"The id {id_!r} stands twice.", "Rename one.") for id_, n in Counter(ids).items() if n > 1]


def _programme(told: _ProgrammeIn) -> Programme:
    return Programme(
        told.id,
        Words(told.da.title, told.en.title),
        Words(told.da.about, told.en.about),
        tuple(_step(each) for each in told.steps),
        tuple(Words(each.da, each.en) for each in told.questions),
    )


def _step(told: _StepIn) -> Step:
    da, en = told.da, told.en
    return Step(
        told.id,
        told.kind,
        told.day,
        told.minutes,
        Words(da.title, en.title),
        Words(da.what, en.what),
        Words(da.why, en.why),
        Words(da.bring, en.bring),
        told.target,
    )


def _theme(told: _ThemeIn) -> Theme:
    return Theme(
        told.id,
        Words(told.da.title, told.en.title),
        Words(told.da.about, told.en.about),
        tuple(
            Question(each.id, Words(each.da.ask, each.en.ask), Words(each.da.leader, each.en.leader))
            for each in told.questions
        ),
    )
