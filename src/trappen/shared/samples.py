"""What does the gallery of components show them with? Invented values; seen in development only."""

import datetime as dt
from dataclasses import dataclass

from django import forms


class Sample(forms.Form):
    """One field of each kind."""

    line = forms.CharField(label="Alias", help_text="Et neutralt ord.")
    email = forms.EmailField(label="Arbejdsmail", required=False)
    text = forms.CharField(label="Noter", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    day = forms.DateField(label="Senest", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    one = forms.ChoiceField(label="Kontakt med", choices=(("user", "Bruger"), ("parent", "Forælder")))
    radio = forms.ChoiceField(label="Hjalp det?", choices=(("yes", "Ja"), ("no", "Nej")), widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Adgang", choices=(("a", "Mette"), ("b", "Jonas")), widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="Det er ikke navnet på en person")


@dataclass(frozen=True)
class Step:
    """A step as the staircase draws it."""

    id: str
    slug: str
    name: str
    when: str
    sign_count: int
    practice_count: int


STEPS = (
    Step("green", "groen", "Det grønne trin", "Forebyg, før konflikten opstår", 0, 6),
    Step("yellow", "gul", "Det gule trin", "Konflikter, beklagelser og klager", 4, 7),
    Step("red", "roed", "Det røde trin", "Vedvarende svært, kompliceret eller massivt", 8, 14),
)


@dataclass(frozen=True)
class Point:
    """One assessment on the curve."""

    x: str
    until: str
    step: str
    previous: str | None
    label: str


@dataclass(frozen=True)
class Curve:
    """The staircase curve of an invented collaboration."""

    id: str = "sample"
    title: str = "Fra rød til gul på fire måneder"
    description: str = "Marts: gul; maj: rød; august: gul."
    points: tuple[Point, ...] = (
        Point("0", "25", "yellow", None, "Marts: gul"),
        Point("25", "60", "red", "yellow", "Maj: rød"),
        Point("60", "100", "yellow", "red", "August: gul"),
    )
    events: tuple[object, ...] = ()
    start: str = "marts 2026"
    end: str = "nov. 2026"


def samples(today: dt.date) -> dict[str, object]:
    return {
        "blank": Sample(),
        "faulty": Sample({"email": "ikke en mail", "day": "i morgen"}),
        "steps": STEPS,
        "curve": Curve(),
        "today": today,
    }
