"""How is a text shown with its findings beside it? In blocks of whole lines, each cut into pieces with their marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from trappen.language.rules.style import Finding, Kind


@dataclass(frozen=True)
class Mark:
    """A place that is marked, numbered from 1 through the text, and what is found there."""

    number: int
    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def kind(self) -> Kind:
        """The weightiest."""
        return self.findings[0].kind


@dataclass(frozen=True)
class Piece:
    """A stretch of text: of which kind the mark on it is, the long sentence around it, and the marks that begin."""

    text: str
    kind: Kind | None
    is_long: bool
    begins: tuple[Mark, ...]


@dataclass(frozen=True)
class Block:
    """Whole lines of a text, and their marks."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def blocks(text: str, found: Sequence[Finding]) -> list[Block]:
    """The text in order, whole: lines with findings stand by themselves, those without come together."""
    places = groupby(found, key=lambda each: (each.start, each.end))
    marks = [Mark(number, *place, tuple(here)) for number, (place, here) in enumerate(places, start=1)]
    return [Block(tuple(_pieces(text, start, end, here)), tuple(here)) for start, end, here in _stretches(text, marks)]


def _stretches(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Whole lines with the marks in them; lines that a mark joins stay together."""
    start, plain_from, at = 0, 0, 0
    while start < len(text):
        end = _line_end(text, start)
        here: list[Mark] = []
        while at < len(marks) and marks[at].start < end:
            here.append(marks[at])
            end = max(end, _line_end(text, marks[at].end - 1))
            at += 1
        if here:
            if plain_from < start:
                yield plain_from, start, []
            yield start, end, here
            plain_from = end
        start = end
    if plain_from < len(text):
        yield plain_from, len(text), []


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def _pieces(text: str, start: int, end: int, here: Sequence[Mark]) -> Iterator[Piece]:
    edges = sorted({start, end, *(edge for each in here for edge in (each.start, each.end))})
    around: list[Mark] = []
    coming = list(here[::-1])
    for one, other in pairwise(edges):
        around = [each for each in around if each.end > one]
        begins = []
        while coming and coming[-1].start == one:
            begins.append(coming.pop())
        around += begins
        small = [each.kind for each in around if each.kind is not Kind.LONG_SENTENCE]
        yield Piece(text[one:other], small[0] if small else None, len(small) < len(around), tuple(begins))
