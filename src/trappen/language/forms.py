"""How is a stored free text taken in? With a limit, and without CPR numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.language.rules import cpr_numbers

LINE = 120
TEXT = 8_000


class FreeText(forms.CharField):
    """Text that will be stored. Newlines count as one sign; a CPR number is refused, and its place told."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        options.setdefault("max_length", TEXT if rows else LINE)
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if found := cpr_numbers(value):
            raise ValidationError(
                _(
                    "Der står et CPR-nummer i linje %(line)s. Slet det, og skriv sagens nummer i stedet. "
                    "CPR-numre hører til i fagsystemet."
                ),
                code="cpr",
                params={"line": found[0].line},
            )
