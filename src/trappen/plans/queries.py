"""Which actions does a plan have, and what was said of them? Who may see a plan is its owner's to know."""

import uuid

from django.db.models import Prefetch, QuerySet

from trappen.accounts.models import User
from trappen.plans.models import Action, Comment, Plan
from trappen.shared.prepared import prepared


def actions_of(plan: Plan) -> list[Action]:
    """All actions with their owners, open ones first, by due date."""
    return sorted(_under(plan, _actions(plan.id)), key=lambda action: not action.is_open)


def actions_with_comments(plan: Plan) -> list[Action]:
    comments = Prefetch("comments", Comment.objects.select_related("by").order_by("at"))
    rows = Action.objects.filter(plan=plan).select_related("owner").order_by("due_on", "created_at")
    return _under(plan, list(rows.prefetch_related(comments)))


@prepared
def _actions(plan: uuid.UUID) -> QuerySet[Action]:
    rows = Action.objects.filter(plan=plan).order_by("due_on", "created_at")
    return rows.select_related("owner").defer(*User.all_but_name("owner"))


def _under(plan: Plan, rows: list[Action]) -> list[Action]:
    """The rows with the plan that is at hand, whose key opens their texts."""
    for row in rows:
        row.plan = plan
    return rows


def action(action_id: uuid.UUID) -> Action | None:
    return next(iter(_action(action_id)), None)


@prepared
def _action(id_: uuid.UUID) -> QuerySet[Action]:
    return Action.objects.select_related("owner", "changed_by").filter(id=id_)


@prepared
def _comments(action: uuid.UUID) -> QuerySet[Comment]:
    return Comment.objects.filter(action=action).select_related("by").order_by("at")


def comments_of(found: Action) -> list[Comment]:
    rows = _comments(found.id)
    for row in rows:
        row.action = found
    return rows


def plan_now(plan: uuid.UUID) -> Plan:
    return Plan.objects.select_related("key").get(id=plan)
