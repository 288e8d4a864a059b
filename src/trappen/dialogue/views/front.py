"""Where does one begin with Isbjerget? Visitors with the rules and the cards, staff with a game for their unit too."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.dialogue import actions, forms, queries
from trappen.dialogue.rules import OWN, chosen
from trappen.live.forms import Code
from trappen.organisations.http import Request
from trappen.shared.http import kept_page


@require_safe
def iceberg(request: Any) -> HttpResponse:
    """The front of the game."""
    if not request.viewer:
        return _for_visitors(request)
    context = {"rules": queries.deck().rules, "form": Code(), "games": queries.games(request.viewer)}
    response = render(request, "dialogue/iceberg.html", context | {"may_start": bool(_units(request))})
    response["Cache-Control"] = "no-store, private"
    return response


@kept_page
def _for_visitors(request: Any) -> HttpResponse:
    return render(request, "dialogue/iceberg.html", {"rules": queries.deck().rules, "form": Code()})


def _units(request: Request) -> list[Any]:
    return queries.units_to_play_for(request.viewer)


@signed_in
def choose_unit(request: Request) -> HttpResponse:
    """For which unit? Asked where there are several."""
    units = _units(request)
    if len(units) == 1:
        return redirect("new_game", units[0].id)
    return render(request, "dialogue/choose_unit.html", {"units": units})


@signed_in
def new_game(request: Request, id_: uuid.UUID) -> HttpResponse:
    """First which fields, then which cards; cards that are irrelevant to the unit are taken out."""
    unit = queries.unit_to_play_for(request.viewer, id_)
    own = {f"{OWN}{card.id}": card.text for card in queries.own_cards(unit.id)}
    everything = [*queries.deck().cards, *own]
    last = queries.chosen_last(unit.id)
    form = forms.NewGame(request.POST if request.method == "POST" else kept(request, "game"), cards=everything)
    if request.method == "POST" and form.is_valid():
        game = actions.start(
            unit=unit,
            cards=chosen(everything, set(form.cleaned_data["cards"])),
            own_texts=own,
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=timezone.now(),
        )
        return redirect("game", game.id)
    fields = _fields(request.GET.getlist("felt"), last)
    ticked = set(form.data.getlist("cards")) if form.is_bound else None  # type: ignore[attr-defined]  # a QueryDict
    if ticked is None and last and not request.GET.getlist("felt"):
        ticked = set(last)
    return render(request, "dialogue/new_game.html", _choices(unit, form, fields, own, ticked))


def _fields(asked: Sequence[str], last: Sequence[str] | None) -> set[str]:
    """The fields whose cards are shown: those asked for, else those of the last game."""
    deck = queries.deck()
    if asked:
        return set(asked) & set(deck.fields)
    return {deck.cards[card].field for card in last or () if card in deck.cards}


def _choices(unit: Any, form: forms.NewGame, fields: set[str], own: dict[str, str], ticked: set[str] | None) -> Any:
    deck, language = queries.deck(), get_language() or "da"
    groups = [
        (
            deck.fields[field].name,
            [(card.id, card.text.to(language), ticked is None or card.id in ticked) for card in deck.of_field(field)],
        )
        for field in deck.fields
        if field in fields or (ticked and any(card.id in ticked for card in deck.of_field(field)))
    ]
    mine = [(card, text, ticked is None or card in ticked) for card, text in own.items()]
    shown = [(field.id, field.name, field.id in fields) for field in deck.fields.values()]
    return {"unit": unit, "form": form, "fields": shown, "groups": groups, "own": mine}


@signed_in
def own_cards(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The unit's own cards: read, add, remove."""
    unit = queries.unit_to_play_for(request.viewer, id_)
    form = forms.OwnCardForm(request.POST if request.method == "POST" else kept(request, "own-card"))
    if request.method == "POST" and form.is_valid():
        actions.add_own_card(
            unit=unit,
            text=form.cleaned_data["text"],
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=timezone.now(),
        )
        messages.success(request, _("Kortet er gemt."))
        return redirect("own_cards", unit.id)
    return render(
        request, "dialogue/own_cards.html", {"unit": unit, "form": form, "cards": queries.own_cards(unit.id)}
    )


@signed_in
def remove_own_card(request: Request, id_: uuid.UUID) -> HttpResponse:
    card = queries.own_card(request.viewer, id_)
    if request.method == "POST":
        actions.remove_own_card(card=card)
        messages.success(request, _("Kortet er fjernet."))
        return redirect("own_cards", card.unit_id)
    return render(request, "dialogue/remove_own_card.html", {"card": card})
