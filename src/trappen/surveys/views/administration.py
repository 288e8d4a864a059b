"""How many answers does a result need here? For the administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile
from trappen.surveys import actions, forms, queries
from trappen.surveys.rules import FEWEST
from trappen.surveys.views.common import given


@signed_in
def survey_demand(request: Request) -> HttpResponse:
    """It holds for rounds that are opened from now on."""
    organisation, there = queries.demand_to_run(request.viewer)
    start = {"fewest": there.fewest if there else FEWEST, "version": there.version if there else 0}
    form = forms.SetDemand(given(request, "survey-demand"), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.demand(organisation=organisation, **form.cleaned_data, by=request.viewer, now=timezone.now())
            messages.success(request, _("Det er gemt. Det gælder for nye målinger."))
            return redirect("survey_demand")
        except ChangedMeanwhile:
            organisation, there = queries.demand_to_run(request.viewer)
            if there:
                conflict(request, form, there.version, there.changed_by.name, there.changed_at)
    return render(request, "surveys/survey_demand.html", {"form": form, "there": there})
