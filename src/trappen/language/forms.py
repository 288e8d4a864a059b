"""How is a free text taken in? One that is stored with a limit and without CPR numbers, a letter for a moment only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.language.letters import MOST_BYTES, Reason, Unreadable, text_of, tidy
from trappen.language.rules import cpr_numbers
from trappen.language.wording import REASONS

LINE = 120
TEXT = 8_000
LETTER = 30_000


class FreeText(forms.CharField):
    """Text that will be stored. Newlines count as one sign; a CPR number is refused, and its place told.

    `data-neutral` lets the neutral-language helper follow along where a page loads it.
    """

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        options.setdefault("max_length", TEXT if rows else LINE)
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-neutral": True}

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


class PassingText(FreeText):
    """Text that is looked at and stored nowhere: a CPR number in it is pointed out, not refused.

    The browser cuts nothing off what is pasted: a text that is too long is refused, and stays where it is.
    """

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(rows=rows, max_length=LETTER, **options)
        self.error_messages["max_length"] = _(
            "Teksten er på %(show_value)d tegn. Højst %(limit_value)d kan ses på ad gangen. Del den i to."
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value))

    def validate(self, value: str) -> None:
        forms.CharField.validate(self, value)


class TryNeutral(forms.Form):
    """A text to try the neutral-language helper on."""

    text = PassingText(
        label=_("Din tekst"),
        rows=8,
        help_text=_("Fx et notat. Skriv ikke navne eller CPR-numre."),
        error_messages={"required": _("Skriv noget, vi kan se på.")},
    )


class Letter(forms.Form):
    """A letter, pasted or as a file. Where both are given the text counts, since it is nowhere else."""

    text = PassingText(
        label=_("Indsæt brevet"), rows=14, required=False, help_text=_("Højst 30.000 tegn, ca. 12 sider.")
    )
    file = forms.FileField(
        label=_("Eller vælg en fil"),
        required=False,
        max_length=None,
        help_text=_("Word (DOCX) eller tekst (TXT), højst 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
        error_messages={"empty": REASONS[Reason.EMPTY]},
    )

    def clean_file(self) -> str:
        """The text of the file, empty where there is none."""
        given = self.cleaned_data["file"]
        if not given:
            return ""
        if given.size > MOST_BYTES:
            raise ValidationError(REASONS[Reason.TOO_LARGE], code=Reason.TOO_LARGE)
        try:
            text = text_of(given.read())
        except Unreadable as refused:
            raise ValidationError(REASONS[refused.reason], code=refused.reason) from None
        if len(text) > LETTER:
            raise ValidationError(
                _("Teksten i filen er på %(length)s tegn. Højst %(most)s kan ses på ad gangen. Del den i to."),
                code="max_length",
                params={"length": len(text), "most": LETTER},
            )
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data["text"] and not data["file"]:
            self.add_error("text", _("Indsæt et brev, eller vælg en fil."))
        return data

    @property
    def letter(self) -> str:
        """For a valid form."""
        text: str = self.cleaned_data["text"] or self.cleaned_data["file"]
        return text

    @property
    def both(self) -> bool:
        return bool(self.cleaned_data["text"] and self.cleaned_data["file"])
