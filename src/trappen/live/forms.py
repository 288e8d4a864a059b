"""How does a player type the code?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.live.rules import tidy_code


class Code(forms.Form):
    """The code on the big screen, in any spacing and case."""

    code = forms.CharField(
        label=_("Koden på storskærmen"),
        max_length=20,
        help_text=_("Seks bogstaver og tal. Store og små er ens."),
        error_messages={"required": _("Skriv koden fra storskærmen.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("En kode har seks tegn. Se på storskærmen igen."))
        return code
