"""What is written when a course starts, on its way, and before the yearly talk?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trappen.collaborations.forms import Day
from trappen.language.forms import FreeText
from trappen.learning.rules import LAST_DAY, Kind, Mus, Own, Planned, Programme, Theme, planned, talk_may_be_on
from trappen.organisations.models import Unit
from trappen.organisations.queries import Person
from trappen.shared.forms import Once, Versioned

LONGEST_LINE = 300
LONGEST_NOTE = 2_000
_DAYS_BACK, _DAYS_AHEAD = 60, 180  # how far from today a course may begin


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Fill a field with what can be chosen here."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _make_short(field: forms.Field) -> None:
    """A box for a few lines, which grows with what is written."""
    field.widget.attrs["class"] = "short"


class Start(Once):
    """For whom, from when, and which steps. The talk is always among them, so it is not asked about."""

    employee = forms.ChoiceField(
        label=_("Hvem er det for?"), error_messages={"required": _("Vælg, hvem forløbet er for.")}
    )
    starts_on = Day(
        label=_("Første dag"),
        help_text=_("Fristerne tæller herfra."),
        error_messages={"required": _("Skriv den første dag.")},
    )
    steps = forms.MultipleChoiceField(
        label=_("Trin i forløbet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fjern krydset ved det, der ikke passer hos jer. Samtalen med dig er altid med."),
    )
    own_title = FreeText(
        label=_("Jeres eget trin"),
        required=False,
        max_length=100,
        help_text=_("Fx: Gå med en kollega på besøg. Skriv ikke om borgere."),
    )
    own_day = forms.IntegerField(
        label=_("Senest på dag nummer"),
        required=False,
        min_value=1,
        max_value=LAST_DAY,
        help_text=_("Den første dag er dag 1."),
    )

    def __init__(
        self, *args: Any, people: Sequence[Person], programme: Programme, today: dt.date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        language = get_language() or "da"
        self.programme, self.today = programme, today
        steps = [step for step in programme.steps if step.kind is not Kind.TALK]
        _offer(self, "employee", [("", _("Vælg en medarbejder")), *((str(each.id), each.name) for each in people)])
        _offer(self, "steps", [(step.id, step.title.to(language)) for step in steps])
        self.fields["steps"].initial = [step.id for step in steps]
        self.fields["starts_on"].initial = today

    def clean_starts_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        if not -_DAYS_BACK <= (day - self.today).days <= _DAYS_AHEAD:
            raise ValidationError(
                _("Vælg en dag fra %(back)s dage tilbage til %(ahead)s dage frem."),
                params={"back": _DAYS_BACK, "ahead": _DAYS_AHEAD},
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        title, day = data.get("own_title"), data.get("own_day")
        if title and not day and "own_day" not in self.errors:
            self.add_error("own_day", _("Skriv, hvornår jeres eget trin senest skal være gjort."))
        if day and not title and "own_title" not in self.errors:
            self.add_error("own_title", _("Skriv, hvad jeres eget trin er."))
        return data

    @property
    def planned(self) -> tuple[Planned, ...]:
        """For a valid form."""
        data = self.cleaned_data
        own = Own(data["own_title"], data["own_day"]) if data["own_title"] else None
        return planned(self.programme, data["steps"], own)


class TakeAlong(Versioned):
    """One line from a step to the talk with the leader."""

    text = FreeText(
        label=_("Det tager jeg med til samtalen"),
        rows=3,
        max_length=LONGEST_LINE,
        required=False,
        help_text=_("Din leder kan læse det. Skriv kun det, I skal tale om, og ingen navne på borgere."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _make_short(self.fields["text"])


class TalkDay(Versioned):
    """When employee and leader meet."""

    talk_on = Day(
        label=_("Dato for samtalen"),
        error_messages={"required": _("Skriv datoen for samtalen.")},
    )


class Move(forms.Form):
    """To which unit the employee takes the course along."""

    unit = forms.ChoiceField(
        label=_("Hvilken enhed?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en enhed.")},
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "unit", [(str(unit.id), unit.name) for unit in units])


class Prepare(Versioned):
    """One's own notes by question, and when the talk is."""

    talk_on = Day(
        label=_("Dato for din MUS"),
        required=False,
        help_text=_("Så ved Trappen, hvornår noterne skal slettes."),
    )

    def __init__(self, *args: Any, mus: Mus, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mus, self.today = mus, today
        language = get_language() or "da"
        for question in mus.questions:
            self.fields[question.id] = FreeText(
                label=question.ask.to(language), rows=3, max_length=LONGEST_NOTE, required=False
            )
            _make_short(self.fields[question.id])

    def clean_talk_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["talk_on"]
        if day and not talk_may_be_on(day, self.today):
            raise ValidationError(_("Vælg en dato fra 30 dage tilbage til et år frem."))
        return day

    @property
    def by_theme(self) -> list[tuple[Theme, list[forms.BoundField]]]:
        return [(theme, [self[question.id] for question in theme.questions]) for theme in self.mus.themes]

    @property
    def notes(self) -> dict[str, str]:
        """For a valid form."""
        return {question.id: self.cleaned_data[question.id] for question in self.mus.questions}
