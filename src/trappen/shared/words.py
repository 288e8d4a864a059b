"""How is a small number written in a sentence?"""

from django.utils.translation import gettext as _


def spelled(number: int) -> str:
    """A number from one to twelve as a word, any other in figures."""
    words = (
        _("en"),
        _("to"),
        _("tre"),
        _("fire"),
        _("fem"),
        _("seks"),
        _("syv"),
        _("otte"),
        _("ni"),
        _("ti"),
        _("elleve"),
        _("tolv"),
    )
    return words[number - 1] if 1 <= number <= len(words) else str(number)
