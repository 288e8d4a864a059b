"""What does a viewer reach of the collaborations? What is out of reach does not exist for them."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from trappen.accounts.models import User
from trappen.audit.queries import history
from trappen.collaborations.models import Access, Assessment, Collaboration, FollowUp, Talk
from trappen.collaborations.rules import WARNING_DAYS
from trappen.organisations.queries import OutOfReach, Person, led_by, names_of, people_of_unit
from trappen.organisations.rules import Viewer
from trappen.plans import queries as plans
from trappen.plans.models import Action
from trappen.plans.rules import OPEN
from trappen.shared.prepared import prepared
from trappen.staircase.rules import StepId

_Row = TypeVar("_Row", Assessment, FollowUp, Talk)


@dataclass(frozen=True)
class Reached:
    """A collaboration as a viewer reaches it; `leads` where they may open, close, share, extend and delete."""

    collaboration: Collaboration
    leads: bool


def reach(viewer: Viewer, collaboration: uuid.UUID, *, leading: bool = False) -> Reached:
    """Raises OutOfReach, with `leading` also for those who are named but do not lead."""
    found = _reached(viewer, _one(_whole(viewer.organisation, collaboration)))
    if found is None or (leading and not found.leads):
        raise OutOfReach("collaboration", collaboration)
    return found


def _reached(viewer: Viewer, row: Collaboration | None) -> Reached | None:
    """Who leads the unit reaches it at once; anyone else must be named."""
    if row is None or viewer.leads(row.unit_id):
        return Reached(row, leads=True) if row else None
    name = next(iter(_name_on(row.id, viewer.id)), None)
    return Reached(row, leads=name.deputy) if name else None


@dataclass(frozen=True)
class Listed:
    """One line of the list."""

    id: uuid.UUID
    alias: str
    unit: str
    step: StepId | None
    assessed_on: dt.date | None
    open_actions: int
    late_actions: int
    next_follow_up: dt.date | None
    reassess: bool
    ends_soon: bool
    closed: bool
    ends_on: dt.date


def listed(viewer: Viewer, today: dt.date) -> list[Listed]:
    """Everything within reach, the highest step first, closed ones last."""
    return sorted((_line(row, today) for row in _list(viewer.organisation, viewer.id, today)), key=_by_weight)


@prepared
def _list(organisation: uuid.UUID | None, viewer: uuid.UUID, today: dt.date) -> QuerySet[Collaboration]:
    is_open = Q(plan__actions__status__in=sorted(OPEN))
    newest = Assessment.objects.filter(collaboration=OuterRef("pk")).order_by("-seen_on", "-at")
    return (
        _of_organisation(organisation)
        .filter(Q(unit__in=led_by(viewer)) | Exists(_named(viewer)))
        .select_related("key", "unit")
        .annotate(
            open_count=Count("plan__actions", filter=is_open, distinct=True),
            late_count=Count("plan__actions", filter=is_open & Q(plan__actions__due_on__lt=today), distinct=True),
            step_now=Subquery(newest.values("step")[:1]),
            seen_on=Subquery(newest.values("seen_on")[:1]),
        )
    )


def _line(row: Any, today: dt.date) -> Listed:
    return Listed(
        id=row.id,
        alias=row.alias,
        unit=row.unit.name,
        step=StepId(row.step_now) if row.step_now else None,
        assessed_on=row.seen_on,
        open_actions=row.open_count,
        late_actions=row.late_count,
        next_follow_up=row.next_follow_up,
        reassess=row.reassess,
        ends_soon=row.ends_on - dt.timedelta(days=WARNING_DAYS) <= today,
        closed=row.closed_at is not None,
        ends_on=row.ends_on,
    )


def _by_weight(line: Listed) -> tuple[bool, int, str]:
    return (line.closed, -(line.step.height if line.step else 0), line.alias.casefold())


def assessments_of(collaboration: Collaboration) -> list[Assessment]:
    """Oldest first."""
    return _under(collaboration, _assessments(collaboration.id))


@prepared
def _assessments(collaboration: uuid.UUID) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(collaboration=collaboration).order_by("seen_on", "at")
    return rows.select_related("by").defer(*User.all_but_name("by"))


def assessment(collaboration: Collaboration, assessment_id: uuid.UUID) -> Assessment:
    """Raises OutOfReach."""
    row = collaboration.assessments.select_related("by").filter(id=assessment_id).first()
    if row is None:
        raise OutOfReach("assessment", assessment_id)
    row.collaboration = collaboration
    return row


def follow_ups_of(collaboration: Collaboration) -> list[FollowUp]:
    """Newest first."""
    return _under(collaboration, _follow_ups(collaboration.id))


@prepared
def _follow_ups(collaboration: uuid.UUID) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(collaboration=collaboration).order_by("-held_on", "-at")
    return rows.select_related("by").defer(*User.all_but_name("by"))


def talks_of(collaboration: Collaboration) -> list[Talk]:
    """The talks that are planned and held, the latest day first."""
    return _under(collaboration, _talks(collaboration.id))


@prepared
def _talks(collaboration: uuid.UUID) -> QuerySet[Talk]:
    rows = Talk.objects.filter(collaboration=collaboration).order_by("-planned_for", "-made_at")
    spared = [name for who in ("made_by", "held_by") for name in User.all_but_name(who)]
    return rows.select_related("made_by", "held_by").defer(*spared)


def talk(collaboration: Collaboration, talk_id: uuid.UUID) -> Talk:
    """Raises OutOfReach."""
    row = collaboration.talks.select_related("made_by", "held_by", "changed_by").filter(id=talk_id).first()
    if row is None:
        raise OutOfReach("talk", talk_id)
    row.collaboration = collaboration
    return row


@dataclass(frozen=True)
class Named:
    """A collaboration by its alias alone."""

    id: uuid.UUID
    alias: str


def open_to(viewer: Viewer) -> list[Named]:
    """Every open collaboration within reach, by alias. One statement."""
    found = [Named(row.id, row.alias) for row in _open_to(viewer.organisation, viewer.id)]
    return sorted(found, key=lambda each: each.alias.casefold())


@prepared
def _open_to(organisation: uuid.UUID | None, viewer: uuid.UUID) -> QuerySet[Collaboration]:
    within_reach = Q(unit__in=led_by(viewer)) | Exists(_named(viewer))
    return _of_organisation(organisation).filter(within_reach, closed_at__isnull=True).select_related("key")


def _under(collaboration: Collaboration, rows: list[_Row]) -> list[_Row]:
    """The rows with the collaboration that is at hand, whose key opens their texts."""
    for row in rows:
        row.collaboration = collaboration
    return rows


def named_on(collaboration: Collaboration) -> list[Access]:
    return _named_on(collaboration.id)


@prepared
def _named_on(collaboration: uuid.UUID) -> QuerySet[Access]:
    rows = Access.objects.filter(collaboration=collaboration).order_by("-deputy", "user__name")
    spared = set(User.all_but_name("user")) - {"user__email", "user__language"}  # whoever is named may get a letter
    return rows.select_related("user").defer(*sorted(spared))


def can_own(collaboration: Collaboration) -> list[Person]:
    """Those of the unit and those who are named: whom an action is usually given to."""
    named = [Person(each.user.id, each.user.name, each.user.email) for each in named_on(collaboration)]
    people = {person.id: person for person in [*people_of_unit(collaboration.unit_id), *named]}
    return sorted(people.values(), key=lambda person: person.name.casefold())


def aliases_in(unit: uuid.UUID) -> list[str]:
    return [row.alias for row in Collaboration.objects.filter(unit=unit).select_related("key")]


@dataclass(frozen=True)
class ReachedAction:
    """An action as a viewer reaches it: an owner who is not on the collaboration sees it and the alias alone."""

    action: Action
    alias: str
    collaboration: Collaboration
    whole: bool


def reach_action(viewer: Viewer, action_id: uuid.UUID) -> ReachedAction:
    """Raises OutOfReach."""
    action = plans.action(action_id)
    row = _one(_whole_of_plan(viewer.organisation, action.plan_id)) if action else None
    whole = _reached(viewer, row) is not None
    if action is None or row is None or not (whole or action.owner_id == viewer.id):
        raise OutOfReach("action", action_id)
    action.plan = row.plan
    return ReachedAction(action, row.alias, row, whole)


@dataclass(frozen=True)
class Owed:
    """An open action of the viewer's own, with the alias of what it belongs to."""

    id: uuid.UUID
    title: str
    alias: str
    due_on: dt.date


def owed_actions(viewer: Viewer) -> list[Owed]:
    """By due date. Actions of closed collaborations are no longer owed."""
    rows = _owed(viewer.id, viewer.organisation)
    return [Owed(row.id, row.title, row.plan.collaboration.alias, row.due_on) for row in rows]


@prepared
def _owed(owner: uuid.UUID, organisation: uuid.UUID | None) -> QuerySet[Action]:
    return (
        Action.objects.filter(
            owner=owner,
            status__in=sorted(OPEN),
            plan__collaboration__closed_at__isnull=True,
            plan__collaboration__unit__organisation=organisation,
        )
        .select_related("plan__key", "plan__collaboration__key")
        .order_by("due_on", "created_at")
    )


@dataclass(frozen=True)
class Led:
    """A collaboration that the viewer leads, as far as it may ask something of them."""

    id: uuid.UUID
    alias: str
    closed: bool
    assessed: bool
    reassess: bool
    informed: str
    case_system: str
    next_follow_up: dt.date | None
    ends_on: dt.date


def led(viewer: Viewer) -> list[Led]:
    """All that the viewer leads, closed ones too, by alias. One statement."""
    found = [
        Led(
            id=row.id,
            alias=row.alias,
            closed=row.closed_at is not None,
            assessed=row.assessed,  # type: ignore[attr-defined]  # annotated below
            reassess=row.reassess,
            informed=row.informed,
            case_system=row.case_system,
            next_follow_up=row.next_follow_up,
            ends_on=row.ends_on,
        )
        for row in _led(viewer.organisation, viewer.id)
    ]
    return sorted(found, key=lambda each: each.alias.casefold())


@prepared
def _led(organisation: uuid.UUID | None, viewer: uuid.UUID) -> QuerySet[Collaboration]:
    return (
        _of_organisation(organisation)
        .filter(Q(unit__in=led_by(viewer)) | Exists(_named(viewer).filter(deputy=True)))
        .select_related("key")
        .annotate(assessed=Exists(Assessment.objects.filter(collaboration=OuterRef("pk"))))
    )


@dataclass(frozen=True)
class LogLine:
    """A line of the access log. `who` is empty for someone of no longer, or never, this organisation."""

    at: dt.datetime
    by_itself: bool
    who: str
    verb: str
    note: str


def access_log(collaboration: Collaboration) -> list[LogLine]:
    """Who has seen and changed what, newest first."""
    lines = sorted(
        [*history(collaboration.id), *history(collaboration.plan_id)], key=lambda line: line.at, reverse=True
    )
    names = names_of((line.actor for line in lines if line.actor), collaboration.unit.organisation_id)
    return [
        LogLine(line.at, line.actor is None, names.get(line.actor, "") if line.actor else "", line.verb, line.note)
        for line in lines
    ]


def counts_by_unit(units: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Counter[StepId]]:
    """How many open, assessed collaborations stand on each step, unit by unit. Small numbers are still in it."""
    newest = Assessment.objects.filter(collaboration=OuterRef("pk")).order_by("-seen_on", "-at").values("step")[:1]
    rows = (
        Collaboration.objects.filter(unit__in=set(units), closed_at__isnull=True)
        .annotate(step_now=newest)
        .exclude(step_now=None)
        .values_list("unit_id", "step_now")
    )
    counts: dict[uuid.UUID, Counter[StepId]] = {}
    for unit, step in rows:
        counts.setdefault(unit, Counter())[StepId(step)] += 1
    return counts


def ending(today: dt.date) -> list[Collaboration]:
    """All whose end date is near or past, in every organisation: for housekeeping alone."""
    rows = Collaboration.objects.filter(ends_on__lte=today + dt.timedelta(days=WARNING_DAYS))
    return list(rows.select_related("key", "plan", "unit__organisation"))


def deputies_of(collaboration: Collaboration) -> list[User]:
    return [each.user for each in named_on(collaboration) if each.deputy]


def _named(viewer: uuid.UUID) -> QuerySet[Access]:
    """For a subquery: someone's name on a collaboration."""
    return Access.objects.filter(collaboration=OuterRef("pk"), user=viewer)


def _of_organisation(organisation: uuid.UUID | None) -> QuerySet[Collaboration]:
    """Whoever has left the organisation reaches nothing, whatever they were named on."""
    return Collaboration.objects.filter(unit__organisation=organisation)


@prepared
def _whole(organisation: uuid.UUID | None, id_: uuid.UUID) -> QuerySet[Collaboration]:
    """With all that a page of one collaboration needs."""
    return _of_organisation(organisation).filter(id=id_).select_related("key", "plan", "unit")


@prepared
def _whole_of_plan(organisation: uuid.UUID | None, plan: uuid.UUID) -> QuerySet[Collaboration]:
    return _of_organisation(organisation).filter(plan=plan).select_related("key", "plan", "unit")


@prepared
def _name_on(collaboration: uuid.UUID, viewer: uuid.UUID) -> QuerySet[Access]:
    return Access.objects.filter(collaboration=collaboration, user=viewer)


def _one(rows: list[Collaboration]) -> Collaboration | None:
    """The row, whose plan knows the key that they share."""
    row = rows[0] if rows else None
    if row:
        row.plan.key = row.key
    return row
