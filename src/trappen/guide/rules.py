"""What is a page of the leader guide made of, and in which order is the guide read?"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trappen.organisations.rules import LEADING, Role
from trappen.staircase.rules import Practice, Step, StepId, Words

WORDS_A_MINUTE = 200
WRITERS = LEADING | {Role.ADMINISTRATOR, Role.CONSULTANT}  # who may write a unit's notes


class Mark(enum.StrEnum):
    """What a section of a page is for. A page about a practice has one of each, in the order that suits it."""

    WHY = "why"
    STEPS = "steps"
    SAY = "say"
    AVOID = "avoid"
    WHO = "who"
    PITFALLS = "pitfalls"
    ENOUGH = "enough"


class Reader(enum.StrEnum):
    """For whom a page says what to do, in the order in which it says so."""

    LEADER = "leader"
    COLLEAGUE = "colleague"
    REPRESENTATIVE = "representative"

    @property
    def slug(self) -> str:
        """The reader's part of an address."""
        return {"leader": "leder", "colleague": "medarbejder", "representative": "repraesentant"}[self.value]


@dataclass(frozen=True)
class Source:
    """Where something on a page is from; `checked` is when somebody last looked there."""

    text: str
    checked: dt.date
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of law, in one language. Until someone with authority has confirmed it, it is shown as not confirmed."""

    id: str
    text: str
    about: str
    source: Source
    confirmed: bool


@dataclass(frozen=True)
class Section:
    """A part of a page under its own heading. `body` is Markdown."""

    title: str
    anchor: str
    body: str
    mark: Mark | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.body.split("\n\n") if part.strip())


@dataclass(frozen=True)
class Page:
    """One page in one language: about a practice, or a chapter where `practice` is None. `opening` is Markdown."""

    id: str
    title: str
    summary: str
    steps: tuple[StepId, ...]
    readers: tuple[Reader, ...]
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    opening: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    words: int
    practice: Practice | None = None

    @property
    def minutes(self) -> int:
        """How long it takes to read, never less than a minute."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    def section(self, mark: Mark) -> Section | None:
        return next((each for each in self.sections if each.mark is mark), None)

    @cached_property
    def duties(self) -> Mapping[Reader, str]:
        """What each reader does, as the page says under "who does what"; Markdown. Nothing for a chapter."""
        who = self.section(Mark.WHO)
        return dict(zip(Reader, who.paragraphs, strict=True)) if who and self.practice else {}


@dataclass(frozen=True)
class Part:
    """Pages that belong together."""

    id: str
    name: Words
    about: Words
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What an edition changed on some pages."""

    pages: tuple[str, ...]
    what: Words


@dataclass(frozen=True)
class Edition:
    """One edition of the guide."""

    name: str
    published: dt.date
    changes: tuple[Change, ...]

    def changes_of(self, page: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if page in change.pages)


@dataclass(frozen=True)
class Guide:
    """The whole guide: `pages` by language and id; `parts` in the order of reading; the newest edition first."""

    parts: tuple[Part, ...]
    pages: Mapping[str, Mapping[str, Page]]
    editions: tuple[Edition, ...]

    @property
    def edition(self) -> Edition:
        return self.editions[0]

    @cached_property
    def order(self) -> tuple[str, ...]:
        return tuple(page for part in self.parts for page in part.pages)

    def part_of(self, page: str) -> Part:
        return next(part for part in self.parts if page in part.pages)

    def neighbours(self, page: str) -> tuple[str | None, str | None]:
        """The page before and the page after, in the order of reading."""
        at = self.order.index(page)
        return self.order[at - 1] if at else None, self.order[at + 1] if at + 1 < len(self.order) else None

    def in_order(self, language: str) -> list[Page]:
        return [self.pages[language][page] for page in self.order]

    def for_step(self, step: Step, language: str) -> list[Page]:
        """The pages for a step, in the order of reading: its own practices, and the chapters that are for it."""
        return [page for page in self.in_order(language) if step.id in page.steps]

    def for_reader(self, reader: Reader, language: str) -> list[Page]:
        return [page for page in self.in_order(language) if reader in page.readers]

    def changed_since(self, page: str, edition: str) -> tuple[Edition, ...]:
        """The editions after the named one that changed the page, the newest first; all where it is not known."""
        names = [each.name for each in self.editions]
        newer = self.editions[: names.index(edition)] if edition in names else self.editions
        return tuple(each for each in newer if each.changes_of(page))


def readable(pages: Iterable[Page]) -> int:
    """Minutes to read several pages."""
    return sum(page.minutes for page in pages)
