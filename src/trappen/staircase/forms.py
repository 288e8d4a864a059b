"""How are the signs asked about? One form, used by visitors and by those who assess a collaboration."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trappen.staircase.rules import Frequency, Observation, Sign, Staircase, StepId

FREQUENCIES = (
    (Frequency.ONCE.value, _("Én gang")),
    (Frequency.SEVERAL.value, _("Flere gange")),
    (Frequency.PERSISTENTLY.value, _("Vedvarende")),
)


@dataclass(frozen=True)
class Row:
    """One sign as it is asked about."""

    sign: Sign
    ticked: bool
    frequency: str


class Finder(forms.Form):
    """The signs that are seen, how often, and the red step's own definition."""

    frequencies = FREQUENCIES

    persistently_difficult = forms.ChoiceField(
        label=_("Opleves samarbejdet vedvarende svært, kompliceret eller massivt?"),
        choices=(("yes", _("Ja")), ("no", _("Nej"))),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, staircase: Staircase, language: str, **options: Any) -> None:
        self.staircase = staircase
        super().__init__(*args, **options)
        self.fields["sign"] = forms.MultipleChoiceField(
            choices=[(sign.id, sign.label.to(language)) for sign in staircase.signs.values()], required=False
        )

    @property
    def rows(self) -> Iterator[Row]:
        seen = {each.sign: each.frequency for each in self._observed()}
        for sign in self.staircase.signs.values():
            yield Row(sign, sign.id in seen, seen.get(sign.id, Frequency.SEVERAL).value)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What was seen, in the checklist's order; for a valid form."""
        return tuple(self._observed())

    @property
    def is_persistently_difficult(self) -> bool:
        return bool(self.cleaned_data["persistently_difficult"] == "yes")

    def _observed(self) -> Iterator[Observation]:
        ticked = set(self.fields["sign"].widget.value_from_datadict(self.data, self.files, "sign") or ())
        for sign in self.staircase.signs.values():
            if sign.id in ticked:
                given = self.data.get(f"often-{sign.id}", "")
                known = given in set(Frequency) and not sign.persistent
                yield Observation(sign.id, Frequency(given) if known else Frequency.SEVERAL)


class StepChoice(forms.Form):
    """The step that one judges oneself."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in StepId])
