"""How does an action move, and what is said of it?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.collaborations import actions, forms, queries, wording
from trappen.collaborations.views.common import back_to, given
from trappen.language.neutral import tell
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.plans.rules import Status, is_overdue
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase import queries as staircase


@signed_in
def action(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One action: its owner and those on the collaboration move it and say a word. An owner alone sees no more."""
    reached, now = queries.reach_action(request.viewer, id_), timezone.now()
    row, what = reached.action, request.POST.get("do", "")
    start = {"version": row.version, "status": row.status, "effect": row.effect, "because": row.dropped_because}
    moving = forms.MoveAction(request.POST if what == "move" else kept(request, "move"), initial=start)
    saying = forms.CommentForm(request.POST if what == "comment" else kept(request, "comment"), prefix="c")
    current = None
    if what == "move" and moving.is_valid():
        try:
            actions.move_action(
                collaboration=reached.collaboration,
                action=row,
                change=moving.change,
                version=moving.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            tell(request, moving)
            return _moved(request, reached, moving.change.status)
        except ChangedMeanwhile:
            current = forms.beside(moving)
            conflict(request, moving, row.version, row.changed_by.name, row.changed_at)
    if what == "comment" and saying.is_valid():
        actions.comment_on_action(
            collaboration=reached.collaboration,
            action=row,
            text=saying.cleaned_data["text"],
            once=saying.cleaned_data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Kommentaren er gemt."))
        tell(request, saying)
        return redirect("action", row.id)
    actions.note_view(collaboration=reached.collaboration, by=request.viewer, now=now, what="action")
    return render(
        request,
        "collaborations/action.html",
        {
            "action": row,
            "alias": reached.alias,
            "collaboration": reached.collaboration if reached.whole else None,
            "moving": moving,
            "saying": saying,
            "current": current,
            "comments": plans.comments_of(row),
            "late": is_overdue(row.due_on, row.status, timezone.localdate(now)),
            "status": wording.said(wording.STATUSES, row.status),
            "effect": wording.said(wording.EFFECTS, row.effect) if row.effect else "",
            "practice": _practice(row),
        },
    )


def _practice(row: Any) -> Any:
    return staircase.edition(row.edition).practices[row.practice] if row.practice else None


def _moved(request: Request, reached: queries.ReachedAction, status: Status) -> HttpResponse:
    if status is not Status.DONE:
        messages.success(request, _("Handlingen er gemt."))
        return redirect("action", reached.action.id)
    if not reached.whole:
        messages.success(request, _("Godt. Handlingen er færdig."))
        return redirect("overview")
    messages.success(request, _("Godt. Handlingen er færdig. Er kendetegnene de samme som sidst?"))
    return back_to(reached.collaboration)


@signed_in
def edit_action(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Change what an action is about, whose it is and when it is due: for those on the collaboration."""
    reached, now = queries.reach_action(request.viewer, id_), timezone.now()
    if not reached.whole:
        raise organisations.OutOfReach("action", id_)
    row = reached.action
    people = queries.can_own(reached.collaboration)
    owner = organisations.Person(row.owner.id, row.owner.name, row.owner.email)
    form = forms.EditAction(
        given(request, "edit-action"),
        viewer=request.viewer,
        people=people if any(each.id == owner.id for each in people) else [owner, *people],
        initial={
            "version": row.version,
            "title": row.title,
            "owner": str(row.owner_id),
            "due": row.due_on,
            "start": row.starts_on,
            "done_when": row.done_when,
        },
    )
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_action(
                collaboration=reached.collaboration,
                action=row,
                draft=form.draft(row.practice, row.edition),
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Handlingen er gemt."))
            tell(request, form)
            return redirect("action", row.id)
        except ChangedMeanwhile:
            current = forms.beside(form)
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=reached.collaboration, by=request.viewer, now=now, what="action")
    return render(
        request,
        "collaborations/edit_action.html",
        {"form": form, "action": row, "alias": reached.alias, "current": current},
    )
