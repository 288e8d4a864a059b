"""What has the team at Jobcenter Havnen done together? Agreements, a film meeting, supervision, a newcomer."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from trappen.dialogue import actions as dialogue
from trappen.dialogue import queries as deck
from trappen.films.queries import film
from trappen.learning.actions import courses
from trappen.learning.queries import newest as programme
from trappen.learning.rules import planned
from trappen.meetings import actions as meetings
from trappen.norms import actions as norms
from trappen.norms.rules import Registers
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.supervision import actions as supervision
from trappen.supervision.rules import Details, Kind, Series

_SEED = uuid.UUID("7e8a5b1e-0000-4000-8000-000000000001")
_DAY = dt.timedelta(days=1)

_NORMS: tuple[tuple[str, Registers, str], ...] = (
    (
        "counter-shouting",
        Registers.DEPENDS,
        "Slår nogen i skranken, registrerer vi det. Råber nogen en enkelt gang, siger vi fra.",
    ),
    (
        "recording-the-meeting",
        Registers.ALWAYS,
        "Vi beder borgeren lægge telefonen væk, henter en kollega og registrerer samme dag.",
    ),
)


@dataclass(frozen=True)
class Team:
    """The unit, its people by their key, and the moment from which all is counted."""

    unit: Unit
    people: Mapping[str, Viewer]
    now: dt.datetime

    @property
    def leader(self) -> Viewer:
        return self.people["mette"]

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)


def tell(team: Team) -> None:
    _agree(team)
    _meet(team)
    _plan_supervision(team)
    _welcome(team)


def _agree(team: Team) -> None:
    """What Isbjerget led to three weeks ago, and a card of their own for the next time."""
    then = team.now - 21 * _DAY
    for card, registers, text in _NORMS:
        situation = deck.deck().cards[card].text.da
        draft = norms.Draft(situation, text, registers, card)
        norms.agree(unit=team.unit, draft=draft, today=then.date(), by=team.leader, now=then)
    dialogue.add_own_card(
        unit=team.unit,
        text="En borger venter ved cykelstativet, da du har fri, og vil tale videre om sin sag.",
        once=uuid.uuid5(_SEED, "card"),
        by=team.people["laila"],
        now=then,
    )


def _meet(team: Team) -> None:
    """A film meeting next week."""
    starts = timezone.localtime(team.now + 7 * _DAY).replace(hour=13, minute=0, second=0, microsecond=0)
    invited = frozenset(team.people[key].id for key in ("mette", "dines", "sofus", "rita", "jonas", "laila"))
    guide = film("aktiv-lytning").meeting
    meetings.plan_meeting(
        unit=team.unit,
        film="aktiv-lytning",
        guide=guide,
        facts=meetings.Facts("", starts, guide.minutes, "Mødelokale 2", team.people["rita"].id, invited),
        follows=None,
        once=uuid.uuid5(_SEED, "meeting"),
        by=team.leader,
        now=team.now - 2 * _DAY,
    )


def _plan_supervision(team: Team) -> None:
    """Every fourth week for half a year, with someone from outside."""
    first = team.today + 10 * _DAY
    supervision.plan(
        unit=team.unit,
        details=Details(
            at=dt.time(9, 30),
            minutes=90,
            kind=Kind.SUPERVISION,
            theme="Når samtalen går i ring",
            supervisor="Ida Opfundet, ekstern supervisor",
            place="Mødelokale 2",
            audience="Alle i modtagelsen",
        ),
        series=Series(first, every_weeks=4, until=first + 168 * _DAY),
        once=uuid.uuid5(_SEED, "supervision"),
        by=team.leader,
        now=team.now - 5 * _DAY,
    )


def _welcome(team: Team) -> None:
    """Jonas began nine days ago."""
    began = team.today - 9 * _DAY
    courses.start(
        unit=team.unit,
        employee=team.people["jonas"].id,
        programme=programme(),
        steps=planned(programme(), {step.id for step in programme().steps}),
        starts_on=began,
        once=uuid.uuid5(_SEED, "programme"),
        by=team.leader,
        now=team.now - 9 * _DAY,
    )
