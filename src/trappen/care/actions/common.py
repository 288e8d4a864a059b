"""What do the actions on a care plan share? A lock, a line of history, and letters that name no colleague."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from trappen.accounts.mail import letter, send
from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.care.models import CarePlan
from trappen.care.queries import KIND
from trappen.care.rules import PlanStopped
from trappen.organisations.rules import Viewer


def locked(plan: CarePlan, *, even_stopped: bool = False) -> CarePlan:
    """The plan as it stands, held until the end of the transaction. Raises PlanStopped."""
    row = CarePlan.objects.select_for_update(of=("self",)).get(id=plan.id)
    if row.stopped_at and not even_stopped:
        raise PlanStopped
    return row


def tell(verb: str, plan: CarePlan, *, by: Viewer | None, now: dt.datetime, note: str = "") -> None:
    record(
        verb,
        by=by.id if by else None,
        now=now,
        kind=KIND,
        subject=plan.id,
        organisation=plan.unit.organisation_id,
        note=note,
    )


def write_to(people: Iterable[User], template: str) -> None:
    """A letter after the commit: that something waits, never whom or what it is about."""
    letters = [letter(person, template, {}) for person in people if person.is_active]
    transaction.on_commit(lambda: [send(each) for each in letters] and None)
