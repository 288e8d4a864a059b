"""What are moods and outcomes called on screen and on paper, and in which marks stands what someone says?"""

from django.utils.translation import gettext_lazy as _

from trappen.staircase.rules import Words
from trappen.trainer.rules import Mood, Outcome

MOODS = {
    Mood.CALM: _("rolig"),
    Mood.LISTENING: _("lyttende"),
    Mood.GUARDED: _("på vagt"),
    Mood.PRESSED: _("presset"),
    Mood.UPSET: _("oprørt"),
}

OUTCOMES = {
    Outcome.BETTER: _("I kom videre sammen"),
    Outcome.HELD: _("Samtalen holdt"),
    Outcome.WORSE: _("Samtalen gik i stykker"),
    Outcome.LEFT_WELL: _("Du kom ordentligt ud af samtalen"),
}


def quoted(said: Words, language: str) -> str:
    """What someone says, in the quotation marks of the language."""
    return f"“{said.en}”" if language == "en" else f"»{said.da}«"
