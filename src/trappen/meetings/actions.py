"""How does a meeting come about, change, run, and go?"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trappen.audit.actions import record
from trappen.films.rules import MeetingGuide
from trappen.meetings import queries, rules
from trappen.meetings.models import Invited, Meeting, Part
from trappen.meetings.rules import Answer, Go
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.plans import actions as plans
from trappen.plans.actions import Draft
from trappen.plans.models import Action, Comment, Plan
from trappen.plans.rules import Change
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.vault.actions import new_key


@dataclass(frozen=True)
class Facts:
    """When and where a meeting is, who leads it and who is invited. `title` is for a meeting without a film."""

    title: str
    starts_at: dt.datetime
    minutes: int
    place: str
    facilitator: uuid.UUID
    people: frozenset[uuid.UUID]


@transaction.atomic
def plan_meeting(
    *,
    unit: Unit,
    film: str,
    guide: MeetingGuide | None,
    facts: Facts,
    follows: Meeting | None,
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> Meeting:
    """A new meeting with the agenda that its film proposes; whoever plans it and is invited has said yes.

    Sent twice under one `once`, it is planned once.
    """
    id_ = one_of(once, unit.id, by.id)
    if there := Meeting.objects.filter(id=id_).first():
        return there
    key = new_key()
    row = Meeting(
        id=id_,
        unit=unit,
        key=key,
        plan=plans.new_plan(key=key),
        series=follows.series if follows else id_,
        film=film,
        made_at=now,
        made_by_id=by.id,
        changed_at=now,
        changed_by_id=by.id,
    )
    _write(row, facts)
    row.save(force_insert=True)
    slots = rules.agenda(guide, follow_up=follows is not None)
    Part.objects.bulk_create(
        Part(
            meeting=row,
            at=at,
            kind=slot.kind.value,
            exercise=slot.exercise,
            minutes=slot.minutes,
            changed_at=now,
            changed_by_id=by.id,
        )
        for at, slot in enumerate(slots)
    )
    Invited.objects.bulk_create(Invited(meeting=row, user_id=person) for person in sorted(facts.people))
    Invited.objects.filter(meeting=row, user=by.id).update(answer=Answer.YES.value, answered_at=now)
    _note("meeting-planned", row, by=by, now=now)
    return row


@transaction.atomic
def change_meeting(*, meeting: Meeting, facts: Facts, version: int, by: Viewer, now: dt.datetime) -> None:
    """Change the facts. Before a meeting has begun, a new time means that all are to be told and asked again.

    Whoever is taken off the list loses the meeting; their answer goes with them. Raises ChangedMeanwhile.
    """
    row = _locked(meeting)
    there = set(Invited.objects.filter(meeting=row).values_list("user_id", flat=True))
    if _sent_twice(row, version, by) and facts == _as_facts(row, there):
        return
    _check(row, version)
    moved = facts.starts_at != row.starts_at and row.began_at is None
    _write(row, facts)
    Invited.objects.filter(meeting=row, user__in=there - facts.people).delete()
    Invited.objects.bulk_create(Invited(meeting=row, user_id=person) for person in sorted(facts.people - there))
    if moved:
        others = Invited.objects.filter(meeting=row).exclude(user=by.id)
        others.update(mailed_at=None, answer="", answered_at=None)
    _save(row, "meeting-changed", by=by, now=now)


@dataclass(frozen=True)
class Timing:
    """How long a part takes, and whether it is in the agenda."""

    minutes: int
    included: bool


@transaction.atomic
def change_agenda(
    *, meeting: Meeting, timings: Mapping[uuid.UUID, Timing], version: int, by: Viewer, now: dt.datetime
) -> None:
    """Raises ChangedMeanwhile."""
    row = _locked(meeting)
    parts = list(Part.objects.filter(meeting=row))
    changed = [each for each in parts if timings.get(each.id, _timing(each)) != _timing(each)]
    if _sent_twice(row, version, by) and not changed:
        return
    _check(row, version)
    for part in changed:
        part.minutes, part.included = timings[part.id].minutes, timings[part.id].included
    Part.objects.bulk_update(changed, ["minutes", "included"])
    _save(row, "meeting-agenda-changed", by=by, now=now)


@transaction.atomic
def answer(*, meeting: Meeting, answer: Answer, by: Viewer, now: dt.datetime) -> bool:
    """Say whether one comes. False for someone who is not invited."""
    mine = Invited.objects.filter(meeting=meeting, user=by.id)
    if not mine.update(answer=answer.value, answered_at=now):
        return False
    _note("meeting-answered", meeting, by=by, now=now, note=answer.value)
    return True


@dataclass(frozen=True)
class Moment:
    """All that one sending from the facilitator's screen holds. What is None was not touched.

    `part` is the part that the writer had before them, `version` its notes' version.
    """

    part: uuid.UUID | None
    version: int
    notes: str | None
    present: frozenset[uuid.UUID] | None = None
    agreement: Draft | None = None
    carried: Sequence[tuple[Action, Change, int]] = ()
    go: Go = Go.STAY


@transaction.atomic
def run(*, meeting: Meeting, moment: Moment, once: uuid.UUID, by: Viewer, now: dt.datetime) -> Action | None:
    """Keep what was written and ticked, and go to the part that was asked for: all of it, or none.

    Gives the new agreement, if any. Whoever steps on from a part that is no longer shown stays where the others are.
    Raises ChangedMeanwhile where the notes, or an agreement that is carried on, have changed.
    """
    row = _locked(meeting)
    parts = list(Part.objects.select_for_update().filter(meeting=row).order_by("at"))
    if moment.notes is not None and moment.part:
        _write_notes(row, parts, moment.part, moment.notes, moment.version, by=by, now=now)
    if moment.present is not None:
        _tick(row, moment.present, by=by, now=now)
    for action, change, version in moment.carried:
        plans.move(action=action, change=change, version=version, by=by, now=now)
    made = None
    if moment.agreement:
        plan = Plan.objects.get(id=row.plan_id)
        plan.key = meeting.key
        [made] = plans.add_actions(
            plan=plan, drafts=[moment.agreement], once=once, version=plan.version, by=by, now=now
        )
    _step(row, parts, moment, by=by, now=now)
    return made


def _write_notes(
    row: Meeting, parts: Sequence[Part], id_: uuid.UUID, notes: str, version: int, *, by: Viewer, now: dt.datetime
) -> None:
    part = next((each for each in parts if each.id == id_), None)
    if part is None:
        raise ChangedMeanwhile
    part.meeting = row
    if part.notes == notes:
        return
    if part.version != version:
        raise ChangedMeanwhile
    part.notes, part.version = notes, version + 1
    part.changed_at, part.changed_by_id = now, by.id
    part.save(force_update=True)
    _note("meeting-notes-written", row, by=by, now=now)


def _tick(row: Meeting, present: Collection[uuid.UUID], *, by: Viewer, now: dt.datetime) -> None:
    came = Invited.objects.filter(meeting=row, user__in=present, present=False).update(present=True)
    gone = Invited.objects.filter(meeting=row, present=True).exclude(user__in=present).update(present=False)
    if came or gone:
        _note("meeting-attendance-ticked", row, by=by, now=now)


def _step(row: Meeting, parts: Sequence[Part], moment: Moment, *, by: Viewer, now: dt.datetime) -> None:
    if moment.go is Go.STAY or row.shown_id != moment.part:
        return
    to = rules.moved([each.id for each in parts if each.included], row.shown_id, moment.go)
    if to == row.shown_id:
        return
    row.shown_id, row.shown_since = to, now
    row.began_at = row.began_at or now
    row.ended_at = None if to else now
    verb = "meeting-began" if moment.part is None and moment.go is Go.NEXT else "meeting-moved"
    row.save(update_fields=["shown", "shown_since", "began_at", "ended_at"])
    _note(verb if to else "meeting-ended", row, by=by, now=now)


@transaction.atomic
def move_action(*, action: Action, change: Change, version: int, by: Viewer, now: dt.datetime) -> None:
    """Raises ChangedMeanwhile, plans.rules.NotAllowed."""
    plans.move(action=action, change=change, version=version, by=by, now=now)


@transaction.atomic
def comment(*, action: Action, text: str, once: uuid.UUID, by: Viewer, now: dt.datetime) -> Comment:
    return plans.comment(action=action, text=text, once=once, by=by, now=now)


@transaction.atomic
def delete(*, meeting: Meeting, by: Viewer | None, now: dt.datetime, why: str) -> None:
    """Take everything away for good, the data key too; a line without content stays. `why` is a code."""
    if not Meeting.objects.select_for_update().filter(id=meeting.id).exists():
        return
    plan, key = meeting.plan, meeting.key
    record(
        "deleted",
        by=by.id if by else None,
        now=now,
        kind="meeting",
        subject=meeting.id,
        organisation=meeting.unit.organisation_id,
        note=why,
    )
    Meeting.objects.filter(id=meeting.id).delete()
    plans.remove_plan(plan=plan)
    key.delete()


def delete_ended(*, now: dt.datetime) -> int:
    """Delete every meeting whose end date has come. Gives their number."""
    return sum(_delete_if_ended(row.id, now=now) for row in queries.ended(timezone.localdate(now)))


@transaction.atomic
def _delete_if_ended(id_: uuid.UUID, *, now: dt.datetime) -> bool:
    """False where it is no longer due, since someone has agreed or changed something meanwhile."""
    Meeting.objects.select_for_update().filter(id=id_).first()
    row = next(iter(queries.ended(timezone.localdate(now), id_)), None)
    if row is None:
        return False
    delete(meeting=row, by=None, now=now, why="end-date")
    return True


def _write(row: Meeting, facts: Facts) -> None:
    row.title, row.place = facts.title, facts.place
    row.starts_at, row.minutes = facts.starts_at, facts.minutes
    row.facilitator_id = facts.facilitator


def _as_facts(row: Meeting, people: Collection[uuid.UUID]) -> Facts:
    return Facts(row.title, row.starts_at, row.minutes, row.place, row.facilitator_id, frozenset(people))


def _timing(part: Part) -> Timing:
    return Timing(part.minutes, part.included)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("key").get(id=meeting.id)


def _check(row: Meeting, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile


def _sent_twice(row: Meeting, version: int, by: Viewer) -> bool:
    """Whether the newest change is the same person's, made from the same version: a second click, maybe."""
    return row.version == version + 1 and row.changed_by_id == by.id


def _save(row: Meeting, verb: str, *, by: Viewer, now: dt.datetime) -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.id
    row.save(force_update=True)
    _note(verb, row, by=by, now=now)


def _note(verb: str, row: Meeting, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    record(verb, by=by.id, now=now, kind="meeting", subject=row.id, organisation=by.organisation, note=note)
