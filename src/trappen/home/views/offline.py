"""Which pages can be read without a network, and how does a browser come to hold them?

A service worker keeps public pages alone, as a visitor sees them. After one visit it fetches all of them in one
answer, and shows them where the network does not answer.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from trappen.guide import queries as guide
from trappen.shared.http import kept_page
from trappen.staircase.rules import StepId

PAGES = (
    "no_network",
    "home",
    "staircase",
    "guide",
    "guide_rules",
    "first_aid",
    "defusing",
    "privacy",
    "accessibility",
)
WORKER = Path(__file__).parents[1] / "worker.js"
ASSETS = ("dkfds/dkfds.css", "css/app.css", "css/guide.css", "care/care.css", "js/app.js", "favicon.svg")


@require_safe
@kept_page
def no_network(request: HttpRequest) -> HttpResponse:
    """What stands where a page cannot be had: what can be read, and that nothing was lost."""
    return render(request, "home/no_network.html")


@require_safe
@kept_page
def pages(request: HttpRequest) -> HttpResponse:
    """Every page that can be read without a network, in the language of the address: HTML by address."""
    return JsonResponse(
        {"pages": {path: _as_a_visitor_sees(path, request) for path in _paths()}},
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@kept_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which must lie at the root to serve every page."""
    assets = [staticfiles_storage.url(each) for each in ASSETS]
    version = hashlib.sha256(" ".join([*assets, guide.guide().edition.name]).encode()).hexdigest()[:12]
    told = f"const VERSION = {json.dumps(version)};\nconst ASSETS = {json.dumps(assets)};\n"
    return HttpResponse(told + WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")


def _paths() -> list[str]:
    steps = [reverse("step", args=[step.slug]) for step in StepId]
    guides = [reverse("guide_page", args=[page]) for page in guide.guide().order]
    return [*(reverse(name) for name in PAGES), *steps, *guides]


def _as_a_visitor_sees(path: str, request: HttpRequest) -> str:
    view, args, kwargs = resolve(path)
    asked: Any = HttpRequest()
    asked.method, asked.path, asked.path_info, asked.META = "GET", path, path, request.META
    asked.viewer = None
    return str(view(asked, *args, **kwargs).text)
