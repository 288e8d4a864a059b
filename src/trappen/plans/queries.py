"""Which actions does a plan have, and what was said of them? Who may see a plan is its owner's to know."""

import uuid
from collections.abc import Iterable

from django.db.models import Prefetch

from trappen.plans.models import Action, Comment, Plan


def actions_of(plan: Plan) -> list[Action]:
    """All actions with their owners, open ones first, by due date."""
    rows = Action.objects.filter(plan=plan).select_related("owner").order_by("due_on", "created_at")
    return sorted(_under(plan, rows), key=lambda action: not action.is_open)


def actions_with_comments(plan: Plan) -> list[Action]:
    comments = Prefetch("comments", Comment.objects.select_related("by").order_by("at"))
    rows = Action.objects.filter(plan=plan).select_related("owner").order_by("due_on", "created_at")
    return _under(plan, rows.prefetch_related(comments))


def _under(plan: Plan, rows: Iterable[Action]) -> list[Action]:
    """The rows with the plan that is at hand, whose key opens their texts."""
    found = list(rows)
    for row in found:
        row.plan = plan
    return found


def action(action_id: uuid.UUID) -> Action | None:
    return Action.objects.select_related("owner", "changed_by").filter(id=action_id).first()


def comments_of(found: Action) -> list[Comment]:
    rows = list(Comment.objects.filter(action=found).select_related("by").order_by("at"))
    for row in rows:
        row.action = found
    return rows


def plan_now(plan: uuid.UUID) -> Plan:
    return Plan.objects.select_related("key").get(id=plan)
