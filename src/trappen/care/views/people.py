"""Who is there for the colleague, and may the leader read the plan?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.care import actions, forms, queries, rules
from trappen.care.rules import Sight
from trappen.care.views.common import given
from trappen.organisations.http import Request
from trappen.organisations.queries import leaders_of


@signed_in
def supporters(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The colleague adds and takes off; a supporter adds, hands over or leaves."""
    reached = queries.reach(request.viewer, id_, rules.WRITING)
    row, viewer, now = reached.plan, request.viewer, timezone.now()
    is_person = reached.sight is Sight.PERSON
    act = request.POST.get("act", "")
    form = forms.AskSupporter(
        given(request, "supporter") if act in {"", "add", "hand-over"} else None,
        plan=row,
        people=queries.may_be_added(row, viewer.id),
        viewer=viewer,
    )
    if request.method == "POST":
        try:
            if is_person and (gone := _to_remove(row, act)):
                actions.remove_supporter(plan=row, person=gone.user_id, by=viewer, now=now)
                messages.success(request, _("%(name)s er ikke støtte mere.") % {"name": gone.user.name})
                return redirect("care_supporters", row.id)
            if not is_person and act == "leave":
                actions.leave(plan=row, by=viewer, now=now)
                messages.success(request, _("Du er ikke støtte mere. Kollegaen har fået besked."))
                return redirect("care")
            if act == "hand-over" and not is_person and form.is_valid() and form.chosen:
                actions.hand_over(plan=row, to=form.chosen, by=viewer, now=now)
                messages.success(request, _("Du har givet din plads videre. Begge har fået besked."))
                return redirect("care")
            if act == "add" and form.is_valid() and form.chosen:
                actions.add_supporter(plan=row, person=form.chosen, by=viewer, now=now)
                messages.success(request, _("Der er kommet en støtte til."))
                return redirect("care_supporters", row.id)
        except rules.MayNotSupport:
            messages.error(request, _("Det kunne ikke lade sig gøre. Der skal være mindst én støtte og højst fem."))
        except rules.PlanStopped:
            messages.info(request, _("Planen er stoppet. Intet er gemt."))
            return redirect("care_plan", row.id)
    actions.note_view(plan=row, by=viewer, now=now, what="supporters")
    people = queries.supporters_of(row)
    return render(
        request,
        "care/supporters.html",
        {
            "form": form,
            "plan": row,
            "is_person": is_person,
            "supporters": people,
            "may_leave": not is_person and len(people) > 1,
        },
    )


def _to_remove(plan: Any, act: str) -> Any:
    """The supporter whom a button names, None where it names nobody."""
    people = queries.supporters_of(plan) if act.startswith("remove-") else []
    return next((each for each in people if act == f"remove-{each.user_id}"), None)


@signed_in
def leader(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The colleague lets the leader in, or out, at once."""
    row = queries.reach(request.viewer, id_, frozenset({Sight.PERSON})).plan
    form = forms.LetLeaderSee(given(request, "leader"), initial={"agreement": row.agreement})
    if request.method == "POST" and form.is_valid():
        actions.let_leader_see(plan=row, agreement=form.chosen, by=request.viewer, now=timezone.now())
        sees = form.chosen is rules.Agreement.YES
        messages.success(request, _("Din leder kan nu læse planen.") if sees else _("Din leder kan ikke læse planen."))
        return redirect("care_plan", row.id)
    actions.note_view(plan=row, by=request.viewer, now=timezone.now(), what="leader")
    leading = leaders_of(row.unit_id)
    there = {each.user_id for each in queries.supporters_of(row)}
    return render(
        request,
        "care/leader.html",
        {
            "form": form,
            "plan": row,
            "leaders": leading,
            "supporting": [each for each in leading if each.id in there],
        },
    )
