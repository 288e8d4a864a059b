"""What does the content folder hold, and is it whole? Read and checked when the server starts.

A mistake is told with file, line and what to do; nothing is served from broken content.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from trappen.shared.yaml_files import ContentError, Mistake, Strict, line_of, parse, read
from trappen.staircase.rules import Practice, Sign, Staircase, Step, StepId, Track, TrackWords, Words


@dataclass(frozen=True)
class Tool:
    """The tool with which a practice is done.

    `page` is the name of its address, `target` what follows it; both are empty for one that is not built yet.
    """

    name: str
    label: Words
    page: str = ""
    target: str = ""


@dataclass(frozen=True)
class Introduction:
    """The checklist's own introduction."""

    title: Words
    paragraphs: dict[str, tuple[str, ...]]
    credit: Words


@dataclass(frozen=True)
class Content:
    """Everything that the product teaches, checked."""

    editions: dict[str, Staircase]
    tools: dict[str, tuple[Tool, ...]]
    introduction: Introduction

    @property
    def staircase(self) -> Staircase:
        """The newest edition."""
        return self.editions[max(self.editions, key=_in_order)]


class _Both(Strict):
    da: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _SignIn(_Both):
    id: str = Field(pattern=r"^[a-z][a-z-]+$")
    persistent: bool = False
    safety: bool = False


class _PracticeIn(_Both):
    id: str = Field(pattern=r"^[a-z][a-z-]+$")


class _TracksOfStep(Strict):
    organisational: list[_PracticeIn]
    contact: list[_PracticeIn]

    def in_track(self, track: Track) -> list[_PracticeIn]:
        return self.contact if track is Track.CONTACT else self.organisational


class _StepWords(Strict):
    name: str = Field(min_length=1)
    when: str = Field(min_length=1)


class _StepIn(Strict):
    id: StepId
    order: int
    da: _StepWords
    en: _StepWords
    about: _Both | None = None
    continues: StepId | None
    continue_da: str = ""
    continue_en: str = ""
    signs: list[_SignIn]
    practices: _TracksOfStep


class _TrackIn(_Both):
    about_da: str = Field(min_length=1)
    about_en: str = Field(min_length=1)


class _Tracks(Strict):
    organisational: _TrackIn
    contact: _TrackIn


class _StaircaseIn(Strict):
    source: str
    version: str = Field(pattern=r"^\d{4}\.\d+$")
    title: _Both
    subtitle: _Both
    aim: _Both
    signs_lead_in: _Both
    tracks: _Tracks
    safety_practices: list[str]
    steps: list[_StepIn] = Field(min_length=3, max_length=3)


class _ToolIn(_Both):
    name: str = Field(pattern=r"^[a-z][a-z-]+$")
    page: str = Field(default="", pattern=r"^[a-z_]*$")
    target: str = Field(default="", pattern=r"^([a-z-]+/)?(#[a-z-]+)?$")


class _ToolsIn(Strict):
    practices: dict[str, Annotated[list[_ToolIn], Field(min_length=1)]]


class _IntroductionWords(Strict):
    title: str
    paragraphs: list[str] = Field(min_length=1)


class _IntroductionIn(Strict):
    source: str
    credit: _Both
    da: _IntroductionWords
    en: _IntroductionWords


def load(folder: Path) -> Content:
    """Read and check the whole folder. Raises ContentError with every mistake found."""
    editions = _load_editions(folder / "staircase")
    newest = editions[max(editions, key=_in_order)]
    practices = set(newest.practices)
    tools_file = folder / "tools.yaml"
    tools_text = read(tools_file)
    tools = parse(tools_file, tools_text, _ToolsIn)
    if wrong := sorted(practices ^ set(tools.practices)):
        raise ContentError(
            [
                Mistake(
                    tools_file,
                    line_of(tools_text, ["practices", each]),
                    f"The practice {each!r} is missing or unknown.",
                    "Name each practice once.",
                )
                for each in wrong
            ]
        )
    start = parse(folder / "introduction.yaml", read(folder / "introduction.yaml"), _IntroductionIn)
    return Content(
        editions=editions,
        tools={
            practice: tuple(Tool(tool.name, tool.words(), tool.page, tool.target) for tool in each)
            for practice, each in tools.practices.items()
        },
        introduction=Introduction(
            Words(start.da.title, start.en.title),
            {"da": tuple(start.da.paragraphs), "en": tuple(start.en.paragraphs)},
            start.credit.words(),
        ),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Content:
    """The content of a folder, read once in the life of a process."""
    return load(folder)


def _load_editions(folder: Path) -> dict[str, Staircase]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise ContentError([Mistake(folder, 1, "There is no edition of the staircase.", "Put the files back.")])
    editions = {}
    for file in files:
        text = read(file)
        told = parse(file, text, _StaircaseIn)
        if mistakes := list(_wrong_in_staircase(file, text, told)):
            raise ContentError(mistakes)
        editions[told.version] = _staircase(told)
    return editions


def _wrong_in_staircase(file: Path, text: str, read: _StaircaseIn) -> Iterator[Mistake]:
    if file.stem != read.version:
        yield Mistake(file, line_of(text, ["version"]), f"The edition is {read.version!r}.", "Name the file so.")
    if [step.id for step in sorted(read.steps, key=lambda step: step.order)] != list(StepId):
        yield Mistake(file, line_of(text, ["steps"]), "The steps are not green, yellow, red.", "Mend id and order.")
    ids: set[str] = set()
    for at, step in enumerate(read.steps):
        for id_, place in _places_of_ids(at, step):
            if id_ in ids:
                yield Mistake(file, line_of(text, place), f"The id {id_!r} stands twice.", "Give each its own.")
            ids.add(id_)
        for what, mend in _wrong_in_continuing(step):
            yield Mistake(file, line_of(text, ["steps", at, "continues"]), what, mend)
    practices = {practice.id for step in read.steps for track in Track for practice in step.practices.in_track(track)}
    for n, practice in enumerate(read.safety_practices):
        if practice not in practices:
            where = line_of(text, ["safety_practices", n])
            yield Mistake(file, where, f"There is no practice {practice!r}.", "Use the id of a practice in this file.")


def _wrong_in_continuing(step: _StepIn) -> Iterator[tuple[str, str]]:
    if step.continues is None:
        return
    if step.continues.height >= step.id.height:
        yield "A step continues from a lower one.", "Name a lower step, or null."
    if not (step.continue_da and step.continue_en):
        yield "The words that lead on are missing.", "Write continue_da and continue_en."


def _places_of_ids(at: int, step: _StepIn) -> Iterator[tuple[str, list[str | int]]]:
    for n, sign in enumerate(step.signs):
        yield sign.id, ["steps", at, "signs", n]
    for track in Track:
        for n, practice in enumerate(step.practices.in_track(track)):
            yield practice.id, ["steps", at, "practices", track.value, n]


def _staircase(read: _StaircaseIn) -> Staircase:
    return Staircase(
        source=read.source,
        version=read.version,
        title=read.title.words(),
        subtitle=read.subtitle.words(),
        aim=read.aim.words(),
        signs_lead_in=read.signs_lead_in.words(),
        tracks={
            track: TrackWords(each.words(), Words(each.about_da, each.about_en))
            for track, each in (
                (Track.ORGANISATIONAL, read.tracks.organisational),
                (Track.CONTACT, read.tracks.contact),
            )
        },
        safety_practices=tuple(read.safety_practices),
        steps=tuple(_step(step) for step in sorted(read.steps, key=lambda step: step.order)),
    )


def _step(read: _StepIn) -> Step:
    return Step(
        id=read.id,
        name=Words(read.da.name, read.en.name),
        when=Words(read.da.when, read.en.when),
        about=read.about.words() if read.about else None,
        continues=read.continues,
        carry_on=Words(read.continue_da, read.continue_en) if read.continues else None,
        signs=tuple(Sign(s.id, read.id, s.words(), s.persistent, s.safety) for s in read.signs),
        practices=tuple(
            Practice(each.id, read.id, track, each.words())
            for track in Track
            for each in read.practices.in_track(track)
        ),
    )


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
