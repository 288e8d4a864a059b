"""Which meetings does a viewer reach, and what is in them?

A meeting is reached by those who have a role on the unit itself and by those who are invited; for all others it does
not exist. Leaders of a unit above and administrators are others, unless they are invited.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from trappen.accounts.models import User
from trappen.films import queries as films
from trappen.films.rules import Film
from trappen.meetings import rules
from trappen.meetings.models import Invited, Meeting, Part
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach, Person, people_of_unit
from trappen.organisations.rules import Viewer
from trappen.plans import queries as plans
from trappen.plans.models import Action
from trappen.plans.rules import OPEN
from trappen.shared.prepared import prepared

MOST_LISTED = 100
MOST_TO_FOLLOW = 5


@dataclass(frozen=True)
class Reached:
    """A meeting as a viewer reaches it; `plans` where they may change and cancel it, `runs` where they lead it."""

    meeting: Meeting
    plans: bool
    runs: bool


def reach(viewer: Viewer, id_: uuid.UUID, *, planning: bool = False, running: bool = False) -> Reached:
    """Raises OutOfReach; with `planning` or `running` also for those who may only look and write notes."""
    row = _within_reach(viewer).filter(id=id_).first()
    if row is None:
        raise OutOfReach("meeting", id_)
    row.plan.key = row.key
    may_plan = rules.plans_for(viewer, row.unit_id)
    found = Reached(row, plans=may_plan, runs=may_plan or row.facilitator_id == viewer.id)
    if (planning and not found.plans) or (running and not found.runs):
        raise OutOfReach("meeting", id_)
    return found


def _within_reach(viewer: Viewer) -> QuerySet[Meeting]:
    """Whoever has left the organisation reaches nothing, whatever they were invited to."""
    units = viewer.own_units
    invited = Invited.objects.filter(meeting=OuterRef("pk"), user=viewer.id)
    rows = Meeting.objects.filter(Q(unit__in=units) | Exists(invited), unit__organisation=viewer.organisation)
    return rows.select_related("key", "plan", "unit", "facilitator", "changed_by")


@dataclass(frozen=True)
class Listed:
    """One line of the list. `answer` is the viewer's own; None where they are not invited."""

    id: uuid.UUID
    film: Film | None
    title: str
    unit: str
    starts_at: dt.datetime
    ended: bool
    answer: str | None
    coming: int
    open_agreements: int


def listed(viewer: Viewer) -> list[Listed]:
    """The newest meetings within reach, the latest first."""
    mine = Invited.objects.filter(meeting=OuterRef("pk"), user=viewer.id).values("answer")[:1]
    is_open = Q(plan__actions__status__in=sorted(OPEN))
    rows = _within_reach(viewer).annotate(
        my_answer=Subquery(mine),
        coming=Count("invited", filter=Q(invited__answer=rules.Answer.YES), distinct=True),
        open_count=Count("plan__actions", filter=is_open, distinct=True),
    )
    return [_line(row) for row in rows.order_by("-starts_at", "id")[:MOST_LISTED]]


def _line(row: Any) -> Listed:
    return Listed(
        id=row.id,
        film=film_of(row),
        title=row.title,
        unit=row.unit.name,
        starts_at=row.starts_at,
        ended=row.ended_at is not None,
        answer=row.my_answer,
        coming=row.coming,
        open_agreements=row.open_count,
    )


def film_of(meeting: Meeting) -> Film | None:
    """The film that the meeting is about; None for a meeting without, and where the film is no longer shown."""
    if not meeting.film:
        return None
    try:
        return film(meeting.film)
    except Http404:
        return None


def all_films() -> tuple[Film, ...]:
    return films.films()


def film(id_: str) -> Film:
    return films.film(id_)


def units_to_plan_for(viewer: Viewer) -> list[Unit]:
    mine = [place.unit for place in viewer.places if rules.plans_for(viewer, place.unit)]
    return list(Unit.objects.filter(id__in=mine).order_by("name")) if mine else []


def unit_to_plan_for(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """Raises OutOfReach."""
    if not rules.plans_for(viewer, unit):
        raise OutOfReach("unit", unit)
    return Unit.objects.get(id=unit)


def colleagues(viewer: Viewer, emails: Sequence[str]) -> dict[str, Person]:
    """The colleagues with these addresses in the viewer's own organisation, by address in small letters."""
    rows = User.objects.filter(
        email__in=emails, is_active=True, memberships__unit__organisation=viewer.organisation
    ).values_list("id", "name", "email")
    return {email: Person(id_, name, email) for id_, name, email in rows}


def parts_of(meeting: Meeting) -> list[Part]:
    """All parts in order, those that are left out too."""
    rows = list(Part.objects.filter(meeting=meeting).select_related("changed_by").order_by("at"))
    for row in rows:
        row.meeting = meeting
    return rows


def invited_to(meeting: Meeting) -> list[Invited]:
    """By name."""
    return list(Invited.objects.filter(meeting=meeting).select_related("user").order_by("user__name", "id"))


def can_own(meeting: Meeting, invited: Iterable[Invited]) -> list[Person]:
    """Those of the unit and those who are invited: whom an agreement is given to."""
    asked = [Person(each.user.id, each.user.name, each.user.email) for each in invited if each.user.is_active]
    people = {person.id: person for person in [*people_of_unit(meeting.unit_id), *asked]}
    return sorted(people.values(), key=lambda person: person.name.casefold())


def agreements_of(meeting: Meeting) -> list[Action]:
    """What was agreed, open ones first, by due date."""
    return plans.actions_of(meeting.plan)


def carried_to(meeting: Meeting) -> list[Action]:
    """What earlier meetings of the series agreed and was open when this one began, or still is; by due date."""
    if meeting.series == meeting.id:
        return []
    still = Q(status__in=sorted(OPEN))
    if meeting.began_at:
        still |= Q(ended_at__gte=meeting.began_at)
    rows = Action.objects.filter(
        still,
        plan__meeting__series=meeting.series,
        plan__meeting__starts_at__lt=meeting.starts_at,
        plan__meeting__unit=meeting.unit_id,
    )
    return list(rows.select_related("plan__key", "plan__meeting", "owner", "changed_by").order_by("due_on", "id"))


def earlier(viewer: Viewer, meeting: Meeting) -> Meeting | None:
    """The meeting that this one follows up on, where the viewer reaches it."""
    if meeting.series == meeting.id:
        return None
    rows = _within_reach(viewer).filter(series=meeting.series, starts_at__lt=meeting.starts_at)
    return rows.order_by("-starts_at").first()


def later(viewer: Viewer, meeting: Meeting) -> Meeting | None:
    """The meeting that follows up on this one, where the viewer reaches it."""
    rows = _within_reach(viewer).filter(series=meeting.series, starts_at__gt=meeting.starts_at)
    return rows.order_by("starts_at").first()


@dataclass(frozen=True)
class ToFollow:
    """A meeting that a new one can follow up on, with the number of its series' open agreements."""

    meeting: Meeting
    film: Film | None
    open_agreements: int


def to_follow(unit: Unit) -> list[ToFollow]:
    """The unit's last meetings that have begun, the newest first; of a series the newest alone."""
    newer = Meeting.objects.filter(
        series=OuterRef("series"), starts_at__gt=OuterRef("starts_at"), unit=OuterRef("unit"), began_at__isnull=False
    )
    of_series = (
        Action.objects.filter(plan__meeting__series=OuterRef("series"), status__in=sorted(OPEN))
        .order_by()
        .annotate(series=F("plan__meeting__series"))
        .values("series")
        .annotate(number=Count("id"))
        .values("number")
    )
    rows = (
        Meeting.objects.filter(~Exists(newer), unit=unit, began_at__isnull=False)
        .select_related("key")
        .annotate(open_count=Subquery(of_series))
        .order_by("-starts_at")[:MOST_TO_FOLLOW]
    )
    return [ToFollow(row, film_of(row), row.open_count or 0) for row in rows]


# Agreements


@dataclass(frozen=True)
class ReachedAction:
    """An agreement as a viewer reaches it: its owner moves it, also without reaching the meeting (`whole`)."""

    action: Action
    meeting: Meeting
    whole: bool
    moves: bool


def reach_action(viewer: Viewer, id_: uuid.UUID, action_id: uuid.UUID) -> ReachedAction:
    """An agreement of the meeting itself, or one that an earlier meeting of its series carried to it.

    Raises OutOfReach.
    """
    found = _of_meeting(viewer, id_, action_id)
    mine = found is not None and found.owner_id == viewer.id
    try:
        reached = reach(viewer, id_)
    except OutOfReach:
        if found is None or not mine:
            raise OutOfReach("action", action_id) from None
        return ReachedAction(found, found.plan.meeting, whole=False, moves=True)
    if found is None:
        raise OutOfReach("action", action_id)
    return ReachedAction(found, reached.meeting, whole=True, moves=mine or reached.runs)


def _of_meeting(viewer: Viewer, id_: uuid.UUID, action_id: uuid.UUID) -> Action | None:
    here = Meeting.objects.filter(id=id_, unit__organisation=viewer.organisation)
    within = Exists(
        here.filter(series=OuterRef("plan__meeting__series"), starts_at__gte=OuterRef("plan__meeting__starts_at"))
    )
    rows = Action.objects.filter(within, id=action_id)
    return rows.select_related("owner", "changed_by", "plan__key", "plan__meeting__key").first()


@dataclass(frozen=True)
class Owed:
    """An open agreement that is the viewer's own, with the meeting that agreed it."""

    id: uuid.UUID
    meeting: uuid.UUID
    title: str
    film: Film | None
    meeting_title: str
    due_on: dt.date


def owed_actions(viewer: Viewer) -> list[Owed]:
    """By due date. One statement."""
    return [
        Owed(row.id, row.plan.meeting.id, row.title, film_of(row.plan.meeting), row.plan.meeting.title, row.due_on)
        for row in _owed(viewer.id, viewer.organisation)
    ]


@prepared
def _owed(owner: uuid.UUID, organisation: uuid.UUID | None) -> QuerySet[Action]:
    mine = Action.objects.filter(owner=owner, status__in=sorted(OPEN), plan__meeting__unit__organisation=organisation)
    return mine.select_related("plan__key", "plan__meeting__key").order_by("due_on", "created_at")


def ended(today: dt.date, id_: uuid.UUID | None = None) -> list[Meeting]:
    """All whose end date has come, in every organisation, or one if it has: for housekeeping alone."""
    rows = Meeting.objects.filter(starts_at__date__lte=today - dt.timedelta(days=365))
    if id_:
        rows = rows.filter(id=id_)
    found = rows.select_related("key", "plan", "unit").prefetch_related("plan__actions")
    return [row for row in found if ends_on(row, row.plan.actions.all()) <= today]


def ends_on(meeting: Meeting, agreements: Iterable[Action]) -> dt.date:
    """The day on which the meeting is deleted, as things stand."""
    return rules.ends_on(
        timezone.localdate(meeting.starts_at),
        (each.due_on if each.ended_at is None else timezone.localdate(each.ended_at) for each in agreements),
    )
