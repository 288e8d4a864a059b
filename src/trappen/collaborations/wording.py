"""Which words stand on the screen for the codes of this app and of plans?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trappen.collaborations.rules import CaseSystem, Informed, Kind, Strain
from trappen.plans.rules import Effect, Status
from trappen.staircase.rules import StepId

Choices = tuple[tuple[str, "str | Promise"], ...]

KINDS: Choices = (
    (Kind.USER, _("Bruger")),
    (Kind.RELATIVE, _("Pårørende")),
    (Kind.PARENT, _("Forælder")),
    (Kind.PARTNER, _("Samarbejdspartner")),
    (Kind.COMPANY, _("Virksomhed")),
    (Kind.OTHER, _("Andet")),
)
INFORMED: Choices = (
    (Informed.YES, _("Ja, borgeren er informeret")),
    (Informed.SOON, _("Nej, men det sker snart")),
    (Informed.EXEMPT, _("Nej, der er en grund til at lade være")),
)
CASE_SYSTEM: Choices = (
    (CaseSystem.DONE, _("Ja, det er journaliseret")),
    (CaseSystem.SOON, _("Nej, men det sker snart")),
    (CaseSystem.NOTHING, _("Der er intet, der skal journaliseres")),
)
STRAIN: Choices = (
    (Strain.NONE, _("Slet ikke")),
    (Strain.SOME, _("Lidt")),
    (Strain.MUCH, _("En del")),
    (Strain.HEAVY, _("Meget")),
)
STATUSES: Choices = (
    (Status.PLANNED, _("Planlagt")),
    (Status.UNDER_WAY, _("I gang")),
    (Status.DONE, _("Færdig")),
    (Status.DROPPED, _("Droppet")),
)
EFFECTS: Choices = (
    (Effect.YES, _("Ja")),
    (Effect.PARTLY, _("Delvist")),
    (Effect.NO, _("Nej")),
    (Effect.TOO_EARLY, _("For tidligt at sige")),
    (Effect.WORSE, _("Det blev værre")),
)
STEPS: Choices = (
    (StepId.GREEN, _("Det grønne trin")),
    (StepId.YELLOW, _("Det gule trin")),
    (StepId.RED, _("Det røde trin")),
)
VERBS: dict[str, "str | Promise"] = {
    "opened": _("Oprettede samarbejdet"),
    "changed": _("Rettede oplysningerne"),
    "assessed": _("Vurderede"),
    "followed-up": _("Holdt opfølgning"),
    "talk-planned": _("Planlagde en samtale"),
    "talk-changed": _("Rettede en samtaleplan"),
    "talk-held": _("Markerede en samtale som holdt"),
    "talk-not-held": _("Markerede en samtale som ikke holdt"),
    "access-given": _("Gav adgang"),
    "access-taken": _("Fjernede adgang"),
    "closed": _("Afsluttede"),
    "reopened": _("Genåbnede"),
    "extended": _("Forlængede"),
    "warned": _("Systemet varslede sletning"),
    "viewed": _("Så"),
    "denied": _("Blev afvist"),
    "actions-added": _("Tilføjede handlinger"),
    "action-changed": _("Rettede en handling"),
    "action-planned": _("Satte en handling til planlagt"),
    "action-under-way": _("Satte en handling i gang"),
    "action-done": _("Gjorde en handling færdig"),
    "action-dropped": _("Droppede en handling"),
    "commented": _("Skrev en kommentar"),
}
VIEWED: dict[str, "str | Promise"] = {
    "": _("siden"),
    "survey": _("en anonym måling"),
    "assessment": _("en vurdering"),
    "plan": _("handleplanen"),
    "action": _("en handling"),
    "follow-up": _("opfølgningen"),
    "talk": _("en samtaleplan"),
    "talk-form": _("skemaet til en samtaleplan"),
    "talk-pdf": _("en samtaleplan (PDF)"),
    "access": _("adgang og historik"),
    "handover": _("overdragelsen (PDF)"),
    "export-pdf": _("udtrækket (PDF)"),
    "export-json": _("udtrækket (JSON)"),
    "facts": _("oplysningerne"),
    "ending": _("slutdatoen"),
    "assess": _("skemaet til en ny vurdering"),
    "close": _("siden, hvor det afsluttes"),
    "delete": _("siden, hvor det slettes"),
}


def said(choices: Choices, code: str) -> str:
    """The words for a code; the code itself where there are none."""
    for value, words in choices:
        if value == code:
            return str(words)
    return code
