"""How does a sentence get translated at once? Django's own tags, with a shorter way for the most common ones.

Django's `translate` passes even a literal through a lazy string, and `blocktranslate` puts its sentence together anew
each time; that took a third of the time in which a page was drawn. This library bears the same name as Django's, so
that `{% load i18n %}` finds it first.
"""

from django import template
from django.template.base import Node, Parser, Token, Variable, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from trappen.shared.templatetags.addresses import language_of

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class Sentence(Node):
    """A literal, translated into the language of the page. Literals of a template are safe."""

    def __init__(self, text: str) -> None:
        self._asked = text.replace("%", "%%")  # as the catalogue has it
        self._known: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = language_of(context)
        if (found := self._known.get(language)) is None:
            text = gettext(self._asked).replace("%%", "%")
            found = self._known[language] = mark_safe(text)  # noqa: S308  # written in a template, never by a person
        return found


class Filled(Node):
    """A sentence with values in it, all of them named by `with`."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        self._asked, _ = node.render_token_list(node.singular)
        self._values = node.extra_context
        self._known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = language_of(context)
        if (sentence := self._known.get(language)) is None:
            sentence = self._known[language] = gettext(self._asked)
        return sentence % {
            name: render_value_in_context(value.resolve(context), context) for name, value in self._values.items()
        }


@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> Node:
    node = i18n.do_block_translate(parser, token)
    has_options = node.plural or node.message_context or node.asvar
    _, names = node.render_token_list(node.singular)
    return node if has_options or set(names) != set(node.extra_context) else Filled(node)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node: Node = i18n.do_translate(parser, token)
    said = node.filter_expression  # type: ignore[attr-defined]  # of Django's node
    has_options = len(token.split_contents()) > 2  # more than the tag and its text
    if has_options or said.filters or not isinstance(said.var, Variable) or not isinstance(said.var.literal, str):
        return node
    return Sentence(said.var.literal)
