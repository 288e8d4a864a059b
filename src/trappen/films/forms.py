"""What does someone tell when they attach a film for their colleagues?"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trappen.films import queries
from trappen.films.captions import Unusable, checked
from trappen.films.filetypes import ENOUGH, kind_of
from trappen.films.uploads import MOST_BYTES
from trappen.films.wording import REASONS
from trappen.language.forms import FreeText
from trappen.shared.forms import Once, Versioned


class CaptionFile(forms.FileField):
    """A WebVTT file; comes out as its text, empty where there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=None, widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}), **options
        )
        self.error_messages["empty"] = REASONS["empty"]

    def clean(self, data: Any, initial: Any = None) -> str:
        given = super().clean(data, initial)
        if not given:
            return ""
        try:
            return checked(given.read())
        except Unusable as refused:
            raise ValidationError(
                REASONS[refused.reason], code=refused.reason, params={"line": refused.line}
            ) from None


class _Told(forms.Form):
    """What a new film and a changed one have in common."""

    title = FreeText(label=_("Titel"))
    beside = forms.ChoiceField(
        label=_("Hvor hører filmen til?"),
        required=False,
        help_text=_("Den bliver vist her for alle i jeres organisation, når de er logget ind."),
    )
    captions_da = CaptionFile(label=_("Danske undertekster"), help_text=_("WebVTT, højst 500 kB."))
    captions_en = CaptionFile(label=_("Engelske undertekster"), help_text=_("WebVTT, højst 500 kB."))
    rights = FreeText(
        label=_("Hvem har rettighederne til filmen?"),
        help_text=_("Fx jer selv, et filmselskab eller en anden kommune."),
        max_length=200,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "da"
        ours = [(film.id, film.title.to(language)) for film in queries.films()]
        beside = self.fields["beside"]
        assert isinstance(beside, forms.ChoiceField)  # noqa: S101  # for the types
        beside.choices = [("", _("For sig selv")), *ours]

    @property
    def captions(self) -> dict[str, str]:
        """By language, those that were sent. For a valid form."""
        given = {language: self.cleaned_data[f"captions_{language}"] for language in ("da", "en")}
        return {language: text for language, text in given.items() if text}


class NewFilm(Once, _Told):
    file = forms.FileField(
        label=_("Filmen"),
        max_length=None,
        help_text=_("MP4 eller WebM, højst 300 MB."),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm,.mp4,.webm"}),
        error_messages={"required": _("Vælg filmen."), "empty": _("Filen er tom.")},
    )
    may_show = forms.BooleanField(
        label=_("Vi har lov til at vise filmen for vores kolleger, og dem, man kan genkende i den, har sagt ja."),
        error_messages={"required": _("Sæt kryds, hvis I har lov. Ellers kan filmen ikke vises her.")},
    )
    field_order = ("title", "beside", "file", "captions_da", "captions_en", "rights", "may_show")

    def clean_file(self) -> Any:
        """The file, with its kind as `media_type`."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise ValidationError(_("Filen er for stor. Den må højst fylde 300 MB."), code="too-large")
        kind = kind_of(given.read(ENOUGH))
        given.seek(0)
        if kind is None:
            raise ValidationError(
                _("Det er ikke en MP4- eller WebM-fil. Gem filmen som MP4 (H.264), og prøv igen."), code="kind"
            )
        given.media_type = kind
        return given

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        sent = ("captions_da", "captions_en")
        if not any(data.get(name) or name in self.errors for name in sent):
            self.add_error("captions_da", _("Vælg undertekster på mindst ét sprog, så alle kan følge med."))
        return data

    def pieces(self) -> Iterator[bytes]:
        """The file in the order in which it is stored. For a valid form."""
        file = self.cleaned_data["file"]
        file.seek(0)
        while piece := file.read(queries.PIECE):
            yield piece


class ChangedFilm(Versioned, _Told):
    field_order = ("title", "beside", "captions_da", "captions_en", "rights")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("captions_da", "captions_en"):
            self.fields[name].help_text = _("Vælg kun en fil, hvis underteksterne skal udskiftes.")
