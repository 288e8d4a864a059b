"""The language mirror and the neutral-language helper. A text comes by POST, is answered, and is gone."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trappen.language import forms
from trappen.language.mirror import look, look_for_labels
from trappen.language.neutral import word_list
from trappen.language.uploads import InMemory
from trappen.shared.http import kept_page

UNPROCESSABLE = 422


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to ask.
@require_http_methods(["GET", "HEAD", "POST"])
def mirror(request: HttpRequest) -> HttpResponse:
    """How does a letter sound to whoever reads it? With the letter in its field, to be mended."""
    if request.method != "POST":
        return _blank(request, "language/mirror.html", forms.Letter())
    request.upload_handlers = [InMemory(request)]  # nothing is ever written to the disk
    posted, too_large = _posted(request)
    form = forms.Letter(posted, request.FILES)
    if too_large:
        form.add_error("text", _("Teksten er meget for lang. Højst 30.000 tegn kan ses på ad gangen. Del den op."))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        again = forms.Letter(initial={"text": form.letter})
        context = {"form": again, "seen": look(form.letter), "both": form.both}
    return _answer(request, "language/mirror.html", context, form)


@csrf_exempt  # As the mirror.
@require_http_methods(["GET", "HEAD", "POST"])
def neutral(request: HttpRequest) -> HttpResponse:
    """Which words in a text are labels on people, and what to write instead?"""
    if request.method != "POST":
        return _blank(request, "language/neutral.html", forms.TryNeutral())
    posted, too_large = _posted(request)
    form = forms.TryNeutral(posted)
    if too_large:
        form.add_error("text", _("Teksten er meget for lang. Højst 30.000 tegn kan ses på ad gangen. Del den op."))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context["seen"] = look_for_labels(form.cleaned_data["text"])
    return _answer(request, "language/neutral.html", context, form)


@require_safe
@kept_page
def neutral_words(_request: HttpRequest) -> HttpResponse:
    """The labels for the script that follows along while someone types; nothing typed comes here."""
    response = JsonResponse(word_list())
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _posted(request: HttpRequest) -> tuple[QueryDict, bool]:
    """What was sent; and whether it was so large that it was not read."""
    try:
        return request.POST, False
    except RequestDataTooBig:
        return QueryDict(), True


@require_safe
@kept_page
def _blank(request: HttpRequest, template: str, form: django_forms.Form) -> HttpResponse:
    return render(request, template, {"form": form})


def _answer(request: HttpRequest, template: str, context: dict[str, Any], form: django_forms.Form) -> HttpResponse:
    response = render(request, template, context, status=200 if form.is_valid() else UNPROCESSABLE)
    response["Cache-Control"] = "no-store"
    return response
