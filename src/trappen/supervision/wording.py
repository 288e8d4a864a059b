"""What are kinds, states and refusals called on screen, and what tells supervision from help after an incident?"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from trappen.supervision.rules import Kind, State, Why

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: "Mapping[Kind, _StrPromise]" = {
    Kind.SUPERVISION: _("Supervision"),
    Kind.SPARRING: _("Sparring"),
    Kind.OTHER: _("Andet, fx øvelse i defusing"),
}

SHORT: "Mapping[Kind, _StrPromise]" = {
    Kind.SUPERVISION: _("Supervision"),
    Kind.SPARRING: _("Sparring"),
    Kind.OTHER: _("Øvelse eller andet"),
}

STATES: "Mapping[State, _StrPromise]" = {
    State.PLANNED: _("Planlagt"),
    State.HELD: _("Holdt"),
    State.CANCELLED: _("Aflyst"),
}


def standing(state: State, attendance: int | None) -> str:
    """How it stands with a date, with the number of people where it was held."""
    if attendance is None:
        return str(STATES[state])
    return ngettext("Holdt, %(number)d deltager", "Holdt, %(number)d deltagere", attendance) % {"number": attendance}


def clock(starts: dt.time, ends: dt.time) -> str:
    """From when to when."""
    pattern = "%H:%M" if get_language() == "en" else "%H.%M"
    return gettext("kl. %(starts)s–%(ends)s") % {"starts": starts.strftime(pattern), "ends": ends.strftime(pattern)}


REFUSALS: "Mapping[Why, _StrPromise]" = {
    Why.TOO_MANY: _("Det bliver til flere end 26 gange. Vælg en tidligere slutdato eller flere uger imellem."),
    Why.BACKWARDS: _("Slutdatoen ligger før den første dag."),
    Why.CANCELLED: _("Datoen er aflyst og kan ikke ændres."),
    Why.HELD: _("Datoen er markeret som holdt og kan ikke ændres."),
    Why.NOT_YET: _("Dagen er ikke kommet endnu."),
}


@dataclass(frozen=True)
class Compared:
    """A form of help beside the others. `ours` marks what is our own proposal and no source's."""

    name: "_StrPromise"
    when: "_StrPromise"
    who: "_StrPromise"
    aim: "_StrPromise"
    ours: bool = False


FORMS = (
    Compared(
        _("Psykisk førstehjælp"),
        _("Straks, samme dag"),
        _("En kollega, lederen eller en, der er udpeget"),
        _("At være i sikkerhed og ikke være alene"),
    ),
    Compared(
        _("Defusing"),
        _("Lige efter"),
        _("En, der har lært det. Det behøver ikke være en psykolog"),
        _("Fælles forståelse og mindre kaos"),
    ),
    Compared(
        _("Debriefing eller opfølgende samtale"),
        _("Efter 1 til 3 dage, ikke samme dag"),
        _("En, der er særligt uddannet. Psykologisk debriefing kræver en psykolog"),
        _("At bearbejde, lære og se, om nogen har brug for behandling"),
    ),
    Compared(
        _("Supervision"),
        _("Planlagt, igen og igen"),
        _("En supervisor, som kan være jeres egen eller komme udefra"),
        _("At udvikle fagligheden"),
        ours=True,
    ),
)

_AT = "https://at.dk/arbejdsmiljoe/psykisk-arbejdsmiljoe/vold-og-trusler/om-forloebet-efter-voldsepisoder"
_RM = "https://www.rm.dk/om-os/organisation/koncern-hr/uddannelse-udvikling-og-arbejdsmiljo/udvikling"
SOURCES = (
    (
        _("Vold som Udtryksform om defusing og debriefing"),
        "https://voldsomudtryksform.dk/metoder/defusing-og-debriefing/",
    ),
    (
        _("Vold som Udtryksform om kollegial førstehjælp"),
        "https://voldsomudtryksform.dk/metoder/kollegial-foerstehjaelp/",
    ),
    (_("Arbejdstilsynet om opfølgende samtale og støtte"), f"{_AT}/opfoelgende-samtale-og-stoette/"),
    (_("Region Midtjylland om debriefing og defusing"), f"{_RM}/debriefing-defusing/"),
)
