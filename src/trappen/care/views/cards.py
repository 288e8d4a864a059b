"""The cards and the exercise: public, the same for everyone, to be read in the corridor and on paper."""

from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trappen.care import papers, queries
from trappen.care.content import Cards
from trappen.care.views.common import heard
from trappen.exercises.views.common import AN_HOUR, for_everyone, paper


def first_aid(request: HttpRequest) -> HttpResponse:
    """Psychological first aid, card by card."""
    content = queries.content()
    return for_everyone(request, "care/cards.html", _told(content.first_aid) | {"pdf": "first_aid_pdf"})


def defusing(request: HttpRequest) -> HttpResponse:
    """Defusing one to one, card by card."""
    content = queries.content()
    return for_everyone(
        request, "care/cards.html", _told(content.defusing) | {"pdf": "defusing_pdf", "is_defusing": True}
    )


def _told(told: Cards) -> dict[str, Any]:
    content = queries.content()
    shown: list[dict[str, Any]] = [
        {
            "id": card.id,
            "title": papers.heading(card, number),
            "do": heard(card.do),
            "say": heard(card.say),
            "leave": heard(card.leave),
        }
        for number, card in enumerate(told.cards, start=1)
    ]
    for before, after in pairwise(shown):
        before["next"], after["previous"] = after, before
    return {
        "told": told,
        "cards": shown,
        "help": content.help,
        "steps": content.later_steps,
        "sources": dict.fromkeys([*told.sources, *content.help.sources, *content.timetable_sources]),
    }


def exercise(request: HttpRequest) -> HttpResponse:
    """A team practises the talk in threes."""
    told = queries.content().exercise
    return for_everyone(request, "care/exercise.html", {"told": told, "meeting": told.meeting})


@require_safe
def first_aid_pdf(request: HttpRequest) -> HttpResponse:
    content = queries.content()
    return paper(papers.cards(content.first_aid, content), "psykisk-foerstehjaelp.pdf", AN_HOUR)


@require_safe
def defusing_pdf(request: HttpRequest) -> HttpResponse:
    content = queries.content()
    return paper(papers.cards(content.defusing, content), "defusing.pdf", AN_HOUR)


@require_safe
def exercise_pdf(request: HttpRequest) -> HttpResponse:
    return paper(papers.exercise(queries.content()), "oev-samtalen.pdf", AN_HOUR)
