"""How do the staircase's words come on a page?"""

from django import template
from django.utils.translation import get_language

from trappen.staircase.content import Tool
from trappen.staircase.queries import content
from trappen.staircase.rules import Practice, Words

register = template.Library()


@register.filter
def words(value: Words | None) -> str:
    """The words in the language of the page; nothing for None."""
    return value.to(get_language() or "da") if value else ""


@register.filter
def tools(practice: Practice) -> tuple[Tool, ...]:
    """The tools with which a practice is done."""
    return content().tools.get(practice.id, ())


@register.filter
def in_sentence(value: Words) -> str:
    """A sign's wording as a part of a sentence: without a capital and a full stop."""
    text = value.to(get_language() or "da").rstrip(".")
    return text[:1].lower() + text[1:]
