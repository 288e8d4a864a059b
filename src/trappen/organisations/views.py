"""The administration: people, roles, units and how long cases rest. No page here names a collaboration."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.accounts.queries import has_second_factor
from trappen.organisations import actions, forms, queries
from trappen.organisations.http import Request
from trappen.organisations.rules import Refused
from trappen.organisations.staff import Outcome, StaffLine
from trappen.organisations.wording import REFUSALS

if TYPE_CHECKING:
    from trappen.accounts.models import User

MOST_LETTERS = 200

View = Callable[..., HttpResponse]


def _for_administrators(*methods: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Everyone else gets 404, whatever they ask and however."""

    def guard(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: Request, /, **address: uuid.UUID) -> HttpResponse:
            queries.administered(request.viewer)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, **address)

        return signed_in(guarded)

    return guard


_page = _for_administrators("GET", "HEAD")
_form = _for_administrators("GET", "HEAD", "POST")
_deed = _for_administrators("POST")


# People


@_page
def administration(request: Request) -> HttpResponse:
    search = request.GET.get("q", "")
    context = {
        "organisation": queries.administered(request.viewer),
        "listed": queries.colleagues(request.viewer, search=search, page=request.GET.get("side", "1")),
        "search": search,
        "waiting": len(queries.never_invited(request.viewer)),
    }
    return render(request, "organisations/administration.html", context)


@_form
def invite(request: Request) -> HttpResponse:
    branches = queries.branches(request.viewer)
    form = forms.Invite(_typed(request, "invite"), branches=branches)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        unit = queries.unit_to_run(request.viewer, given.pop("unit"))
        try:
            person = actions.invite(**given, unit=unit, by=request.viewer, now=now)
        except Refused as refused:
            form.add_error("email", REFUSALS[refused.refusal])
        else:
            _send(request, person)
            return redirect("person", person.id)
    return render(request, "organisations/invite.html", {"form": form})


@_deed
def send_invitation(request: Request, id_: uuid.UUID) -> HttpResponse:
    person = queries.user_to_run(request.viewer, id_)
    _send(request, person)
    return redirect("person", id_)


def _send(request: Request, person: "User") -> None:
    organisation = queries.administered(request.viewer)
    if person.invited_at and person.has_usable_password():
        return
    if actions.send_invitation(person=person, organisation=organisation, by=request.viewer, now=timezone.now()):
        messages.success(request, _("Invitationen er sendt til %(email)s.") % {"email": person.email})
    else:
        messages.error(
            request, _("Personen er oprettet, men mailserveren tog ikke imod invitationen. Send den igen senere.")
        )


@_deed
def send_invitations(request: Request) -> HttpResponse:
    """To those who have never had one, a good number at a time."""
    _send_all(request, queries.never_invited(request.viewer)[:MOST_LETTERS])
    return redirect("administration")


def _send_all(request: Request, people: "list[User]") -> None:
    organisation = queries.administered(request.viewer)
    sent = actions.send_invitations(people=people, organisation=organisation, by=request.viewer, now=timezone.now())
    told = ngettext("%(sent)d invitation er sendt.", "%(sent)d invitationer er sendt.", sent) % {"sent": sent}
    if sent == len(people):
        messages.success(request, told)
    else:
        messages.error(request, told + " " + _("Resten tog mailserveren ikke imod. Send dem igen senere."))


@_page
def person(request: Request, id_: uuid.UUID) -> HttpResponse:
    user = queries.user_to_run(request.viewer, id_)
    context = {
        "person": queries.colleague_to_run(request.viewer, id_),
        "has_second_factor": has_second_factor(user),
    }
    return render(request, "organisations/person.html", context)


@_form
def give_role(request: Request, id_: uuid.UUID) -> HttpResponse:
    user = queries.user_to_run(request.viewer, id_)
    form = forms.GiveRole(_typed(request, "give_role"), branches=queries.branches(request.viewer))
    if request.method == "POST" and form.is_valid():
        unit = queries.unit_to_run(request.viewer, form.cleaned_data["unit"])
        role = form.cleaned_data["role"]
        actions.give_role(user=user, unit=unit, role=role, by=request.viewer.id, now=timezone.now())
        return redirect("person", id_)
    return render(request, "organisations/give_role.html", {"form": form, "person": user})


@_deed
def take_role(request: Request, id_: uuid.UUID) -> HttpResponse:
    membership = queries.membership_to_run(request.viewer, id_)
    person = membership.user_id
    try:
        actions.take_role(membership=membership, by=request.viewer.id, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    return redirect("person", person)


@_deed
def shut_out(request: Request, id_: uuid.UUID) -> HttpResponse:
    person = queries.user_to_run(request.viewer, id_)
    try:
        actions.shut_out(person=person, by=request.viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    return redirect("person", id_)


@_deed
def let_in_again(request: Request, id_: uuid.UUID) -> HttpResponse:
    person = queries.user_to_run(request.viewer, id_)
    actions.let_in_again(person=person, by=request.viewer, now=timezone.now())
    return redirect("person", id_)


@_deed
def remove_second_factor(request: Request, id_: uuid.UUID) -> HttpResponse:
    person = queries.user_to_run(request.viewer, id_)
    actions.remove_second_factor(person=person, by=request.viewer, now=timezone.now())
    messages.success(request, _("Totrinslogin er slået fra. Personen kan logge ind med sin adgangskode alene."))
    return redirect("person", id_)


# Staff from a list


@_form
def import_staff(request: Request) -> HttpResponse:
    """First what the list will do, line by line; then all of it, or nothing."""
    posted = _typed(request, "import_staff")
    if posted and "lines" in posted:
        form = forms.StaffList(posted, administrator=request.viewer.id)
        if not form.is_valid():
            return render(request, "organisations/import_staff.html", {"form": form})
        lines = form.cleaned_data["lines"]
        if request.method != "POST":
            return _preview(request, lines)
        return _carry_out(request, lines, send=form.cleaned_data["send"])
    file = forms.StaffFile(request.POST, request.FILES) if request.method == "POST" else forms.StaffFile()
    if file.is_valid():
        return _preview(request, file.cleaned_data["file"])
    return render(request, "organisations/import_staff.html", {"form": file})


def _preview(request: Request, lines: list[StaffLine]) -> HttpResponse:
    plan = queries.planned_staff(request.viewer, lines)
    form = forms.StaffList(administrator=request.viewer.id)
    form.initial = {"lines": form.seal(lines), "send": True}
    context = {
        "plan": plan,
        "form": form,
        "faulty": sum(each.outcome is Outcome.FAULTY for each in plan),
        "people": sum(each.outcome is Outcome.NEW_PERSON for each in plan),
        "roles": sum(each.outcome is Outcome.NEW_ROLE for each in plan),
    }
    return render(request, "organisations/import_preview.html", context)


def _carry_out(request: Request, lines: list[StaffLine], *, send: bool) -> HttpResponse:
    try:
        done = actions.import_staff(lines=lines, by=request.viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
        return _preview(request, lines)
    made = ngettext("%(made)d konto er oprettet.", "%(made)d konti er oprettet.", len(done.people))
    given = ngettext("%(given)d rolle er givet.", "%(given)d roller er givet.", done.roles)
    messages.success(request, f"{made} {given}" % {"made": len(done.people), "given": done.roles})
    if send and done.people:
        _send_all(request, done.people[:MOST_LETTERS])
    return redirect("administration")


# Units


@_page
def unit_tree(request: Request) -> HttpResponse:
    context = {"organisation": queries.administered(request.viewer), "branches": queries.branches(request.viewer)}
    return render(request, "organisations/unit_tree.html", context)


@_page
def unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    unit = queries.unit_to_run(request.viewer, id_)
    branch = next(each for each in queries.branches(request.viewer) if each.unit == unit)
    return render(request, "organisations/unit.html", {"branch": branch, "unit": unit})


@_form
def add_unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    parent = queries.unit_to_run(request.viewer, id_)
    form = forms.NewUnit(_typed(request, "add_unit"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_unit(parent=parent, **form.cleaned_data, by=request.viewer.id, now=timezone.now())
        except Refused as refused:
            form.add_error("name", REFUSALS[refused.refusal])
        else:
            return redirect("unit_tree")
    return render(request, "organisations/add_unit.html", {"form": form, "unit": parent})


@_form
def rename_unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    unit = queries.unit_to_run(request.viewer, id_)
    form = forms.UnitName(_typed(request, "rename_unit"), initial={"name": unit.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_unit(unit=unit, **form.cleaned_data, by=request.viewer, now=timezone.now())
        except Refused as refused:
            form.add_error("name", REFUSALS[refused.refusal])
        else:
            return redirect("admin_unit", id_)
    return render(request, "organisations/rename_unit.html", {"form": form, "unit": unit})


@_form
def move_unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    unit = queries.unit_to_run(request.viewer, id_)
    form = forms.MoveUnit(_typed(request, "move_unit"), branches=queries.branches(request.viewer))
    if request.method == "POST" and form.is_valid():
        parent = queries.unit_to_run(request.viewer, form.cleaned_data["parent"])
        try:
            actions.move_unit(unit=unit, parent=parent, by=request.viewer, now=timezone.now())
        except Refused as refused:
            form.add_error("parent", REFUSALS[refused.refusal])
        else:
            return redirect("unit_tree")
    return render(request, "organisations/move_unit.html", {"form": form, "unit": unit})


@_deed
def delete_unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    unit = queries.unit_to_run(request.viewer, id_)
    try:
        actions.delete_unit(unit=unit, by=request.viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
        return redirect("admin_unit", id_)
    return redirect("unit_tree")


# How long a case rests


@_form
def retention(request: Request) -> HttpResponse:
    organisation = queries.administered(request.viewer)
    known = {"months": organisation.retention_months, "reason": organisation.retention_reason}
    form = forms.Retention(_typed(request, "retention"), initial=known)
    if request.method == "POST" and form.is_valid():
        actions.set_retention(organisation=organisation, **form.cleaned_data, by=request.viewer, now=timezone.now())
        messages.success(request, _("Ændringen er gemt."))
        return redirect("administration")
    return render(request, "organisations/retention.html", {"form": form})


# What the views share


def _typed(request: Request, form: str) -> QueryDict | None:
    """What the person has typed: now, or before their session ended."""
    return request.POST if request.method == "POST" else kept(request, form)
