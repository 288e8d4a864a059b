"""What do the pages of a collaboration have in common?"""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import get_language

from trappen.accounts.keep import kept
from trappen.collaborations import wording
from trappen.organisations.http import Request
from trappen.plans.rules import is_overdue


def language() -> str:
    return get_language() or "da"


def given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def back_to(collaboration: object) -> HttpResponseRedirect:
    return redirect("collaboration", getattr(collaboration, "id", collaboration))


def shown(action: Any, today: Any) -> dict[str, Any]:
    return {
        "row": action,
        "late": is_overdue(action.due_on, action.status, today),
        "status": wording.said(wording.STATUSES, action.status),
        "effect": wording.said(wording.EFFECTS, action.effect) if action.effect else "",
    }
