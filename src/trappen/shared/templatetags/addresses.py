"""How does a page that is full of links write its addresses quickly?

Django builds an address from its pattern each time: a sixth of the time that a page took to draw. Every page has most
of its links in common with the page before, so the newest are remembered. This `url` is built into every template.
"""

from functools import lru_cache
from typing import Any, cast

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

register = template.Library()


class Address(Node):
    """An address by its name and the values in it."""

    def __init__(self, node: URLNode) -> None:
        self._name, self._values = node.view_name, node.args

    def render(self, context: Context) -> str:
        values = tuple(value.resolve(context) for value in self._values)
        return conditional_escape(_address(self._name.resolve(context), values, language_of(context)))


def address(name: str, *values: Any) -> str:
    return _address(name, values, get_language())


def language_of(context: Context) -> str | None:
    """The language in which a page is drawn: asked for once a page, since a hundred tags want to know."""
    drawn = cast(dict[str, str | None], context.render_context.dicts[0])
    if "language" not in drawn:
        drawn["language"] = get_language()
    return drawn["language"]


@lru_cache(maxsize=4096)
def _address(name: str, values: tuple[Any, ...], _language: str | None) -> str:
    """English addresses of public pages differ from Danish ones."""
    return reverse(name, args=values)


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node: URLNode = django_url(parser, token)
    return node if node.kwargs or node.asvar else Address(node)
