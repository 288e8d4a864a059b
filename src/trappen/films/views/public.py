"""The films and their meetings: for every visitor, and with the films of their own for those who are signed in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trappen.documents.http import pdf_response
from trappen.films import papers, queries
from trappen.films.captions import web_vtt
from trappen.films.player import LANGUAGES, playing
from trappen.films.rules import Film, may_attach, minutes
from trappen.films.views.common import language
from trappen.guide.queries import guide
from trappen.organisations.http import Request
from trappen.shared.http import kept_page


@require_safe
def films(request: Any) -> HttpResponse:
    """All films, each with what it is about and how long it takes."""
    if request.viewer:
        return _own_films(request)
    return films_for_everyone(request)


@kept_page
def films_for_everyone(request: HttpRequest) -> HttpResponse:
    return render(request, "films/films.html", _listed())


def _own_films(request: Request) -> HttpResponse:
    viewer = request.viewer
    own = {"own_films": queries.own_films(viewer), "may_attach": may_attach(viewer)}
    return _for_one_person(render(request, "films/films.html", _listed() | own))


def _listed() -> dict[str, Any]:
    shown = [(film, minutes(film), playing(film.id, language())) for film in queries.films()]
    return {"films": shown}


@require_safe
def film(request: Any, film: str) -> HttpResponse:
    """One film with its player and its whole text."""
    found = queries.film(film)
    if request.viewer:
        return _film_of_a_person(request, found)
    return film_for_everyone(request, found)


@kept_page
def film_for_everyone(request: HttpRequest, found: Film) -> HttpResponse:
    return render(request, "films/film.html", _told(found))


def _film_of_a_person(request: Request, found: Film) -> HttpResponse:
    viewer = request.viewer
    own = {"own_films": queries.own_films_beside(viewer, found.id), "may_attach": may_attach(viewer)}
    return _for_one_person(render(request, "films/film.html", _told(found) | own))


def _for_one_person(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response


def _told(found: Film) -> dict[str, Any]:
    pages = guide().pages[language()]
    return {
        "film": found,
        "minutes": minutes(found),
        "playing": playing(found.id, language()),
        "guide_pages": [pages[page] for page in found.guide_pages],
        "others": [each for each in queries.films() if each is not found],
    }


@require_safe
@kept_page
def captions(request: HttpRequest, film: str, spoken: str) -> HttpResponse:
    """A film's captions as WebVTT."""
    if spoken not in LANGUAGES:
        raise Http404(spoken)
    return HttpResponse(web_vtt(queries.film(film), spoken), content_type="text/vtt; charset=utf-8")


@require_safe
@kept_page
def meeting(request: HttpRequest, film: str) -> HttpResponse:
    """How a team meets around a film."""
    found = queries.film(film)
    return render(request, "films/meeting.html", {"film": found, "plan": found.meeting, "minutes": minutes(found)})


@require_safe
def meeting_pdf(request: HttpRequest, film: str) -> HttpResponse:
    """The same on paper."""
    found = queries.film(film)
    response = pdf_response(papers.meeting(found, language()), f"moede-{found.id}.pdf")
    response["Cache-Control"] = "public, max-age=3600"
    return response
