"""How does a moment of a film read on a page?"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from trappen.films import player
from trappen.films.rules import Cue, Film, Take, short_name
from trappen.films.wording import TAKES

register = template.Library()


@register.filter
def take(value: Take) -> str:
    """What a scene is in the film."""
    return str(TAKES[value])


@register.filter
def clock(seconds: float) -> str:
    """Minutes and seconds from the start: 1.05."""
    return f"{int(seconds) // 60}.{int(seconds) % 60:02}"


@register.filter
def kind(cue: Cue) -> str:
    """say, do, caption or pause."""
    return player.kind(cue)


@register.simple_tag
def line(film: Film, cue: Cue) -> SafeString:
    """A line of the film as text, with who says or does it."""
    language = get_language() or "da"
    text, beat = player.text(cue, language), cue.beat
    name = short_name(film.figures[beat.who], language) if beat.who else ""
    if beat.say:
        return format_html("<strong>{}:</strong> {}", name, text)
    if beat.do:
        return format_html("<em>{} {}</em>", name, text)
    return format_html("<strong>{}</strong>" if beat.pause else "<em>{}</em>", text)
