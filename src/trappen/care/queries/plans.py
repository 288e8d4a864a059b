"""Who reaches which care plan as what, and what stands in it?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from trappen.accounts.models import User
from trappen.audit.queries import Line
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.queries.common import KIND, named_lines
from trappen.care.rules import WRITING, Agreement, Consent, Due, Sight, StepCode, owed, sight
from trappen.organisations.queries import OutOfReach, led_by
from trappen.organisations.rules import Viewer

_ORDER = {code.value: at for at, code in enumerate(StepCode)}


@dataclass(frozen=True)
class Reached:
    """A plan, and as what its viewer sees it."""

    plan: CarePlan
    sight: Sight

    @property
    def writes(self) -> bool:
        return self.sight in WRITING


ALL_OF_IT = frozenset(Sight) - {Sight.OUTLINE}


def reach(viewer: Viewer, plan: uuid.UUID, among: frozenset[Sight] = ALL_OF_IT) -> Reached:
    """Raises OutOfReach for everyone who is none of `among` to the plan."""
    row = next(iter(reachable(viewer).filter(id=plan)), None)
    found = sight_of(viewer, row) if row else None
    if row is None or found is None or found not in among:
        raise OutOfReach(KIND, plan)
    return Reached(row, found)


def reachable(viewer: Viewer) -> QuerySet[CarePlan]:
    """What a viewer may see anything of. Whoever has left the organisation sees nothing."""
    supports = Exists(Supporter.objects.filter(plan=OuterRef("pk"), user=viewer.id))
    leads = Q(unit__in=led_by(viewer.id))
    return (
        CarePlan.objects.filter(unit__organisation=viewer.organisation)
        .filter(
            Q(person=viewer.id)
            | supports
            | (leads & Q(agreement=Agreement.YES.value))
            | (leads & Q(agreement=Agreement.OPEN.value, started_by=viewer.id))
        )
        .annotate(supports=supports)
        .select_related("key", "unit", "person", "started_by")
        .defer(*User.all_but_name("started_by"))
    )


def sight_of(viewer: Viewer, row: Any) -> Sight | None:
    """As what the viewer sees a plan that `reachable` gave."""
    return sight(
        is_person=row.person_id == viewer.id,
        supports=row.supports,
        leads=viewer.leads(row.unit_id),
        started=row.started_by_id == viewer.id,
        agreement=Agreement(row.agreement),
    )


def steps_of(plan: CarePlan) -> list[CareStep]:
    """In their order, each with the plan at hand, whose key opens its answers."""
    rows = CareStep.objects.filter(plan=plan.id).select_related("done_by").defer(*User.all_but_name("done_by"))
    return in_order(plan, rows)


def in_order(plan: CarePlan, rows: Iterable[CareStep]) -> list[CareStep]:
    found = sorted(rows, key=lambda row: _ORDER[row.code])
    for row in found:
        row.plan = plan
    return found


def step_of(plan: CarePlan, code: str) -> CareStep:
    """Raises OutOfReach."""
    row = CareStep.objects.filter(plan=plan.id, code=code).select_related("done_by", "noted_by").first()
    if row is None:
        raise OutOfReach(KIND, plan.id)
    row.plan = plan
    return row


def next_day(plan: CarePlan, code: StepCode) -> dt.date | None:
    """When the step after this one is due; None for the last."""
    if code.following is None:
        return None
    return CareStep.objects.filter(plan=plan.id, code=code.following.value).values_list("due_on", flat=True).get()


def waiting(plan: CarePlan, steps: Iterable[CareStep], today: dt.date) -> CareStep | None:
    """The step that waits. None once the plan is stopped, is at its end, or the colleague has said no."""
    rows = list(steps)
    if plan.stopped_at or _latest_consent(rows) is Consent.NO:
        return None
    found = owed([Due(StepCode(row.code), row.due_on, row.done_on is not None) for row in rows], today)
    return next(row for row in rows if row.code == found.code) if found else None


def said_no(steps: Iterable[CareStep]) -> bool:
    return _latest_consent(list(steps)) is Consent.NO


def _latest_consent(rows: list[CareStep]) -> Consent | None:
    done = [row for row in rows if row.done_on]
    return done[-1].consent if done else None


def supporters_of(plan: CarePlan) -> list[Supporter]:
    """By name, those who have an account that is open."""
    rows = Supporter.objects.filter(plan=plan.id, user__is_active=True).select_related("user")
    return list(rows.order_by("user__name"))


def log_of(plan: CarePlan) -> list[tuple[Line, str]]:
    """Who has seen and changed what, newest first, each with the actor's name, empty for the system and strangers."""
    return named_lines(plan.id, plan.unit.organisation_id)
