"""Which step does a collaboration stand on, why, and which practices follow?

The model is the checklist "Trap konflikten med borger ned" (Arbejdsmiljø København, January 2021). What is
judged is the collaboration, never the citizen.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


class StepId(enum.StrEnum):
    """The three steps, lowest first."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def height(self) -> int:
        """1 for green, 2 for yellow, 3 for red."""
        return list(StepId).index(self) + 1

    @property
    def slug(self) -> str:
        """The step's part of an address."""
        return {"green": "groen", "yellow": "gul", "red": "roed"}[self.value]


class Track(enum.StrEnum):
    """Where a practice is done: inside the workplace, or in the contact with the citizen."""

    ORGANISATIONAL = "organisational"
    CONTACT = "contact"


class Frequency(enum.StrEnum):
    """How often a sign is seen."""

    ONCE = "once"
    SEVERAL = "several"
    PERSISTENTLY = "persistently"


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    da: str
    en: str

    def to(self, language: str) -> str:
        return self.en if language == "en" else self.da


@dataclass(frozen=True)
class Sign:
    """A sign that a collaboration stands on a step.

    `persistent`: its own wording says that it recurs, so how often is not asked.
    `safety`: seen even once, the practices on safety stand first.
    """

    id: str
    step: StepId
    label: Words
    persistent: bool = False
    safety: bool = False


@dataclass(frozen=True)
class Practice:
    """A good practice of one step, in one track."""

    id: str
    step: StepId
    track: Track
    label: Words


@dataclass(frozen=True)
class Step:
    """One step with what the checklist says of it."""

    id: StepId
    name: Words
    when: Words
    about: Words | None
    continues: StepId | None
    carry_on: Words | None
    signs: tuple[Sign, ...]
    practices: tuple[Practice, ...]

    def in_track(self, track: str) -> tuple[Practice, ...]:
        return tuple(practice for practice in self.practices if practice.track == track)

    @property
    def slug(self) -> str:
        return self.id.slug

    @property
    def organisational(self) -> tuple[Practice, ...]:
        return self.in_track(Track.ORGANISATIONAL)

    @property
    def contact(self) -> tuple[Practice, ...]:
        return self.in_track(Track.CONTACT)


@dataclass(frozen=True)
class TrackWords:
    """What a track is called, and what it covers."""

    name: Words
    about: Words


@dataclass(frozen=True)
class Staircase:
    """One edition of the checklist. Immutable: whatever was answered with it reads the same for ever."""

    source: str
    version: str
    title: Words
    subtitle: Words
    aim: Words
    signs_lead_in: Words
    tracks: Mapping[Track, TrackWords]
    safety_practices: tuple[str, ...]
    steps: tuple[Step, ...]

    @cached_property
    def signs(self) -> dict[str, Sign]:
        """Every sign by id, from the lowest step to the highest, in the checklist's order."""
        return {sign.id: sign for step in self.steps for sign in step.signs}

    @cached_property
    def practices(self) -> dict[str, Practice]:
        return {practice.id: practice for step in self.steps for practice in step.practices}

    def step(self, step: str) -> Step:
        return next(each for each in self.steps if each.id == step)

    def downwards(self, step: str) -> tuple[Step, ...]:
        """The step and those that it continues from, highest first."""
        found: list[Step] = []
        here: StepId | None = StepId(step)
        while here is not None:
            found.append(self.step(here))
            here = found[-1].continues
        return tuple(found)


@dataclass(frozen=True)
class Observation:
    """A sign that was seen, and how often."""

    sign: str
    frequency: Frequency = Frequency.SEVERAL


@dataclass(frozen=True)
class Placement:
    """The step that the rule proposes, and what led there.

    `decided_by` and `near_because` hold sign ids in the checklist's order; `by_definition` is true where the
    red step's own definition was affirmed; `safety` and `practices` hold practice ids.
    """

    step: StepId
    decided_by: tuple[str, ...] = ()
    by_definition: bool = False
    near: StepId | None = None
    near_because: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    practices: tuple[str, ...] = field(default=())


class UnknownSign(ValueError):
    """A sign that this edition of the staircase does not have."""


def place(
    staircase: Staircase, observations: Iterable[Observation], *, persistently_difficult: bool = False
) -> Placement:
    """Place a collaboration on the staircase. Raises UnknownSign.

    Red: the last question is affirmed, or a red sign is seen more than once or recurs by its own wording.
    Else yellow: any yellow sign, or a red one seen once. Else green.
    """
    seen = {each.sign: each.frequency for each in observations}
    if unknown := sorted(seen.keys() - staircase.signs.keys()):
        raise UnknownSign(unknown[0])
    signs = [sign for sign in staircase.signs.values() if sign.id in seen]
    heavy = _ids(s for s in signs if s.step is StepId.RED and (s.persistent or seen[s.id] is not Frequency.ONCE))
    red_once = _ids(s for s in signs if s.step is StepId.RED and s.id not in heavy)
    yellow = _ids(s for s in signs if s.step is StepId.YELLOW)
    lasting = tuple(each for each in yellow if seen[each] is Frequency.PERSISTENTLY)

    step = StepId.GREEN
    decided_by: tuple[str, ...] = ()
    near_because: tuple[str, ...] = ()
    if persistently_difficult or heavy:
        step, decided_by = StepId.RED, heavy
    elif yellow or red_once:
        step, decided_by, near_because = StepId.YELLOW, yellow + red_once, lasting + red_once
    return Placement(
        step=step,
        decided_by=decided_by,
        by_definition=persistently_difficult,
        near=StepId.RED if near_because else None,
        near_because=near_because,
        safety=staircase.safety_practices if any(sign.safety for sign in signs) else (),
        practices=proposed_practices(staircase, step),
    )


def proposed_practices(staircase: Staircase, step: str) -> tuple[str, ...]:
    """The step's own practices first, then those of the steps it continues from, in the checklist's order."""
    return tuple(practice.id for each in staircase.downwards(step) for practice in each.practices)


def _ids(signs: Iterable[Sign]) -> tuple[str, ...]:
    return tuple(sign.id for sign in signs)
