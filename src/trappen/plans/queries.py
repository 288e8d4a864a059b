"""Which actions does a plan have, and what was said of them? Who may see a plan is its owner's to know."""

import uuid

from django.db.models import Prefetch, QuerySet

from trappen.plans.models import Action, Comment, Plan


def actions_of(plan: uuid.UUID) -> list[Action]:
    """All actions with their owners, open ones first, by due date."""
    rows = _whole().filter(plan=plan).order_by("due_on", "created_at")
    return sorted(rows, key=lambda action: not action.is_open)


def actions_with_comments(plan: uuid.UUID) -> list[Action]:
    comments = Prefetch("comments", Comment.objects.select_related("by").order_by("at"))
    return list(_whole().filter(plan=plan).order_by("due_on", "created_at").prefetch_related(comments))


def action(action_id: uuid.UUID) -> Action | None:
    return _whole().select_related("changed_by").filter(id=action_id).first()


def comments_of(found: Action) -> list[Comment]:
    rows = list(Comment.objects.filter(action=found).select_related("by").order_by("at"))
    for row in rows:
        row.action = found
    return rows


def plan_now(plan: uuid.UUID) -> Plan:
    return Plan.objects.select_related("key").get(id=plan)


def _whole() -> QuerySet[Action]:
    return Action.objects.select_related("plan__key", "owner")
