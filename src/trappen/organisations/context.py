"""What does every page show around its content?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


@dataclass(frozen=True)
class OtherLanguage:
    """The way to the same page in the other language; `url` is empty where the page follows its reader's own."""

    label: str
    url: str
    code: str


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "da"
    other, label = ("en", "English") if language == "da" else ("da", "Dansk")
    here = "" if getattr(request, "for_one_person", False) else translate_url(request.path, other)
    return {
        "viewer": getattr(request, "viewer", None),
        "language": language,
        "other_language": OtherLanguage(label, here, other),
    }
