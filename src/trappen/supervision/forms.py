"""What is written when supervision is planned, changed, cancelled or held?"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.collaborations.forms import Day
from trappen.language.forms import FreeText
from trappen.shared.forms import Once, Versioned
from trappen.supervision import rules, wording
from trappen.supervision.rules import Details, Kind, Refused, Series

USUAL_MINUTES = 90
MOST_WEEKS = 26
_LINE = 100


class Planning(forms.Form):
    """The day and the details of a date."""

    on = Day(label=_("Dato"), error_messages={"required": _("Skriv datoen.")})
    at = forms.TimeField(
        label=_("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"required": _("Skriv klokkeslættet."), "invalid": _("Skriv klokkeslættet som 13:00.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutter"), min_value=15, max_value=rules.LONGEST_MINUTES, initial=USUAL_MINUTES
    )
    kind = forms.ChoiceField(
        label=_("Hvad er det?"),
        choices=[(kind.value, said) for kind, said in wording.KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad det er.")},
    )
    theme = FreeText(
        label=_("Tema"),
        required=False,
        max_length=_LINE,
        help_text=_("Kort og uden navne, fx: Når vi siger nej. Skriv ikke om enkelte borgere eller kolleger."),
    )
    supervisor = FreeText(
        label=_("Hvem leder det?"), required=False, max_length=_LINE, help_text=_("Navn, internt eller udefra.")
    )
    place = FreeText(label=_("Sted"), required=False, max_length=_LINE)
    audience = FreeText(
        label=_("Hvem er det for?"), required=False, max_length=_LINE, help_text=_("Fx: Alle, eller: Aftenholdet.")
    )

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day != self.initial.get("on") and not rules.may_be_planned_for(day, self.today):
            raise ValidationError(_("Vælg en dag fra i dag og højst to år frem."))
        return day

    @property
    def details(self) -> Details:
        """For a valid form."""
        data = self.cleaned_data
        texts = {name: data[name] for name in ("theme", "supervisor", "place", "audience")}
        return Details(at=data["at"], minutes=data["minutes"], kind=Kind(data["kind"]), **texts)


class Plan(Planning, Once):
    """A new date, or a series of them."""

    every_weeks = forms.IntegerField(
        label=_("Gentag med så mange ugers mellemrum"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        help_text=_("Lad feltet stå tomt, hvis det kun er én gang."),
    )
    until = Day(label=_("Til og med"), required=False, help_text=_("Højst 26 gange i alt."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if bool(data["every_weeks"]) is not bool(data["until"]):
            name = "until" if data["every_weeks"] else "every_weeks"
            self.add_error(name, _("Skriv både mellemrum og slutdato, eller lad begge stå tomme."))
            return data
        try:
            days = rules.dates(self.series)
        except Refused as refused:
            self.add_error("until", wording.REFUSALS[refused.why])
        else:
            if not rules.may_be_planned_for(days[-1], self.today):
                self.add_error("until", _("Vælg en dag fra i dag og højst to år frem."))
        return data

    @property
    def series(self) -> Series:
        """For a form whose fields are valid."""
        data = self.cleaned_data
        return Series(data["on"], data["every_weeks"] or 0, data["until"])


class Following(forms.Form):
    """Whether later dates of the series go along. Asked only where there are any."""

    following = forms.BooleanField(required=False)

    def __init__(self, *args: Any, later: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if not later:
            del self.fields["following"]

    @property
    def with_following(self) -> bool:
        """For a valid form."""
        return bool(self.cleaned_data.get("following"))


class Change(Planning, Following, Versioned):
    """Other details, for this date or for later ones too."""

    field_order = ("version", "on", "at", "minutes", "kind", "theme", "supervisor", "place", "audience", "following")

    def __init__(self, *args: Any, later: int, **options: Any) -> None:
        super().__init__(*args, later=later, **options)
        if later:
            field = self.fields["following"]
            field.label = _("Ret også de næste gange i rækken")
            field.help_text = _("De beholder deres egne datoer.")


class Cancel(Following, Versioned):
    """Why it will not be held."""

    field_order = ("version", "because", "following")
    because = FreeText(
        label=_("Hvorfor?"),
        max_length=_LINE,
        help_text=_("Et par ord, fx: Supervisor er syg. Skriv ikke om enkelte borgere."),
        error_messages={"required": _("Skriv et par ord om hvorfor.")},
    )

    def __init__(self, *args: Any, later: int, **options: Any) -> None:
        super().__init__(*args, later=later, **options)
        if later:
            self.fields["following"].label = _("Aflys også de næste gange i rækken")


class Hold(Versioned):
    """How many were there. Nothing of what was said."""

    attendance = forms.IntegerField(
        label=_("Hvor mange var med?"),
        min_value=1,
        max_value=rules.MOST_PEOPLE,
        help_text=_("Kun antallet. Det, I talte om, skal ikke stå her."),
        error_messages={"required": _("Skriv, hvor mange der var med.")},
    )
