"""The front page, the unit pages, and what the site says of itself."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trappen.accounts.http import signed_in
from trappen.home import queries
from trappen.norms import queries as norms
from trappen.norms.forms import grouped
from trappen.organisations.http import Request
from trappen.shared.http import kept_page
from trappen.staircase import queries as staircase


@require_safe
@kept_page
def home(request: HttpRequest) -> HttpResponse:
    edition = staircase.newest()
    return render(request, "home/home.html", {"staircase": edition, "steps": edition.steps})


@require_safe
@kept_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@require_safe
@kept_page
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@signed_in
def team(request: Request) -> HttpResponse:
    """What a team can do together, and what each of its units has agreed."""
    return render(request, "home/team.html", {"units": norms.units_of(request.viewer)})


@signed_in
def units(request: Request) -> HttpResponse:
    """Counts for those who may not see the single case: never fewer than five."""
    return render(request, "home/units.html", {"units": queries.units(request.viewer)})


@signed_in
def unit(request: Request, id_: uuid.UUID) -> HttpResponse:
    this, *below = queries.unit(request.viewer, id_)
    agreed = grouped(norms.norms_of(this.unit.id))
    return render(request, "home/unit.html", {"this": this, "below": below, "groups": agreed})
