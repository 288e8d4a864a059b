"""Who reaches a collaboration, how long is it kept, what is its story, and which counts may others see?"""

import calendar
import datetime as dt
import enum
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trappen.staircase.rules import StepId


class Kind(enum.StrEnum):
    """Whom the contact is with."""

    USER = "user"
    RELATIVE = "relative"
    PARENT = "parent"
    PARTNER = "partner"
    COMPANY = "company"
    OTHER = "other"


class Informed(enum.StrEnum):
    """Has the citizen been informed, as GDPR articles 13 and 14 ask?"""

    YES = "yes"
    SOON = "soon"
    EXEMPT = "exempt"


class CaseSystem(enum.StrEnum):
    """Does what belongs in the case system (ESDH) stand there?"""

    DONE = "done"
    SOON = "soon"
    NOTHING = "nothing"


class Strain(enum.StrEnum):
    """How does it affect you?"""

    NONE = "none"
    SOME = "some"
    MUCH = "much"
    HEAVY = "heavy"


# --- How long it is kept. Our own choice: short by default, longer only for a reason. ---

CLOSED_MONTHS = 3
LONGEST_EXTENSION_MONTHS = 12
WARNING_DAYS = 30
SHORTEST_WARNING_DAYS = 14


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_after_activity(ends_on: dt.date, today: dt.date, months: int, *, closed: bool) -> dt.date:
    """The end date once something has been written today: never nearer than it was, save that closing brings it near."""
    if closed:
        return ends_on
    return max(ends_on, months_after(today, months))


def end_after_closing(today: dt.date) -> dt.date:
    return months_after(today, CLOSED_MONTHS)


def warns(ends_on: dt.date, today: dt.date) -> bool:
    return ends_on - dt.timedelta(days=WARNING_DAYS) <= today


def may_delete(ends_on: dt.date, warned_on: dt.date | None, today: dt.date) -> bool:
    """At the end date, and never without a warning at least two weeks before."""
    return (
        warned_on is not None
        and ends_on <= today
        and warned_on + dt.timedelta(days=SHORTEST_WARNING_DAYS) <= today
    )


class ExtensionRefused(ValueError):
    """The end date cannot be moved so; the message is a code."""


def extended(ends_on: dt.date, until: dt.date, today: dt.date, reason: str) -> dt.date:
    """Raises ExtensionRefused with `reason-missing`, `not-later` or `too-late`."""
    if not reason.strip():
        raise ExtensionRefused("reason-missing")
    if until <= ends_on:
        raise ExtensionRefused("not-later")
    if until > months_after(today, LONGEST_EXTENSION_MONTHS):
        raise ExtensionRefused("too-late")
    return until


# --- The alias ---

_GIVEN_NAMES = frozenset(
    """aage adam agnes ahmed albert alberte alexander alfred ali alma amalie amina anders andreas ane anette anita anna
    anne annette anton arne arthur asger aslak asta astrid august aya ayse benedikte benjamin bent bente berit birgit
    birgitte birthe bjarne bo bodil brian britta camilla carl caroline casper cecilie charlotte christian christina
    christoffer clara claus connie dagmar daniel david dennis ditte dorte dorthe ebbe edith egon ejner elin elisabeth
    ella ellen elna else emil emilie emma emmy erik erna esther eva fatima felix filippa finn flemming freja frederik
    frederikke freya frida frode georg gerda gert gitte grethe gudrun gunnar gurli gustav hanne hans hassan hedvig
    heidi helga helge helle hendrik henning henriette henrik henry holger hugo ib ibrahim ida inga inge inger ingrid
    irene isabella iver jacob jakob jan jane janne jannik jens jeppe jesper jette jimmi joan johan johanne johannes
    john johnny jonas jonathan josefine julie jytte jørgen jørn kai kaj karen karin karina karl karla kasper katrine
    keld kenneth kent kim kirsten kirstine kjeld klara klaus knud kristian kristina kristine kristoffer kurt lars
    lasse laura laurits lea leif lena lene leo lillian lilly line lis lisa lisbeth lise liv lone lotte louise lucas
    lukas mads magnus mai maja malene malthe marcus maren margit margrethe maria marianne marie marius mark markus
    martha martin marius mathias mathilde max merete mette mia michael michelle mikael mikkel mille mogens mohamed
    mohammad mohammed morten nadia nanna natasha nicolai niels nikolaj nina noah nora ole olga olivia omar oscar oskar
    otto ove palle patrick paul pauline peder peer per pernille peter pia poul preben rasmus rebecca regitze rene
    richard rikke rita robert robin rosa rune ruth sabrina sally sandra sanne sara sarah sebastian signe sigrid simon
    simone sine sofia sofie solveig sonja stefan steen sten stig stine susan susanne svend sven sylvester søren tanja
    theodor therese thomas thor thorkild tim tina tine tobias tom tommy tonny torben tove trine troels ulla ulrik ursula
    vagn valdemar vera verner vibeke victor victoria viggo viktor viola vivi walther werner wilhelm william willy
    winnie xenia yasmin yrsa yusuf zahra åge åse""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
NEUTRAL_ALIASES = (
    "Ahorn", "Avnbøg", "Brombær", "Bøgeblad", "Ceder", "Egetræ", "Elmetræ", "Enebær", "Fyrretræ", "Gyvel", "Hassel",
    "Havtorn", "Hindbær", "Hybenbusk", "Kastanje", "Kristtorn", "Lærketræ", "Løvfald", "Mirabel", "Mosebund",
    "Pileurt", "Poppel", "Regnbue", "Ribsbusk", "Rødgran", "Skovsø", "Slåen", "Solsikke", "Taks", "Tjørn",
)


def looks_like_a_name(alias: str) -> bool:
    """Whether an alias seems to be a person's name: a given name in it, or two words with capitals or initials.

    A question to the person who writes, not a verdict: the list knows common names in Denmark only.
    """
    words = _WORD.findall(alias)
    if any(word.lower() in _GIVEN_NAMES for word in words):
        return True
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= 2 and not any(character.isdigit() for character in alias)


def suggested_alias(taken: Sequence[str], start: int) -> str:
    """A neutral word that none of `taken` uses, looked for from place `start`; numbered when all are used."""
    used = {alias.casefold() for alias in taken}
    for at in range(len(NEUTRAL_ALIASES)):
        word = NEUTRAL_ALIASES[(start + at) % len(NEUTRAL_ALIASES)]
        if word.casefold() not in used:
            return word
    number = 2
    while f"{NEUTRAL_ALIASES[0]} {number}".casefold() in used:
        number += 1
    return f"{NEUTRAL_ALIASES[0]} {number}"


# --- The own judgement ---


class ReasonMissing(ValueError):
    """Whoever differs from the proposal says why."""


def decided(proposed: StepId | None, own: StepId | None, reason: str) -> StepId:
    """The step that counts. Raises ReasonMissing where the own judgement differs from a proposal without a reason."""
    if own is None:
        if proposed is None:
            raise ReasonMissing("no-step")
        return proposed
    if proposed is not None and own != proposed and not reason.strip():
        raise ReasonMissing("reason-missing")
    return own


# --- The story ---


@dataclass(frozen=True)
class Point:
    """One assessment on the curve. `x` and `until` are percent of the width, `previous` the step before it."""

    x: float
    until: float
    step: StepId
    previous: StepId | None
    day: dt.date


class Direction(enum.StrEnum):
    """Where a collaboration has gone since its first assessment."""

    NONE = "none"
    FIRST = "first"
    SAME = "same"
    DOWN = "down"
    UP = "up"
    BACK = "back"


@dataclass(frozen=True)
class Story:
    """What a heading can say: from which step to which, over how many months (rounded, 0 for less than one)."""

    direction: Direction
    first: StepId | None = None
    last: StepId | None = None
    highest: StepId | None = None
    months: int = 0


def story(steps: Sequence[tuple[dt.date, StepId]]) -> Story:
    """`steps` oldest first. DOWN and UP compare with the highest or lowest step that there has been."""
    if not steps:
        return Story(Direction.NONE)
    (first_day, first), (last_day, last) = steps[0], steps[-1]
    highest = max((step for _, step in steps), key=lambda step: step.height)
    turned = max(day for day, step in steps if step is highest)
    if len(steps) == 1:
        return Story(Direction.FIRST, first, last, highest)
    if last.height < highest.height:
        return Story(Direction.DOWN, highest, last, highest, _months(turned if first is not highest else first_day, last_day))
    if last.height > first.height:
        return Story(Direction.UP, first, last, highest, _months(first_day, last_day))
    if len({step for _, step in steps}) > 1:
        return Story(Direction.BACK, first, last, highest, _months(first_day, last_day))
    return Story(Direction.SAME, first, last, highest, _months(first_day, last_day))


def curve(steps: Sequence[tuple[dt.date, StepId]], until: dt.date) -> tuple[Point, ...]:
    """The staircase curve: each assessment holds until the next, the last one until `until`."""
    if not steps:
        return ()
    start = steps[0][0]
    width = max((until - start).days, 1)

    def at(day: dt.date) -> float:
        return round(100 * min((day - start).days, width) / width, 2)

    ends = [day for day, _ in steps[1:]] + [max(until, steps[-1][0])]
    before: list[StepId | None] = [None, *(step for _, step in steps[:-1])]
    return tuple(
        Point(at(day), at(end), step, previous, day)
        for (day, step), end, previous in zip(steps, ends, before, strict=True)
    )


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Signs that are new, gone, and seen both times; each in the order given, new ones as in `now`."""
    return (
        tuple(sign for sign in now if sign not in then),
        tuple(sign for sign in then if sign not in now),
        tuple(sign for sign in now if sign in then),
    )


def _months(start: dt.date, end: dt.date) -> int:
    return round((end - start).days / 30.44)


def went_up(steps: Sequence[StepId]) -> bool:
    """Whether the newest assessment stands higher than the one before it."""
    return any(later.height > earlier.height for earlier, later in list(pairwise(steps))[-1:])


# --- Counts for those who may not see the single case ---

FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Counts:
    """What may be shown: the total from five up, and the steps only where no step could be found by subtraction."""

    total: int | None
    by_step: Mapping[StepId, int] | None


def shown_counts(by_step: Mapping[StepId, int], *, fewest: int = FEWEST_SHOWN) -> Counts:
    """`fewest` may be raised, never lowered below five."""
    fewest = max(fewest, FEWEST_SHOWN)
    total = sum(by_step.values())
    if total < fewest:
        return Counts(None, None)
    full = {step: by_step.get(step, 0) for step in StepId}
    return Counts(total, full if all(number == 0 or number >= fewest for number in full.values()) else None)


def units_shown(
    totals: Mapping[uuid.UUID, int], parents: Mapping[uuid.UUID, uuid.UUID | None], *, fewest: int = FEWEST_SHOWN
) -> frozenset[uuid.UUID]:
    """The units whose total (of all below them too) may be shown beside each other.

    A unit is hidden where its total is small, and where a shown parent less its shown children would reveal a
    small number: then all children of that parent are hidden.
    """
    shown = {unit for unit, total in totals.items() if total >= fewest}
    for parent in [unit for unit in totals if unit in shown]:
        children = [unit for unit in totals if parents.get(unit) == parent]
        visible = [unit for unit in children if unit in shown]
        rest = totals[parent] - sum(totals[unit] for unit in visible)
        if visible and 0 < rest < fewest:
            shown -= set(visible)
    return frozenset(shown)
