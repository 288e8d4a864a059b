"""How do a step, a date and a form's mistakes look on every page?"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template import Context
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from trappen.shared.templatetags.addresses import address
from trappen.shared.words import spelled

register = template.Library()
register.filter(spelled)

_BAND_HEIGHT = 52
_BANDS = ("red", "yellow", "green")


class Step(Protocol):
    """Anything with a step's id: a step of the staircase, a member of an enum."""

    @property
    def id(self) -> str: ...


@register.simple_tag
def step_badge(step: Step | str | None) -> SafeString:
    """The three-bar badge for a step or its id (green, yellow, red); for None the badge "not yet assessed"."""
    name = "" if step is None else step if isinstance(step, str) else step.id
    return _badge(str(name), get_language())


@lru_cache(maxsize=16)
def _badge(step: str, _language: str | None) -> SafeString:
    """A list shows many badges, and there are four in each language: each is drawn once."""
    return render_to_string("components/step_badge.html", {"step": step})


@register.simple_tag
def unchanging(part: str) -> SafeString:
    """A part of a page that hangs on nothing but the language: drawn once in each."""
    return _unchanging(part, get_language())


@lru_cache(maxsize=64)
def _unchanging(part: str, _language: str | None) -> SafeString:
    return render_to_string(part)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str) -> SafeString:
    """A link of the menu, marked where it is the page that is shown or stands above it."""
    url = address(name)
    path = context["request"].path if "request" in context else ""
    return _link(url, str(label), "page" if path == url else "true" if path.startswith(url) else "")


@lru_cache(maxsize=128)
def _link(url: str, label: str, current: str) -> SafeString:
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a class="nav-link" href="{}"{}>{}</a></li>', url, mark, label)


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*trail: str) -> dict[str, object]:
    """The way back up: a label and its address, in turn, from the top; the page itself is not among them."""
    return {"trail": list(zip(trail[::2], trail[1::2], strict=True))}


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in full: 22. nov. 2026 in Danish, 22 Nov 2026 in English; nothing for None."""
    return _written(value, danish="j. N Y", english="j M Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """A date without its year: 22. nov. in Danish, 22 Nov in English; nothing for None."""
    return _written(value, danish="j. N", english="j M")


@register.filter
def moment(value: datetime | None) -> str:
    """A date with its time: 22. nov. 2026 kl. 14.05 in Danish, 22 Nov 2026, 14:05 in English; nothing for None."""
    return _written(value, danish=r"j. N Y \k\l. H.i", english="j M Y, H:i")


@register.simple_tag
def curve(drawn: object) -> SafeString:
    """The staircase curve: id, title, description, points, events, start and end, all of them values."""
    return _curve(drawn, get_language())


@lru_cache(maxsize=256)
def _curve(drawn: object, _language: str | None) -> SafeString:
    """A curve changes with an assessment or a new day, and is seen far more often."""
    return render_to_string("components/curve.html", {"curve": drawn})


@register.filter
def band(step: Step | str) -> int:
    """The height, in pixels from the top, at which the middle of a step's band lies in the staircase curve."""
    name = step if isinstance(step, str) else step.id
    return _BANDS.index(name) * _BAND_HEIGHT + _BAND_HEIGHT // 2


@register.simple_tag(takes_context=True)
def forms_with_errors(context: Context) -> list[BaseForm]:
    """The forms that hold a mistake, among `form` and `forms` of the page, each once, in that order."""
    given = [context.get("form"), *(context.get("forms") or ())]
    return list(dict.fromkeys(form for form in _single(given) if form.errors))


def _single(given: Iterable[object]) -> Iterator[BaseForm]:
    for item in given:
        if isinstance(item, BaseFormSet):
            yield from item.forms
        elif isinstance(item, BaseForm):
            yield item


def _written(value: date | datetime | None, *, danish: str, english: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return _in_words(value, english if get_language() == "en" else danish)


@lru_cache(maxsize=1024)
def _in_words(value: date | datetime, pattern: str) -> str:
    """A pattern belongs to one language, and a page shows the same few days again and again."""
    return formats.date_format(value, pattern, use_l10n=False)
