"""What can be filled in about care? Ticks, choices and days, and the work e-mail of a colleague; no text."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.care import queries, rules, wording
from trappen.care.actions import Noted
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.queries import Starting
from trappen.care.rules import Agreement, Consent, Referral, StepCode
from trappen.collaborations.forms import Day
from trappen.organisations.models import Unit
from trappen.organisations.queries import Person, colleague
from trappen.organisations.rules import Viewer
from trappen.shared.forms import Once, Versioned

Choices = list[tuple[str, str]]


def _choices(people: Sequence[Person]) -> Choices:
    return [(str(each.id), each.name) for each in people]


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    """Fill a field with what can be chosen here."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField


class _WithEmail(forms.Form):
    """A colleague from elsewhere in the organisation, by their work e-mail. The address itself is not kept."""

    email = forms.EmailField(
        label=_("En kollega et andet sted i organisationen"),
        required=False,
        help_text=_("Skriv kollegaens arbejdsmail."),
    )

    def find(self, viewer: Viewer) -> uuid.UUID | None:
        """Who was meant, with an error at the field where nobody has the address."""
        email = self.cleaned_data.get("email")
        found = colleague(viewer, email) if email else None
        if email and found is None:
            self.add_error("email", _("Vi kender ingen kollega med den mailadresse. Tjek, om den er skrevet rigtigt."))
        return found.id if found else None

    def check_supporter(self, unit: Unit, person: uuid.UUID, supporter: uuid.UUID, viewer: Viewer) -> None:
        if not queries.to_be_asked(unit, person, supporter, by=viewer.id):
            self.add_error(
                "email",
                _("Vælg en anden. En leder af enheden kan kun være støtte, når kollegaen selv har valgt det."),
            )


class StartPlan(_WithEmail, Once):
    """Who is to be there for the colleague. Those whom the colleague wants stand first, and are ticked."""

    supporters = forms.MultipleChoiceField(
        label=_("Hvem skal være støtte?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("supporters", "email")

    def __init__(self, *args: Any, starting: Starting, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.starting, self.viewer = starting, viewer
        self.chosen: list[uuid.UUID] = []
        wanted, others = _choices(starting.wanted), _choices(starting.others)
        grouped = [(_("Dem, kollegaen selv helst vil have"), wanted), (_("Andre i enheden"), others)]
        _offer(self, "supporters", [each for each in grouped if each[1]] if wanted else others)
        self.fields["supporters"].initial = [value for value, _name in wanted]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.chosen = [uuid.UUID(each) for each in data.get("supporters", [])]
        other = self.find(self.viewer)
        if other and other not in self.chosen:
            self.chosen.append(other)
            if not self.starting.offers(other):
                self.check_supporter(self.starting.unit, self.starting.person.id, other, self.viewer)
        if not self.chosen and not self.errors:
            self.add_error("supporters", _("Vælg mindst én."))
        if len(self.chosen) > rules.MOST_SUPPORTERS:
            self.add_error("supporters", _("Vælg højst fem. Få kendte ansigter er bedre end mange."))
        return data


class NoteStep(Versioned):
    """A step that has been done: when, by whom, two answers and the next day."""

    done_on = Day(label=_("Hvornår talte I sammen?"), error_messages={"required": _("Vælg en dag.")})
    done_by = forms.ChoiceField(
        label=_("Hvem var der for kollegaen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der var der.")},
    )
    consent = forms.ChoiceField(
        label=_("Siger kollegaen ja til at fortsætte?"),
        choices=[(each.value, name) for each, name in wording.CONSENTS.items()],
        widget=forms.RadioSelect,
        help_text=_("Et nej er et nej. Så minder vi ikke om flere trin."),
        error_messages={"required": _("Vælg et svar.")},
    )
    referral = forms.ChoiceField(
        label=_("Har I aftalt hjælp fra andre?"),
        choices=[(each.value, name) for each, name in wording.REFERRALS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )
    next_on = Day(label=_("Hvornår tales I ved igen?"), error_messages={"required": _("Vælg en dag.")})

    def __init__(
        self,
        *args: Any,
        plan: CarePlan,
        step: CareStep,
        supporters: Sequence[Supporter],
        today: dt.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.plan, self.code, self.today = plan, StepCode(step.code), today
        people = {each.user_id: each.user.name for each in supporters}
        if step.done_by:
            people.setdefault(step.done_by.id, step.done_by.name)
        _offer(self, "done_by", [(str(id_), name) for id_, name in people.items()])
        if self.code.following is None:
            del self.fields["next_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                rules.check_days(
                    self.code,
                    start=self.plan.started_on,
                    done_on=data["done_on"],
                    next_on=data.get("next_on"),
                    today=self.today,
                )
            except rules.DayRefused as refused:
                self.add_error(refused.field, _DAYS[refused.field])
        return data

    @property
    def noted(self) -> Noted:
        """For a valid form."""
        data = self.cleaned_data
        return Noted(
            done_on=data["done_on"],
            done_by=uuid.UUID(data["done_by"]),
            consent=Consent(data["consent"]),
            referral=Referral(data["referral"]),
            next_on=data.get("next_on"),
        )


_DAYS = {
    "done_on": _("Dagen skal ligge mellem planens første dag og i dag."),
    "next_on": _("Vælg en dag efter samtalen, højst fire uger senere, end tidsplanen foreslår."),
}


class AskSupporter(_WithEmail):
    """Someone more to support, or instead."""

    person = forms.ChoiceField(label=_("En kollega fra enheden"), required=False)

    field_order = ("person", "email")

    def __init__(self, *args: Any, plan: CarePlan, people: Sequence[Person], viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan, self.viewer = plan, viewer
        self.chosen: uuid.UUID | None = None
        _offer(self, "person", [("", _("Vælg")), *_choices(people)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        other = self.find(self.viewer)
        if other:
            self.check_supporter(self.plan.unit, self.plan.person_id, other, self.viewer)
        elif not data.get("person") and not self.errors:
            self.add_error("person", _("Vælg en kollega, eller skriv en mailadresse."))
        self.chosen = other or (uuid.UUID(data["person"]) if data.get("person") else None)
        return data


class LetLeaderSee(forms.Form):
    agreement = forms.ChoiceField(
        label=_("Må din leder læse planen?"),
        choices=[(each.value, name) for each, name in wording.AGREEMENTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )

    @property
    def chosen(self) -> Agreement:
        return Agreement(self.cleaned_data["agreement"])


class KeepList(_WithEmail, Versioned):
    """Whom one wants beside oneself, the first choice first."""

    first = forms.ChoiceField(label=_("Helst"), required=False)
    second = forms.ChoiceField(label=_("Ellers"), required=False)
    third = forms.ChoiceField(label=_("Eller"), required=False)
    leader_sees = forms.BooleanField(
        label=_("Min leder må altid se listen"),
        required=False,
        help_text=_("Ellers ser kun den listen, der starter en omsorgsplan for dig."),
    )

    field_order = ("first", "second", "third", "email", "leader_sees")
    PLACES = ("first", "second", "third")

    def __init__(
        self, *args: Any, people: Sequence[Person], wanted: Sequence[Person], viewer: Viewer, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.chosen: list[uuid.UUID] = []
        known = {each.id: each for each in (*people, *wanted)}
        for place in self.PLACES:
            _offer(self, place, [("", _("Ingen valgt")), *_choices(list(known.values()))])
        for place, person in zip(self.PLACES, wanted, strict=False):
            self.fields[place].initial = str(person.id)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        picked = [data.get(place) for place in self.PLACES]
        chosen = [uuid.UUID(each) for each in picked if each]
        other = self.find(self.viewer)
        if other:
            chosen.append(other)
        self.chosen = list(dict.fromkeys(chosen))
        if self.viewer.id in self.chosen:
            self.add_error("email", _("Vælg en anden end dig selv."))
        if len(self.chosen) > rules.LONGEST_LIST:
            self.add_error("email", _("Der er plads til tre. Sæt en af de andre til Ingen valgt først."))
        return data
