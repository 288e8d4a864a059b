"""How is a page shown that is the same for every visitor, and how one that answers what was typed?"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trappen.documents.http import pdf_response
from trappen.documents.rules import Document
from trappen.shared.http import kept_page

UNPROCESSABLE = 422
AN_HOUR = "public, max-age=3600"
NOWHERE = "no-store"  # in no cache
OF_ONE_PERSON = "no-store, private"


def language() -> str:
    return get_language() or "da"


@require_safe
@kept_page
def for_everyone(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that hangs on its address alone."""
    return render(request, template, context)


def for_one(request: HttpRequest, template: str, context: dict[str, Any], form: forms.Form) -> HttpResponse:
    """A page that shows what was typed, or what is one person's alone."""
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    response = render(request, template, context, status=status)
    response["Cache-Control"] = OF_ONE_PERSON if getattr(request, "viewer", None) else NOWHERE
    return response


def paper(document: Document, name: str, cache: str) -> HttpResponse:
    response = pdf_response(document, name)
    response["Cache-Control"] = cache
    return response
