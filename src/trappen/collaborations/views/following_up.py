"""What has changed since last, and what is agreed?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries, rules
from trappen.collaborations.views.common import back_to, given, shown
from trappen.language.neutral import tell
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.staircase import queries as staircase


@signed_in
def follow_up(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The meeting on one screen: signs then and now, actions, what has changed, what is agreed."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    today = timezone.localdate(now)
    form = forms.FollowUpForm(given(request, "follow-up"), initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.hold_follow_up(
            collaboration=row,
            agreed=data["agreed"],
            held_on=data["held_on"],
            next_on=data["next_on"],
            once=data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Opfølgningen er gemt."))
        tell(request, form)
        return back_to(row)
    assessments = queries.assessments_of(row)
    follow_ups = queries.follow_ups_of(row)
    all_actions = plans.actions_of(row.plan)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="follow-up")
    since = follow_ups[0].held_on if follow_ups else None
    return render(
        request,
        "collaborations/follow_up.html",
        {
            "form": form,
            "collaboration": row,
            "then_and_now": _then_and_now(assessments),
            "last": assessments[-1] if assessments else None,
            "open_actions": [shown(action, today) for action in all_actions if action.is_open],
            "ended_since": [
                shown(action, today)
                for action in all_actions
                if action.ended_at and (since is None or timezone.localdate(action.ended_at) >= since)
            ],
            "since": since,
            "last_follow_up": follow_ups[0] if follow_ups else None,
        },
    )


def _then_and_now(assessments: list[Any]) -> dict[str, Any] | None:
    """The two newest assessments beside each other; None before there are two."""
    if len(assessments) < 2:  # then and now
        return None
    then, now = assessments[-2:]
    new, gone, both = rules.changes(_seen(then), _seen(now))
    signs = staircase.edition(then.edition).signs | staircase.edition(now.edition).signs
    named = [[signs[each] for each in group] for group in (new, gone, both)]
    return {"then": then, "now": now, "new": named[0], "gone": named[1], "both": named[2]}


def _seen(each: Any) -> dict[str, str]:
    return {seen.sign: seen.frequency.value for seen in each.observations}
