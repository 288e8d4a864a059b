"""What may be said of a meeting before it is held, and how is it checked?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trappen.collaborations.forms import Day
from trappen.films.rules import Film
from trappen.language.forms import FreeText
from trappen.meetings import queries, rules
from trappen.meetings.actions import Facts, Timing
from trappen.meetings.forms.common import offer
from trappen.meetings.models import Invited, Meeting, Part
from trappen.meetings.wording import language
from trappen.organisations.queries import Person
from trappen.organisations.rules import Viewer
from trappen.shared.forms import Once, Versioned

NONE = "none"  # the choice of no film, and of no earlier meeting
MOST_OTHERS = 20


class Clock(forms.TimeField):
    """A time of the day, shown by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **options)


class MeetingFields(forms.Form):
    """When, where, led by whom, and who is invited."""

    title = FreeText(label=_("Hvad handler mødet om?"), max_length=120, required=False)
    day = Day(label=_("Dato"), error_messages={"required": _("Skriv datoen for mødet.")})
    time = Clock(label=_("Klokken"), error_messages={"required": _("Skriv, hvornår mødet begynder.")})
    minutes = forms.IntegerField(
        label=_("Minutter i alt"),
        min_value=10,
        max_value=rules.LONGEST,
        error_messages={"required": _("Skriv, hvor mange minutter I har.")},
    )
    place = FreeText(label=_("Sted"), required=False, help_text=_("Fx mødelokale 2. Det kommer ikke med i mailen."))
    facilitator = forms.ChoiceField(label=_("Hvem leder mødet?"))
    people = forms.MultipleChoiceField(label=_("Hvem er med?"), widget=forms.CheckboxSelectMultiple, required=False)
    others = forms.CharField(
        label=_("Kolleger uden for enheden"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
        help_text=_("Deres arbejdsmail, én på hver linje. De får adgang til mødets side."),
    )

    def __init__(self, *args: Any, viewer: Viewer, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.asked: frozenset[uuid.UUID] = frozenset()
        choices = [(str(person.id), person.name) for person in people]
        offer(self, "facilitator", choices)
        offer(self, "people", choices)

    def clean_others(self) -> list[Person]:
        emails = list(dict.fromkeys(self.cleaned_data["others"].replace(",", " ").replace(";", " ").lower().split()))
        if len(emails) > MOST_OTHERS:
            raise ValidationError(_("Skriv højst %(most)s adresser."), params={"most": MOST_OTHERS})
        found = queries.colleagues(self.viewer, emails) if emails else {}
        if missing := [email for email in emails if email not in found]:
            raise ValidationError(
                _("Vi kender ingen kollega med adressen %(email)s. Tjek, om den er skrevet rigtigt."),
                params={"email": missing[0][:100]},
            )
        return list(found.values())

    def needs_title(self) -> bool:
        """A meeting without a film says itself what it is about."""
        return self.cleaned_data.get("film") == NONE

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.needs_title() and not data.get("title", "").strip():
            self.add_error("title", _("Skriv, hvad mødet handler om."))
        if not self.errors:
            people = [uuid.UUID(each) for each in [*data["people"], data["facilitator"]]]
            self.asked = frozenset([*people, *(each.id for each in data["others"])])
        return data

    @property
    def facts(self) -> Facts:
        """For a valid form. Whoever leads the meeting is invited to it."""
        data = self.cleaned_data
        return Facts(
            title=data["title"].strip() if self.needs_title() else "",
            starts_at=timezone.make_aware(dt.datetime.combine(data["day"], data["time"])),
            minutes=data["minutes"],
            place=data["place"].strip(),
            facilitator=uuid.UUID(data["facilitator"]),
            people=self.asked,
        )


class PlanMeeting(MeetingFields, Once):
    """A new meeting. `follows` names the meeting whose open agreements come first."""

    film = forms.ChoiceField(label=_("Hvilken film?"), widget=forms.RadioSelect)
    follows = forms.ChoiceField(label=_("Følger det op på et tidligere møde?"), widget=forms.RadioSelect)
    send = forms.BooleanField(label=_("Send indbydelsen på mail, når jeg gemmer"), required=False, initial=True)

    def __init__(self, *args: Any, films: Sequence[Film], earlier: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(film.id, film.title.to(language())) for film in films]
        offer(self, "film", [*named, (NONE, _("Ingen film. Vi mødes om noget andet"))])
        if earlier:
            offer(self, "follows", [*earlier, (NONE, _("Nej"))])
        else:
            del self.fields["follows"]

    @property
    def film_id(self) -> str:
        """For a valid form; empty for a meeting without a film."""
        return "" if self.needs_title() else str(self.cleaned_data["film"])


class ChangeMeeting(MeetingFields, Versioned):
    """A meeting once more; its film stays."""

    def __init__(self, *args: Any, has_film: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_film = has_film

    def needs_title(self) -> bool:
        return not self.has_film


class Agenda(Versioned):
    """Minutes for every part, and which parts are in."""

    def __init__(self, *args: Any, parts: Sequence[Part], names: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = parts
        for part, name in zip(parts, names, strict=True):
            self.fields[f"minutes_{part.id}"] = forms.IntegerField(
                label=_("Minutter til »%(part)s«") % {"part": name},
                min_value=1,
                max_value=rules.LONGEST,
                initial=part.minutes,
            )
            self.fields[f"included_{part.id}"] = forms.BooleanField(label=name, required=False, initial=part.included)
        self.names = names

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"included_{part.id}") for part in self.parts):
            raise ValidationError(_("Sæt kryds ved mindst én del."))
        return data

    @property
    def rows(self) -> list[tuple[Part, forms.BoundField, forms.BoundField]]:
        return [(part, self[f"included_{part.id}"], self[f"minutes_{part.id}"]) for part in self.parts]

    @property
    def timings(self) -> dict[uuid.UUID, Timing]:
        data = self.cleaned_data
        return {part.id: Timing(data[f"minutes_{part.id}"], data[f"included_{part.id}"]) for part in self.parts}


class Reply(forms.Form):
    """Whether someone comes."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"),
        choices=[(rules.Answer.YES, _("Ja, jeg kommer")), (rules.Answer.NO, _("Nej, jeg kan ikke"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg ja eller nej.")},
    )


class Cancel(forms.Form):
    """A step that cannot be undone is confirmed by a tick."""

    sure = forms.BooleanField(
        label=_("Ja, slet mødet med noter og aftaler for altid."),
        error_messages={"required": _("Sæt kryds først, hvis mødet skal slettes.")},
    )


def start_of(meeting: Meeting, invited: Sequence[Invited]) -> dict[str, Any]:
    """What the form to change a meeting begins with."""
    local = timezone.localtime(meeting.starts_at)
    return {
        "version": meeting.version,
        "title": meeting.title,
        "day": local.date(),
        "time": local.time(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "facilitator": str(meeting.facilitator_id),
        "people": [str(each.user_id) for each in invited],
    }
