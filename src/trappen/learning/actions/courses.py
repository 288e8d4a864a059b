"""How does a course start, how does it go on, and when is it finished?"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.learning.models import Course, CourseStep
from trappen.learning.queries import OneStep, Reached, content
from trappen.learning.rules import (
    AlreadyRunning,
    Kind,
    Planned,
    Programme,
    Refused,
    Why,
    check_confirming,
    course_ends_on,
    course_ends_on_once_finished,
)
from trappen.organisations.models import Unit
from trappen.organisations.queries import leaders_of
from trappen.organisations.rules import Viewer
from trappen.shared.mail import send_after_commit
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.vault.actions import new_key


def start(
    *,
    unit: Unit,
    employee: uuid.UUID,
    programme: Programme,
    steps: Sequence[Planned],
    starts_on: dt.date,
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> Course:
    """An employee of a unit that `by` leads begins, and is told by mail; sent twice, they begin once.

    Raises AlreadyRunning.
    """
    row = Course(
        id=one_of(once, by.id),
        unit=unit,
        employee_id=employee,
        programme=programme.id,
        starts_on=starts_on,
        started_at=now,
        started_by_id=by.id,
        changed_at=now,
        changed_by_id=by.id,
        ends_on=course_ends_on(starts_on),
    )
    try:
        _save_new(row, steps, by=by, now=now)
    except IntegrityError:  # the database holds to it that a programme runs once for an employee
        if there := Course.objects.filter(id=row.id).first():  # the same sending
            return there
        raise AlreadyRunning from None
    return row


@transaction.atomic
def _save_new(row: Course, steps: Sequence[Planned], *, by: Viewer, now: dt.datetime) -> None:
    row.key = new_key()
    row.save(force_insert=True)
    CourseStep.objects.bulk_create(
        CourseStep(course=row, number=number, day=each.day, step=each.step, title=each.title)
        for number, each in enumerate(steps, 1)
    )
    _note("programme-started", row, by=by, now=now)
    _tell_employee_of_start(row)


@transaction.atomic
def tick(*, course: Course, step: OneStep, done: bool, by: Viewer, now: dt.datetime) -> bool:
    """The employee has done a step, or has not after all. Gives whether the course is finished. Raises Refused."""
    row = _locked(course)
    if step.kind is Kind.TALK:
        raise Refused(Why.NOT_BY_TICK)
    if row.finished_at:
        raise Refused(Why.FINISHED)
    changed = CourseStep.objects.filter(id=step.row.id, done_at__isnull=done).update(done_at=now if done else None)
    if not changed:
        return False
    _note("programme-step-done" if done else "programme-step-undone", row, by=by, now=now)
    return _finish_if_done(row, by=by, now=now)


@transaction.atomic
def take_along(*, course: Course, step: OneStep, text: str, version: int, by: Viewer, now: dt.datetime) -> None:
    """What the employee wants to speak of from a step. The leader reads it. Raises Refused, ChangedMeanwhile."""
    if _locked(course).finished_at:
        raise Refused(Why.FINISHED)
    row = CourseStep.objects.get(id=step.row.id)
    row.course = course
    if row.take_along == text:
        return
    if row.version != version:
        raise ChangedMeanwhile
    row.take_along, row.version = text, row.version + 1
    row.save(update_fields=["take_along", "version"])
    _note("programme-line-written", course, by=by, now=now)


@transaction.atomic
def set_talk(*, course: Course, talk_on: dt.date | None, version: int, by: Viewer, now: dt.datetime) -> None:
    """The leader sets the day; another day asks both for their word anew. Raises Refused, ChangedMeanwhile."""
    row = _locked(course)
    if row.talk_on == talk_on:
        return
    if row.version != version:
        raise ChangedMeanwhile
    if _is_held(row):
        raise Refused(Why.FINISHED)
    row.talk_on, row.employee_confirmed_at = talk_on, None
    row.leader_confirmed_at = row.leader_confirmed_by = None
    _save(row, "programme-talk-set", by=by, now=now)


@transaction.atomic
def confirm_talk(*, course: Course, by: Viewer, now: dt.datetime) -> bool:
    """One of the two says that the talk was held. Gives whether the course is finished by it. Raises Refused."""
    row = _locked(course)
    check_confirming(row.talk_on, timezone.localdate(now))
    if by.id == row.employee_id:
        if row.employee_confirmed_at:
            return False
        row.employee_confirmed_at = now
    else:
        if row.leader_confirmed_at:
            return False
        row.leader_confirmed_at, row.leader_confirmed_by_id = now, by.id
    _save(row, "programme-talk-confirmed", by=by, now=now)
    if not _is_held(row):
        return False
    talk = next(step.id for step in content().programme(row.programme).steps if step.kind is Kind.TALK)
    CourseStep.objects.filter(course=row, step=talk).update(done_at=now)
    return _finish_if_done(row, by=by, now=now)


@transaction.atomic
def withdraw_confirmation(*, course: Course, by: Viewer, now: dt.datetime) -> None:
    """It was not held after all, says one of them before the other has confirmed it. Raises Refused."""
    row = _locked(course)
    if _is_held(row):
        raise Refused(Why.FINISHED)
    if by.id == row.employee_id:
        row.employee_confirmed_at = None
    else:
        row.leader_confirmed_at = row.leader_confirmed_by = None
    _save(row, "programme-talk-not-confirmed", by=by, now=now)


@transaction.atomic
def move(*, course: Course, unit: Unit, by: Viewer, now: dt.datetime) -> None:
    """The employee takes the course along to another unit of theirs. Raises Refused."""
    row = _locked(course)
    if row.finished_at:
        raise Refused(Why.FINISHED)
    row.unit = unit
    _save(row, "programme-moved", by=by, now=now)


@transaction.atomic
def remove(*, course: Course, by: Viewer | None, now: dt.datetime, why: str) -> None:
    """Take everything away for good, the data key too; a line without content stays. `why` is a code."""
    if not Course.objects.select_for_update().filter(id=course.id).exists():
        return
    record(
        "deleted",
        by=by.id if by else None,
        now=now,
        kind="programme",
        subject=course.id,
        organisation=course.unit.organisation_id,
        note=why,
    )
    Course.objects.filter(id=course.id).delete()
    course.key.delete()
    if by:
        _tell_employee_of_removal(course)


def note_view(*, reached: Reached, by: Viewer, now: dt.datetime, what: str = "") -> None:
    """Someone who leads the unit has looked. The employee's own looking is nobody's business."""
    if not reached.is_mine:
        _note("viewed", reached.course, by=by, now=now, note=what)


def _finish_if_done(row: Course, *, by: Viewer, now: dt.datetime) -> bool:
    if CourseStep.objects.filter(course=row, done_at=None).exists():
        return False
    row.finished_at, row.ends_on = now, course_ends_on_once_finished(timezone.localdate(now))
    _save(row, "programme-finished", by=by, now=now)
    _tell_of_finish(row, by)
    return True


def _is_held(row: Course) -> bool:
    return row.employee_confirmed_at is not None and row.leader_confirmed_at is not None


def _locked(course: Course) -> Course:
    row = Course.objects.select_for_update(of=("self",)).get(id=course.id)
    row.key, row.unit, row.employee = course.key, course.unit, course.employee
    return row


def _save(row: Course, verb: str, *, by: Viewer, now: dt.datetime) -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.id
    row.save(force_update=True)
    _note(verb, row, by=by, now=now)


def _note(verb: str, row: Course, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    record(verb, by=by.id, now=now, kind="programme", subject=row.id, organisation=by.organisation, note=note)


def _address(row: Course) -> str:
    return settings.PUBLIC_URL + reverse("programme", args=[row.id])


def _tell_employee_of_start(row: Course) -> None:
    with translation.override(row.employee.language):
        send_after_commit(
            to=row.employee.email,
            subject=_("Du er i gang med et forløb for nye ansatte"),
            text=_(
                "Din leder har startet et forløb for dig om kontakten med borgerne. "
                "Du tager ét trin ad gangen, og du ser dit næste trin her:\n%(address)s\n\n"
                "Din leder kan se, hvad du er færdig med, og det, du selv vælger at tage med til jeres samtale. "
                "Ikke andet.\n"
            )
            % {"address": _address(row)},
        )


def _tell_employee_of_removal(row: Course) -> None:
    with translation.override(row.employee.language):
        send_after_commit(
            to=row.employee.email,
            subject=_("Dit forløb er slettet"),
            text=_(
                "Din leder har slettet dit forløb for nye ansatte. Det, du havde skrevet i det, er også væk. "
                "Tal med din leder, hvis det kommer bag på dig.\n"
            ),
        )


def _tell_of_finish(row: Course, by: Viewer) -> None:
    """To the employee where the leader's word was the last that was missing, and to the other leaders."""
    if by.id != row.employee_id:
        with translation.override(row.employee.language):
            send_after_commit(
                to=row.employee.email,
                subject=_("Du er færdig med dit forløb"),
                text=_("Hele dit forløb er gennemført. Du kan hente dit bevis her:\n%(address)s\n")
                % {"address": _address(row)},
            )
    for leader in _leaders_to_tell(row, by):
        with translation.override(leader.language):
            send_after_commit(
                to=leader.email,
                subject=_("Et forløb for en ny ansat er gennemført"),
                text=_("%(name)s er færdig med sit forløb. Se det her:\n%(address)s\n")
                % {"name": row.employee.name, "address": _address(row)},
            )


def _leaders_to_tell(row: Course, by: Viewer) -> list[User]:
    """Nobody where the employee has gone to another unit: its leaders lead them no more."""
    if not row.employee.memberships.filter(unit=row.unit).exists():
        return []
    return [each for each in leaders_of(row.unit_id) if each.id not in {by.id, row.employee_id}]
