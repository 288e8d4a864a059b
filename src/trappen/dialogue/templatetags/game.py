"""How are a player's answer, a length and a time written on the game's pages?"""

from django import template

register = template.Library()


@register.filter
def parts(answer: str, at: int) -> str:
    """One part of an answer: the verdict, then whether to register it. Empty where the card was sat out."""
    found = answer.split(":")
    return found[at] if at < len(found) else ""


@register.filter
def unlocalized(length: float) -> str:
    """A length in a picture, with a point in every language."""
    return f"{length:g}"


@register.filter
def as_clock(seconds: int) -> str:
    """Minutes and seconds: 4:05."""
    return f"{seconds // 60}:{seconds % 60:02}"
