"""What does a person see when something does not work?"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from trappen.shared.samples import samples

AGAIN_IN_SECONDS = "10"


def trouble(request: HttpRequest) -> HttpResponse:
    """The last resort. A database that is away or locked is 503, anything else 500; neither asks the database."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = AGAIN_IN_SECONDS
    else:
        response = HttpResponse(render_to_string("500.html"), status=500)
    response["Cache-Control"] = "no-store"
    return response


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: from another site, or so old that the browser has dropped its cookie."""
    return render(request, "403.html", status=403)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its variants, for those who build pages."""
    return render(request, "shared/gallery.html", samples(timezone.localdate()))
