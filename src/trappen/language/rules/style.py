"""What in a text is worth a second look? It is told with what may stand instead, and never refused."""

import enum
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trappen.language.rules.cpr import cpr_numbers
from trappen.language.rules.phrases import Match, Phrases, quotations
from trappen.language.rules.reading import Sentence, Token, sentences, tokens
from trappen.language.rules.voice import Verbs, passives

LONGEST_SENTENCE = 25  # words

_MARKS = re.compile(r"[!?]+")
_MANY_CALLS = 3  # sentences of one letter that end with "!"
_SHOUTED_ALONE = 6  # letters of a word that is no abbreviation
_SHOUTED_TOGETHER = 4


class Kind(enum.StrEnum):
    """What may be said of a place, the weightiest first."""

    CPR = "cpr"
    LABEL = "label"
    BLAME = "blame"
    OFFICIALESE = "officialese"
    PASSIVE = "passive"
    ABSOLUTE = "absolute"
    SHOUTING = "shouting"
    LONG_SENTENCE = "long-sentence"


@dataclass(frozen=True)
class Lexicon:
    """The words that are looked for. `advice` says by language what to write in place of a group of labels."""

    officialese: Phrases
    blame: Phrases
    absolutes: Phrases
    labels: Phrases
    advice: Mapping[str, Mapping[str, str]]
    verbs: Verbs
    shouted: frozenset[str]
    acronyms: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """A place in a text: characters from 0, `end` not included, `line` from 1; `instead` is what may stand there."""

    kind: Kind
    start: int
    end: int
    line: int
    instead: tuple[str, ...] = ()


def findings(text: str, lexicon: Lexicon) -> list[Finding]:
    """What is found, by place. Those of one kind never overlap."""
    cut, lines, order = tokens(text), _Lines(text), list(Kind)
    found = [
        Finding(kind, start, end, lines.at(start), instead)
        for kind, start, end, instead in (
            *((Kind.CPR, each.start, each.end, ()) for each in cpr_numbers(text)),
            *((Kind.LABEL, each.start, each.end, each.phrase.instead) for each in _labels(text, cut, lexicon)),
            *_by_lists(text, cut, lexicon),
            *((Kind.PASSIVE, each.start, each.end, (each.active,)) for each in passives(text, cut, lexicon.verbs)),
            *((Kind.SHOUTING, start, end, ()) for start, end in _shouting(text, cut, lexicon)),
            *((Kind.LONG_SENTENCE, each.start, each.end, ()) for each in sentences(text) if _is_long(each)),
        )
    ]
    return sorted(found, key=lambda each: (each.start, -each.end, order.index(each.kind)))


def labels(text: str, lexicon: Lexicon) -> list[Match]:
    """Labels on people. What stands in quotation marks was heard, and may be told."""
    return list(_labels(text, tokens(text), lexicon))


def _labels(text: str, cut: Sequence[Token], lexicon: Lexicon) -> Iterator[Match]:
    quoted = quotations(text)
    starts = [start for start, _ in quoted]
    for each in lexicon.labels.find(text, cut):
        at = bisect_right(starts, each.start) - 1
        if at < 0 or each.start >= quoted[at][1]:
            yield each


def _is_long(sentence: Sentence) -> bool:
    return sentence.words > LONGEST_SENTENCE


def _by_lists(text: str, cut: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[Kind, int, int, tuple[str, ...]]]:
    """What blames is told as that, and not as officialese too."""
    blame = list(lexicon.blame.find(text, cut))
    blamed = {at for each in blame for at in range(each.start, each.end)}
    yield from ((Kind.BLAME, each.start, each.end, each.phrase.instead) for each in blame)
    for each in lexicon.officialese.find(text, cut):
        if each.start not in blamed:
            yield Kind.OFFICIALESE, each.start, each.end, each.phrase.instead
    for each in lexicon.absolutes.find(text, cut):
        yield Kind.ABSOLUTE, each.start, each.end, each.phrase.instead


def _shouting(text: str, cut: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Words in capitals, and marks of exclamation: two together, or many in one letter."""
    run: list[Token] = []
    for token in cut:
        written = text[token.start : token.end]
        loud = len(written) > 1 and written.isalpha() and written.isupper()
        if not loud or (run and not text[run[-1].end : token.start].isspace()):
            yield from _shouted(run, lexicon)
            run = []
        if loud:
            run.append(token)
    yield from _shouted(run, lexicon)
    called = [match for match in _MARKS.finditer(text) if "!" in match[0]]
    many = len(called) >= _MANY_CALLS
    yield from (match.span() for match in called if many or len(match[0]) > 1)


def _shouted(run: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """One place for words that are shouted together; an abbreviation in capitals is no shouting."""
    words = [token for token in run if token.word not in lexicon.acronyms]
    alone = any(token.word in lexicon.shouted or len(token.word) >= _SHOUTED_ALONE for token in words)
    if alone or (len(words) > 1 and any(len(token.word) >= _SHOUTED_TOGETHER for token in words)):
        yield words[0].start, words[-1].end


class _Lines:
    """On which line does a place stand?"""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, place: int) -> int:
        return bisect_right(self._ends, place - 1) + 1
