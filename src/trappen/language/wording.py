"""What do the pages say of a letter? The same words wherever one is shown."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from trappen.language.letters import Reason
from trappen.language.rules import Band, Kind, Tongue

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BANDS: dict[Band, "_StrPromise"] = {
    Band.VERY_EASY: _("meget let"),
    Band.EASY: _("let"),
    Band.MEDIUM: _("middel"),
    Band.HARD: _("svær"),
    Band.VERY_HARD: _("meget svær"),
}

BANDS_MEAN: dict[Band, "_StrPromise"] = {
    Band.VERY_EASY: _("Som en bog for børn."),
    Band.EASY: _("Som en roman eller et ugeblad. Et godt mål for et brev."),
    Band.MEDIUM: _("Som en avis. Nogle modtagere har brug for kortere sætninger."),
    Band.HARD: _("Som faglitteratur. Mange modtagere giver op."),
    Band.VERY_HARD: _("Som en lovtekst. De færreste kommer igennem det."),
}

REASONS: dict[Reason, "_StrPromise"] = {
    Reason.EMPTY: _("Filen er tom. Vælg en anden, eller indsæt teksten."),
    Reason.TOO_LARGE: _("Filen fylder mere end 2 MB. Indsæt teksten i stedet, eller gem den uden billeder."),
    Reason.ENCRYPTED: _("Filen er låst med en adgangskode. Gem den uden adgangskode, eller indsæt teksten."),
    Reason.MACROS: _(
        "Filen indeholder makroer, og dem åbner vi ikke. Gem den som almindelig DOCX, eller indsæt teksten."
    ),
    Reason.BOMB: _("Filen fylder alt for meget, når den pakkes ud. Indsæt teksten i stedet."),
    Reason.BROKEN: _("Filen kan ikke læses. Den er måske ødelagt. Gem den igen, eller indsæt teksten."),
    Reason.PDF: _("Det er en PDF. Vælg brevet som DOCX eller TXT, eller indsæt teksten."),
    Reason.OLD_WORD: _("Det er en fil fra en gammel Word (DOC). Gem den som DOCX, eller indsæt teksten."),
    Reason.OTHER: _("Vi kan kun læse DOCX og TXT. Gem brevet som en af dem, eller indsæt teksten."),
    Reason.NO_TEXT: _("Der er ingen tekst i filen. Er den skannet, så indsæt teksten i stedet."),
}

KINDS: dict[Kind, "_StrPromise"] = {
    Kind.CPR: _("CPR-nummer"),
    Kind.LABEL: _("Etiket"),
    Kind.BLAME: _("Bebrejdelse"),
    Kind.OFFICIALESE: _("Kancellisprog"),
    Kind.PASSIVE: _("Passiv"),
    Kind.ABSOLUTE: _("Altid og aldrig"),
    Kind.SHOUTING: _("Råb"),
    Kind.LONG_SENTENCE: _("Lang sætning"),
}

ADVICE: dict[Kind, "_StrPromise"] = {
    Kind.CPR: _("Slet nummeret, hvis brevet ikke skal sendes sikkert."),
    Kind.BLAME: _("Kan læses som kritik. Fx: %(instead)s."),
    Kind.OFFICIALESE: _("Skriv hellere: %(instead)s."),
    Kind.PASSIVE: _("Hvem gør det? Skriv fx »vi %(instead)s« eller »du %(instead)s«."),
    Kind.ABSOLUTE: _("Passer det hver gang? Skriv hellere: %(instead)s."),
    Kind.SHOUTING: _("Virker som råb. Brug små bogstaver og punktum."),
    Kind.LONG_SENTENCE: _("%(number)s ord. Del den i to."),
}

TONGUES: dict[Tongue, "_StrPromise"] = {
    Tongue.NORWEGIAN: _("norsk"),
    Tongue.SWEDISH: _("svensk"),
    Tongue.ENGLISH: _("engelsk"),
    Tongue.GERMAN: _("tysk"),
    Tongue.POLISH: _("polsk"),
    Tongue.TURKISH: _("tyrkisk"),
    Tongue.ARABIC: _("arabisk"),
    Tongue.UNKNOWN: _("et andet sprog end dansk"),
}

COUNTS = {
    Kind.LONG_SENTENCE: ngettext_lazy("%(number)s lang sætning", "%(number)s lange sætninger", "number"),
    Kind.PASSIVE: ngettext_lazy("%(number)s passiv", "%(number)s passiver", "number"),
    Kind.OFFICIALESE: ngettext_lazy("%(number)s gang kancellisprog", "%(number)s gange kancellisprog", "number"),
    Kind.BLAME: ngettext_lazy("%(number)s bebrejdelse", "%(number)s bebrejdelser", "number"),
    Kind.ABSOLUTE: ngettext_lazy(
        "%(number)s gang altid eller aldrig", "%(number)s gange altid eller aldrig", "number"
    ),
    Kind.SHOUTING: ngettext_lazy("%(number)s råb", "%(number)s råb", "number"),
    Kind.LABEL: ngettext_lazy("%(number)s etiket", "%(number)s etiketter", "number"),
    Kind.CPR: ngettext_lazy("%(number)s CPR-nummer", "%(number)s CPR-numre", "number"),
}
