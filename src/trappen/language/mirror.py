"""What does the mirror say of a text? Values for a page, made from the rules and the words of the content."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from trappen.language.lexicon import lexicon
from trappen.language.rules import (
    Finding,
    Kind,
    Lexicon,
    Lix,
    Mark,
    Match,
    Piece,
    Tongue,
    blocks,
    cpr_numbers,
    findings,
    labels,
    lix,
    says_what_happens_now,
    tongue,
    unwrapped,
    words,
)
from trappen.language.wording import ADVICE, BANDS, BANDS_MEAN, COUNTS, KINDS, TONGUES

FEWEST_WORDS = 20  # under which a LIX says nothing
MOST_SHOWN = 300  # marks on one page


@dataclass(frozen=True)
class Told:
    """One thing that is said of a marked place."""

    kind: Kind
    title: str
    advice: str


@dataclass(frozen=True)
class Suggestion:
    """What is said of a mark: its number, its words, and one piece of advice or several."""

    number: int
    words: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Row:
    """Some lines of the text, and the suggestions that stand beside them."""

    pieces: tuple[Piece, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Seen:
    """A letter as the mirror shows it. `tongue` is empty for Danish; any other language is not judged."""

    tongue: str = ""
    lix: Lix | None = None
    band: str = ""
    meaning: str = ""
    rows: tuple[Row, ...] = ()
    counts: tuple[str, ...] = ()
    more: int = 0
    missing_next: bool = False
    cpr_lines: tuple[int, ...] = ()


def look(text: str) -> Seen:
    """The letter with all that is found in it."""
    cpr_lines = tuple(dict.fromkeys(each.line for each in cpr_numbers(text)))
    spoken = tongue(text)
    if spoken is not Tongue.DANISH:
        return Seen(tongue=str(TONGUES[spoken]), cpr_lines=cpr_lines)
    whole = unwrapped(text)
    found = findings(whole, lexicon())
    counted = lix(whole)
    told = counted if counted and counted.words >= FEWEST_WORDS else None
    return Seen(
        lix=told,
        band=str(BANDS[told.band]) if told else "",
        meaning=str(BANDS_MEAN[told.band]) if told else "",
        rows=tuple(_rows(text, found[:MOST_SHOWN])),
        counts=tuple(_counts(found)),
        more=max(0, len(found) - MOST_SHOWN),
        missing_next=not says_what_happens_now(whole),
        cpr_lines=cpr_lines,
    )


def look_for_labels(text: str) -> Seen:
    """The text with its labels alone."""
    found = [Finding(Kind.LABEL, each.start, each.end, 0) for each in labels(text, lexicon())]
    return Seen(
        rows=tuple(_rows(text, found[:MOST_SHOWN])),
        counts=tuple(_counts(found)),
        more=max(0, len(found) - MOST_SHOWN),
        cpr_lines=tuple(dict.fromkeys(each.line for each in cpr_numbers(text))),
    )


def advice_on(match: Match, told: Lexicon) -> str:
    """What to write in place of a label, in the language of the page."""
    return told.advice[match.phrase.group][get_language() or "da"]


def _rows(text: str, found: list[Finding]) -> Iterator[Row]:
    for block in blocks(text, found):
        if block.marks or any(piece.text.strip() for piece in block.pieces):
            yield Row(block.pieces, tuple(_suggestion(text, mark) for mark in block.marks))


def _suggestion(text: str, mark: Mark) -> Suggestion:
    said = text[mark.start : mark.end]
    return Suggestion(mark.number, _short(said), tuple(_told(said, each) for each in mark.findings))


def _told(said: str, finding: Finding) -> Told:
    if finding.kind is Kind.LABEL:
        told = lexicon()
        [match] = labels(said, told)
        advice = advice_on(match, told)
        return Told(finding.kind, str(KINDS[finding.kind]), f"{advice[:1].upper()}{advice[1:]}.")
    filled = str(ADVICE[finding.kind]) % {"instead": _either(finding.instead), "number": len(words(said))}
    return Told(finding.kind, str(KINDS[finding.kind]), filled)


def _either(instead: Iterable[str]) -> str:
    return " / ".join(instead)


def _short(said: str) -> str:
    """The first words of a long sentence name it."""
    cut = said.split()
    return " ".join(cut) if len(cut) <= 8 else " ".join(cut[:6]) + " …"


def _counts(found: list[Finding]) -> Iterator[str]:
    """How many of each kind, the weightiest first."""
    numbers = Counter(each.kind for each in found)
    for kind in Kind:
        if number := numbers[kind]:
            yield COUNTS[kind] % {"number": number}
