"""How does someone learn that they have put a label on a person? While they type, and after it is saved.

The helper advises. It stops nobody, and keeps nothing.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.language.forms import FreeText
from trappen.language.lexicon import lexicon
from trappen.language.mirror import advice_on
from trappen.language.rules import labels

MOST_TOLD = 3  # messages travel in a cookie


def word_list() -> dict[str, Any]:
    """Every label with the number of its advice, -1 for words that are harmless; advice in the page's language."""
    told = lexicon()
    groups = list(told.advice)
    return {
        "words": {
            form: -1 if phrase.harmless else groups.index(phrase.group) for form, phrase in sorted_by_form(told.labels)
        },
        "advice": [told.advice[group][get_language() or "da"] for group in groups],
    }


def sorted_by_form(phrases: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return sorted(phrases, key=lambda pair: pair[0])


def tell(request: HttpRequest, *written: forms.Form) -> None:
    """After something is saved: name the labels in the texts of valid forms, and what to write another time."""
    told = lexicon()
    seen: set[str] = set()
    for form in written:
        for name, field in form.fields.items():
            if not isinstance(field, FreeText):
                continue
            for match in labels(form.cleaned_data.get(name) or "", told):
                if match.phrase.say in seen or len(seen) == MOST_TOLD:
                    continue
                seen.add(match.phrase.say)
                messages.info(
                    request,
                    _("I »%(field)s« står »%(word)s«: %(advice)s.")
                    % {
                        "field": form[name].label,
                        "word": form.cleaned_data[name][match.start : match.end],
                        "advice": advice_on(match, told),
                    },
                )
