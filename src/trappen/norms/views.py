"""What do we register here? A unit's norms, for its people; leaders and representatives write them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.norms import actions, queries
from trappen.norms.forms import EditNorm, NewNorm, grouped
from trappen.norms.rules import Registers
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def norms(request: Request, id_: uuid.UUID) -> HttpResponse:
    """What the unit has agreed, by whether it registers it."""
    unit = queries.unit_to_read(request.viewer, id_)
    groups = grouped(queries.norms_of(unit.id))
    may_write = queries.may_write(request.viewer, unit.id)
    return render(request, "norms/norms.html", {"unit": unit, "groups": groups, "may_write": may_write})


@signed_in
def new_norm(request: Request, id_: uuid.UUID) -> HttpResponse:
    unit = queries.unit_to_write(request.viewer, id_)
    form = NewNorm(request.POST if request.method == "POST" else kept(request, "norm"))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        actions.add(
            unit=unit,
            draft=form.own_draft,
            once=form.cleaned_data["once"],
            today=timezone.localdate(now),
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Aftalen er gemt."))
        return redirect("norms", unit.id)
    return render(request, "norms/write_norm.html", {"unit": unit, "form": form})


@signed_in
def edit_norm(request: Request, id_: uuid.UUID) -> HttpResponse:
    norm = queries.norm_to_write(request.viewer, id_)
    start = {"situation": norm.situation, "text": norm.text, "registers": norm.registers, "version": norm.version}
    form = EditNorm(request.POST if request.method == "POST" else kept(request, "norm"), initial=start)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove(norm=norm, by=request.viewer, now=timezone.now())
        messages.success(request, _("Aftalen er fjernet."))
        return redirect("norms", norm.unit_id)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        written = form.cleaned_data
        draft = actions.Draft(written["situation"], written["text"], Registers(written["registers"]), norm.card)
        try:
            actions.change(
                norm=norm,
                draft=draft,
                version=written["version"],
                today=timezone.localdate(now),
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Aftalen er gemt."))
            return redirect("norms", norm.unit_id)
        except ChangedMeanwhile:
            norm = queries.norm_to_write(request.viewer, id_)
            conflict(request, form, norm.version, norm.changed_by.name, norm.changed_at)
    return render(request, "norms/write_norm.html", {"unit": norm.unit, "norm": norm, "form": form})
