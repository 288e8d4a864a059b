"""How does an exercise name what it shows?"""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def called(names: Mapping[str, str], field: str) -> str:
    """What a field is called, among the names of them all."""
    return names[field]
