"""Which words in a text ascribe, order, threaten or blame? What is found is told, never refused."""

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise


class Kind(enum.StrEnum):
    """What may be said of some words. Where two kinds find the same words, the first is told."""

    MOTIVE = "motive"
    TRAIT = "trait"
    LABEL = "label"
    ALWAYS = "always"
    ORDER = "order"
    THREAT = "threat"
    BLAME = "blame"
    EMPTY = "empty"


# What is not seen or heard, but concluded from it.
INTERPRETATIONS = frozenset({Kind.MOTIVE, Kind.TRAIT, Kind.LABEL, Kind.ALWAYS})

_BETWEEN = r"[\s,]+"
_UP_TO_THREE = rf"{_BETWEEN}(?:\w+{_BETWEEN}){{0,3}}?"
# Someone else's words, in the quotation marks of either language.
_QUOTED = re.compile(r"»[^«]*«|”[^”]*”|“[^”]*”|„[^“]*“|\"[^\"]*\"")


@dataclass(frozen=True)
class Phrases:
    """The phrases of one kind, and those that are meant otherwise."""

    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True)
class Advice:
    """Some words of a text and what kind they are of. `start` and `end` count characters, `end` not included."""

    kind: Kind
    start: int
    end: int
    words: str


def phrase(written: str) -> re.Pattern[str]:
    """The pattern behind words as the content writes them.

    `a/b` is one of them, `word*` takes any ending, `...` stands for up to three words. Raises ValueError where `...`
    stands first or last, or nothing is left.
    """
    words = written.split()
    if not words or words[0] == "..." or words[-1] == "...":
        raise ValueError(f"{written!r} is no phrase")
    found = [_word(words[0])]
    for before, word in pairwise(words):
        if word == "...":
            continue
        found += [_UP_TO_THREE if before == "..." else _BETWEEN, _word(word)]
    return re.compile(rf"(?<!\w){''.join(found)}(?!\w)", re.IGNORECASE)


def _word(written: str) -> str:
    choices = [
        re.escape(choice.removesuffix("*")) + (r"\w*" if choice.endswith("*") else "") for choice in written.split("/")
    ]
    return f"(?:{'|'.join(choices)})" if len(choices) > 1 else choices[0]


def advice_on(
    text: str, phrases: Mapping[Kind, Phrases], kinds: frozenset[Kind] = frozenset(Kind)
) -> tuple[Advice, ...]:
    """What is found of the given kinds, in the order of the text. Quoted words are others' and not looked at."""
    own = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), text)
    found = sorted(
        (
            each
            for kind in Kind
            if kind in kinds and kind in phrases
            for each in _found(own, text, kind, phrases[kind])
        ),
        key=lambda each: (each.start, -each.end),
    )
    told: list[Advice] = []
    for each in found:
        if not told or each.start >= told[-1].end:
            told.append(each)
    return tuple(told)


def _found(own: str, text: str, kind: Kind, phrases: Phrases) -> Iterator[Advice]:
    otherwise = [match.span() for pattern in phrases.unless for match in pattern.finditer(own)]
    for pattern in phrases.patterns:
        for match in pattern.finditer(own):
            start, end = match.span()
            if not any(first <= start and end <= last for first, last in otherwise):
                yield Advice(kind, start, end, text[start:end])
