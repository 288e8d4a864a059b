"""When is someone out, and what becomes of the text that they were writing?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts import actions, keep
from trappen.accounts.http import to_sign_in
from trappen.accounts.rules import Session

Handler = Callable[[HttpRequest], HttpResponse]

HTTP_FORBIDDEN = 403
REDIRECTS = range(300, 400)


def idle_sessions_end(get_response: Handler) -> Handler:
    """A session ends at a set age, and earlier where nothing has happened for a while."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _watch(request.session, timezone.now().timestamp())
        return get_response(request)

    return handle


def _watch(session: SessionBase, now: float) -> None:
    if SESSION_KEY not in session:
        return
    age, idle = timedelta(seconds=settings.SESSION_COOKIE_AGE), timedelta(minutes=settings.IDLE_MINUTES)
    if "seen" not in session:
        session["since"] = session["seen"] = now
        return
    known = Session(since=session["since"], seen=session["seen"])
    if known.is_over(now, age=age, idle=idle):
        session.flush()
    elif known.is_worth_writing(now, idle=idle):
        session["seen"] = now


def keep_text(get_response: Handler) -> Handler:
    """A form that arrives after its session has ended is put away for its writer, who is sent to sign in.

    It stands before the guard against forgery, which would turn such a form away: a text is kept only by the
    token that the page itself gave to the person that it names, and only for that person.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not getattr(request, "may_be_kept", False):
            return response
        if response.status_code == HTTP_FORBIDDEN and not getattr(request, "csrf_processing_done", False):
            return _bring_back(request) or response
        if response.status_code in REDIRECTS:
            _drop_saved(request)
        return response

    def process_view(request: Any, view: Callable[..., object], _args: object, _kwargs: object) -> HttpResponse | None:
        if request.method != "POST" or not getattr(view, "signed_in", False):
            return None
        if request.user.is_authenticated:
            request.may_be_kept = True
            return None
        return _put_away(request)

    handle.process_view = process_view  # type: ignore[attr-defined]  # Django looks for the name
    return handle


def _put_away(request: HttpRequest) -> HttpResponse:
    origin = keep.origin_of(request.POST)
    if origin is None:
        return to_sign_in()
    if _store(request, origin):
        messages.info(request, _("Din session er udløbet. Log ind igen, så er din tekst her stadig."))
    return to_sign_in(origin.path)


def _bring_back(request: HttpRequest) -> HttpResponse | None:
    """Signed in again in another window: the form's guard is of the old session, but the writer is the same."""
    origin = keep.origin_of(request.POST)
    if origin is None or origin.person != request.user.pk or not _store(request, origin):
        return None
    keep.remember(request, origin.path, origin.form)
    return HttpResponseRedirect(origin.path)


def _store(request: HttpRequest, origin: keep.Origin) -> bool:
    fields = [(name, values) for name, values in request.POST.lists() if name != keep.FIELD]
    return actions.keep_text(
        person=origin.person, path=origin.path, form=origin.form, posted=fields, now=timezone.now()
    )


def _drop_saved(request: Any) -> None:
    if not request.session.get(keep.IN_SESSION):
        return
    origin = keep.origin_of(request.POST)
    if origin and origin.person == request.user.pk and keep.is_waiting(request, origin.path, origin.form):
        actions.drop_kept_text(person=request.user, path=origin.path, form=origin.form)
        keep.forget(request, origin.path, origin.form)
