"""How is a text shown with its marks, and a stored one with its labels?"""

from collections.abc import Iterable, Iterator

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trappen.language.lexicon import lexicon
from trappen.language.mirror import advice_on
from trappen.language.rules import Match, Piece, labels

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A stretch of text with its marks, each with its number before it. White space is the letter's own."""
    return format_html_join("", "{}{}", ((_numbers(piece), _words(piece)) for piece in pieces))


def _numbers(piece: Piece) -> SafeString:
    number = '<a class="mark__number" href="#advice-{0}" id="mark-{0}">{0}<span class="sr-only">, {1}</span></a>'
    to_advice = _("til forslaget")
    return format_html_join("", number, ((mark.number, to_advice) for mark in piece.begins))


def _words(piece: Piece) -> SafeString:
    if piece.kind:
        within = " mark--within" if piece.is_long else ""
        return format_html('<mark class="mark mark--{}{}">{}</mark>', piece.kind, within, piece.text)
    return format_html('<span class="mark__long">{}</span>' if piece.is_long else "{}", piece.text)


@register.simple_tag
def written(text: str) -> SafeString:
    """What someone has written, in paragraphs, with labels on people underlined and what to write another time."""
    found = labels(text, told := lexicon())
    if not found:  # nearly always, and many texts stand on one page
        return format_html('<div class="written">{}</div>', mark_safe(linebreaks(text, autoescape=True)))  # noqa: S308  # escaped there
    context = {
        "text": linebreaks("".join(_underlined(text, found)), autoescape=False),
        "advice": {text[each.start : each.end]: advice_on(each, told) for each in found},
    }
    return render_to_string("language/_written.html", context)


def _underlined(text: str, found: Iterable[Match]) -> Iterator[str]:
    after = 0
    for each in found:
        yield conditional_escape(text[after : each.start])
        yield format_html('<span class="neutral__label">{}</span>', text[each.start : each.end])
        after = each.end
    yield conditional_escape(text[after:])
