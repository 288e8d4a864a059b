"""Who reaches a collaboration, how long is it kept, what is its story, and which counts may others see?"""

import calendar
import datetime as dt
import enum
import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
    """The end date once something has been written today: never nearer than it was; a closed one stays."""
    if closed:
        return ends_on
    return max(ends_on, months_after(today, months))


def end_after_closing(today: dt.date) -> dt.date:
    return months_after(today, CLOSED_MONTHS)


def warns(ends_on: dt.date, today: dt.date) -> bool:
    return ends_on - dt.timedelta(days=WARNING_DAYS) <= today


def deleted_on(ends_on: dt.date, warned_on: dt.date) -> dt.date:
    """At the end date, and never less than two weeks after the warning."""
    return max(ends_on, warned_on + dt.timedelta(days=SHORTEST_WARNING_DAYS))


def may_delete(ends_on: dt.date, warned_on: dt.date | None, today: dt.date) -> bool:
    return warned_on is not None and deleted_on(ends_on, warned_on) <= today


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
    [
        "aage",
        "adam",
        "agnes",
        "ahmed",
        "albert",
        "alberte",
        "alexander",
        "alfred",
        "ali",
        "alma",
        "amalie",
        "amina",
        "anders",
        "andreas",
        "ane",
        "anette",
        "anita",
        "anna",
        "anne",
        "annette",
        "anton",
        "arne",
        "arthur",
        "asger",
        "aslak",
        "asta",
        "astrid",
        "august",
        "aya",
        "ayse",
        "benedikte",
        "benjamin",
        "bent",
        "bente",
        "berit",
        "birgit",
        "birgitte",
        "birthe",
        "bjarne",
        "bo",
        "bodil",
        "brian",
        "britta",
        "camilla",
        "carl",
        "caroline",
        "casper",
        "cecilie",
        "charlotte",
        "christian",
        "christina",
        "christoffer",
        "clara",
        "claus",
        "connie",
        "dagmar",
        "daniel",
        "david",
        "dennis",
        "ditte",
        "dorte",
        "dorthe",
        "ebbe",
        "edith",
        "egon",
        "ejner",
        "elin",
        "elisabeth",
        "ella",
        "ellen",
        "elna",
        "else",
        "emil",
        "emilie",
        "emma",
        "emmy",
        "erik",
        "erna",
        "esther",
        "eva",
        "fatima",
        "felix",
        "filippa",
        "finn",
        "flemming",
        "freja",
        "frederik",
        "frederikke",
        "freya",
        "frida",
        "frode",
        "georg",
        "gerda",
        "gert",
        "gitte",
        "grethe",
        "gudrun",
        "gunnar",
        "gurli",
        "gustav",
        "hanne",
        "hans",
        "hassan",
        "hedvig",
        "heidi",
        "helga",
        "helge",
        "helle",
        "hendrik",
        "henning",
        "henriette",
        "henrik",
        "henry",
        "holger",
        "hugo",
        "ib",
        "ibrahim",
        "ida",
        "inga",
        "inge",
        "inger",
        "ingrid",
        "irene",
        "isabella",
        "iver",
        "jacob",
        "jakob",
        "jan",
        "jane",
        "janne",
        "jannik",
        "jens",
        "jeppe",
        "jesper",
        "jette",
        "jimmi",
        "joan",
        "johan",
        "johanne",
        "johannes",
        "john",
        "johnny",
        "jonas",
        "jonathan",
        "josefine",
        "julie",
        "jytte",
        "jørgen",
        "jørn",
        "kai",
        "kaj",
        "karen",
        "karin",
        "karina",
        "karl",
        "karla",
        "kasper",
        "katrine",
        "keld",
        "kenneth",
        "kent",
        "kim",
        "kirsten",
        "kirstine",
        "kjeld",
        "klara",
        "klaus",
        "knud",
        "kristian",
        "kristina",
        "kristine",
        "kristoffer",
        "kurt",
        "lars",
        "lasse",
        "laura",
        "laurits",
        "lea",
        "leif",
        "lena",
        "lene",
        "leo",
        "lillian",
        "lilly",
        "line",
        "lis",
        "lisa",
        "lisbeth",
        "lise",
        "liv",
        "lone",
        "lotte",
        "louise",
        "lucas",
        "lukas",
        "mads",
        "magnus",
        "mai",
        "maja",
        "malene",
        "malthe",
        "marcus",
        "maren",
        "margit",
        "margrethe",
        "maria",
        "marianne",
        "marie",
        "marius",
        "mark",
        "markus",
        "martha",
        "martin",
        "marius",
        "mathias",
        "mathilde",
        "max",
        "merete",
        "mette",
        "mia",
        "michael",
        "michelle",
        "mikael",
        "mikkel",
        "mille",
        "mogens",
        "mohamed",
        "mohammad",
        "mohammed",
        "morten",
        "nadia",
        "nanna",
        "natasha",
        "nicolai",
        "niels",
        "nikolaj",
        "nina",
        "noah",
        "nora",
        "ole",
        "olga",
        "olivia",
        "omar",
        "oscar",
        "oskar",
        "otto",
        "ove",
        "palle",
        "patrick",
        "paul",
        "pauline",
        "peder",
        "peer",
        "per",
        "pernille",
        "peter",
        "pia",
        "poul",
        "preben",
        "rasmus",
        "rebecca",
        "regitze",
        "rene",
        "richard",
        "rikke",
        "rita",
        "robert",
        "robin",
        "rosa",
        "rune",
        "ruth",
        "sabrina",
        "sally",
        "sandra",
        "sanne",
        "sara",
        "sarah",
        "sebastian",
        "signe",
        "sigrid",
        "simon",
        "simone",
        "sine",
        "sofia",
        "sofie",
        "solveig",
        "sonja",
        "stefan",
        "steen",
        "sten",
        "stig",
        "stine",
        "susan",
        "susanne",
        "svend",
        "sven",
        "sylvester",
        "søren",
        "tanja",
        "theodor",
        "therese",
        "thomas",
        "thor",
        "thorkild",
        "tim",
        "tina",
        "tine",
        "tobias",
        "tom",
        "tommy",
        "tonny",
        "torben",
        "tove",
        "trine",
        "troels",
        "ulla",
        "ulrik",
        "ursula",
        "vagn",
        "valdemar",
        "vera",
        "verner",
        "vibeke",
        "victor",
        "victoria",
        "viggo",
        "viktor",
        "viola",
        "vivi",
        "walther",
        "werner",
        "wilhelm",
        "william",
        "willy",
        "winnie",
        "xenia",
        "yasmin",
        "yrsa",
        "yusuf",
        "zahra",
        "åge",
        "åse",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
NEUTRAL_ALIASES = (
    "Ahorn",
    "Avnbøg",
    "Brombær",
    "Bøgeblad",
    "Ceder",
    "Egetræ",
    "Elmetræ",
    "Enebær",
    "Fyrretræ",
    "Gyvel",
    "Hassel",
    "Havtorn",
    "Hindbær",
    "Hybenbusk",
    "Kastanje",
    "Kristtorn",
    "Lærketræ",
    "Løvfald",
    "Mirabel",
    "Mosebund",
    "Pileurt",
    "Poppel",
    "Regnbue",
    "Ribsbusk",
    "Rødgran",
    "Skovsø",
    "Slåen",
    "Solsikke",
    "Taks",
    "Tjørn",
)


def looks_like_a_name(alias: str) -> bool:
    """Whether an alias seems to be a person's name: a given name in it, or two words with capitals or initials.

    A question to the person who writes, not a verdict: the list knows common names in Denmark only.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", alias))
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
    """`steps` oldest first. DOWN compares with the highest step that there has been, UP with the first.

    The months of DOWN and UP end on the day on which the present step was reached; staying there adds none.
    """
    if not steps:
        return Story(Direction.NONE)
    (first_day, first), (last_day, last) = steps[0], steps[-1]
    highest = max((step for _, step in steps), key=lambda step: step.height)
    turns = [steps[0], *(later for earlier, later in pairwise(steps) if later[1] is not earlier[1])]
    reached, _ = turns[-1]
    if len(steps) == 1:
        return Story(Direction.FIRST, first, last, highest)
    if last.height < highest.height:
        turned = max(day for day, step in turns if step is highest)
        return Story(Direction.DOWN, highest, last, highest, _months(turned, reached))
    if last.height > first.height:
        return Story(Direction.UP, first, last, highest, _months(first_day, reached))
    if len(turns) > 1:
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


def changes(
    then: Mapping[str, str], now: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Signs that are new, gone, and seen both times; each in the order given, new ones as in `now`."""
    return (
        tuple(sign for sign in now if sign not in then),
        tuple(sign for sign in then if sign not in now),
        tuple(sign for sign in now if sign in then),
    )


def _months(start: dt.date, end: dt.date) -> int:
    return round((end - start).days / 30.44)


# --- Counts for those who may not see the single case ---

FEWEST_SHOWN = 5

Number = tuple[int, ...]  # one count, or one for each step


@dataclass(frozen=True)
class Counts:
    """What may be shown of a unit with all below it; None where it may not."""

    total: int | None = None
    by_step: Mapping[StepId, int] | None = None


def counts_shown(
    own: Mapping[uuid.UUID, Mapping[StepId, int]],
    parents: Mapping[uuid.UUID, uuid.UUID | None],
    *,
    fewest: int = FEWEST_SHOWN,
) -> dict[uuid.UUID, Counts]:
    """What may be shown of each unit beside what is shown of the others. `own` counts without the units below.

    No number under `fewest` but zero is shown, or left over when shown numbers are taken from each other, or when
    the unit's leader takes away the unit's own. Where one would be, the smallest unit beside it is hidden, with all
    below. `fewest` may be raised, never lowered below five.
    """
    fewest = max(fewest, FEWEST_SHOWN)
    steps = {unit: tuple(own.get(unit, {}).get(step, 0) for step in StepId) for unit in parents}
    divided = _Tree(steps, parents, fewest)
    whole = _Tree({unit: (sum(number),) for unit, number in steps.items()}, parents, fewest)
    shown = {unit: Counts(sum(whole.sums[unit])) for unit in whole.shown()}
    for unit in divided.shown() & shown.keys():
        shown[unit] = replace(shown[unit], by_step=dict(zip(StepId, divided.sums[unit], strict=True)))
    return {unit: shown.get(unit, Counts()) for unit in parents}


@dataclass(frozen=True)
class _Tree:
    """The units with their own numbers, and which of them can stand beside each other."""

    own: Mapping[uuid.UUID, Number]
    parents: Mapping[uuid.UUID, uuid.UUID | None]
    fewest: int

    def shown(self) -> set[uuid.UUID]:
        return {unit for top in self.below[None] for unit in self._search(top)}

    @cached_property
    def below(self) -> Mapping[uuid.UUID | None, Sequence[uuid.UUID]]:
        """The units right below each, and under None those at the top."""
        found: dict[uuid.UUID | None, list[uuid.UUID]] = {unit: [] for unit in (None, *self.parents)}
        for unit, parent in self.parents.items():
            found[parent].append(unit)
        return found

    @cached_property
    def sums(self) -> Mapping[uuid.UUID, Number]:
        """The numbers of each unit with all below it."""
        found: dict[uuid.UUID, Number] = {}

        def add(unit: uuid.UUID) -> Number:
            parts = [self.own[unit], *(add(each) for each in self.below[unit])]
            found[unit] = tuple(map(sum, zip(*parts, strict=True)))
            return found[unit]

        for top in self.below[None]:
            add(top)
        return found

    def _search(self, unit: uuid.UUID) -> Iterator[uuid.UUID]:
        """The highest units that can be shown, each with what can be shown below it."""
        if self._stands_alone(unit):
            yield from self._with_those_below(unit)
        else:
            for each in self.below[unit]:
                yield from self._search(each)

    def _with_those_below(self, unit: uuid.UUID) -> Iterator[uuid.UUID]:
        yield unit
        beside = sorted(filter(self._stands_alone, self.below[unit]), key=lambda each: sum(self.sums[each]))
        while self._reveals(unit, beside):
            del beside[0]
        for each in beside:
            yield from self._with_those_below(each)

    def _stands_alone(self, unit: uuid.UUID) -> bool:
        return any(self.sums[unit]) and not self._reveals(unit, ())

    def _reveals(self, unit: uuid.UUID, beside: Sequence[uuid.UUID]) -> bool:
        """Whether something small is left of the unit beside what is shown below it, with or without its own."""
        rest = _less(self.sums[unit], *(self.sums[each] for each in beside))
        return any(0 < count < self.fewest for count in (*rest, *_less(rest, self.own[unit])))


def _less(number: Number, *others: Number) -> Number:
    return tuple(first - sum(rest) for first, *rest in zip(number, *others, strict=True))
