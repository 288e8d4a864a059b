"""How does an agreement of a meeting stand, and what is said of it?"""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.collaborations.forms import CommentForm, MoveAction, beside
from trappen.language.neutral import tell
from trappen.meetings import actions, queries
from trappen.meetings.papers import standing
from trappen.meetings.views.common import today
from trappen.meetings.wording import meeting_name
from trappen.organisations.http import Request
from trappen.organisations.queries import OutOfReach
from trappen.plans import queries as plans
from trappen.plans.rules import Status, is_overdue
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def agreement(request: Request, id_: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """One agreement: its owner and who leads the meeting set how it stands; all who reach it say a word."""
    reached, now = queries.reach_action(request.viewer, id_, action), timezone.now()
    row, what = reached.action, request.POST.get("do", "")
    start = {"version": row.version, "status": row.status, "effect": row.effect, "because": row.dropped_because}
    moving = MoveAction(request.POST if what == "move" else kept(request, "move"), initial=start)
    saying = CommentForm(request.POST if what == "comment" else kept(request, "comment"), prefix="c")
    current = None
    if what == "move" and not reached.moves:
        raise OutOfReach("action", action)
    if what == "move" and moving.is_valid():
        try:
            actions.move_action(
                action=row,
                change=moving.change,
                version=moving.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            done = moving.change.status is Status.DONE
            messages.success(request, _("Godt. Aftalen er færdig.") if done else _("Aftalen er gemt."))
            tell(request, moving)
            return redirect("meeting_action", id_, action)
        except ChangedMeanwhile:
            current = beside(moving)
            conflict(request, moving, row.version, row.changed_by.name, row.changed_at)
    if what == "comment" and saying.is_valid():
        data = saying.cleaned_data
        actions.comment(action=row, text=data["text"], once=data["once"], by=request.viewer, now=now)
        messages.success(request, _("Kommentaren er gemt."))
        tell(request, saying)
        return redirect("meeting_action", id_, action)
    film = queries.film_of(reached.meeting)
    return render(
        request,
        "meetings/agreement.html",
        {
            "action": row,
            "meeting": reached.meeting,
            "name": meeting_name(film, reached.meeting.title),
            "whole": reached.whole,
            "moves": reached.moves,
            "moving": moving,
            "saying": saying,
            "forms": [moving, saying],
            "current": current,
            "comments": plans.comments_of(row),
            "late": is_overdue(row.due_on, row.status, today()),
            "standing": standing(row),
        },
    )
