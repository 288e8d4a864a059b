"""How does a plain sentence get translated at once? Django's own tags, with a shorter way for the most common one.

Django's `translate` passes even a literal through a lazy string, which took a quarter of the time that a page was drawn.
This library bears the same name as Django's, so that `{% load i18n %}` finds it first.
"""

from django import template
from django.template.base import Node, Parser, Token, Variable
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class Sentence(Node):
    """A literal, translated into the language of the page. Literals of a template are safe."""

    def __init__(self, text: str) -> None:
        self._asked = text.replace("%", "%%")  # as the catalogue has it
        self._known: dict[str | None, SafeString] = {}

    def render(self, _context: Context) -> SafeString:
        language = get_language()
        if (found := self._known.get(language)) is None:
            text = gettext(self._asked).replace("%%", "%")
            found = self._known[language] = mark_safe(text)  # noqa: S308  # written in a template, never by a person
        return found


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node: Node = i18n.do_translate(parser, token)
    words, expression = token.split_contents(), node.filter_expression  # type: ignore[attr-defined]  # Django's node
    is_plain = (
        len(words) == 2 and not expression.filters and isinstance(expression.var, Variable)
    )  # the tag and a text
    return Sentence(expression.var.literal) if is_plain and isinstance(expression.var.literal, str) else node
