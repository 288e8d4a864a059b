"""What is planned for a talk with the citizen, and how did it go?"""

import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, papers, queries
from trappen.collaborations.views.common import given
from trappen.documents.http import pdf_response
from trappen.exercises.forms import TALK_FIELDS
from trappen.exercises.views.talks import examples, shown
from trappen.language.neutral import tell
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def new_talk(request: Request, id_: uuid.UUID) -> HttpResponse:
    """A plan that is kept. One that was made on the planner's page comes along, and is first shown."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    taken_along = request.method == "POST" and request.POST.get("do") == "take-along"
    if taken_along:
        form = forms.PlanTalk(initial={name: request.POST.get(name, "") for name in TALK_FIELDS})
    else:
        form = forms.PlanTalk(given(request, "new-talk"))
    if request.method == "POST" and form.is_valid():
        talk = actions.plan_talk(
            collaboration=row,
            planned_for=form.cleaned_data["planned_for"],
            plan=form.plan,
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Samtaleplanen er gemt."))
        tell(request, form)
        return redirect("talk", row.id, talk.id)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="talk-form")
    context = {"form": form, "collaboration": row, "taken_along": taken_along, **examples()}
    return render(request, "collaborations/new_talk.html", context)


@signed_in
def talk(request: Request, id_: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    """The plan as it stands. Afterwards it is marked as held, with a word on how it went."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    found = queries.talk(row, talk_id)
    start = {"version": found.version, "held": found.held_at is not None, "went": found.went}
    form, current = forms.MarkTalk(given(request, "mark-talk"), initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_talk(talk=found, **form.cleaned_data, by=request.viewer, now=now)
            messages.success(request, _("Det er gemt."))
            tell(request, form)
            return redirect("talk", row.id, found.id)
        except ChangedMeanwhile:
            current = forms.beside(form)
            conflict(request, form, found.version, found.changed_by.name, found.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="talk")
    context = {"form": form, "collaboration": row, "talk": found, "current": current, **shown(found.plan)}
    return render(request, "collaborations/talk.html", context)


@signed_in
def change_talk(request: Request, id_: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    """The plan once more."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    found = queries.talk(row, talk_id)
    start: dict[str, Any] = asdict(found.plan) | {"version": found.version, "planned_for": found.planned_for}
    form, current = forms.ChangeTalk(given(request, "change-talk"), initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_talk(
                talk=found,
                planned_for=form.cleaned_data["planned_for"],
                plan=form.plan,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Samtaleplanen er gemt."))
            tell(request, form)
            return redirect("talk", row.id, found.id)
        except ChangedMeanwhile:
            current = forms.beside(form)
            conflict(request, form, found.version, found.changed_by.name, found.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="talk-form")
    context = {"form": form, "collaboration": row, "talk": found, "current": current, **examples()}
    return render(request, "collaborations/change_talk.html", context)


@signed_in
def talk_pdf(request: Request, id_: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    """The plan on paper, to take along."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    found = queries.talk(row, talk_id)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="talk-pdf")
    return pdf_response(papers.talk(found), "samtaleplan.pdf")
