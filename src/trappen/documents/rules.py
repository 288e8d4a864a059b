"""What can stand on a printed page?

A document is a title and a row of blocks. The values hold text alone, never markup, and refuse
what cannot be read aloud in order: a skipped heading level, a picture without words, a ragged table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["da", "en"]
Step: TypeAlias = Literal["", "green", "yellow", "red"]

TITLE_LEVEL = 1
DEEPEST_LEVEL = 6
# Characters of a table's body text on one line across the page.
LINE = 88
WIDEST_COLUMN = 44


@dataclass(frozen=True)
class Heading:
    """The document's title is level 1, so a heading starts at 2."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class RunIn:
    """A text that opens with words in semibold."""

    start: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`start` stands first, in semibold."""

    text: str
    tone: Literal["normal", "lead", "small"] = "normal"
    start: str = ""


@dataclass(frozen=True)
class Items:
    items: tuple[str | RunIn, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """What someone says; `place` tells where, in semibold above it."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Contents:
    """The headings of the whole document down to a level, each with its page."""

    title: str
    deepest: int = 3


@dataclass(frozen=True)
class Check:
    text: str
    ticked: bool = False
    note: str = ""


@dataclass(frozen=True)
class Checks:
    """A list with a drawn box before each item; the box says in words whether it is ticked."""

    items: tuple[Check, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and its value."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError("A table needs a head.")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"Every row needs {len(self.head)} cells, as the head has.")

    @property
    def widths(self) -> tuple[int, ...]:
        """The columns' widths, in proportion to one another.

        Each gets what its longest line asks for. Where that is more than the page is wide,
        the modest columns keep their wish and the others share the rest.
        """
        wishes = [
            2 + min(WIDEST_COLUMN, max(len(line) for cell in column for line in (cell.splitlines() or [""])))
            for column in zip(self.head, *self.rows, strict=True)
        ]
        fair = LINE // len(wishes)
        greedy = sum(wish for wish in wishes if wish > fair)
        left = LINE - sum(wish for wish in wishes if wish <= fair)
        if greedy <= left:
            return tuple(wishes)
        return tuple(wish if wish <= fair else max(1, left * wish // greedy) for wish in wishes)


@dataclass(frozen=True)
class Picture:
    """A drawing of our own making; what it shows is told in `alt`. Text in it uses IBM Plex Sans."""

    svg: str
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs a text that says what it shows.")


@dataclass(frozen=True)
class Notice:
    """A bordered box. A step colours it and draws its bar; title or text must name the step too."""

    title: str
    text: str
    step: Step = ""


@dataclass(frozen=True)
class CutOut:
    """A card. `place` stands small above its text, and `number`, a short one, across from it."""

    text: str
    place: str = ""
    number: str = ""
    tone: Literal["", "green", "grey", "red"] = ""


@dataclass(frozen=True)
class CutOuts:
    """Cards in two columns, with lines to cut along; so many `rows` of them on a page. Read row by row."""

    cards: tuple[CutOut, ...]
    rows: int = 3


@dataclass(frozen=True)
class Columns:
    """Two tracks side by side, read left first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]

    def __post_init__(self) -> None:
        if any(isinstance(block, PageBreak) for block in walk(self.left + self.right)):
            raise ValueError("A page cannot break inside columns.")


@dataclass(frozen=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Quote
    | Contents
    | Checks
    | Facts
    | Table
    | Picture
    | Notice
    | CutOuts
    | Columns
    | PageBreak
)


@dataclass(frozen=True)
class Document:
    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    footer: str = ""
    author: str = "Trappen"

    def __post_init__(self) -> None:
        above = TITLE_LEVEL
        for block in walk(self.blocks):
            if isinstance(block, Heading):
                if not TITLE_LEVEL < block.level <= min(above + 1, DEEPEST_LEVEL):
                    raise ValueError(f"Heading level {block.level} cannot follow level {above}: {block.text[:60]}")
                above = block.level


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in the order in which it is read, those inside columns too."""
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            yield from walk(block.left)
            yield from walk(block.right)
