"""Which words stand on the screen for shares, strain and refusals?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trappen.staircase.rules import Frequency, StepId
from trappen.surveys.rules import Refusal, Share, Strain

Said = dict[str, "str | Promise"]

SHARES: Said = {
    Share.FEW: _("Ingen eller få"),
    Share.SOME: _("Nogle"),
    Share.HALF: _("Mindst halvdelen"),
    Share.MOST: _("De fleste eller alle"),
}
STRAIN: Said = {
    Strain.NONE: _("Slet ikke"),
    Strain.LITTLE: _("Lidt"),
    Strain.SOME: _("En del"),
    Strain.MUCH: _("Meget"),
    Strain.VERY_MUCH: _("Rigtig meget"),
}
AT_LEAST: Said = {
    Strain.LITTLE: _("Lidt eller mere"),
    Strain.SOME: _("En del eller mere"),
    Strain.MUCH: _("Meget eller mere"),
    Strain.VERY_MUCH: _("Rigtig meget"),
}
STEPS: Said = {
    StepId.GREEN: _("Det grønne trin"),
    StepId.YELLOW: _("Det gule trin"),
    StepId.RED: _("Det røde trin"),
}
FREQUENCIES: Said = {
    Frequency.ONCE: _("Én gang"),
    Frequency.SEVERAL: _("Flere gange"),
    Frequency.PERSISTENTLY: _("Vedvarende"),
}
REFUSALS: Said = {
    Refusal.TOO_FEW: _("Spørg mindst %(fewest)s. Ellers kan svarene ikke være anonyme."),
    Refusal.ALREADY_OPEN: _("Der er allerede en åben måling om det samme."),
    Refusal.TOO_SOON: _("I har svaret på det samme for nylig. Spørg igen fra %(day)s."),
    Refusal.TOO_ALIKE: _(
        "En anden måling har for nylig spurgt næsten de samme. Så kunne man regne ud, hvad enkelte har svaret. "
        "Spørg præcis de samme, eller vent til %(day)s."
    ),
}
QUESTIONS = (
    _("Hvad genkender vi, og hvad overrasker os?"),
    _("Hvor ser vi det forskelligt, og hvad kan grunden være?"),
    _("Hvad går godt, som vi skal blive ved med?"),
    _("Hvad har vi brug for hos hinanden og hos lederen?"),
    _("Hvilket ene greb begynder vi med, og hvornår ser vi på det igen?"),
)
