"""How is Isbjerget played, and with which cards? For everyone, on screen and on paper; nothing is stored."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trappen.dialogue import papers
from trappen.dialogue.content import Deck, kept
from trappen.documents.http import pdf_response
from trappen.documents.rules import Document
from trappen.shared.http import kept_page

_AN_HOUR = "public, max-age=3600"


@require_safe
@kept_page
def how_to_play(request: HttpRequest) -> HttpResponse:
    """The rules, with a card from each field as an example."""
    deck = _deck()
    examples = [(field, deck.of_field(field.id)[0]) for field in deck.fields.values()]
    return render(request, "dialogue/open_rules.html", {"deck": deck, "rules": deck.rules, "examples": examples})


@require_safe
@kept_page
def cards(request: HttpRequest) -> HttpResponse:
    """The whole deck, field by field."""
    deck = _deck()
    fields = [
        (field, [(card, [deck.kinds[kind].name for kind in card.kinds]) for card in deck.of_field(field.id)])
        for field in deck.fields.values()
    ]
    return render(request, "dialogue/open_cards.html", {"deck": deck, "fields": fields})


@require_safe
def rules_pdf(request: HttpRequest) -> HttpResponse:
    """The rules, a sheet for agreements and answer cards."""
    return _paper(papers.rules(_deck()), "isbjerget-regler.pdf")


@require_safe
def cards_pdf(request: HttpRequest) -> HttpResponse:
    """All cards to cut out."""
    return _paper(papers.whole_deck(_deck()), "isbjerget-kort.pdf")


@require_safe
def field_pdf(request: HttpRequest, field: str) -> HttpResponse:
    """The cards of one field to cut out."""
    deck = _deck()
    if field not in deck.fields:
        raise Http404
    return _paper(papers.of_field(deck, deck.fields[field]), f"isbjerget-{field}.pdf")


def _paper(document: Document, name: str) -> HttpResponse:
    response = pdf_response(document, name)
    response["Cache-Control"] = _AN_HOUR
    return response


def _deck() -> Deck:
    return kept(settings.CONTENT)
