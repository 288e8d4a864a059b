"""What is asked in an anonymous round, and what does a leader choose who opens one? No free text anywhere."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.accounts.models import User
from trappen.collaborations.forms import Day
from trappen.shared.forms import Once, Versioned
from trappen.staircase.forms import Finder
from trappen.surveys import rules, wording
from trappen.surveys.rules import Answer, Strain


class Ticks(Finder):
    """The finder's questions, and how it affects the one who answers."""

    strain = forms.ChoiceField(
        label=_("Hvor meget påvirker kontakten dig?"),
        choices=(*wording.STRAIN.items(), ("", _("Vil ikke svare"))),
        widget=forms.RadioSelect,
        required=False,
    )

    @property
    def answer(self) -> Answer:
        strain = self.cleaned_data["strain"]
        return Answer(self.observations, self.is_persistently_difficult, Strain(strain) if strain else None)


class GiveAnswer(Ticks):
    """An answer; it cannot be taken back, so that one says first that one has looked."""

    sure = forms.BooleanField(
        label=_("Jeg har set mine svar igennem. De kan ikke rettes bagefter."),
        error_messages={"required": _("Se svarene igennem, og sæt kryds her. De kan ikke rettes bagefter.")},
    )


class OwnView(Ticks):
    """What the leader sees, told beside the team's."""

    sure = forms.BooleanField(
        label=_("Jeg har set mit syn igennem. Teamet ser det sammen med resultatet."),
        error_messages={"required": _("Se dit syn igennem, og sæt kryds her. Teamet ser det sammen med resultatet.")},
    )


class OpenRound(Once):
    """Whom one asks, and until when."""

    people = forms.MultipleChoiceField(
        label=_("Hvem spørger du?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Spørg alle, der har kontakten. Du svarer ikke selv, men skriver dit eget syn for sig."),
        error_messages={"required": _("Vælg, hvem du spørger.")},
    )
    closes_on = Day(
        label=_("Sidste dag at svare"), error_messages={"required": _("Vælg den sidste dag, man kan svare.")}
    )

    def __init__(self, *args: Any, people: Sequence[User], today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["people"].choices = [(str(each.id), each.name) for each in people]  # type: ignore[attr-defined]
        self.fields["people"].initial = [str(each.id) for each in people]
        self.fields["closes_on"].initial = today + dt.timedelta(days=rules.USUAL_DAYS)

    def clean_closes_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["closes_on"]
        days = (day - self.today).days
        if days < rules.SHORTEST_DAYS:
            raise ValidationError(_("Giv kollegerne mindst tre dage."))
        if days > rules.LONGEST_DAYS:
            raise ValidationError(_("Vælg en dag inden for seks uger."))
        return day

    @property
    def chosen(self) -> list[uuid.UUID]:
        return [uuid.UUID(each) for each in self.cleaned_data["people"]]


class SetDemand(Versioned):
    """How many answers a result needs."""

    fewest = forms.IntegerField(
        label=_("Mindste antal svar"),
        min_value=rules.FEWEST,
        max_value=rules.MOST_FEWEST,
        help_text=_("Mindst fem. Sæt det højere, hvis jeres retningslinjer siger det."),
        error_messages={"required": _("Skriv et tal fra 5 til 30.")},
    )
