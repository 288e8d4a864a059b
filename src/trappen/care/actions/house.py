"""What does care do by itself? It reminds supporters once a step, and deletes what has come to its end."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from trappen.accounts.models import User
from trappen.care import queries, rules
from trappen.care.actions.common import tell, write_to
from trappen.care.actions.lists import drop_list, tell_of_list
from trappen.care.actions.plans import delete
from trappen.care.models import CarePlan, CareStep, Supporter, WantedList
from trappen.care.rules import StepCode
from trappen.organisations.models import Membership


@transaction.atomic
def remind_supporters(*, now: dt.datetime) -> int:
    """A letter to those who support where a step is due, from the morning on, one letter a person.

    Where nobody supports any longer, the colleague is told. Gives the number of steps.
    """
    if timezone.localtime(now).hour < rules.MORNING:
        return 0
    today = timezone.localdate(now)
    supporters: dict[str, User] = {}
    alone: dict[str, User] = {}
    due = [(plan, step) for plan in _with_something_due(today) if (step := _due(plan, today))]
    for plan, step in due:
        step.reminded_on = today
        people = [each.user for each in plan.supporters.all() if each.user.is_active]
        supporters |= {each.email: each for each in people}
        alone |= {} if people else {plan.person.email: plan.person}
        tell("care-reminded", plan, by=None, now=now, note=step.code)
    CareStep.objects.bulk_update([step for _, step in due], ["reminded_on"])
    write_to(supporters.values(), "care/mail/reminder.txt")
    write_to(alone.values(), "care/mail/alone.txt")
    return len(due)


def _with_something_due(today: dt.date) -> list[CarePlan]:
    steps = CareStep.objects.filter(plan=OuterRef("pk"), due_on__lte=today, done_on=None, reminded_on=None)
    rows = CarePlan.objects.select_for_update(of=("self",)).filter(Exists(steps), stopped_at=None)
    return list(
        rows.select_related("key", "unit", "person").prefetch_related(
            "steps", Prefetch("supporters", Supporter.objects.select_related("user"))
        )
    )


def _due(plan: CarePlan, today: dt.date) -> CareStep | None:
    """The step that waits today and that nobody has been reminded of."""
    step = queries.waiting(plan, queries.in_order(plan, plan.steps.all()), today)
    if step is None or step.due_on > today or step.reminded_on or not rules.reminds(StepCode(step.code)):
        return None
    return step


def delete_ended(*, now: dt.datetime) -> int:
    """Delete every plan at its end, and the lists of those who have left or let them lie. Gives the number of both."""
    today = timezone.localdate(now)
    plans = CarePlan.objects.filter(ends_on__lte=today).select_related("key", "unit")
    return sum(_delete_if_ended(plan, now=now) for plan in plans) + _drop_lists(now=now)


@transaction.atomic
def _delete_if_ended(plan: CarePlan, *, now: dt.datetime) -> bool:
    """False where it no longer is, since someone has noted a step meanwhile."""
    still = CarePlan.objects.select_for_update().filter(id=plan.id, ends_on__lte=timezone.localdate(now))
    if not still.exists():
        return False
    delete(plan=plan, by=None, now=now, why="end-date")
    return True


@transaction.atomic
def _drop_lists(*, now: dt.datetime) -> int:
    today = timezone.localdate(now)
    belongs = Exists(Membership.objects.filter(user=OuterRef("person")))
    rows = WantedList.objects.annotate(left=Q(person__is_active=False) | ~belongs)
    found = rows.filter(Q(left=True) | Q(ends_on__lte=today)).select_for_update(of=("self",))
    gone = [row for row in found if row.left or rules.may_drop_list(row.ends_on, row.warned_on, today)]
    for row in gone:
        drop_list(row, by=None, now=now, why="left" if row.left else "end-date")
    return len(gone)


@transaction.atomic
def warn_of_lists(*, now: dt.datetime) -> int:
    """Tell the owner of a list that nobody has touched for long that it will be deleted, once. Gives their number."""
    today = timezone.localdate(now)
    rows = WantedList.objects.filter(warned_on=None, ends_on__lte=rules.warned_until(today))
    found = list(rows.select_for_update(of=("self",)).select_related("person"))
    for row in found:
        row.warned_on = today
        tell_of_list("list-warned", row, by=None, now=now)
    WantedList.objects.bulk_update(found, ["warned_on"])
    write_to([row.person for row in found], "care/mail/list.txt")
    return len(found)
