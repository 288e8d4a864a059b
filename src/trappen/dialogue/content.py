"""Which cards does Isbjerget have, how is it played, and is it whole? Read and checked once in the life of a process.

A mistake is told with file, line and what to do. Danish and English have one shape.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import Field as Limits

from trappen.shared.yaml_files import ContentError, Mistake, Shape, Strict, line_of, parse, read
from trappen.staircase.rules import Words

FEWEST = 12  # cards of a field
LONGEST = 220  # characters of a card, so that it is read on a phone without scrolling
PLANS = (45, 60, 90)  # minutes

AnswerId: TypeAlias = Literal["acceptable", "grey", "over"]
QuestionId: TypeAlias = Literal["think", "do", "say", "workplace"]
ANSWERS: tuple[AnswerId, ...] = ("acceptable", "grey", "over")
QUESTIONS: tuple[QuestionId, ...] = ("think", "do", "say", "workplace")


@dataclass(frozen=True)
class Field:
    """A field of work that cards come from."""

    id: str
    name: Words


@dataclass(frozen=True)
class Kind:
    """What a card is about, to sort by. It says nothing of how grave it is."""

    id: str
    name: Words


@dataclass(frozen=True)
class Card:
    """A situation with one concrete act. `number` is its place in its field, from 1; `kinds` are ids."""

    id: str
    field: str
    number: int
    text: Words
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """Something with a name, and what is said or done about it."""

    name: Words
    about: Words


@dataclass(frozen=True)
class Part:
    """A part of a meeting."""

    minutes: int
    do: Words


@dataclass(frozen=True)
class Plan:
    """A meeting with the game: so many cards in so many minutes."""

    cards: int
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Registering:
    """The second question of every card, with its two answers."""

    ask: Words
    about: Words
    yes: Words
    no: Words


@dataclass(frozen=True)
class Source:
    """What others have made that ours leans on, and where it is told of. A title is never translated."""

    title: str
    place: str


@dataclass(frozen=True)
class Rules:
    """How the game is played.

    `about`, `ours` and `iceberg` say what it is and whose it is; `uses` is the word beforehand on what the answers
    are used for.
    """

    about: tuple[Words, ...]
    ours: tuple[Words, ...]
    sources: tuple[Source, ...]
    iceberg: tuple[Words, ...]
    uses: Words
    ground_rules: tuple[Words, ...]
    answers: Mapping[AnswerId, Named]
    registering: Registering
    questions: Mapping[QuestionId, Named]
    steps: tuple[Named, ...]
    plans: tuple[Plan, ...]
    facilitator: tuple[Named, ...]
    without_phones: tuple[Words, ...]
    afterwards: tuple[Words, ...]


@dataclass(frozen=True)
class Deck:
    """All cards by their ids, in the order of the file, and the rules that they are played by."""

    cards: Mapping[str, Card]
    fields: Mapping[str, Field]
    kinds: Mapping[str, Kind]
    rules: Rules

    def of_field(self, field: str) -> tuple[Card, ...]:
        """The cards of one field; none where there is no such field."""
        return tuple(card for card in self.cards.values() if card.field == field)


class _Both(Strict):
    da: str = Limits(min_length=2)
    en: str = Limits(min_length=2)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _CardIn(Strict):
    id: str = Limits(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)
    field: str
    kinds: list[str] = Limits(min_length=1, max_length=3)
    da: str = Limits(min_length=20, max_length=LONGEST)
    en: str = Limits(min_length=20, max_length=LONGEST)


class _CardsIn(Strict):
    fields: dict[str, _Both]
    kinds: dict[str, _Both]
    cards: list[_CardIn]


class _NamedIn(Strict):
    name: _Both
    about: _Both

    def named(self) -> Named:
        return Named(self.name.words(), self.about.words())


class _DoneIn(Strict):
    name: _Both
    do: _Both

    def named(self) -> Named:
        return Named(self.name.words(), self.do.words())


class _QuestionIn(_NamedIn):
    id: QuestionId


class _AnswersIn(Strict):
    acceptable: _NamedIn
    grey: _NamedIn
    over: _NamedIn


class _RegisteringIn(Strict):
    ask: _Both
    about: _Both
    yes: _Both
    no: _Both


class _PartIn(_Both):
    minutes: int = Limits(ge=1, le=90)


class _PlanIn(Strict):
    cards: int = Limits(ge=1)
    parts: list[_PartIn] = Limits(min_length=2)


class _SourceIn(Strict):
    title: str = Limits(min_length=2)
    place: str = Limits(min_length=4)


class _RulesIn(Strict):
    about: list[_Both] = Limits(min_length=1)
    ours: list[_Both] = Limits(min_length=1)
    sources: list[_SourceIn]
    iceberg: list[_Both] = Limits(min_length=2)
    uses: _Both
    ground_rules: list[_Both] = Limits(min_length=3)
    answers: _AnswersIn
    registering: _RegisteringIn
    questions: list[_QuestionIn] = Limits(min_length=len(QUESTIONS))
    steps: list[_DoneIn] = Limits(min_length=3)
    plans: list[_PlanIn]
    facilitator: list[_DoneIn] = Limits(min_length=3)
    without_phones: list[_Both] = Limits(min_length=3)
    afterwards: list[_Both] = Limits(min_length=2)


_Found: TypeAlias = Iterator[tuple[list[str | int], str, str]]


def deck(folder: Path) -> Deck:
    """Read and check what lies in `isbjerget/` of the content folder. Raises ContentError."""
    place = folder / "isbjerget"
    told = _read(place / "cards.yaml", _CardsIn, _wrong_with_cards)
    rules = _read(place / "rules.yaml", _RulesIn, _wrong_with_rules)
    return Deck(
        cards={card.id: card for card in _numbered(told.cards)},
        fields={name: Field(name, each.words()) for name, each in told.fields.items()},
        kinds={name: Kind(name, each.words()) for name, each in told.kinds.items()},
        rules=_rules(rules),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Deck:
    """The deck of a content folder, read once in the life of a process."""
    return deck(folder)


def _read(file: Path, shape: type[Shape], wrong: Callable[[Shape], _Found]) -> Shape:
    text = read(file)
    told = parse(file, text, shape)
    if found := list(wrong(told)):
        raise ContentError([Mistake(file, line_of(text, where), what, mend) for where, what, mend in found])
    return told


def _wrong_with_cards(told: _CardsIn) -> _Found:
    seen: set[str] = set()
    for at, card in enumerate(told.cards):
        if card.id in seen:
            yield ["cards", at, "id"], f"There is a card {card.id!r} already.", "Give this one an id of its own."
        seen.add(card.id)
        if card.field not in told.fields:
            yield ["cards", at, "field"], f"There is no field {card.field!r}.", "Name one that stands under fields."
        for kind in card.kinds:
            if kind not in told.kinds:
                yield ["cards", at, "kinds"], f"There is no kind {kind!r}.", "Name one that stands under kinds."
    of_field = Counter(card.field for card in told.cards)
    for field in told.fields:
        if of_field[field] < FEWEST:
            yield ["fields", field], f"{field!r} has {of_field[field]} cards.", f"Each field has {FEWEST} or more."


def _wrong_with_rules(told: _RulesIn) -> _Found:
    if (asked := tuple(each.id for each in told.questions)) != QUESTIONS:
        yield (
            ["questions"],
            f"The questions are {', '.join(asked)}.",
            f"They are {', '.join(QUESTIONS)}, in that order.",
        )
    lengths = tuple(sum(part.minutes for part in plan.parts) for plan in told.plans)
    if lengths != PLANS:
        yield ["plans"], f"The plans take {lengths} minutes.", f"They take {PLANS}, in that order."


def _numbered(told: list[_CardIn]) -> Iterator[Card]:
    numbers: Counter[str] = Counter()
    for card in told:
        numbers[card.field] += 1
        yield Card(card.id, card.field, numbers[card.field], Words(card.da, card.en), tuple(card.kinds))


def _rules(told: _RulesIn) -> Rules:
    asked = told.registering
    return Rules(
        about=_all(told.about),
        ours=_all(told.ours),
        sources=tuple(Source(each.title, each.place) for each in told.sources),
        iceberg=_all(told.iceberg),
        uses=told.uses.words(),
        ground_rules=_all(told.ground_rules),
        answers={
            "acceptable": told.answers.acceptable.named(),
            "grey": told.answers.grey.named(),
            "over": told.answers.over.named(),
        },
        registering=Registering(asked.ask.words(), asked.about.words(), asked.yes.words(), asked.no.words()),
        questions={each.id: each.named() for each in told.questions},
        steps=tuple(each.named() for each in told.steps),
        plans=tuple(
            Plan(plan.cards, tuple(Part(part.minutes, part.words()) for part in plan.parts)) for plan in told.plans
        ),
        facilitator=tuple(each.named() for each in told.facilitator),
        without_phones=_all(told.without_phones),
        afterwards=_all(told.afterwards),
    )


def _all(told: list[_Both]) -> tuple[Words, ...]:
    return tuple(each.words() for each in told)
