"""What can be written in an exercise? All of it is free text, and most of it is stored nowhere."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.exercises import wording
from trappen.exercises.rules import Labels, Part, Said, Sheet, TalkPlan
from trappen.language.forms import FreeText
from trappen.shared.forms import Versioned

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST = 1_000
LONGEST_TALK = 240  # minutes
MOST_OWN = 8
LABEL = 60


class Passing(forms.Form):
    """A form whose texts are used at once and stored nowhere: a CPR number in them is pointed out, not refused."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.with_cpr: list[forms.BoundField] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, errors in list(self.errors.items()):
            if any(error.code == "cpr" for error in errors.as_data()):
                self.with_cpr.append(self[name])
                self._let_pass(name, data)
        return data

    def _let_pass(self, name: str, data: dict[str, Any]) -> None:
        del self.errors[name]
        field = self.fields[name]
        data[name] = field.to_python(self[name].data)
        try:
            field.run_validators(data[name])
        except ValidationError as error:
            self.add_error(name, error)


class SentenceForm(Passing):
    """A sentence from one's own half of the pitch. What is left out is spoken of, not demanded."""

    behaviour = FreeText(
        label=_("Jeg ser eller hører, at …"),
        rows=2,
        max_length=MOST,
        help_text=_("Det, et kamera kunne have optaget. Borgerens egne ord i citationstegn."),
        error_messages={"required": _("Skriv, hvad du ser eller hører.")},
    )
    effect = FreeText(
        label=_("Det gør, at …"),
        rows=2,
        max_length=MOST,
        required=False,
        help_text=_("Hvad sker der hos dig, eller med samtalen?"),
    )
    wish = FreeText(
        label=_("Jeg vil gerne …"),
        rows=2,
        max_length=MOST,
        required=False,
        help_text=_("Det, du ønsker og kan tilbyde. Noget, I begge kan se, når det sker."),
    )
    choice = FreeText(
        label=_("Vi kan også …"),
        rows=2,
        max_length=MOST,
        required=False,
        help_text=_("En anden mulighed, så borgeren kan vælge."),
    )

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in ("behaviour", "effect", "wish", "choice")})


class ExitsForm(Passing):
    """Which exits a team has chosen, and its own."""

    exit = forms.MultipleChoiceField(required=False)
    phrase = FreeText(
        label=_("Jeres aftalte sætning til en kollega"),
        required=False,
        help_text=_("En sætning, som alle i teamet ved betyder: Kom herhen."),
    )
    own = FreeText(
        label=_("Jeres egne vigemanøvrer"),
        rows=4,
        max_length=MOST,
        required=False,
        help_text=_("Skriv én på hver linje, med de ord, I vil sige."),
    )

    def __init__(self, *args: Any, exits: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exit"].choices = list(exits)  # type: ignore[attr-defined]  # it is a MultipleChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("exit") or data.get("phrase") or data.get("own")) and not self.errors:
            raise ValidationError(_("Vælg mindst én vigemanøvre, eller skriv jeres egen."))
        if len(self.own_lines) > MOST_OWN:
            self.add_error("own", _("Vælg højst otte egne. Et kort med for mange bliver ikke brugt."))
        return data

    @property
    def own_lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get("own", "").splitlines() if line.strip()]


class PerspectiveForm(Passing):
    """The exercise, from the situation to the first thing to do.

    `labels` are the organisation's own names, empty where it has none; `questions` help with each field.
    """

    situation = FreeText(
        label=wording.PERSPECTIVE["situation"],
        rows=2,
        max_length=MOST,
        error_messages={"required": _("Skriv situationen i en sætning.")},
    )
    seen = FreeText(label=wording.PERSPECTIVE["seen"], rows=4, max_length=MOST, required=False)
    behind = FreeText(label=wording.PERSPECTIVE["behind"], rows=4, max_length=MOST, required=False)
    can_do = FreeText(label=wording.PERSPECTIVE["can_do"], rows=4, max_length=MOST, required=False)
    told = FreeText(label=wording.PERSPECTIVE["told"], rows=4, max_length=MOST, required=False)
    first = FreeText(label=wording.PERSPECTIVE["first"], rows=2, max_length=MOST, required=False)

    def __init__(self, *args: Any, labels: Labels, questions: Mapping[str, Iterable[str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.help_text = " ".join(questions[name])
        for name in ("seen", "behind", "can_do"):
            if own := getattr(labels, name):
                self.fields[name].label = own

    @property
    def sheet(self) -> Sheet:
        return Sheet(**{name: self.cleaned_data[name] for name in self.fields})


class PerspectiveLabelsForm(Versioned):
    """What the organisation calls the three fields."""

    seen = FreeText(label=_("Det første felt"), max_length=LABEL, required=False)
    behind = FreeText(label=_("Det andet felt"), max_length=LABEL, required=False)
    can_do = FreeText(label=_("Det tredje felt"), max_length=LABEL, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("seen", "behind", "can_do"):
            ours = wording.PERSPECTIVE[name]
            self.fields[name].help_text = _("Er feltet tomt, hedder det »%(ours)s«.") % {"ours": ours}

    @property
    def labels(self) -> Labels:
        return Labels(*(self.cleaned_data[name] for name in ("seen", "behind", "can_do")))


def _minutes(label: "_StrPromise", usual: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=LONGEST_TALK, initial=usual, required=False)


class TalkFields(forms.Form):
    """A plan for a talk. It may be stored, so that a CPR number is refused; `PlannerForm` stores nothing."""

    aim = FreeText(
        label=wording.TALK["aim"],
        rows=2,
        max_length=MOST,
        help_text=_("Ét mål, som I selv kan gøre noget ved."),
        error_messages={"required": _("Skriv, hvad der skal være anderledes efter samtalen.")},
    )
    wants = FreeText(
        label=wording.TALK["wants"],
        rows=2,
        max_length=MOST,
        required=False,
        help_text=_("Et gæt, som I spørger om i samtalen."),
    )
    place = FreeText(
        label=wording.TALK["place"],
        required=False,
        help_text=_("Fx et mødelokale med to døre, i telefonen eller hos borgeren."),
    )
    people = FreeText(label=wording.TALK["people"], required=False, help_text=_("Skriv ikke borgerens navn."))
    companion = FreeText(
        label=wording.TALK["companion"],
        required=False,
        help_text=_("Spørg i invitationen, om borgeren vil have nogen med."),
    )
    recording = FreeText(
        label=wording.TALK["recording"],
        required=False,
        help_text=_("Hvad siger I, hvis borgeren vil optage? Aftal det, før I begynder."),
    )
    host = FreeText(label=wording.TALK["host"], required=False)
    listener = FreeText(label=wording.TALK["listener"], required=False)
    writer = FreeText(label=wording.TALK["writer"], required=False)
    length = forms.IntegerField(label=wording.TALK["length"], min_value=5, max_value=LONGEST_TALK, initial=45)
    welcome = _minutes(wording.PARTS[Part.WELCOME], 5)
    theirs = _minutes(wording.PARTS[Part.THEIRS], 15)
    ours = _minutes(wording.PARTS[Part.OURS], 10)
    agree = _minutes(wording.PARTS[Part.AGREE], 10)
    goodbye = _minutes(wording.PARTS[Part.GOODBYE], 5)
    opening = FreeText(label=wording.TALK["opening"], rows=2, max_length=MOST, required=False)
    confirm = FreeText(label=wording.TALK["confirm"], rows=3, max_length=MOST, required=False)
    exits = FreeText(label=wording.TALK["exits"], rows=2, max_length=MOST, required=False)
    writes_back = FreeText(label=wording.TALK["writes_back"], required=False)
    asks_colleague = FreeText(label=wording.TALK["asks_colleague"], required=False)

    @property
    def plan(self) -> TalkPlan:
        """For a valid form. A part without minutes is left out of the talk."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in TALK_FIELDS}
        return TalkPlan(**given | {part.value: given[part.value] or 0 for part in Part})

    @property
    def minutes(self) -> list[forms.BoundField]:
        return [self[part.value] for part in Part]


TALK_FIELDS = tuple(TalkPlan.__dataclass_fields__)


class PlannerForm(Passing, TalkFields):
    """A visitor's plan, which is given back at once and stored nowhere."""
