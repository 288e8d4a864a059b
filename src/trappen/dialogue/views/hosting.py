"""How is a game run from the big screen? The host moves it on; everyone else of the unit reads along."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.dialogue import actions, forms, queries, summary
from trappen.dialogue.iceberg import drawn
from trappen.dialogue.rules import LEAST_TO_SHOW, Move, NotNow, Phase, may
from trappen.documents.http import pdf_response
from trappen.live.qr import square
from trappen.live.rules import spoken
from trappen.norms import actions as norms
from trappen.norms.forms import Agreed
from trappen.organisations.http import Request
from trappen.shared.rules import ChangedMeanwhile

if TYPE_CHECKING:
    from trappen.dialogue.models import Game

_MINUTES = (2, 3, 5, 10)


@signed_in
def game(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The host's screen; what came of it, once it has ended."""
    row = queries.game(request.viewer, id_)
    if row.room is None:
        context = {"game": row, "outcomes": _drawn(row), "verdicts": queries.verdicts()}
        return render(request, "dialogue/summary.html", context)
    return render(request, "dialogue/game.html", _screen(request, row))


def _screen(request: Request, row: "Game", form: Agreed | None = None) -> dict[str, Any]:
    played, room = row.played, row.room
    agreed = queries.norm_of(row)
    if room is None:
        raise ValueError("A game that has ended has no screen.")
    start = {"registers": agreed.registers, "text": agreed.text} if agreed else None
    address = settings.PUBLIC_URL + reverse("room", args=[room.code])
    left = (row.timer_until - timezone.now()).total_seconds() if row.timer_until else 0
    return {
        "game": row,
        "played": played,
        "phase": played.phase.value,
        "card": queries.card_on_table(row),
        "number": played.at + 1,
        "code": spoken(room.code),
        "address": address,
        "square": square(address),
        "standing": queries.standing(row),
        "may": {move.name.lower(): may(played, move) for move in Move},
        "berg": drawn(played.spread) if played.spread and played.phase is not Phase.ASKING else None,
        "verdicts": queries.verdicts(),
        "rules": queries.deck().rules,
        "question": queries.talk_question(played.question),
        "least": LEAST_TO_SHOW,
        "minutes": _MINUTES,
        "seconds_left": max(0, round(left)),
        "norm": agreed,
        "form": form or Agreed(kept(request, "agreed"), initial=start),
        "is_host": row.host_id == request.viewer.id,
        "hand_over": forms.HandOver(people=queries.who_can_host(row)),
    }


def _drawn(row: "Game") -> list[tuple[queries.Outcome, Any]]:
    return [(each, drawn(each.spread) if each.spread else None) for each in queries.outcomes(row)]


@signed_in
def game_move(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Move on. A move from an old screen, or one that cannot be made, changes nothing and shows what stands."""
    row = queries.game_to_host(request.viewer, id_)
    form = forms.HostMove(request.POST)
    if request.method == "POST" and form.is_valid():
        move, version = Move(form.cleaned_data["move"]), form.cleaned_data["version"]
        try:
            actions.move(game=row, move=move, version=version, by=request.viewer, now=timezone.now())
        except (ChangedMeanwhile, NotNow):
            messages.info(request, _("Spillet stod et andet sted. Her er, hvad der vises nu."))
    return redirect("game", row.id)


@signed_in
def game_timer(request: Request, id_: uuid.UUID) -> HttpResponse:
    row = queries.game_to_host(request.viewer, id_)
    form = forms.Timer(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_timer(
                game=row,
                minutes=form.cleaned_data["minutes"],
                version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except ChangedMeanwhile:
            messages.info(request, _("Spillet stod et andet sted. Her er, hvad der vises nu."))
    return redirect("game", row.id)


@signed_in
def game_norm(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Write down what the group agrees on the card on the table."""
    row = queries.game_to_host(request.viewer, id_)
    card = queries.card_on_table(row)
    if request.method != "POST" or card is None or row.room is None:
        return redirect("game", row.id)
    form = Agreed(request.POST)
    if not form.is_valid():
        return render(request, "dialogue/game.html", _screen(request, row, form), status=422)
    now = timezone.now()
    norms.agree(
        unit=row.unit,
        draft=form.draft(situation=card.text, card=card.id),
        today=timezone.localdate(now),
        by=request.viewer,
        now=now,
    )
    actions.show_again(game=row, now=now)
    messages.success(request, _("Aftalen er gemt og står på enhedens side."))
    return redirect("game", row.id)


@signed_in
def game_hand_over(request: Request, id_: uuid.UUID) -> HttpResponse:
    row = queries.game_to_host(request.viewer, id_)
    form = forms.HandOver(request.POST, people=queries.who_can_host(row))
    if request.method == "POST" and form.is_valid():
        actions.hand_over(game=row, to=uuid.UUID(form.cleaned_data["to"]), by=request.viewer, now=timezone.now())
        messages.success(request, _("Spillet er givet videre. Din kollega finder det under Isbjerget."))
    return redirect("game", row.id)


@signed_in
def game_standing(request: Request, id_: uuid.UUID) -> HttpResponse:
    """How many have answered, for a screen that asks every other second."""
    row = queries.game(request.viewer, id_)
    return JsonResponse({**queries.standing(row), "ended": row.room is None})


@signed_in
def game_pdf(request: Request, id_: uuid.UUID) -> HttpResponse:
    """What came of the game, on paper."""
    row = queries.game(request.viewer, id_)
    return pdf_response(summary.paper(row), "isbjerget.pdf")


@signed_in
def delete_game(request: Request, id_: uuid.UUID) -> HttpResponse:
    row = queries.game_to_host(request.viewer, id_)
    if request.method == "POST":
        actions.delete_game(game=row, by=request.viewer, now=timezone.now())
        messages.success(request, _("Spillet er slettet. Det, I har aftalt, står stadig på enhedens side."))
        return redirect("iceberg")
    return render(request, "dialogue/delete_game.html", {"game": row})
