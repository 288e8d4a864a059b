"""How does it end: closed, kept longer, or deleted?"""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries, rules
from trappen.collaborations.views.common import back_to, given
from trappen.language.neutral import tell
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def close(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Close it, or open it again."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    form = forms.Close(given(request, "close"), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if request.POST.get("do") == "reopen":
                months = row.unit.organisation.retention_months
                actions.reopen(collaboration=row, version=version, by=request.viewer, now=now, months=months)
                messages.success(request, _("Samarbejdet er åbent igen."))
            else:
                words = form.cleaned_data["words"]
                actions.close(collaboration=row, words=words, version=version, by=request.viewer, now=now)
                messages.success(request, _("Samarbejdet er afsluttet."))
                tell(request, form)
            return back_to(row)
        except ChangedMeanwhile:
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="close")
    return render(
        request,
        "collaborations/close.html",
        {"form": form, "collaboration": row, "would_end_on": rules.end_after_closing(timezone.localdate(now))},
    )


@signed_in
def ending(request: Request, id_: uuid.UUID) -> HttpResponse:
    """When it is deleted, how to keep it longer, and what to take along first."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    today = timezone.localdate(now)
    form = forms.Extend(given(request, "extend"), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.extend(
                collaboration=row,
                until=data["until"],
                reason=data["reason"],
                version=data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Samarbejdet bliver gemt længere."))
            tell(request, form)
            return back_to(row)
        except rules.ExtensionRefused as refused:
            form.add_error("until", _EXTENSION_REFUSED[str(refused)]())
        except ChangedMeanwhile:
            conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="ending")
    return render(
        request,
        "collaborations/ending.html",
        {
            "form": form,
            "collaboration": row,
            "latest": rules.months_after(today, rules.LONGEST_EXTENSION_MONTHS),
            "ends_soon": rules.warns(row.ends_on, today),
        },
    )


_EXTENSION_REFUSED = {
    "reason-missing": lambda: _("Skriv, hvorfor det er nødvendigt."),
    "not-later": lambda: _("Datoen skal ligge efter den nuværende slutdato."),
    "too-late": lambda: _("Datoen må højst ligge et år fra i dag."),
}


@signed_in
def delete(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Delete it now, for good."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.delete(collaboration=row, by=request.viewer, now=now, why="by-hand")
        messages.success(request, _("Samarbejdet er slettet for altid."))
        return redirect("collaborations")
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="delete")
    return render(request, "collaborations/delete.html", {"form": form, "collaboration": row})
