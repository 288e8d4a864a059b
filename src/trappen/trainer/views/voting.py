"""How does a room vote by phone on the next reply? For someone who is signed in and has a big screen."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.live.qr import square
from trappen.live.rules import spoken
from trappen.organisations.http import Request
from trappen.shared.rules import ChangedMeanwhile
from trappen.trainer import actions, queries
from trappen.trainer.forms import GoOn, NewVote
from trappen.trainer.rules import WrongPath
from trappen.trainer.views.open import context_of

if TYPE_CHECKING:
    from trappen.trainer.models import Vote


@signed_in
def new_trainer_vote(request: Request) -> HttpResponse:
    """Open a room for a talk."""
    form = NewVote(request.POST, dialogues=queries.content().dialogues)
    if request.method == "POST" and form.is_valid():
        vote = actions.open_vote(
            dialogue=form.cleaned_data["dialogue"],
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=timezone.now(),
        )
        return redirect("trainer_vote", vote.id)
    return redirect("trainer")


@signed_in
def trainer_vote(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The big screen: the citizen, the replies, and the votes when they are shown."""
    vote = queries.vote_to_host(request.viewer, id_)
    form = GoOn(request.POST)
    if request.method == "POST":
        if form.is_valid():
            _move(request, vote, form)
        return redirect(reverse("trainer_vote", args=[vote.id]) + "#newest")
    walk = queries.walk_of(vote)
    address = settings.PUBLIC_URL + reverse("room", args=[vote.room.code])
    context = {
        "vote": vote,
        "code": spoken(vote.room.code),
        "address": address,
        "square": square(address),
        "standing": queries.standing(vote),
        "counts": vote.counts,
        "counted": queries.counted(vote, walk),
    }
    return render(request, "trainer/trainer_vote.html", context_of(walk) | context)


def _move(request: Request, vote: "Vote", form: GoOn) -> None:
    told, now = form.cleaned_data, timezone.now()
    try:
        if told["show"]:
            actions.show_votes(vote=vote, version=told["version"], now=now)
        elif told["choice"]:
            actions.go_on(vote=vote, choice=told["choice"], version=told["version"], now=now)
    except (ChangedMeanwhile, WrongPath):
        messages.info(request, _("Afstemningen stod et andet sted. Her er, hvad der vises nu."))


@signed_in
def trainer_vote_standing(request: Request, id_: uuid.UUID) -> HttpResponse:
    return JsonResponse({**queries.standing(queries.vote_to_host(request.viewer, id_)), "ended": False})


@signed_in
def end_trainer_vote(request: Request, id_: uuid.UUID) -> HttpResponse:
    vote = queries.vote_to_host(request.viewer, id_)
    if request.method == "POST":
        actions.end_vote(vote=vote, now=timezone.now())
        return redirect("trainer_big_screen", vote.dialogue)
    return redirect("trainer_vote", vote.id)
