"""Which collaborations are there, how is one opened, and what is its story?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries, rules, story, wording
from trappen.collaborations.views.common import back_to, given, shown
from trappen.language.neutral import tell
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.plans.rules import Status
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase import queries as staircase
from trappen.staircase.rules import StepId


@signed_in
def collaborations(request: Request) -> HttpResponse:
    lines = queries.listed(request.viewer, timezone.localdate())
    return render(
        request,
        "collaborations/collaborations.html",
        {
            "live": [line for line in lines if not line.closed],
            "closed": [line for line in lines if line.closed],
            "on_red": sum(line.step is StepId.RED for line in lines if not line.closed),
            "several_units": len({line.unit for line in lines}) > 1,
            "today": timezone.localdate(),
        },
    )


@signed_in
def open_new(request: Request) -> HttpResponse:
    """Only who leads a unit opens a collaboration in it."""
    viewer, now = request.viewer, timezone.now()
    units = organisations.units_led(viewer)
    if not units:
        raise organisations.OutOfReach("collaboration")
    people = [each for unit in units for each in organisations.people_of_unit(unit.id) if each.id != viewer.id]
    taken = [alias for unit in units for alias in queries.aliases_in(unit.id)]
    form = forms.Open(
        given(request, "open"),
        viewer=viewer,
        units=[(str(unit.id), unit.name) for unit in units],
        people=list({person.id: person for person in people}.values()),
        initial={"alias": rules.suggested_alias(taken, now.toordinal())},
    )
    if request.method == "POST" and form.is_valid():
        row = actions.open_collaboration(
            unit=uuid.UUID(form.cleaned_data["unit"]),
            facts=form.facts,
            deputy=form.deputy.id if form.deputy else None,
            people=form.named,
            once=form.cleaned_data["once"],
            by=viewer,
            now=now,
            months=organisations.organisation_of(viewer).retention_months,
        )
        tell(request, form)
        return redirect("assess", row.id)
    return render(request, "collaborations/open_new.html", {"form": form})


@signed_in
def collaboration(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The story: the curve, what is being done, what was agreed, what comes next."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    row, today = reached.collaboration, timezone.localdate(now)
    assessments = queries.assessments_of(row)
    plan = plans.actions_of(row.plan)
    follow_ups = queries.follow_ups_of(row)
    actions.note_view(collaboration=row, by=request.viewer, now=now)
    last, curve = assessments[-1] if assessments else None, story.picture(assessments, today)
    done = max(
        (each for each in plan if each.status == Status.DONE), key=lambda each: each.ended_at or now, default=None
    )
    return render(
        request,
        "collaborations/collaboration.html",
        {
            "collaboration": row,
            "leads": reached.leads,
            "heading": curve.title if curve else story.heading(assessments),
            "curve": curve,
            "assessments": assessments[::-1],
            "last": last,
            "signs": _signs(last),
            "open_actions": [shown(action, today) for action in plan if action.is_open],
            "ended_actions": [shown(action, today) for action in plan if not action.is_open],
            "just_done": shown(done, today) if done else None,
            "follow_ups": follow_ups,
            "talks": queries.talks_of(row),
            "named": queries.named_on(row),
            "ends_soon": rules.warns(row.ends_on, today),
            "follow_up_due": row.next_follow_up is not None and row.next_follow_up <= today,
            "kind": wording.said(wording.KINDS, row.kind),
        },
    )


def _signs(assessment: Any) -> list[Any]:
    if assessment is None:
        return []
    signs = staircase.edition(assessment.edition).signs
    return [signs[each.sign] for each in assessment.observations]


@signed_in
def facts(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Alias, case reference, and the two questions on informing the citizen and on the case system."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    names = ("alias", "case_reference", "kind", "informed", "informed_note", "case_system", "version")
    form = forms.ChangeFacts(given(request, "facts"), initial={name: getattr(row, name) for name in names})
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_facts(
                collaboration=row, facts=form.facts, version=form.cleaned_data["version"], by=request.viewer, now=now
            )
            messages.success(request, _("Oplysningerne er gemt."))
            tell(request, form)
            return back_to(row)
        except ChangedMeanwhile:
            current = forms.beside(form)
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="facts")
    return render(request, "collaborations/facts.html", {"form": form, "collaboration": row, "current": current})
