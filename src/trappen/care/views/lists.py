"""Whom do I want beside me, and whom do those I lead want?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.care import actions, forms, queries
from trappen.care.views.common import given, log_lines
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def own_list(request: Request) -> HttpResponse:
    """Up to three colleagues, and whether one's leader may see them."""
    viewer, now = request.viewer, timezone.now()
    row, wanted = queries.wanted_of(viewer.id, viewer.organisation)
    version = row.version if row else 0
    form = forms.KeepList(
        given(request, "list"),
        people=queries.colleagues_of(viewer),
        wanted=wanted,
        viewer=viewer,
        initial={"version": version, "leader_sees": row.leader_sees if row else False},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_list(
                chosen=form.chosen,
                leader_sees=form.cleaned_data["leader_sees"],
                version=form.cleaned_data["version"],
                by=viewer,
                now=now,
            )
        except ChangedMeanwhile:
            conflict(request, form, version, viewer.name, row.changed_at if row else now)
        else:
            messages.success(request, _("Listen er gemt.") if form.chosen else _("Listen er væk."))
            return redirect("care_list")
    return render(
        request,
        "care/own_list.html",
        {"form": form, "list": row, "log": log_lines(queries.list_log(row, viewer)) if row else []},
    )


@signed_in
def lists(request: Request) -> HttpResponse:
    """The lists that people let their leader see. Only for who leads a unit."""
    return render(request, "care/lists.html", {"lists": queries.lists_for_leader(request.viewer)})
