"""What do the pages of a course have in common?"""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import get_language

from trappen.accounts.keep import kept
from trappen.learning import wording
from trappen.learning.queries import OneStep
from trappen.learning.rules import Kind, Refused, Step
from trappen.organisations.http import Request


def language() -> str:
    return get_language() or "da"


def given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def address_of(step: Step) -> str:
    """Where the step is done; empty where it is done away from the screen."""
    match step.kind:
        case Kind.READING:
            return reverse("guide_page", args=[step.target])
        case Kind.FILM:
            return reverse("film", args=[step.target])
        case Kind.EXERCISE:
            return reverse(step.target)
        case _:
            return ""


def shown(step: OneStep) -> dict[str, Any]:
    """What the parts of the templates show of a step."""
    return {
        "step": step,
        "title": step.title(language()),
        "kind": wording.KINDS[step.kind],
        "address": address_of(step.about) if step.about else "",
        "open": wording.OPEN.get(step.kind, ""),
    }


def say_why(request: Request, refused: Refused) -> None:
    messages.error(request, wording.REFUSALS[refused.why])
