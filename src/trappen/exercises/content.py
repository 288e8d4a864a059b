"""What do the exercises teach, and is it whole? Read and checked once in the life of a process.

A mistake is told with file, line and what to do. Danish and English have one shape.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from trappen.exercises.rules import Kind, Manner, Openings, Phrases, Said, Slot, phrase
from trappen.shared.yaml_files import ContentError, Mistake, Shape, Strict, line_of, parse, read
from trappen.staircase.rules import Words

LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class KindWords:
    """What is said of one kind of advice: its name, and what to write instead."""

    title: Words
    advice: Words


@dataclass(frozen=True)
class Example:
    """A situation from one field of work, with a sentence for it. By language: whole texts."""

    id: str
    field: Words
    situation: Words
    said: Mapping[str, Said]


@dataclass(frozen=True)
class NamedManner:
    """A manner of saying it, with its name and one piece of advice. By language: how it is put together."""

    id: str
    name: Words
    about: Words
    manner: Mapping[str, Manner]


@dataclass(frozen=True)
class Exit:
    """A polite way out of a talk, with a sentence to say, from one field of work."""

    id: str
    field: Words
    name: Words
    how: Words
    say: Words


@dataclass(frozen=True)
class MeetingPart:
    """A part of a group's meeting. It bears the name of its `field` of the exercise where it has none of its own."""

    minutes: int
    do: Words
    name: Words | None = None
    field: str = ""


@dataclass(frozen=True)
class MeetingRole:
    """What someone does in a group."""

    name: Words
    do: Words


@dataclass(frozen=True)
class Meeting:
    """How a group does it."""

    parts: tuple[MeetingPart, ...]
    roles: tuple[MeetingRole, ...]
    ground_rules: tuple[Words, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Heard:
    """What may be said of a citizen among colleagues, and one way to say what was seen and heard instead."""

    id: str
    said: Words
    instead: Words


@dataclass(frozen=True)
class TeamExercise:
    """How a team practises talking about citizens."""

    sentences: tuple[Heard, ...]
    meeting: Meeting
    questions: tuple[Words, ...]


@dataclass(frozen=True)
class Content:
    """Everything that the exercises teach, checked. What is by language is by "da" and "en"."""

    kinds: Mapping[Kind, KindWords]
    phrases: Mapping[str, Mapping[Kind, Phrases]]
    openings: Mapping[str, Openings]
    manners: tuple[NamedManner, ...]
    examples: Mapping[str, Example]
    exits: Mapping[str, Exit]
    questions: Mapping[str, Mapping[str, tuple[str, ...]]]
    perspective: Meeting
    talk: Meeting
    talk_openings: tuple[Words, ...]
    to_confirm: tuple[Words, ...]
    team: TeamExercise


class _Both(Strict):
    da: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _KindSaid(Strict):
    title: str = Field(min_length=3)
    advice: str = Field(min_length=10)
    patterns: list[str] = Field(min_length=5)
    unless: list[str] = Field(default=[])


class _KindIn(Strict):
    da: _KindSaid
    en: _KindSaid


class _AdviceIn(Strict):
    kinds: dict[Kind, _KindIn]


class _Lists(Strict):
    da: list[str]
    en: list[str]


class _ManneredIn(Strict):
    name: str
    about: str
    before: str
    behaviour: str
    effect: str
    wish: str
    that_you: str
    choice: str
    after: str


class _MannerIn(Strict):
    id: str = Field(pattern=r"^[a-z]+$")
    paragraphs: bool = False
    da: _ManneredIn
    en: _ManneredIn


class _ExampleSaid(Strict):
    field: str
    situation: str
    behaviour: str
    effect: str
    wish: str
    choice: str


class _ExampleIn(Strict):
    id: str = Field(pattern=r"^[a-z]+$")
    da: _ExampleSaid
    en: _ExampleSaid


class _SentencesIn(Strict):
    openings: dict[Slot, _Lists]
    repeated: dict[Slot, _Lists]
    that: _Both
    capital: _Lists
    manners: list[_MannerIn] = Field(min_length=2)
    examples: list[_ExampleIn] = Field(min_length=6)


class _ExitSaid(Strict):
    field: str
    name: str
    how: str
    say: str


class _ExitIn(Strict):
    id: str = Field(pattern=r"^[a-z-]+$")
    da: _ExitSaid
    en: _ExitSaid


class _ExitsIn(Strict):
    exits: list[_ExitIn] = Field(min_length=12)


class _Done(Strict):
    name: str = ""
    do: str = Field(min_length=10)


class _PartIn(Strict):
    minutes: int = Field(ge=1, le=60)
    field: Literal["", "situation", "seen", "behind", "can_do", "told", "first"] = ""
    da: _Done
    en: _Done

    def part(self) -> MeetingPart:
        name = Words(self.da.name, self.en.name) if self.da.name and self.en.name else None
        return MeetingPart(self.minutes, Words(self.da.do, self.en.do), name, self.field)


class _RoleIn(Strict):
    da: _Done
    en: _Done

    def role(self) -> MeetingRole:
        return MeetingRole(Words(self.da.name, self.en.name), Words(self.da.do, self.en.do))


class _Questions(Strict):
    da: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


class _Fields(Strict):
    situation: _Questions
    seen: _Questions
    behind: _Questions
    can_do: _Questions
    told: _Questions
    first: _Questions


class _PerspectiveIn(Strict):
    fields: _Fields
    together: list[_PartIn]
    roles: list[_RoleIn]
    ground_rules: list[_Both]


class _TalkIn(Strict):
    openings: list[_Both]
    confirm: list[_Both]
    together: list[_PartIn]
    roles: list[_RoleIn]


class _HeardSaid(Strict):
    said: str = Field(min_length=5)
    instead: str = Field(min_length=10)


class _HeardIn(Strict):
    id: str = Field(pattern=r"^[a-z-]+$")
    da: _HeardSaid
    en: _HeardSaid

    def heard(self) -> Heard:
        return Heard(self.id, Words(self.da.said, self.en.said), Words(self.da.instead, self.en.instead))


class _TeamIn(Strict):
    sentences: list[_HeardIn] = Field(min_length=10, max_length=12)
    together: list[_PartIn]
    roles: list[_RoleIn]
    ground_rules: list[_Both]
    questions: list[_Both]

    def exercise(self) -> TeamExercise:
        return TeamExercise(
            tuple(each.heard() for each in self.sentences),
            Meeting(
                tuple(each.part() for each in self.together),
                tuple(each.role() for each in self.roles),
                tuple(each.words() for each in self.ground_rules),
            ),
            tuple(each.words() for each in self.questions),
        )


def load(folder: Path) -> Content:
    """Read and check what lies in `exercises/` of the content folder. Raises ContentError."""
    place = folder / "exercises"
    advice = _read(place / "advice.yaml", _AdviceIn, _wrong_in_advice)
    sentences = _read(place / "sentences.yaml", _SentencesIn, _wrong_in_sentences)
    exits = _read(place / "exits.yaml", _ExitsIn, _nothing_wrong)
    perspective = _read(place / "perspective.yaml", _PerspectiveIn, _wrong_in_perspective)
    talk = _read(place / "talk.yaml", _TalkIn, _nothing_wrong)
    team = _read(place / "team.yaml", _TeamIn, _wrong_in_team)
    return Content(
        kinds={
            kind: KindWords(Words(each.da.title, each.en.title), Words(each.da.advice, each.en.advice))
            for kind, each in advice.kinds.items()
        },
        phrases={language: _phrases(advice, language) for language in LANGUAGES},
        openings={language: _openings(sentences, language) for language in LANGUAGES},
        manners=tuple(_manner(each) for each in sentences.manners),
        examples={each.id: _example(each) for each in sentences.examples},
        exits={each.id: _exit(each) for each in exits.exits},
        questions={
            name: {
                "da": tuple(getattr(perspective.fields, name).da),
                "en": tuple(getattr(perspective.fields, name).en),
            }
            for name in _Fields.model_fields
        },
        perspective=Meeting(
            tuple(each.part() for each in perspective.together),
            tuple(each.role() for each in perspective.roles),
            tuple(each.words() for each in perspective.ground_rules),
        ),
        talk=Meeting(tuple(each.part() for each in talk.together), tuple(each.role() for each in talk.roles)),
        talk_openings=tuple(each.words() for each in talk.openings),
        to_confirm=tuple(each.words() for each in talk.confirm),
        team=team.exercise(),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Content:
    """The content of a folder, read once in the life of a process."""
    return load(folder)


def _read(file: Path, shape: type[Shape], wrong: Callable[[Shape], list[tuple[list[str | int], str, str]]]) -> Shape:
    text = read(file)
    told = parse(file, text, shape)
    if found := wrong(told):
        raise ContentError([Mistake(file, line_of(text, where), what, mend) for where, what, mend in found])
    return told


def _nothing_wrong(_told: Strict) -> list[tuple[list[str | int], str, str]]:
    return []


def _wrong_in_advice(told: _AdviceIn) -> list[tuple[list[str | int], str, str]]:
    found: list[tuple[list[str | int], str, str]] = [
        (["kinds"], f"The kind {kind.value!r} is missing.", "Write it in both languages.")
        for kind in Kind
        if kind not in told.kinds
    ]
    for kind, each in told.kinds.items():
        for language in LANGUAGES:
            said: _KindSaid = getattr(each, language)
            for name, written in (("patterns", said.patterns), ("unless", said.unless)):
                for at, words in enumerate(written):
                    try:
                        phrase(words)
                    except ValueError as error:
                        found.append((["kinds", kind.value, language, name, at], f"{error}.", "Put words around it."))
    return found


def _wrong_in_sentences(told: _SentencesIn) -> list[tuple[list[str | int], str, str]]:
    return [
        ([name], f"The part {slot.value!r} is missing.", "Write a list in both languages, be it empty.")
        for name in ("openings", "repeated")
        for slot in Slot
        if slot not in getattr(told, name)
    ]


def _wrong_in_perspective(told: _PerspectiveIn) -> list[tuple[list[str | int], str, str]]:
    return _nameless(told.together)


def _wrong_in_team(told: _TeamIn) -> list[tuple[list[str | int], str, str]]:
    return _nameless(told.together)


def _nameless(parts: list[_PartIn]) -> list[tuple[list[str | int], str, str]]:
    return [
        (["together", at], "The part has no name.", "Name a field, or give it a name in both languages.")
        for at, each in enumerate(parts)
        if not each.field and not (each.da.name and each.en.name)
    ]


def _phrases(told: _AdviceIn, language: str) -> dict[Kind, Phrases]:
    said: dict[Kind, _KindSaid] = {kind: getattr(each, language) for kind, each in told.kinds.items()}
    return {
        kind: Phrases(tuple(map(phrase, each.patterns)), tuple(map(phrase, each.unless)))
        for kind, each in said.items()
    }


def _openings(told: _SentencesIn, language: str) -> Openings:
    return Openings(
        whole={slot: tuple(getattr(each, language)) for slot, each in told.openings.items()},
        repeated={slot: tuple(getattr(each, language)) for slot, each in told.repeated.items()},
        that=getattr(told.that, language),
        capital=frozenset(getattr(told.capital, language)),
    )


def _manner(told: _MannerIn) -> NamedManner:
    ways: dict[str, _ManneredIn] = {"da": told.da, "en": told.en}
    return NamedManner(
        told.id,
        Words(told.da.name, told.en.name),
        Words(told.da.about, told.en.about),
        {
            language: Manner(
                leads={slot: getattr(way, slot.value) for slot in Slot},
                that_you=way.that_you,
                before=way.before,
                after=way.after,
                paragraphs=told.paragraphs,
            )
            for language, way in ways.items()
        },
    )


def _example(told: _ExampleIn) -> Example:
    texts: dict[str, _ExampleSaid] = {"da": told.da, "en": told.en}
    return Example(
        told.id,
        Words(told.da.field, told.en.field),
        Words(told.da.situation, told.en.situation),
        {language: Said(each.behaviour, each.effect, each.wish, each.choice) for language, each in texts.items()},
    )


def _exit(told: _ExitIn) -> Exit:
    da, en = told.da, told.en
    return Exit(
        told.id, Words(da.field, en.field), Words(da.name, en.name), Words(da.how, en.how), Words(da.say, en.say)
    )
