"""Which meetings are there, and what is in one of them?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trappen.accounts.http import signed_in
from trappen.meetings import actions, forms, inviting, queries
from trappen.meetings.rules import Answer
from trappen.meetings.views.common import about, course, shown, today
from trappen.meetings.wording import ANSWERS, meeting_name
from trappen.organisations.http import Request


@signed_in
def meetings(request: Request) -> HttpResponse:
    """Those that come, the next one first, and those that have been, the last one first."""
    lines = [(line, meeting_name(line.film, line.title)) for line in queries.listed(request.viewer)]
    now = today()
    coming = [each for each in lines if not each[0].ended and timezone.localdate(each[0].starts_at) >= now]
    return render(
        request,
        "meetings/meetings.html",
        {
            "coming": coming[::-1],
            "held": [each for each in lines if each not in coming],
            "several_units": len({line.unit for line, _name in lines}) > 1,
            "plans_any": bool(queries.units_to_plan_for(request.viewer)),
        },
    )


@signed_in
def meeting(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One meeting: when, who comes, the agenda with its notes, and what was agreed."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    row = reached.meeting
    reply = forms.Reply(request.POST if request.POST.get("do") == "answer" else None)
    if reply.is_bound and reply.is_valid():
        actions.answer(meeting=row, answer=Answer(reply.cleaned_data["answer"]), by=request.viewer, now=now)
        messages.success(request, _("Tak for svaret."))
        return redirect("meeting", row.id)
    context = about(reached)
    parts, invited = queries.parts_of(row), queries.invited_to(row)
    agreements, carried = queries.agreements_of(row), queries.carried_to(row)
    mine = next((each for each in invited if each.user_id == request.viewer.id), None)
    return render(
        request,
        "meetings/meeting.html",
        {
            **context,
            "course": course(row, context["film"], parts),
            "noted": [line for line in course(row, context["film"], parts) if line.part.notes],
            "invited": [(each, ANSWERS[each.answer]) for each in invited],
            "unwritten": sum(each.mailed_at is None for each in invited),
            "unanswered": sum(each.mailed_at is not None and not each.answer for each in invited),
            "mine": mine,
            "form": reply,
            "agreements": [shown(each, today()) for each in agreements],
            "carried": [shown(each, today()) for each in carried],
            "earlier": queries.earlier(request.viewer, row),
            "later": queries.later(request.viewer, row),
            "ends_on": queries.ends_on(row, agreements),
        },
    )


@signed_in
def invite(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Send the letters that have not left, or once more to those who have not answered."""
    row = queries.reach(request.viewer, id_, running=True).meeting
    if request.method == "POST" and row.began_at is None:
        again = request.POST.get("do") == "again"
        tell_of(request, inviting.invite(meeting=row, again=again, by=request.viewer, now=timezone.now()))
    return redirect("meeting", row.id)


def tell_of(request: Any, posted: inviting.Posted) -> None:
    """Say how many letters left, and whether some did not."""
    if posted.sent:
        messages.success(
            request,
            ngettext(
                "Indbydelsen er sendt til %(number)d kollega.",
                "Indbydelsen er sendt til %(number)d kolleger.",
                posted.sent,
            )
            % {"number": posted.sent},
        )
    if posted.failed:
        messages.warning(
            request,
            _("Mailserveren tog ikke imod %(number)d af indbydelserne. Mødet er gemt. Prøv igen om lidt.")
            % {"number": posted.failed},
        )


@signed_in
def delete(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Cancel or delete a meeting. Those who were invited to one that has not been get a letter."""
    reached, now = queries.reach(request.viewer, id_, planning=True), timezone.now()
    row = reached.meeting
    form = forms.Cancel(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = row.began_at is None and row.starts_at > now
        people = queries.invited_to(row) if told else []
        actions.delete(meeting=row, by=request.viewer, now=now, why="by-hand")
        posted = inviting.call_off(meeting=row, people=people, by=request.viewer)
        messages.success(request, _("Mødet er slettet."))
        if posted.failed:
            messages.warning(
                request, _("Mailserveren tog ikke imod alle aflysninger. Sig det til dem, der var inviteret.")
            )
        return redirect("meetings")
    return render(request, "meetings/delete.html", {**about(reached), "form": form, "now": now})
