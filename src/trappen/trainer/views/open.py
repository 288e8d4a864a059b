"""The pages of the conversation trainer. Choices travel by POST and are forgotten with the answer."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trappen.documents.http import pdf_response
from trappen.shared.http import kept_page
from trappen.trainer import papers, queries
from trappen.trainer.rules import Dialogue, Walk, WrongPath, begin, turning_points, used, walked

UNPROCESSABLE = 422
PATH = "path"


@require_safe
@kept_page
def trainer(request: HttpRequest) -> HttpResponse:
    """The talks to choose among."""
    content = queries.content()
    context = {"dialogues": content.dialogues.values(), "techniques": content.techniques.values()}
    return render(request, "trainer/trainer.html", context)


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to choose.
@require_http_methods(["GET", "HEAD", "POST"])
def trainer_dialogue(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A talk for one: the next reply is chosen, and what it did is told at once."""
    return _at(request, dialogue, "trainer/trainer_dialogue.html")


@csrf_exempt  # As alone.
@require_http_methods(["GET", "HEAD", "POST"])
def trainer_big_screen(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A talk for a room: large, the replies lettered, and what a reply did is told when the facilitator wants it."""
    return _at(request, dialogue, "trainer/trainer_big_screen.html")


@csrf_exempt  # As alone: the choices come along, a paper goes back.
@require_http_methods(["GET", "HEAD", "POST"])
def trainer_pdf(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The talk as it was walked. Who only has the address comes to the talk itself."""
    found = _dialogue(dialogue)
    if request.method != "POST":
        return redirect("trainer_dialogue", dialogue)
    try:
        walk = walked(found, request.POST.get(PATH, ""))
    except WrongPath:
        return _refused(request, found, "trainer/trainer_dialogue.html")
    response = pdf_response(papers.talk(walk), f"samtale-{dialogue}.pdf")
    response["Cache-Control"] = "no-store"
    return response


def _at(request: HttpRequest, dialogue: str, template: str) -> HttpResponse:
    found = _dialogue(dialogue)
    if request.method != "POST":
        if getattr(request, "viewer", None):  # who is signed in may open a vote, under a name for one sending
            return _not_kept(render(request, template, context_of(begin(found)) | {"once": uuid.uuid4()}))
        return _first(request, found, template)
    try:
        walk = walked(found, request.POST.get(PATH, ""))
    except WrongPath:
        return _refused(request, found, template)
    return _not_kept(render(request, template, context_of(walk)))


@kept_page
def _first(request: HttpRequest, dialogue: Dialogue, template: str) -> HttpResponse:
    return render(request, template, context_of(begin(dialogue)))


def _refused(request: HttpRequest, dialogue: Dialogue, template: str) -> HttpResponse:
    context = context_of(begin(dialogue)) | {"lost": True}
    return _not_kept(render(request, template, context, status=UNPROCESSABLE))


def _not_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def context_of(walk: Walk) -> dict[str, Any]:
    """What both templates show. Whoever counts a room's votes adds `votes`: a count for each of "A", "B" and "C"."""
    context: dict[str, Any] = {"walk": walk, "dialogue": walk.dialogue, "citizen": walk.dialogue.citizen}
    if walk.end:
        best, worst = turning_points(walk)
        content, language = queries.content(), get_language() or "da"
        context |= {
            "best": best,
            "worst": worst,
            "techniques": [
                {"technique": each, "turns": turns, "title": queries.page_title(each.page, language)}
                for each, turns in ((content.techniques[id_], turns) for id_, turns in used(walk).items())
            ],
        }
    elif walk.turns:
        context["last"] = walk.turns[-1]
    return context


def _dialogue(name: str) -> Dialogue:
    try:
        return queries.content().dialogues[name]
    except KeyError:
        raise Http404(name) from None
