"""What are the answers, the states and the lines of the history called?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from trappen.care.rules import Agreement, Consent, Referral, Sight

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONSENTS: dict[Consent, "_StrPromise"] = {
    Consent.YES: _("Ja"),
    Consent.NO: _("Nej"),
    Consent.LATER: _("Spørg igen senere"),
}
REFERRALS: dict[Referral, "_StrPromise"] = {
    Referral.NONE: _("Nej, ikke nu"),
    Referral.PSYCHOLOGIST: _("Ja, til arbejdspsykolog"),
    Referral.DOCTOR: _("Ja, til egen læge"),
    Referral.CRISIS: _("Ja, til krisehjælp"),
    Referral.OTHER: _("Ja, til andet"),
}
AGREEMENTS: dict[Agreement, "_StrPromise"] = {
    Agreement.YES: _("Ja, min leder må se planen"),
    Agreement.NO: _("Nej, min leder må ikke se planen"),
}
SIGHTS: dict[Sight, "_StrPromise"] = {
    Sight.PERSON: _("Din egen plan"),
    Sight.SUPPORTER: _("Du er støtte"),
    Sight.LEADER: _("Kollegaen lader dig læse med"),
    Sight.OUTLINE: _("Du startede den, men kan ikke læse den"),
}
VERBS: dict[str, "_StrPromise"] = {
    "care-started": _("Startede planen"),
    "care-step-noted": _("Noterede et trin"),
    "care-step-undone": _("Fjernede det, der var noteret om et trin"),
    "care-supporter-added": _("Tilføjede en støtte"),
    "care-supporter-left": _("Tog en støtte af planen"),
    "care-handed-over": _("Gav sin plads som støtte videre"),
    "care-leader-sees": _("Lod lederen læse med"),
    "care-leader-does-not-see": _("Lukkede for lederen"),
    "care-stopped": _("Stoppede planen"),
    "care-reminded": _("Mindede om et trin"),
    "viewed": _("Så"),
    "denied": _("Blev afvist"),
    "list-changed": _("Rettede listen"),
    "list-seen": _("Så listen, da en omsorgsplan blev startet"),
    "list-warned": _("Varslede sletning"),
}
VIEWED: dict[str, "_StrPromise"] = {
    "": _("planen"),
    "outline": _("at planen er der"),
    "step": _("et trin"),
    "supporters": _("hvem der er støtte"),
    "leader": _("hvem der må læse med"),
    "stop": _("hvordan planen stoppes"),
}
