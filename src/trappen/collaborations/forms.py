"""What may be written of a collaboration, and how is it checked?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trappen.collaborations import rules, wording
from trappen.collaborations.actions import Facts, Seen
from trappen.exercises.forms import TalkFields
from trappen.language.forms import FreeText
from trappen.organisations.queries import Person, colleague
from trappen.organisations.rules import Viewer
from trappen.plans.actions import Draft
from trappen.plans.rules import Change, Effect, Status
from trappen.shared.forms import Once, Versioned
from trappen.shared.templatetags.ui import day
from trappen.staircase.forms import Finder
from trappen.staircase.rules import Practice, StepId

Errors = dict[str, "str | Promise"]


class Day(forms.DateField):
    """A date, shown by the browser's own date picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"], **options)


class ColleagueEmail(forms.EmailField):
    """The work e-mail of someone in the viewer's own organisation; `person` is who was found."""


def _find(form: forms.Form, name: str, viewer: Viewer) -> Person | None:
    """The colleague behind the address in a field, with an error at the field where there is none."""
    email = form.cleaned_data.get(name)
    if not email:
        return None
    person = colleague(viewer, email)
    if person is None:
        form.add_error(name, _("Vi kender ingen kollega med den mailadresse. Tjek, om den er skrevet rigtigt."))
    return person


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Fill a field with what can be chosen here."""
    field_ = form.fields[name]
    if isinstance(field_, forms.ChoiceField):
        field_.choices = choices


@dataclass(frozen=True)
class Beside:
    """One field of two people who wrote at once: what stands there now, and what this person wrote."""

    label: str
    now: str
    yours: str


def beside(form: forms.Form) -> list[Beside]:
    """The fields of a valid form that differ from what stands there now, which is what the form starts from."""
    pairs = [
        (bound, form.initial.get(bound.name), form.cleaned_data.get(bound.name)) for bound in form.visible_fields()
    ]
    return [
        Beside(str(bound.label), _in_words(bound, now), _in_words(bound, yours))
        for bound, now, yours in pairs
        if (now or "") != (yours or "")
    ]


def _in_words(bound: forms.BoundField, value: Any) -> str:
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(bound.field, forms.ChoiceField):
        return next((str(each.choice_label) for each in bound.subwidgets if each.data["value"] == value), "")
    return str(value or "")


class FactsForm(forms.Form):
    """The facts of a collaboration. An alias that looks like a person's name is questioned, not refused."""

    alias = FreeText(
        label=_("Alias"),
        error_messages={"required": _("Giv samarbejdet et neutralt alias.")},
        max_length=60,
        help_text=_("Et neutralt ord, som ikke kan føres tilbage til borgeren. Aldrig et navn."),
    )
    not_a_name = forms.BooleanField(label=_("Det er ikke navnet på en person"), required=False)
    case_reference = FreeText(
        label=_("Sagens nummer"),
        max_length=60,
        required=False,
        help_text=_("Nummeret i fagsystemet eller ESDH. Aldrig et CPR-nummer."),
    )
    kind = forms.ChoiceField(
        label=_("Hvem er kontakten med?"),
        choices=wording.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem kontakten er med.")},
    )
    informed = forms.ChoiceField(
        label=_("Er borgeren informeret om, at I skriver her?"),
        error_messages={"required": _("Svar på, om borgeren er informeret.")},
        choices=wording.INFORMED,
        widget=forms.RadioSelect,
        help_text=_("Databeskyttelsesforordningens artikel 13 og 14 siger, hvornår borgeren skal informeres."),
    )
    informed_note = FreeText(
        label=_("Hvordan eller hvorfor ikke?"),
        rows=2,
        max_length=500,
        required=False,
        help_text=_("Skriv grunden, hvis borgeren ikke informeres."),
    )
    case_system = forms.ChoiceField(
        label=_("Står det, der hører til i sagen, i ESDH?"),
        error_messages={"required": _("Svar på, om det står i ESDH.")},
        choices=wording.CASE_SYSTEM,
        widget=forms.RadioSelect,
        help_text=_("Trappen er jeres arbejdsredskab. Det, der hører til i borgerens sag, skal stå i sagen."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.name_questioned = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        alias = data.get("alias", "")
        if alias and rules.looks_like_a_name(alias) and not data.get("not_a_name"):
            self.name_questioned = True
            self.add_error(
                "alias",
                _(
                    "Det ligner navnet på en person. "
                    "Vælg et neutralt ord, eller sæt kryds ved, at det ikke er et navn."
                ),
            )
        if data.get("informed") == rules.Informed.EXEMPT and not data.get("informed_note", "").strip():
            self.add_error("informed_note", _("Skriv, hvorfor borgeren ikke informeres."))
        return data

    @property
    def asks_about_name(self) -> bool:
        return self.name_questioned or bool(self.data.get("not_a_name"))

    @property
    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(
            alias=data["alias"].strip(),
            case_reference=data["case_reference"].strip(),
            kind=rules.Kind(data["kind"]),
            informed=rules.Informed(data["informed"]),
            informed_note=data["informed_note"],
            case_system=rules.CaseSystem(data["case_system"]),
        )


class ChangeFacts(FactsForm, Versioned):
    """The facts once more, with the version that they were shown in."""


class Open(FactsForm, Once):
    """A new collaboration in one of the viewer's units, with those who are named on it."""

    unit = forms.ChoiceField(label=_("Enhed"), error_messages={"required": _("Vælg en enhed.")})
    people = forms.MultipleChoiceField(
        label=_("Hvem skal have adgang?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Lederen og lederens stedfortræder i enheden har altid adgang. Vælg kun dem, der har brug for det."
        ),
    )
    deputy_email = forms.EmailField(
        label=_("Stedfortræder i netop dette samarbejde"),
        required=False,
        help_text=_("Arbejdsmail på en kollega, som kan det samme som du her."),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, units: Sequence[tuple[str, str]], people: Sequence[Person], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.deputy: Person | None = None
        _offer(self, "unit", units)
        _offer(self, "people", [(str(person.id), person.name) for person in people])
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.deputy = _find(self, "deputy_email", self.viewer)
        return data

    @property
    def named(self) -> list[uuid.UUID]:
        return [uuid.UUID(person) for person in self.cleaned_data["people"]]


class Assess(Finder, Once):
    """The finder's questions, what the people themselves judge, and how it affects them."""

    own = forms.ChoiceField(
        label=_("Jeres egen vurdering"),
        choices=(("", _("Vi er enige i forslaget")), *wording.STEPS),
        widget=forms.RadioSelect,
        required=False,
    )
    reason = FreeText(
        label=_("Hvorfor ser I det anderledes?"),
        rows=2,
        max_length=1_000,
        required=False,
        help_text=_("Skriv kun noget, hvis I vælger et andet trin end forslaget."),
    )
    strain = forms.ChoiceField(
        label=_("Hvordan påvirker det jer?"),
        choices=(*wording.STRAIN, ("", _("Vil ikke svare"))),
        widget=forms.RadioSelect,
        required=False,
    )
    notes = FreeText(
        label=_("Noter"),
        rows=4,
        required=False,
        help_text=_("Skriv, hvad I har set og hørt. Borgeren kan bede om at læse det."),
    )
    together = forms.BooleanField(label=_("Vi har vurderet sammen i teamet"), required=False)
    seen_on = Day(label=_("Dato for vurderingen"), error_messages={"required": _("Skriv datoen for vurderingen.")})

    def __init__(self, *args: Any, today: dt.date, opened_on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.opened_on = opened_on
        self.fields["seen_on"].initial = today

    def clean_seen_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["seen_on"]
        if day > self.today:
            raise ValidationError(_("Datoen ligger ude i fremtiden."))
        if day < self.opened_on - dt.timedelta(days=366):
            raise ValidationError(_("Datoen ligger mere end et år før samarbejdet blev oprettet."))
        return day

    @property
    def is_answered(self) -> bool:
        """Whether the finder's own answers can be used, whatever else is missing."""
        return self.is_bound and not {"sign", "persistently_difficult"} & self.errors.keys()

    @property
    def judged(self) -> bool:
        """Whether the people went straight to a step."""
        return self.data.get("judge", "") in set(StepId)

    @property
    def asked(self) -> bool:
        """Whether the finder's questions were answered, so that there is a proposal."""
        return not self.judged or bool(self.observations or self.is_persistently_difficult)

    @property
    def seen(self) -> Seen:
        data = self.cleaned_data
        return Seen(
            seen_on=data["seen_on"],
            observations=self.observations,
            persistently_difficult=self.is_persistently_difficult,
            asked=self.asked,
            own=StepId(data["own"]) if data["own"] else None,
            reason=data["reason"],
            notes=data["notes"],
            strain=data["strain"],
            together=data["together"],
        )


@dataclass
class PlanRow:
    """One practice, or one own action, as it can be chosen: what was typed, and what is wrong with it."""

    key: str
    practice: Practice | None
    picked: bool
    title: str
    owner: str
    email: str
    due: str
    start: str
    done_when: str
    already: bool = False
    errors: Errors = field(default_factory=dict)


class RowForm(forms.Form):
    """The checks of one chosen row."""

    title = FreeText(
        label=_("Handling"), max_length=300, error_messages={"required": _("Skriv, hvad der skal gøres.")}
    )
    owner = forms.ChoiceField(label=_("Hvem gør det?"), required=False)
    email = forms.EmailField(label=_("En anden kollegas arbejdsmail"), required=False)
    due = Day(label=_("Senest"), error_messages={"required": _("Skriv, hvornår det senest skal være gjort.")})
    start = Day(label=_("Start"), required=False)
    done_when = FreeText(label=_("Hvornår er det gjort?"), rows=2, max_length=1_000, required=False)

    def __init__(
        self, data: Mapping[str, str] | None, *, viewer: Viewer, people: Sequence[Person], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.viewer = viewer
        self.chosen_owner = viewer.id
        _offer(self, "owner", [("", ""), *((str(person.id), person.name) for person in people)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if other := _find(self, "email", self.viewer):
            self.chosen_owner = other.id
        elif data.get("owner"):
            self.chosen_owner = uuid.UUID(data["owner"])
        elif not self.errors:
            self.add_error("owner", _("Vælg, hvem der gør det."))
        if data.get("start") and data.get("due") and data["start"] > data["due"]:
            self.add_error("start", _("Starten ligger efter fristen."))
        return data

    def draft(self, practice: str = "", edition: str = "") -> Draft:
        data = self.cleaned_data
        return Draft(
            title=data["title"].strip(),
            owner=self.chosen_owner,
            due_on=data["due"],
            starts_on=data["start"],
            done_when=data["done_when"],
            practice=practice,
            edition=edition,
        )


class Plan(Once, Versioned):
    """The practices of a step, and own actions, to be chosen in one move.

    Its rows are plain values, since a red step has more than twenty and a page of widgets would be slow.
    """

    OWN = ("own-1", "own-2", "own-3")

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        viewer: Viewer,
        people: Sequence[Person],
        practices: Sequence[Practice],
        already: frozenset[str],
        edition: str,
        language: str,
        due: dt.date,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.viewer, self.people, self.edition = viewer, people, edition
        picked = set(self.data.getlist("pick")) if hasattr(self.data, "getlist") else set()
        self.rows = [
            self._row(
                practice.id, practice, practice.id in picked, practice.label.to(language), due, practice.id in already
            )
            for practice in practices
        ]
        self.own_rows = [self._own_row(key, due) for key in self.OWN]
        self.chosen: list[RowForm] = []
        self.drafts: list[Draft] = []

    def _row(
        self, key: str, practice: Practice | None, picked: bool, title: str, due: dt.date, already: bool
    ) -> PlanRow:
        get = self.data.get
        return PlanRow(
            key=key,
            practice=practice,
            picked=picked,
            title=get(f"title-{key}", title),
            owner=get(f"owner-{key}", str(self.viewer.id)),
            email=get(f"email-{key}", ""),
            due=get(f"due-{key}", due.isoformat()),
            start=get(f"start-{key}", ""),
            done_when=get(f"done_when-{key}", ""),
            already=already,
        )

    def _own_row(self, key: str, due: dt.date) -> PlanRow:
        row = self._row(key, None, False, "", due, False)
        row.picked = any(text.strip() for text in (row.title, row.done_when, row.email, row.start))
        return row

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        picked = [row for row in [*self.rows, *self.own_rows] if row.picked]
        for row in picked:
            values = {name: getattr(row, name) for name in ("title", "owner", "email", "due", "start", "done_when")}
            form = RowForm(values, viewer=self.viewer, people=self.people)
            if form.is_valid():
                self.chosen.append(form)
                self.drafts.append(
                    form.draft(row.practice.id if row.practice else "", self.edition if row.practice else "")
                )
            else:
                row.errors = {name: str(errors[0]) for name, errors in form.errors.items()}
        if not picked:
            raise ValidationError(_("Sæt kryds ved mindst ét greb, eller skriv en egen handling."))
        if any(row.errors for row in picked):
            raise ValidationError(_("Nogle af handlingerne mangler noget. Se, hvor der står med rødt."))
        return data

    @property
    def faulty(self) -> list[PlanRow]:
        return [row for row in [*self.rows, *self.own_rows] if row.errors]


class EditAction(RowForm, Versioned):
    """An action once more."""


class MoveAction(Versioned):
    """Where an action stands, and whether it helped."""

    status = forms.ChoiceField(label=_("Status"), choices=wording.STATUSES, widget=forms.RadioSelect)
    effect = forms.ChoiceField(
        label=_("Hjalp det?"),
        choices=(*wording.EFFECTS, ("", _("Ikke svaret"))),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Svar, når handlingen er færdig."),
    )
    because = FreeText(
        label=_("Hvorfor dropper I den?"),
        rows=2,
        max_length=1_000,
        required=False,
        help_text=_("Skriv kun noget, hvis handlingen bliver droppet."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        status = data.get("status")
        if status == Status.DROPPED and not data.get("because", "").strip():
            self.add_error("because", _("Skriv, hvorfor handlingen droppes."))
        if data.get("effect") and status != Status.DONE:
            if "effect" in self.changed_data:
                self.add_error("effect", _("Vælg først status Færdig. Så kan I svare på, om det hjalp."))
            data["effect"] = ""
        return data

    @property
    def change(self) -> Change:
        data = self.cleaned_data
        return Change(
            status=Status(data["status"]),
            effect=Effect(data["effect"]) if data["effect"] else None,
            because=data["because"],
        )


class CommentForm(Once):
    text = FreeText(
        label=_("Kommentar"), rows=3, max_length=4_000, error_messages={"required": _("Skriv en kommentar først.")}
    )


class FollowUpForm(Once):
    """What a follow-up meeting agreed."""

    held_on = Day(label=_("Dato for mødet"), error_messages={"required": _("Skriv datoen for mødet.")})
    agreed = FreeText(label=_("Hvad aftalte I?"), rows=4, error_messages={"required": _("Skriv, hvad I aftalte.")})
    next_on = Day(label=_("Næste opfølgning"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("next_on") and data.get("held_on") and data["next_on"] <= data["held_on"]:
            self.add_error("next_on", _("Næste opfølgning skal ligge efter mødet."))
        return data


class DatedTalk(TalkFields):
    """A plan for a talk on a day. The day may lie behind, since a talk is sometimes written down afterwards."""

    planned_for = Day(label=_("Dato for samtalen"), error_messages={"required": _("Skriv datoen for samtalen.")})

    field_order = ("planned_for",)


class PlanTalk(DatedTalk, Once):
    """A new talk."""


class ChangeTalk(DatedTalk, Versioned):
    """A talk once more, with the version that it was shown in."""


class MarkTalk(Versioned):
    """Whether a talk has been held, and how it went."""

    held = forms.BooleanField(label=_("Samtalen er holdt"), required=False)
    went = FreeText(
        label=_("Hvordan gik det?"),
        rows=3,
        max_length=1_000,
        required=False,
        help_text=_("Kort: Hvad aftalte I, og hvad virkede? Borgeren kan bede om at læse det."),
    )


class GiveAccess(forms.Form):
    email = forms.EmailField(
        label=_("Kollegas arbejdsmail"), error_messages={"required": _("Skriv kollegaens arbejdsmail.")}
    )
    deputy = forms.BooleanField(label=_("Stedfortræder i dette samarbejde"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.person = _find(self, "email", self.viewer)
        return data


class Close(Versioned):
    words = FreeText(
        label=_("Hvorfor afslutter I?"),
        rows=3,
        max_length=1_000,
        required=False,
        help_text=_("Fx at samarbejdet er roligt, eller at kontakten er ophørt."),
    )


class Extend(Versioned):
    until = Day(label=_("Gem til og med"), error_messages={"required": _("Vælg en dato.")})
    reason = FreeText(
        label=_("Hvorfor er det nødvendigt?"),
        rows=3,
        max_length=1_000,
        error_messages={"required": _("Skriv, hvorfor det er nødvendigt.")},
    )


class Confirm(forms.Form):
    """A step that cannot be undone is confirmed by a tick."""

    sure = forms.BooleanField(
        label=_("Ja, slet det for altid. Det kan ikke fortrydes."),
        error_messages={"required": _("Sæt kryds først, hvis det skal slettes for altid.")},
    )
