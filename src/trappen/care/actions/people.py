"""How do supporters come and go, and how does the colleague let the leader in and out?"""

import datetime as dt
import uuid

from django.db import transaction

from trappen.care import queries, rules
from trappen.care.actions.common import locked, tell, write_to
from trappen.care.models import CarePlan, Supporter
from trappen.care.rules import Agreement
from trappen.organisations.queries import leaders_of
from trappen.organisations.rules import Viewer


@transaction.atomic
def add_supporter(*, plan: CarePlan, person: uuid.UUID, by: Viewer, now: dt.datetime) -> None:
    """Someone more; who is there already stays. Raises rules.MayNotSupport, rules.PlanStopped."""
    if _join(plan, person, by=by, now=now):
        tell("care-supporter-added", plan, by=by, now=now)


@transaction.atomic
def remove_supporter(*, plan: CarePlan, person: uuid.UUID, by: Viewer, now: dt.datetime) -> None:
    """The colleague takes someone off, whoever it is, and be the plan stopped."""
    locked(plan, even_stopped=True)
    if Supporter.objects.filter(plan=plan.id, user=person).delete()[0]:
        tell("care-supporter-left", plan, by=by, now=now)


@transaction.atomic
def leave(*, plan: CarePlan, by: Viewer, now: dt.datetime) -> None:
    """A supporter leaves while others stay. Raises rules.MayNotSupport for the last one."""
    locked(plan, even_stopped=True)
    if all(each.user_id == by.id for each in queries.supporters_of(plan)):
        raise rules.MayNotSupport
    Supporter.objects.filter(plan=plan.id, user=by.id).delete()
    tell("care-supporter-left", plan, by=by, now=now)
    write_to([plan.person], "care/mail/changed.txt")


@transaction.atomic
def hand_over(*, plan: CarePlan, to: uuid.UUID, by: Viewer, now: dt.datetime) -> None:
    """A supporter leaves their place to another. Raises rules.MayNotSupport, rules.PlanStopped."""
    locked(plan)
    Supporter.objects.filter(plan=plan.id, user=by.id).delete()
    _join(plan, to, by=by, now=now)
    tell("care-handed-over", plan, by=by, now=now)


def _join(plan: CarePlan, person: uuid.UUID, *, by: Viewer, now: dt.datetime) -> bool:
    locked(plan)
    there = {each.user_id for each in Supporter.objects.filter(plan=plan.id)}
    if person in there:
        return False
    asked = queries.to_be_asked(plan.unit, plan.person_id, person, by=by.id)
    if asked is None or len(there) >= rules.MOST_SUPPORTERS:
        raise rules.MayNotSupport
    Supporter.objects.create(plan=plan, user_id=person, given_at=now, given_by_id=by.id)
    write_to([asked] if asked.id != by.id else [], "care/mail/supporter.txt")
    write_to([] if plan.person_id == by.id else [plan.person], "care/mail/changed.txt")
    return True


@transaction.atomic
def let_leader_see(*, plan: CarePlan, agreement: Agreement, by: Viewer, now: dt.datetime) -> None:
    """The colleague opens or closes the plan for those who lead the unit. Closing it takes them off as supporters too.

    A plan that is stopped can still be opened and closed.
    """
    changed = CarePlan.objects.filter(id=plan.id).exclude(agreement=agreement.value)
    told = bool(changed.update(agreement=agreement.value, agreed_at=now))
    if agreement is Agreement.NO:
        leading = [each.id for each in leaders_of(plan.unit_id)]
        told |= bool(Supporter.objects.filter(plan=plan.id, user__in=leading).delete()[0])
    if told:
        tell("care-leader-sees" if agreement is Agreement.YES else "care-leader-does-not-see", plan, by=by, now=now)
