"""How is it noted that a step has been done, and how taken back?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trappen.care import queries, rules
from trappen.care.actions.common import locked, tell
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.rules import Consent, Referral, StepCode
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile


@dataclass(frozen=True)
class Noted:
    """All that may be noted of a step: a day, a supporter, two answers and the next day. Never what was said."""

    done_on: dt.date
    done_by: uuid.UUID
    consent: Consent
    referral: Referral
    next_on: dt.date | None = None


@transaction.atomic
def note_step(*, plan: CarePlan, code: StepCode, noted: Noted, version: int, by: Viewer, now: dt.datetime) -> None:
    """A step has been done. The next one moves to `next_on`, and the later ones come no earlier than it.

    Raises ChangedMeanwhile, rules.PlanStopped, rules.DayRefused, rules.MayNotSupport.
    """
    row, steps = _held(plan)
    step = next(each for each in steps if each.code == code)
    answers = rules.written_answers(noted.consent, noted.referral)
    same = (step.done_on, step.done_by_id, step.answers) == (noted.done_on, noted.done_by, answers)
    if step.version == version + 1 and step.noted_by_id == by.id and same:
        return
    if step.version != version:
        raise ChangedMeanwhile
    _check_supports(plan, step, noted.done_by)
    rules.check_days(
        code, start=row.started_on, done_on=noted.done_on, next_on=noted.next_on, today=timezone.localdate(now)
    )
    step.done_on, step.done_by_id, step.answers = noted.done_on, noted.done_by, answers
    _save(step, by, now)
    if noted.next_on and code.following:
        _move(steps, code.following, noted.next_on)
    _set_end(row, steps)
    tell("care-step-noted", plan, by=by, now=now, note=code.value)


@transaction.atomic
def undo_step(*, plan: CarePlan, code: StepCode, version: int, by: Viewer, now: dt.datetime) -> None:
    """What was noted of a step was a mistake. Raises ChangedMeanwhile, rules.PlanStopped."""
    row, steps = _held(plan)
    step = next(each for each in steps if each.code == code)
    if step.done_on is None:
        return
    if step.version != version:
        raise ChangedMeanwhile
    step.done_on = step.done_by_id = None
    step.answers = ""
    _save(step, None, None)
    _set_end(row, steps)
    tell("care-step-undone", plan, by=by, now=now, note=code.value)


def _held(plan: CarePlan) -> tuple[CarePlan, list[CareStep]]:
    row = locked(plan)
    row.key = plan.key
    return row, queries.steps_of(row)


def _check_supports(plan: CarePlan, step: CareStep, person: uuid.UUID) -> None:
    if step.done_by_id != person and not Supporter.objects.filter(plan=plan.id, user=person).exists():
        raise rules.MayNotSupport


def _save(step: CareStep, by: Viewer | None, now: dt.datetime | None) -> None:
    step.noted_by_id, step.noted_at = by.id if by else None, now
    step.version += 1
    step.save(force_update=True)


def _move(steps: Sequence[CareStep], code: StepCode, to: dt.date) -> None:
    days = rules.after_moving({StepCode(each.code): each.due_on for each in steps}, code, to)
    moved = [each for each in steps if not each.done_on and each.due_on != days[StepCode(each.code)]]
    for each in moved:
        each.due_on, each.reminded_on = days[StepCode(each.code)], None
    CareStep.objects.bulk_update(moved, ["due_on", "reminded_on"])


def _set_end(plan: CarePlan, steps: Sequence[CareStep]) -> None:
    ends_on = rules.ends_on([each.done_on or each.due_on for each in steps], None)
    if ends_on != plan.ends_on:
        CarePlan.objects.filter(id=plan.id).update(ends_on=ends_on)
