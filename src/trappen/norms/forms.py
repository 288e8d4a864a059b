"""How is a norm written?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.language.forms import FreeText
from trappen.norms.actions import Draft
from trappen.norms.models import Norm
from trappen.norms.rules import Registers
from trappen.shared.forms import Once, Versioned

REGISTERS = {
    Registers.ALWAYS: _("Ja, altid"),
    Registers.DEPENDS: _("Det kommer an på"),
    Registers.NO: _("Nej"),
}


def grouped(norms: Sequence[Norm]) -> list[tuple[str, list[Norm]]]:
    """Norms by whether they are registered, each group with its name; groups without any are left out."""
    groups = [(str(name), [norm for norm in norms if norm.registers == each]) for each, name in REGISTERS.items()]
    return [(name, found) for name, found in groups if found]


class Agreed(forms.Form):
    """What a group has agreed on the card on the table."""

    registers = forms.ChoiceField(
        label=_("Registrerer vi det?"),
        choices=[(each.value, label) for each, label in REGISTERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om I registrerer det.")},
    )
    text = FreeText(
        label=_("Det gør vi"),
        rows=3,
        max_length=1_000,
        required=False,
        help_text=_("Fx: Vi siger fra med det samme, og vi registrerer samme dag. Skriv ikke om en bestemt borger."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("registers") == Registers.DEPENDS and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv, hvad det kommer an på."))
        return data

    def draft(self, *, situation: str, card: str = "") -> Draft:
        """For a valid form."""
        return Draft(situation, self.cleaned_data["text"], Registers(self.cleaned_data["registers"]), card)


class _OwnSituation(Agreed):
    situation = FreeText(
        label=_("Situationen"),
        rows=2,
        max_length=400,
        help_text=_("En eller to sætninger om en handling. Ikke om en bestemt borger."),
        error_messages={"required": _("Skriv, hvad der sker.")},
    )
    field_order = ("situation", "registers", "text")

    @property
    def own_draft(self) -> Draft:
        """For a valid form."""
        return self.draft(situation=self.cleaned_data["situation"])


class NewNorm(_OwnSituation, Once):
    """A norm on a situation of one's own."""


class EditNorm(_OwnSituation, Versioned):
    """A norm that is agreed anew."""
