"""Which step does it stand on?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries, rules, wording
from trappen.collaborations.views.common import given, language
from trappen.language.neutral import tell
from trappen.organisations.http import Request
from trappen.staircase import queries as staircase
from trappen.staircase.forms import FREQUENCIES
from trappen.staircase.rules import StepId, place
from trappen.staircase.views import answer_context


@signed_in
def assess(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The finder for this collaboration: `look` shows the proposal, `save` keeps it, `judge` names a step at once."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    edition = staircase.newest()
    form = forms.Assess(
        _judged(given(request, "assess")),
        staircase=edition,
        language=language(),
        today=timezone.localdate(now),
        opened_on=timezone.localdate(row.opened_at),
    )
    context: dict[str, Any] = {"form": form, "collaboration": row, "staircase": edition}
    if form.is_answered:
        placement = place(edition, form.observations, persistently_difficult=form.is_persistently_difficult)
        saving = request.method == "POST" and (form.judged or request.POST.get("do") == "save")
        if saving and request.POST.get("shown", placement.step) != placement.step:
            form.add_error(None, _("I har rettet svarene, så forslaget er et andet nu. Se det, og gem igen."))
        if saving and form.is_valid():
            try:
                actions.assess(
                    collaboration=row,
                    staircase=edition,
                    seen=form.seen,
                    once=form.cleaned_data["once"],
                    by=request.viewer,
                    now=now,
                )
                messages.success(request, _("Vurderingen er gemt. Vælg nu, hvad I vil gøre."))
                tell(request, form)
                return redirect("plan", row.id)
            except rules.ReasonMissing:
                form.add_error("reason", _("Skriv, hvorfor I ser det anderledes end forslaget."))
        if form.asked:
            context |= answer_context(edition, placement)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="assess")
    return render(request, "collaborations/assess.html", context)


def _judged(given: Any) -> Any:
    """Whoever goes straight to a step has chosen it as their own."""
    if given is None or given.get("judge", "") not in set(StepId):
        return given
    given = given.copy()
    given["own"] = given["judge"]
    return given


@signed_in
def assessment(request: Request, id_: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """One assessment as it was made, in its own edition of the staircase."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    found = queries.assessment(row, assessment_id)
    edition = staircase.edition(found.edition)
    frequencies = dict(FREQUENCIES)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="assessment")
    return render(
        request,
        "collaborations/assessment.html",
        {
            "collaboration": row,
            "assessment": found,
            "signs": [
                (
                    edition.signs[each.sign],
                    "" if edition.signs[each.sign].persistent else frequencies[each.frequency.value],
                )
                for each in found.observations
            ],
            "strain": wording.said(wording.STRAIN, found.strain) if found.strain else "",
        },
    )
