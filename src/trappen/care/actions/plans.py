"""How does a care plan begin and end, and who has looked at it?"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from trappen.accounts.models import User
from trappen.care import queries, rules
from trappen.care.actions.common import locked, tell, write_to
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.queries import Starting
from trappen.organisations.rules import Viewer
from trappen.shared.rules import one_of
from trappen.vault.actions import new_key


@transaction.atomic
def start(
    *, starting: Starting, supporters: Sequence[uuid.UUID], once: uuid.UUID, by: Viewer, now: dt.datetime
) -> CarePlan:
    """A plan for someone, with those who support. Under one `once` a person gets one plan, whoever sends it.

    Raises rules.MayNotSupport.
    """
    unit, person = starting.unit, starting.person
    id_ = one_of(once, unit.id, person.id)
    if there := CarePlan.objects.filter(id=id_).first():
        return there
    _check(starting, supporters, by)
    today = timezone.localdate(now)
    days = rules.timetable(today)
    plan = CarePlan(
        id=id_,
        unit=unit,
        person=person,
        key=new_key(),
        started_on=today,
        started_at=now,
        started_by_id=by.id,
        ends_on=rules.ends_on(days.values(), None),
    )
    plan.save(force_insert=True)
    CareStep.objects.bulk_create(CareStep(plan=plan, code=code.value, due_on=day) for code, day in days.items())
    Supporter.objects.bulk_create(
        Supporter(plan=plan, user_id=each, given_at=now, given_by_id=by.id) for each in supporters
    )
    tell("care-started", plan, by=by, now=now)
    write_to(User.objects.filter(id__in=set(supporters) - {by.id}), "care/mail/supporter.txt")
    write_to([] if person.id == by.id else [person], "care/mail/person.txt")
    return plan


def _check(starting: Starting, supporters: Sequence[uuid.UUID], by: Viewer) -> None:
    if not 1 <= len(supporters) <= rules.MOST_SUPPORTERS or len(set(supporters)) < len(supporters):
        raise rules.MayNotSupport
    for each in supporters:
        if not (starting.offers(each) or queries.to_be_asked(starting.unit, starting.person.id, each, by=by.id)):
            raise rules.MayNotSupport


@transaction.atomic
def stop(*, plan: CarePlan, by: Viewer, now: dt.datetime) -> None:
    """No more steps; the plan is deleted three months later. For the colleague alone. Raises rules.PlanStopped."""
    row = locked(plan)
    row.stopped_at, row.stopped_by_id = now, by.id
    row.ends_on = rules.ends_on((), timezone.localdate(now))
    row.save(update_fields=["stopped_at", "stopped_by", "ends_on"])
    tell("care-stopped", plan, by=by, now=now)


@transaction.atomic
def delete(*, plan: CarePlan, by: Viewer | None, now: dt.datetime, why: str) -> None:
    """Take everything away for good, the data key too; a line without content stays. `why` is a code."""
    if not CarePlan.objects.select_for_update().filter(id=plan.id).exists():
        return
    tell("deleted", plan, by=by, now=now, note=why)
    CarePlan.objects.filter(id=plan.id).delete()
    plan.key.delete()


def note_view(*, plan: CarePlan, by: Viewer, now: dt.datetime, what: str = "") -> None:
    """Someone has looked: a line in the log that the plan's people can read. `what` is a code."""
    tell("viewed", plan, by=by, now=now, note=what)
