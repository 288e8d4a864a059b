"""How are cards chosen, own ones written, and a game handed over?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.dialogue.rules import MOST_CARDS, Move
from trappen.language.forms import FreeText
from trappen.organisations.queries import Person
from trappen.shared.forms import Once, Versioned


class NewGame(Once):
    """The cards that are played. The page shows them by field."""

    cards = forms.MultipleChoiceField(
        label=_("Kort"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst ét kort."),
            "invalid_choice": _("Et af kortene findes ikke mere. Se listen igennem, og start igen."),
        },
    )

    def __init__(self, *args: Any, cards: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cards"].choices = [(card, card) for card in cards]  # type: ignore[attr-defined]  # of its class

    def clean_cards(self) -> list[str]:
        cards: list[str] = self.cleaned_data["cards"]
        if len(cards) > MOST_CARDS:
            raise forms.ValidationError(_("Vælg højst %(most)s kort.") % {"most": MOST_CARDS})
        return cards


class HostMove(Versioned):
    """What the host does next."""

    move = forms.ChoiceField(choices=[(move.value, move.value) for move in Move])


class Timer(Versioned):
    """How long the group talks; 0 takes the clock away."""

    minutes = forms.IntegerField(label=_("Minutter"), min_value=0, max_value=60)


class HandOver(forms.Form):
    """Who hosts from now on."""

    to = forms.ChoiceField(label=_("Giv spillet videre til"), error_messages={"required": _("Vælg en kollega.")})

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", _("Vælg")), *((str(each.id), each.name) for each in people)]  # type: ignore[attr-defined]


class OwnCardForm(Once):
    """A situation of the unit's own."""

    text = FreeText(
        label=_("Situationen"),
        rows=3,
        max_length=300,
        help_text=_(
            "Én konkret handling i et par sætninger, fx: »En pårørende filmer dig under måltidet.« Ingen navne."
        ),
        error_messages={"required": _("Skriv, hvad der sker på kortet.")},
    )
