"""Who may ask whom, and what does someone see of a round? Whether someone has answered is told to them alone."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from trappen.accounts.models import User
from trappen.collaborations import queries as collaborations
from trappen.collaborations.models import Collaboration
from trappen.organisations.models import Organisation, Unit
from trappen.organisations.queries import OutOfReach, administered
from trappen.organisations.rules import LEADING, Role, Viewer
from trappen.shared.prepared import prepared
from trappen.staircase.queries import edition
from trappen.staircase.rules import Staircase, StepId
from trappen.surveys.models import Demand, Invitation, Round
from trappen.surveys.rules import FEWEST, QUIET_DAYS, Asked, Box, Result, View, is_open, seen_by_team

ASKED = frozenset({Role.EMPLOYEE, Role.REPRESENTATIVE})
ASKING = LEADING | {Role.CONSULTANT}

# Whom can one ask?


@dataclass(frozen=True)
class Subject:
    """What a round may be about: a unit's contact as a whole, or one collaboration, and who can be asked."""

    unit: Unit
    collaboration: Collaboration | None
    people: tuple[User, ...]
    fewest: int

    @property
    def name(self) -> str:
        return self.collaboration.alias if self.collaboration else self.unit.name


@dataclass(frozen=True)
class Choices:
    """What a viewer may ask about, by name."""

    units: tuple[Unit, ...]
    collaborations: tuple[collaborations.Led, ...]

    @property
    def any(self) -> bool:
        return bool(self.units or self.collaborations)


def may_ask(viewer: Viewer) -> bool:
    """Whether the viewer may ask about a unit; whoever is only a collaboration's deputy comes from its page."""
    return any(place.role in ASKING for place in viewer.places)


def choices(viewer: Viewer) -> Choices:
    asking = {place.unit for place in viewer.places if place.role in ASKING}
    units = Unit.objects.filter(id__in=asking).order_by("name") if asking else ()
    return Choices(tuple(units), tuple(each for each in collaborations.led(viewer) if not each.closed))


def subject_of_unit(viewer: Viewer, unit: uuid.UUID) -> Subject:
    """Raises OutOfReach."""
    if not any(place.unit == unit and place.role in ASKING for place in viewer.places):
        raise OutOfReach("unit", unit)
    people = User.objects.filter(memberships__unit=unit, memberships__role__in=sorted(ASKED), is_active=True).exclude(
        Q(id=viewer.id) | Q(memberships__unit=unit, memberships__role__in=sorted(LEADING))
    )
    return Subject(Unit.objects.get(id=unit), None, _by_name(people), fewest_of(viewer.organisation))


def subject_of_collaboration(viewer: Viewer, collaboration: uuid.UUID) -> Subject:
    """Raises OutOfReach for everyone who does not lead it, and where it has been closed."""
    row = collaborations.reach(viewer, collaboration, leading=True).collaboration
    if row.closed_at:
        raise OutOfReach("collaboration", collaboration)
    named = [each.user_id for each in collaborations.named_on(row)]
    people = User.objects.filter(id__in=named, is_active=True, memberships__unit__organisation=viewer.organisation)
    leading = Q(memberships__unit=row.unit_id, memberships__role__in=sorted(LEADING))
    people = people.exclude(Q(id=viewer.id) | leading)
    return Subject(row.unit, row, _by_name(people), fewest_of(viewer.organisation))


def _by_name(people: "QuerySet[User]") -> tuple[User, ...]:
    return tuple(people.distinct().order_by("name", "id"))


def fewest_of(organisation: uuid.UUID | None) -> int:
    """How many answers the organisation asks for."""
    row = Demand.objects.filter(organisation=organisation).values_list("fewest", flat=True).first()
    return row or FEWEST


def demand_to_run(viewer: Viewer) -> tuple[Organisation, Demand | None]:
    """The administrator's organisation and what it asks for. Raises OutOfReach for everyone else."""
    organisation = administered(viewer)
    return organisation, Demand.objects.filter(organisation=organisation).select_related("changed_by").first()


def counting(subject: Subject, today: dt.date) -> list[Asked]:
    """The organisation's rounds that are open, or closed with a result not long ago, with those who were asked."""
    since = today - dt.timedelta(days=QUIET_DAYS + 1)
    rows = Round.objects.filter(
        Q(closed_at=None) | Q(has_result=True, closed_at__date__gte=since),
        unit__organisation=subject.unit.organisation_id,
    ).prefetch_related("invitations")
    about = subject.collaboration.id if subject.collaboration else None
    return [
        Asked(
            people=frozenset(each.person_id for each in row.invitations.all()),
            closes_on=row.closes_on,
            closed_on=_closed_on(row),
            same=row.collaboration_id == about and (about is not None or row.unit_id == subject.unit.id),
        )
        for row in rows.defer("box", "result", "own_view")
    ]


# What does someone reach?


@dataclass(frozen=True)
class Reached:
    """A round as a viewer reaches it.

    `slot` is their place where they are asked; `leads` where they lead what it is about, `runs` where they may remind
    and close. Someone who is asked runs nothing while it is open.
    """

    round: Round
    name: str
    slot: int | None
    leads: bool
    runs: bool
    today: dt.date

    @property
    def is_open(self) -> bool:
        return is_open(self.round.closes_on, self.today, closed=self.round.closed_at is not None)

    @property
    def has_answered(self) -> bool:
        """Whether the viewer has; of others it is told to nobody."""
        return self.slot is not None and bool(self.round.box) and Box.read(self.round.box).has_answer_of(self.slot)

    @property
    def has_enough(self) -> bool:
        return bool(self.round.box) and Box.read(self.round.box).answers >= self.round.fewest

    @property
    def closed_on(self) -> dt.date:
        """For one that is closed, the day on which it was; else its last day."""
        return _closed_on(self.round) or self.round.closes_on

    @property
    def seen_by_team(self) -> bool:
        return bool(self.round.closed_at) and seen_by_team(
            self.closed_on, self.today, shared=self.round.shared_at is not None
        )

    @property
    def waits(self) -> bool:
        """Whether it waits for the viewer's answer."""
        return self.is_open and self.slot is not None and not self.has_answered

    @property
    def sees_result(self) -> bool:
        """Whoever leads says what they see themselves before they read what the team sees."""
        if not self.round.has_result:
            return False
        return self.seen_by_team or (bool(self.round.own_view) if self.leads else self.runs)

    @property
    def result(self) -> Result:
        return Result.read(self.round.result)

    @property
    def own_view(self) -> View | None:
        return View.read(self.round.own_view) if self.round.own_view else None

    @property
    def staircase(self) -> Staircase:
        return edition(self.round.edition)


def reach(viewer: Viewer, round_: uuid.UUID, today: dt.date) -> Reached:
    """Raises OutOfReach for whoever is neither asked, nor of the unit or on the collaboration."""
    row = next(iter(_round(viewer.organisation, round_)), None)
    if row is None:
        raise OutOfReach("survey", round_)
    found = _reached(viewer, row, today)
    if found is None:
        raise OutOfReach("survey", round_)
    return found


def _reached(viewer: Viewer, row: Round, today: dt.date) -> Reached | None:
    slot = next((each.slot for each in _invitation(row.id, viewer.id)), None)
    roles = {place.role for place in viewer.places if place.unit == row.unit_id} - {Role.ADMINISTRATOR}
    leads, runs, belongs = bool(roles & LEADING), bool(roles & ASKING), bool(roles)
    name = row.unit.name
    if row.collaboration_id:
        try:
            reached = collaborations.reach(viewer, row.collaboration_id)
        except OutOfReach:
            return None
        leads = runs = reached.leads
        belongs, name = True, reached.collaboration.alias
    if not belongs and slot is None:
        return None
    if slot is not None and row.closed_at is None:
        leads = runs = False
    return Reached(row, name, slot, leads, runs, today)


@prepared
def _round(organisation: uuid.UUID | None, id_: uuid.UUID) -> QuerySet[Round]:
    return Round.objects.filter(id=id_, unit__organisation=organisation).select_related("key", "unit")


@prepared
def _invitation(round_: uuid.UUID, person: uuid.UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(round=round_, person=person)


def people_asked(round_: Round) -> int:
    """How many, never who: the list of whom one asked is not shown again."""
    return round_.invitations.count()


# What stands on the list?


@dataclass(frozen=True)
class Listed:
    """A line of the list. `to_answer` is told to the viewer alone."""

    id: uuid.UUID
    name: str
    unit: str
    closes_on: dt.date
    closed_on: dt.date | None
    has_result: bool | None
    to_answer: bool
    answered: bool
    runs: bool
    sees_result: bool

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def listed(viewer: Viewer, today: dt.date) -> list[Listed]:
    """All rounds within reach, the newest first. Four statements, however many there are."""
    slots = dict(_slots(viewer.id))
    aliases = {each.id: each for each in collaborations.open_to(viewer)}
    led = {each.id for each in collaborations.led(viewer)} if aliases else set()
    units = viewer.own_units
    rows = (
        Round.objects.filter(unit__organisation=viewer.organisation)
        .filter(
            Q(collaboration__in=aliases) | Q(collaboration=None, unit__in=units) | Q(collaboration=None, id__in=slots)
        )
        .select_related("key", "unit")
        .order_by("-opened_at", "id")
    )
    lines = []
    for row in rows:
        roles = {place.role for place in viewer.places if place.unit == row.unit_id}
        slot = slots.get(row.id)
        asked = slot is not None and row.closed_at is None
        about = row.collaboration_id
        leads = (about in led if about else bool(roles & LEADING)) and not asked
        runs = (leads or (not about and bool(roles & ASKING))) and not asked
        name = aliases[about].alias if about else row.unit.name
        lines.append(_line(Reached(row, name, slot, leads, runs, today)))
    return lines


def _line(reached: Reached) -> Listed:
    row, answered = reached.round, reached.has_answered
    return Listed(
        id=row.id,
        name=reached.name,
        unit=row.unit.name,
        closes_on=row.closes_on,
        closed_on=_closed_on(row),
        has_result=row.has_result,
        to_answer=reached.waits,
        answered=answered,
        runs=reached.runs,
        sees_result=reached.sees_result,
    )


def _slots(person: uuid.UUID) -> "QuerySet[Invitation, tuple[uuid.UUID, int]]":
    return Invitation.objects.filter(person=person).values_list("round_id", "slot")


@dataclass(frozen=True)
class Waiting:
    """An open round that waits for the viewer's answer."""

    id: uuid.UUID
    unit: str
    closes_on: dt.date


def to_answer(viewer: Viewer, today: dt.date) -> list[Waiting]:
    """What the viewer is asked and has not answered, what closes first on top. One statement."""
    asked = [
        Reached(each.round, each.round.unit.name, each.slot, leads=False, runs=False, today=today)
        for each in _asked(viewer.id, viewer.organisation)
    ]
    waits = [Waiting(each.round.id, each.name, each.round.closes_on) for each in asked if each.waits]
    return sorted(waits, key=lambda each: each.closes_on)


@prepared
def _asked(person: uuid.UUID, organisation: uuid.UUID | None) -> QuerySet[Invitation]:
    mine = Invitation.objects.filter(person=person, round__unit__organisation=organisation, round__closed_at=None)
    return mine.select_related("round__key", "round__unit")


# What came out before?


@dataclass(frozen=True)
class Earlier:
    """What an earlier round about the same came to."""

    id: uuid.UUID
    closed_on: dt.date
    proposed: StepId


def earlier(reached: Reached) -> list[Earlier]:
    """The rounds about the same that were opened before this one, newest first.

    So long must lie between two that the team sees all of them.
    """
    here = reached.round
    rows = Round.objects.filter(
        unit=here.unit, collaboration=here.collaboration_id, has_result=True, opened_at__lt=here.opened_at
    )
    return [
        Earlier(
            row.id,
            _closed_on(row) or row.closes_on,
            Result.read(row.result).placement(edition(row.edition)).step,
        )
        for row in rows.select_related("key").order_by("-opened_at")
    ]


# What does the housekeeping look after?


def open_rounds() -> list[Round]:
    """In every organisation."""
    return list(Round.objects.filter(closed_at=None).only("id", "closes_on", "reminded_by_itself"))


def ended(today: dt.date) -> list[Round]:
    return list(Round.objects.filter(ends_on__lte=today).select_related("key", "unit"))


def missing(round_: Round) -> list[User]:
    """Those who are asked, still belong there, and have not answered. For letters alone: no page shows it."""
    slots = Box.read(round_.box).missing
    people = User.objects.filter(is_active=True, memberships__unit__organisation=round_.unit.organisation_id)
    asked = people.filter(id__in=round_.invitations.filter(slot__in=slots).values("person"))
    if round_.collaboration_id is None:
        return list(asked.distinct())
    named = {each.user_id for each in collaborations.named_on(Collaboration(id=round_.collaboration_id))}
    return [person for person in asked.distinct() if person.id in named]


def asked(round_: Round) -> list[User]:
    """Everyone who was asked, whether or not they answered: for letters alone."""
    return list(User.objects.filter(id__in=round_.invitations.values("person"), is_active=True).order_by("name"))


def leaders_to_tell(round_: Round) -> list[User]:
    """Who opened it, where they can still sign in."""
    return list(User.objects.filter(id=round_.opened_by_id, is_active=True))


def _closed_on(round_: Round) -> dt.date | None:
    return timezone.localdate(round_.closed_at) if round_.closed_at else None
