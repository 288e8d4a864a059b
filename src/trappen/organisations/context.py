"""What does every page show around its content?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from trappen.shared.templatetags.addresses import address


@dataclass(frozen=True)
class OtherLanguage:
    """The way to the same page in the other language; `url` is empty where the page follows its reader's own."""

    label: str
    url: str
    code: str


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "da"
    other, label = ("en", "English") if language == "da" else ("da", "Dansk")
    is_public = not getattr(request, "for_one_person", False)
    here = translate_url(request.path, other) if is_public else ""
    return {
        "viewer": getattr(request, "viewer", None),
        "language": language,
        "other_language": OtherLanguage(label, here, other),
        "offline": address("offline_pages") if is_public else "",
    }
