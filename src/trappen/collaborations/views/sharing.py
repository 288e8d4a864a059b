"""Who may see it, and who has?"""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, forms, queries, wording
from trappen.collaborations.views.common import given
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request


@signed_in
def access(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Who is named, and who has seen and changed what. Its people read it; who leads it changes it."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    row = reached.collaboration
    form = forms.GiveAccess(given(request, "access"), viewer=request.viewer)
    if request.method == "POST":
        if not reached.leads:
            raise organisations.OutOfReach("collaboration", id_)
        if taken := _uuid(request.POST.get("take", "")):
            actions.take_access(collaboration=row, person=taken, by=request.viewer, now=now)
            messages.success(request, _("Adgangen er fjernet."))
            own = taken == request.viewer.id and not request.viewer.leads(row.unit_id)
            return redirect("collaborations") if own else redirect("access", row.id)
        if form.is_valid() and form.person:
            actions.give_access(
                collaboration=row,
                person=form.person.id,
                deputy=form.cleaned_data["deputy"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("%(name)s har nu adgang.") % {"name": form.person.name})
            return redirect("access", row.id)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="access")
    return render(
        request,
        "collaborations/access.html",
        {
            "form": form,
            "collaboration": row,
            "leads": reached.leads,
            "named": queries.named_on(row),
            "leaders": organisations.leaders_of(row.unit_id),
            "log": [
                {
                    "at": line.at,
                    "who": line.who,
                    "by_itself": line.by_itself,
                    "did": wording.VERBS.get(line.verb, line.verb),
                    "what": wording.VIEWED.get(line.note, "") if line.verb == "viewed" else "",
                }
                for line in queries.access_log(row)
            ],
        },
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
