"""What does the content folder hold, and is it whole? Read and checked when the server starts.

A mistake is told with file, line and what to do; nothing is served from broken content.
"""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trappen.staircase.rules import Practice, Sign, Staircase, Step, StepId, Track, TrackWords, Words

LANGUAGES: tuple[Literal["da", "en"], ...] = ("da", "en")


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong in a content file. `line` counts from 1."""

    file: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"


class ContentError(Exception):
    """The content cannot be used; `mistakes` says why, one by one."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True)
class GuidePage:
    """What the guide says of one practice, in one language. `body` is Markdown."""

    practice: str
    summary: str
    body: str
    sources: tuple[tuple[str, dt.date], ...]


@dataclass(frozen=True)
class Tool:
    """The tool with which a practice is done."""

    name: str
    label: Words


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
    guide: dict[str, dict[str, GuidePage]]
    tools: dict[str, tuple[Tool, ...]]
    introduction: Introduction

    @property
    def staircase(self) -> Staircase:
        """The newest edition."""
        return self.editions[max(self.editions, key=_in_order)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Both(_Strict):
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


class _TracksOfStep(_Strict):
    organisational: list[_PracticeIn]
    contact: list[_PracticeIn]

    def in_track(self, track: Track) -> list[_PracticeIn]:
        return self.contact if track is Track.CONTACT else self.organisational


class _StepWords(_Strict):
    name: str = Field(min_length=1)
    when: str = Field(min_length=1)


class _StepIn(_Strict):
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


class _Tracks(_Strict):
    organisational: _TrackIn
    contact: _TrackIn


class _StaircaseIn(_Strict):
    source: str
    version: str = Field(pattern=r"^\d{4}\.\d+$")
    title: _Both
    subtitle: _Both
    aim: _Both
    signs_lead_in: _Both
    tracks: _Tracks
    safety_practices: list[str]
    steps: list[_StepIn] = Field(min_length=3, max_length=3)


class _SourceIn(_Strict):
    text: str
    checked: dt.date


class _GuideIn(_Strict):
    id: str
    summary: str = Field(min_length=10, max_length=160)
    sources: list[_SourceIn] = Field(min_length=1)


class _ToolIn(_Both):
    name: str = Field(pattern=r"^[a-z][a-z-]+$")


class _ToolsIn(_Strict):
    practices: dict[str, Annotated[list[_ToolIn], Field(min_length=1)]]


class _IntroductionWords(_Strict):
    title: str
    paragraphs: list[str] = Field(min_length=1)


class _IntroductionIn(_Strict):
    source: str
    credit: _Both
    da: _IntroductionWords
    en: _IntroductionWords


Shape = TypeVar("Shape", bound=_Strict)


def load(folder: Path) -> Content:
    """Read and check the whole folder. Raises ContentError with every mistake found."""
    editions = _load_editions(folder / "staircase")
    newest = editions[max(editions, key=_in_order)]
    practices = set(newest.practices)
    guide: dict[str, dict[str, GuidePage]] = {
        language: _load_guide(folder / "guide" / language, practices) for language in LANGUAGES
    }
    tools_file = folder / "tools.yaml"
    tools_text = _read(tools_file)
    tools = _parse(tools_file, tools_text, _ToolsIn)
    if wrong := sorted(practices ^ set(tools.practices)):
        raise ContentError(
            [
                Mistake(
                    tools_file,
                    _line_of(tools_text, ["practices", each]),
                    f"The practice {each!r} is missing or unknown.",
                    "Name each practice once.",
                )
                for each in wrong
            ]
        )
    start = _parse(folder / "introduction.yaml", _read(folder / "introduction.yaml"), _IntroductionIn)
    return Content(
        editions=editions,
        guide=guide,
        tools={
            practice: tuple(Tool(tool.name, tool.words()) for tool in each)
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
        text = _read(file)
        read = _parse(file, text, _StaircaseIn)
        if mistakes := list(_wrong_in_staircase(file, text, read)):
            raise ContentError(mistakes)
        editions[read.version] = _staircase(read)
    return editions


def _wrong_in_staircase(file: Path, text: str, read: _StaircaseIn) -> Iterator[Mistake]:
    if file.stem != read.version:
        yield Mistake(file, _line_of(text, ["version"]), f"The edition is {read.version!r}.", "Name the file so.")
    if [step.id for step in sorted(read.steps, key=lambda step: step.order)] != list(StepId):
        yield Mistake(file, _line_of(text, ["steps"]), "The steps are not green, yellow, red.", "Mend id and order.")
    ids: set[str] = set()
    for at, step in enumerate(read.steps):
        for id_, place in _places_of_ids(at, step):
            if id_ in ids:
                yield Mistake(file, _line_of(text, place), f"The id {id_!r} stands twice.", "Give each its own.")
            ids.add(id_)
        for what, mend in _wrong_in_continuing(step):
            yield Mistake(file, _line_of(text, ["steps", at, "continues"]), what, mend)
    practices = {practice.id for step in read.steps for track in Track for practice in step.practices.in_track(track)}
    for n, practice in enumerate(read.safety_practices):
        if practice not in practices:
            where = _line_of(text, ["safety_practices", n])
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


def _load_guide(folder: Path, practices: set[str]) -> dict[str, GuidePage]:
    pages = {}
    for file in sorted(folder.glob("*.md")):
        text = _read(file)
        head, mark, body = text.removeprefix("---\n").partition("\n---\n")
        if not text.startswith("---\n") or not mark:
            raise ContentError([Mistake(file, 1, "There is no head between two lines of ---.", "Write one.")])
        read = _parse(file, head, _GuideIn, first_line=2)
        if read.id != file.stem or read.id not in practices:
            where = 1 + _line_of(head, ["id"])
            raise ContentError(
                [Mistake(file, where, f"{read.id!r} is no practice, or not this file's name.", "Use a practice's id.")]
            )
        if not body.strip():
            where = text.count("\n")
            raise ContentError([Mistake(file, where, "There is nothing below the head.", "Write the page.")])
        pages[read.id] = GuidePage(
            read.id, read.summary, body.strip(), tuple((source.text, source.checked) for source in read.sources)
        )
    if missing := sorted(practices - pages.keys()):
        raise ContentError(
            [Mistake(folder / f"{missing[0]}.md", 1, "The page of this practice is missing.", "Write it.")]
        )
    return pages


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Mistake(file, 1, "The file is missing.", "Put it back.")]) from None
    except OSError as error:
        raise ContentError([Mistake(file, 1, f"The file cannot be read ({error.strerror}).", "Mend that.")]) from None
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentError([Mistake(file, line, "The file is not UTF-8.", "Save it as UTF-8.")]) from None


def _parse(file: Path, text: str, shape: type[Shape], first_line: int = 1) -> Shape:
    try:
        data = yaml.load(text, Loader=_NoTwins)  # noqa: S506  # a SafeLoader that only refuses more
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Mistake(file, line, f"This is not YAML: {error.problem}.", "Mend the line.")]) from None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise ContentError([Mistake(file, line, f"This is not YAML: {error.reason}.", "Mend the line.")]) from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        raise ContentError(
            [
                Mistake(
                    file,
                    first_line - 1 + _line_of(text, [part for part in each["loc"] if part != "[key]"]),
                    f"{'.'.join(str(part) for part in each['loc']) or 'the file'}: {each['msg']}.",
                    "Compare with a neighbouring entry.",
                )
                for each in error.errors()
            ]
        ) from None


def _line_of(text: str, place: Sequence[str | int]) -> int:
    """The line, from 1, of the deepest part of `place` that the file has."""
    node = yaml.compose(text)
    line = node.start_mark.line if node else 0
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return line + 1


class _NoTwins(yaml.SafeLoader):
    """YAML in which a key that stands twice is a mistake, not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # 31 April
            raise yaml.MarkedYAMLError(problem=str(error), problem_mark=node.start_mark) from None
