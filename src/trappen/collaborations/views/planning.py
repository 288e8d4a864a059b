"""What is to be done, by whom and when?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries
from trappen.collaborations.views.common import back_to, given, language
from trappen.language.neutral import tell
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.plans.rules import usual_due
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase import queries as staircase
from trappen.staircase.rules import StepId, proposed_practices


@signed_in
def plan(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Chosen practices become actions in one move."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    edition = staircase.newest()
    assessments = queries.assessments_of(row)
    step = StepId(assessments[-1].step) if assessments else StepId.GREEN
    first = _safety(assessments, edition)
    there = plans.actions_of(row.plan)
    form = forms.Plan(
        given(request, "plan"),
        viewer=request.viewer,
        people=_with_self(queries.can_own(row), request),
        practices=[edition.practices[each] for each in dict.fromkeys([*first, *proposed_practices(edition, step)])],
        already=frozenset(action.practice for action in there if action.is_open),
        edition=edition.version,
        language=language(),
        due=usual_due(timezone.localdate(now)),
        initial={"version": row.plan.version},
    )
    current = False
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_actions(
                collaboration=row,
                drafts=form.drafts,
                once=form.cleaned_data["once"],
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Planen er gemt med %(number)s nye handlinger.") % {"number": len(made)})
            tell(request, *form.chosen)
            return back_to(row)
        except ChangedMeanwhile:
            current, there = True, plans.actions_of(row.plan)
            newest = max(there, key=lambda action: action.created_at, default=None)
            who, when = (newest.created_by, newest.created_at) if newest else (row.changed_by, row.changed_at)
            conflict(request, form, plans.plan_now(row.plan_id).version, who.name, when)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="plan")
    return render(
        request,
        "collaborations/plan.html",
        {
            "form": form,
            "collaboration": row,
            "staircase": edition,
            "step": edition.step(step),
            "assessed": bool(assessments),
            "first": [row for row in form.rows if row.key in first],
            "groups": _groups([row for row in form.rows if row.key not in first], edition, step),
            "there": [action for action in there if action.is_open],
            "current": current,
        },
    )


def _with_self(people: list[organisations.Person], request: Request) -> list[organisations.Person]:
    mine = organisations.Person(request.user.id, request.user.name, request.user.email)
    return [mine, *(person for person in people if person.id != mine.id)]


def _groups(rows: list[forms.PlanRow], edition: Any, step: StepId) -> list[dict[str, Any]]:
    """The rows by step, the highest first, and within it by track."""
    return [
        {
            "step": each,
            "own": each.id == step,
            "tracks": [
                (edition.tracks[track], [row for row in rows if row.practice in each.in_track(track)])
                for track in edition.tracks
            ],
            "open": any(row.picked for row in rows if row.practice in each.practices),
        }
        for each in edition.downwards(step)
    ]


def _safety(assessments: list[Any], edition: Any) -> tuple[str, ...]:
    """The practices that stand first since the last assessment saw a sign of danger."""
    if not assessments:
        return ()
    signs = edition.signs
    seen = [signs[each.sign] for each in assessments[-1].observations if each.sign in signs]
    return edition.safety_practices if any(sign.safety for sign in seen) else ()
