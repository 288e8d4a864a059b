"""The front page, the unit pages, and what the site says of itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

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
