"""What do the pages of a collaboration have in common?"""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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


def conflict(request: Request, form: django_forms.Form, version: int, who: str, when: Any) -> None:
    """Say who was faster; sent once more, the form then counts, since its writer has seen what stands there."""
    form.add_error(
        None,
        _(
            "%(who)s har ændret det her kl. %(time)s, mens du skrev. Dit er ikke gemt endnu. "
            "Se, hvad der står nu. Gem igen, hvis dit skal gælde i stedet."
        )
        % {"who": who, "time": date_format(timezone.localtime(when), "H.i", use_l10n=False)},
    )
    again = request.POST.copy()
    again["version"] = str(version)
    form.data = again


def shown(action: Any, today: Any) -> dict[str, Any]:
    return {
        "row": action,
        "late": is_overdue(action.due_on, action.status, today),
        "status": wording.said(wording.STATUSES, action.status),
        "effect": wording.said(wording.EFFECTS, action.effect) if action.effect else "",
    }
