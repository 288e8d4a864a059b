"""How do the guide's texts come on a page?"""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from trappen.guide import markup
from trappen.guide.rules import Section
from trappen.guide.search import Piece

register = template.Library()


@register.filter
def markdown(value: str) -> SafeString:
    """Markdown of our own content as HTML."""
    return markup.html(value)


@register.filter
def highlighted(pieces: tuple[Piece, ...]) -> SafeString:
    """A text in which the words that were looked for stand out."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.hit else piece.text,) for piece in pieces)
    )


@register.filter
def classes(section: Section) -> str:
    """The class of a section, by what it is for."""
    return f"guide__section guide__section--{section.mark}" if section.mark else "guide__section"


_NUMBER = re.compile(r"(?<![\d-])(?:\+\d{2} ?)?(?:112|114|\d{2}(?: ?\d{2}){3})(?![\d-])")


@register.filter
def with_numbers(line: str) -> SafeString:
    """A line in which a telephone number can be pressed."""
    parts, start = [], 0
    for found in _NUMBER.finditer(line):
        parts += [escape(line[start : found.start()]), _call(found[0])]
        start = found.end()
    return format_html_join("", "{}", ((part,) for part in (*parts, escape(line[start:]))))


def _call(number: str) -> SafeString:
    return format_html('<a href="tel:{}">{}</a>', number.replace(" ", ""), number)
