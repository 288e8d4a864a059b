"""Which plans are there for someone, and what waits for a supporter?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from trappen.care.models import CarePlan, CareStep
from trappen.care.queries.plans import in_order, reachable, sight_of, waiting
from trappen.care.rules import Sight, StepCode
from trappen.organisations.rules import Viewer
from trappen.shared.prepared import prepared


@dataclass(frozen=True)
class Listed:
    """One plan in the list. `waits` is the step that waits, None for one who sees the outline alone."""

    id: uuid.UUID
    person: str
    sight: Sight
    waits: StepCode | None
    due_on: dt.date | None
    stopped: bool
    ends_on: dt.date


def listed(viewer: Viewer, today: dt.date) -> list[Listed]:
    """The viewer's own plans first, then those that they support, then the rest; by name."""
    rows = reachable(viewer).prefetch_related(Prefetch("steps", CareStep.objects.order_by()))
    found = [_line(viewer, row, today) for row in rows]
    order = list(Sight)
    return sorted(found, key=lambda each: (order.index(each.sight), each.stopped, each.person.casefold()))


def _line(viewer: Viewer, row: CarePlan, today: dt.date) -> Listed:
    seen = sight_of(viewer, row) or Sight.OUTLINE  # the query gives no row without one
    waits = waiting(row, in_order(row, row.steps.all()), today) if seen is not Sight.OUTLINE else None
    return Listed(
        row.id,
        row.person.name,
        seen,
        StepCode(waits.code) if waits else None,
        waits.due_on if waits else None,
        row.stopped_at is not None and seen is not Sight.OUTLINE,
        row.ends_on,
    )


@dataclass(frozen=True)
class OwedStep:
    """The step of one plan that waits for a supporter."""

    plan: uuid.UUID
    person: str
    code: StepCode
    due_on: dt.date


def owed_steps(viewer: Viewer, today: dt.date) -> list[OwedStep]:
    """What waits for the viewer as a supporter, at most one step a plan, by day. One statement."""
    plans: dict[uuid.UUID, list[CareStep]] = {}
    for row in _supported(viewer.id, viewer.organisation):
        plans.setdefault(row.plan_id, []).append(row)
    found = []
    for rows in plans.values():
        plan = rows[0].plan
        if waits := waiting(plan, in_order(plan, rows), today):
            found.append(OwedStep(plan.id, plan.person.name, StepCode(waits.code), waits.due_on))
    return sorted(found, key=lambda each: (each.due_on, each.person.casefold()))


@prepared
def _supported(viewer: uuid.UUID, organisation: uuid.UUID | None) -> QuerySet[CareStep]:
    return CareStep.objects.filter(
        plan__supporters__user=viewer, plan__unit__organisation=organisation, plan__stopped_at__isnull=True
    ).select_related("plan__key", "plan__person")
