"""How does a player come in by a code, see what the room sees, and answer? Without account, name or session.

Each page works without a script; with one, a phone hears at once that something has changed.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trappen.live import actions, queries
from trappen.live.forms import Code
from trappen.live.kinds import answer_in, kind_of, screen_of
from trappen.live.shedding import shedder
from trappen.live.throttle import address_of, must_wait, wrong_code
from trappen.live.tickets import stream_of

if TYPE_CHECKING:
    from trappen.live.models import Room

SEAT = "trappen_seat"
_HOURS = 12
_TOO_MANY, _UNPROCESSABLE, _GONE = 429, 422, 404


@csrf_exempt  # A code is no secret of the one who types it, and a player has no session.
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Any) -> HttpResponse:
    """Type the code."""
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("room", form.cleaned_data["code"])
    return _told(render(request, "live/enter.html", {"form": form}, status=_UNPROCESSABLE if form.errors else 200))


@csrf_exempt  # The ticket's cookie is not sent along from other sites.
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: Any, code: str) -> HttpResponse:
    """What the room shows; for one without a seat, what answers are used for, and a button to take one."""
    address = address_of(request)
    if must_wait(address) and SEAT not in request.COOKIES:
        return _told(render(request, "live/wait.html", status=_TOO_MANY))
    try:
        here = queries.room_by_code(code, timezone.now())
    except queries.NoRoom:
        wrong_code(address)
        return _told(render(request, "live/no_room.html", {"form": Code()}, status=_GONE))
    seat = queries.seat_in(here, request.COOKIES.get(SEAT, ""))
    if seat:
        return _told(render(request, "live/room.html", _shown(here, seat)))
    if request.method == "POST":
        return _seated(request, here)
    return _told(render(request, "live/welcome.html", {"room": here, "welcome": kind_of(here).welcome}))


def _seated(request: HttpRequest, here: "Room") -> HttpResponse:
    try:
        ticket = actions.join(room=here)
    except actions.Full:
        return _told(render(request, "live/full.html", status=503))
    response = redirect("room", here.code)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(SEAT, ticket, max_age=_HOURS * 3600, httponly=True, samesite="Lax", secure=secure)
    return _told(response)


def _shown(here: "Room", seat: str) -> dict[str, Any]:
    mine = queries.answer_of(here, seat) if here.is_open else None
    stream = f"{settings.LIVE_URL}/live/stream/{stream_of(here.id, get_language() or 'da')}"
    return {
        "room": here,
        "html": screen_of(here, timezone.now()).html(here, mine),
        "stream": stream,
        "style": kind_of(here).style,
    }


@require_safe
def now_shown(request: Any, code: str) -> HttpResponse:
    """What a phone asks for that may have missed something. `seen` is the version that it shows."""
    try:
        here = queries.room_by_code(code, timezone.now())
    except queries.NoRoom:
        return _told(HttpResponse(status=_GONE))
    seat = queries.seat_in(here, request.COOKIES.get(SEAT, ""))
    if not seat:
        return _told(HttpResponse(status=_GONE))
    if request.GET.get("seen") == str(here.version):
        return _told(HttpResponse(status=204))
    return _told(JsonResponse({"version": here.version, "html": _shown(here, seat)["html"]}))


@csrf_exempt  # As the room: the ticket's cookie is not sent along from other sites.
@require_POST
def answer(request: Any, code: str) -> HttpResponse:
    """Take an answer. What is too much, too late or from elsewhere is put aside and counted, and the room shown."""
    try:
        here = queries.room_by_code(code, timezone.now())
    except queries.NoRoom:
        return _told(render(request, "live/no_room.html", {"form": Code()}, status=_GONE))
    ticket = request.COOKIES.get(SEAT, "")
    seat = queries.seat_in(here, ticket) if shedder.lets_in(ticket) else None
    value = answer_in(here, request.POST) if seat else None
    question = request.POST.get("question", "")
    taken = bool(
        seat
        and value
        and question.isascii()
        and question.isdigit()
        and len(question) < 9
        and actions.answer(room=here, question=int(question), seat=seat, value=value)
    )
    if not taken:
        actions.write_down_ignored(room=here, how_many=shedder.ignore(here.id))
    if request.headers.get("X-Asked-By") != "script":
        return _told(redirect("room", here.code))
    if not seat:
        return _told(HttpResponse(status=_TOO_MANY))
    return _told(JsonResponse({"version": here.version, "html": _shown(here, seat)["html"], "taken": taken}))


def _told(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
