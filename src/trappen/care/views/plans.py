"""Care for one colleague: who has a plan, how one is started, walked through and ended."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.care import actions, forms, queries, rules, wording
from trappen.care.rules import Sight, StepCode
from trappen.care.views.common import given, log_lines
from trappen.collaborations.forms import Confirm
from trappen.organisations.http import Request
from trappen.organisations.queries import leaders_of
from trappen.shared.forms import Versioned, conflict
from trappen.shared.rules import ChangedMeanwhile

THE_PERSON = frozenset({Sight.PERSON})


@signed_in
def overview(request: Request) -> HttpResponse:
    """The viewer's own plans, and those that they may see anything of."""
    rows = queries.listed(request.viewer, timezone.localdate())
    steps = queries.content().steps
    plans = [
        {"row": row, "as": wording.SIGHTS[row.sight], "waits": steps[row.waits] if row.waits else None} for row in rows
    ]
    return render(request, "care/overview.html", {"plans": plans, "today": timezone.localdate()})


@signed_in
def choose(request: Request) -> HttpResponse:
    """For whom? Those of the viewer's own units."""
    return render(request, "care/choose.html", {"units": queries.colleagues_by_unit(request.viewer)})


@signed_in
def start(request: Request, unit: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Who is to be there? Whoever starts it sees whom the colleague wants, and that is noted."""
    viewer, now = request.viewer, timezone.now()
    starting = queries.starting(viewer, unit, person)
    for_oneself = viewer.id == person
    form = forms.StartPlan(given(request, "start"), starting=starting, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        row = actions.start(
            starting=starting, supporters=form.chosen, once=form.cleaned_data["once"], by=viewer, now=now
        )
        if for_oneself or viewer.id in form.chosen:
            messages.success(request, _("Planen er startet."))
            return redirect("care_plan", row.id)
        messages.success(
            request,
            _("Planen er startet, og de valgte har fået besked. Du kan ikke læse den, med mindre kollegaen vil det."),
        )
        return redirect("care")
    if starting.wanted_list and not for_oneself:
        actions.note_list_seen(row=starting.wanted_list, by=viewer, now=now)
    return render(
        request,
        "care/start.html",
        {
            "form": form,
            "person": starting.person,
            "unit": starting.unit,
            "for_oneself": for_oneself,
            "leads": viewer.leads(unit),
            "knows_wanted": bool(starting.wanted),
        },
    )


@signed_in
def plan(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One plan: its steps, its people, who may read it and when it goes."""
    reached = queries.reach(request.viewer, id_, frozenset(Sight))
    row, now, today = reached.plan, timezone.now(), timezone.localdate()
    is_outline = reached.sight is Sight.OUTLINE
    actions.note_view(plan=row, by=request.viewer, now=now, what="outline" if is_outline else "")
    people = queries.supporters_of(row)
    if is_outline:
        return render(request, "care/outline.html", {"plan": row, "supporters": people})
    steps = queries.steps_of(row)
    waits = queries.waiting(row, steps, today)
    texts = queries.content().steps
    return render(
        request,
        "care/plan.html",
        {
            "plan": row,
            "is_person": reached.sight is Sight.PERSON,
            "is_supporter": reached.sight is Sight.SUPPORTER,
            "writes": reached.writes and not row.stopped_at,
            "steps": [
                {
                    "row": step,
                    "text": texts[StepCode(step.code)],
                    "waits": step is waits,
                    "late": step is waits and step.due_on < today,
                    "passed": not step.done_on and step is not waits and step.due_on <= today,
                    "consent": wording.CONSENTS[step.consent] if step.consent else "",
                    "referral": wording.REFERRALS[step.referral] if step.referral else "",
                }
                for step in steps
            ],
            "waits": waits,
            "waits_text": texts[StepCode(waits.code)] if waits else None,
            "said_no": queries.said_no(steps),
            "finished": bool(steps[-1].done_on),
            "supporters": people,
            "leaders": leaders_of(row.unit_id),
            "leader_sees": row.agreement == rules.Agreement.YES,
            "today": today,
            "log": log_lines(queries.log_of(row)),
        },
    )


@signed_in
def step(request: Request, id_: uuid.UUID, code: str) -> HttpResponse:
    """One step: what it is for, and what may be noted of it. There is no room for what was said."""
    reached = queries.reach(request.viewer, id_, rules.WRITING)
    row, now, today = reached.plan, timezone.now(), timezone.localdate()
    one = queries.step_of(row, code)
    people = queries.supporters_of(row)
    which = StepCode(one.code)
    initial = {
        "version": one.version,
        "done_on": one.done_on or today,
        "done_by": str(one.done_by_id or request.viewer.id),
        "consent": one.consent,
        "referral": one.referral,
        "next_on": queries.next_day(row, which),
    }
    form = forms.NoteStep(given(request, "step"), plan=row, step=one, supporters=people, today=today, initial=initial)
    if request.method == "POST":
        try:
            if "undo" in request.POST:
                _undo(request, row, which)
                return redirect("care_plan", row.id)
            if form.is_valid():
                version = form.cleaned_data["version"]
                actions.note_step(plan=row, code=which, noted=form.noted, version=version, by=request.viewer, now=now)
                messages.success(request, _("Trinnet er noteret."))
                return redirect("care_plan", row.id)
        except ChangedMeanwhile:
            conflict(request, form, one.version, one.noted_by.name if one.noted_by else _("En anden"), now)
        except rules.PlanStopped:
            messages.info(request, _("Planen er stoppet. Intet er gemt."))
            return redirect("care_plan", row.id)
    actions.note_view(plan=row, by=request.viewer, now=now, what="step")
    return render(
        request,
        "care/step.html",
        {
            "form": form,
            "plan": row,
            "step": one,
            "text": queries.content().steps[which],
            "help": queries.content().help if which is StepCode.WEEK_4 else None,
            "is_person": reached.sight is Sight.PERSON,
            "nobody": not people,
        },
    )


def _undo(request: Request, row: Any, code: StepCode) -> None:
    """What was noted was a mistake; a form that has lost its version takes nothing back."""
    form = Versioned(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        actions.undo_step(plan=row, code=code, version=version, by=request.viewer, now=timezone.now())
        messages.success(request, _("Det, der var noteret, er væk."))


@signed_in
def stop(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The colleague stops the plan, or takes it away for good."""
    row = queries.reach(request.viewer, id_, THE_PERSON).plan
    now = timezone.now()
    form = Confirm(request.POST if request.POST.get("what") == "delete" else None)
    if request.method == "POST" and request.POST.get("what") == "stop" and not row.stopped_at:
        actions.stop(plan=row, by=request.viewer, now=now)
        messages.success(request, _("Planen er stoppet. Ingen bliver mindet om flere trin."))
        return redirect("care_plan", row.id)
    if request.method == "POST" and form.is_valid():
        actions.delete(plan=row, by=request.viewer, now=now, why="by-person")
        messages.success(request, _("Planen er slettet."))
        return redirect("care")
    actions.note_view(plan=row, by=request.viewer, now=now, what="stop")
    return render(request, "care/stop.html", {"form": form, "plan": row})
