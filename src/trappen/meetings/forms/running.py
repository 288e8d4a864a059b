"""What may be written while a meeting is on, and how is it checked?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.collaborations.forms import Day
from trappen.collaborations.wording import EFFECTS, STATUSES
from trappen.language.forms import FreeText
from trappen.meetings import rules
from trappen.meetings.actions import Moment
from trappen.meetings.forms.common import offer
from trappen.meetings.models import Invited, Part
from trappen.meetings.rules import Go, Kind
from trappen.organisations.queries import Person
from trappen.plans.actions import Draft
from trappen.plans.models import Action
from trappen.plans.rules import Change, Effect, Status
from trappen.shared.forms import Once, Versioned

NOTES = 8_000


class Notes(Versioned):
    """What everyone who is there may write; `part` is the part that they had before them."""

    part = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    notes = FreeText(
        label=_("Noter, som alle på mødet kan se"),
        rows=5,
        max_length=NOTES,
        required=False,
        show_hidden_initial=True,
    )

    @property
    def moment(self) -> Moment:
        data = self.cleaned_data
        return Moment(
            part=data["part"],
            version=data["version"] or 0,
            notes=data["notes"] if "notes" in self.changed_data else None,
        )


class Carried(Versioned):
    """How an agreement from last time stands; to drop one needs a reason, and a page of its own."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[each for each in STATUSES if each[0] != Status.DROPPED],
        show_hidden_initial=True,
    )
    effect = forms.ChoiceField(
        label=_("Hjalp det?"), choices=[("", _("Ikke svaret")), *EFFECTS], show_hidden_initial=True, required=False
    )

    def __init__(self, data: Any, *, action: Action) -> None:
        start = {"version": action.version, "status": action.status, "effect": action.effect}
        super().__init__(data, prefix=str(action.id), initial=start)
        self.action = action

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("effect") and data.get("status") != Status.DONE:
            self.add_error("effect", _("Vælg først status Færdig. Så kan I svare på, om det hjalp."))
        return data

    @property
    def change(self) -> tuple[Action, Change, int] | None:
        """None where nobody has touched it."""
        data = self.cleaned_data
        if not {"status", "effect"} & set(self.changed_data):
            return None
        effect = Effect(data["effect"]) if data["effect"] else None
        return self.action, Change(Status(data["status"]), effect), data["version"]


class Running(Notes, Once):
    """The whole screen in one form, so that no button loses what was typed elsewhere on it."""

    present = forms.MultipleChoiceField(
        label=_("Hvem er her?"), widget=forms.CheckboxSelectMultiple, required=False, show_hidden_initial=True
    )
    agreement = FreeText(label=_("Hvad aftaler I?"), max_length=300, required=False)
    owner = forms.ChoiceField(label=_("Hvem gør det?"), required=False)
    due = Day(label=_("Senest"), required=False)
    go = forms.ChoiceField(choices=[(each.value, each.value) for each in Go], required=False)

    def __init__(
        self,
        *args: Any,
        invited: Sequence[Invited],
        people: Sequence[Person],
        carried: Sequence[Carried],
        today: dt.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.carried, self.today = carried, today
        offer(self, "present", [(str(each.user_id), each.user.name) for each in invited])
        offer(self, "owner", [("", _("Vælg")), *((str(each.id), each.name) for each in people)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("agreement", "").strip() or data.get("owner"):
            self._check_agreement(data)
        return data

    def _check_agreement(self, data: dict[str, Any]) -> None:
        if not data.get("agreement", "").strip() and "agreement" not in self.errors:
            self.add_error("agreement", _("Skriv, hvad I aftaler."))
        if not data.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Vælg, hvem der gør det."))
        due = data.get("due")
        if not due and "due" not in self.errors:
            self.add_error("due", _("Skriv, hvornår det senest skal være gjort."))
        if due and not self.today <= due <= self.today + dt.timedelta(days=rules.FURTHEST_DUE):
            self.add_error("due", _("Vælg en dag fra i dag og højst et år frem."))

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(each.is_valid() for each in self.carried)])

    @property
    def moment(self) -> Moment:
        data = self.cleaned_data
        touched = (each.change for each in self.carried)
        ticked = frozenset(uuid.UUID(each) for each in data["present"])
        return Moment(
            part=data["part"],
            version=data["version"] or 0,
            notes=data["notes"] if "notes" in self.changed_data else None,
            present=ticked if "present" in self.changed_data else None,
            agreement=self._draft if data["agreement"].strip() else None,
            carried=tuple(change for change in touched if change),
            go=Go(data["go"] or Go.STAY),
        )

    @property
    def _draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(title=data["agreement"].strip(), owner=uuid.UUID(data["owner"]), due_on=data["due"])


def is_follow_up(part: Part | None) -> bool:
    return part is not None and part.kind == Kind.FOLLOW_UP
