"""How do a mood, a letter and a count of hands come on a page?"""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from trappen.staircase.rules import Words
from trappen.trainer import queries, wording
from trappen.trainer.rules import Mood, Outcome, Technique

register = template.Library()

LETTERS = "ABC"


@register.filter
def quoted(said: Words) -> str:
    """What someone says, in quotation marks, in the language of the page."""
    return wording.quoted(said, get_language() or "da")


@register.filter
def mood_word(mood: Mood) -> str:
    """The mood in a word: "på vagt"."""
    return str(wording.MOODS[mood])


@register.filter
def outcome_words(outcome: Outcome) -> str:
    return str(wording.OUTCOMES[outcome])


@register.filter
def letter(number: int) -> str:
    """The letter of a reply that is counted from 1."""
    return LETTERS[number - 1]


@register.filter
def technique(id_: str) -> Technique:
    return queries.content().techniques[id_]


@register.filter
def votes_for(votes: Mapping[str, int] | None, of: str) -> int | None:
    """How many have chosen the reply with this letter; None where nobody counts."""
    return votes.get(of, 0) if votes else None
