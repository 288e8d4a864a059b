"""Who comes in? Visitors go to the sign-in page; what is out of reach does not exist, and that is noted."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from trappen.accounts.http import to_sign_in
from trappen.audit.actions import record
from trappen.organisations.queries import OutOfReach, viewer_of

Handler = Callable[[HttpRequest], HttpResponse]

_METHODS = frozenset({"GET", "HEAD", "POST"})  # what pages and forms use; no page has anything behind another
_KNOWN = _METHODS | {"PUT", "PATCH", "DELETE", "OPTIONS"}


class Doorkeeper:
    """Gives every request its `viewer` (None for a visitor), and signed-in pages their language."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user) if request.user.is_authenticated else None)
        response = self.get_response(request)
        if getattr(request, "for_one_person", False):
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not getattr(view, "signed_in", False):
            return None
        request.for_one_person = True
        if request.user.is_authenticated:
            request.viewer = viewer_of(request.user)  # at once: every page of theirs asks, many times
            translation.activate(request.viewer.language)
        if request.method not in _METHODS:
            nowhere = OutOfReach("page", kwargs.get("id_"))
            _note(request, nowhere)
            raise nowhere
        if request.user.is_authenticated:
            return None
        if request.method == "POST":
            return None  # keep_text answers, so that what was typed is not lost
        return to_sign_in(request.get_full_path())


def note_denials(get_response: Handler) -> Handler:
    """A signed-in person who asks for something out of reach leaves a line in the history."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: Any, error: Exception) -> None:
        if isinstance(error, OutOfReach):
            _note(request, error)

    handle.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for the name
    return handle


def _note(request: Any, error: OutOfReach) -> None:
    if request.viewer:
        record(
            "denied",
            by=request.viewer.id,
            now=timezone.now(),
            kind=error.kind,
            subject=error.subject,
            organisation=request.viewer.organisation,
            note=request.method if request.method in _KNOWN else "other",
        )
