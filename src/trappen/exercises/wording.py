"""What are the fields of the exercises called, on screen and on paper?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from trappen.exercises.rules import Part, Worry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Said = dict[str, "_StrPromise"]

PERSPECTIVE: Said = {
    "situation": _("Situationen i en sætning"),
    "seen": _("Det jeg ser"),
    "behind": _("Det der kan ligge bag"),
    "can_do": _("Det jeg kan gøre"),
    "told": _("Som borgeren ville fortælle det"),
    "first": _("Hvad vil jeg gøre først?"),
}

TALK: Said = {
    "aim": _("Hvad skal være anderledes efter samtalen?"),
    "wants": _("Hvad vil borgeren sandsynligvis gerne opnå?"),
    "place": _("Hvor mødes I?"),
    "people": _("Hvem er med?"),
    "companion": _("Bisidder eller tolk"),
    "recording": _("Lydoptagelse"),
    "host": _("Vært"),
    "listener": _("Lytter"),
    "writer": _("Skriver"),
    "length": _("Hvor mange minutter varer samtalen?"),
    "opening": _("Den første sætning"),
    "confirm": _("Hvad vil I bekræfte?"),
    "exits": _("Hvad gør I, hvis samtalen ikke kan fortsætte?"),
    "writes_back": _("Hvem skriver til borgeren bagefter, og hvornår?"),
    "asks_colleague": _("Hvem spørger kollegaen, hvordan det gik?"),
}

PARTS: dict[Part, "_StrPromise"] = {
    Part.WELCOME: _("Velkomst og ramme"),
    Part.THEIRS: _("Borgerens syn på sagen"),
    Part.OURS: _("Vores syn på sagen"),
    Part.AGREE: _("Det, vi kan aftale"),
    Part.GOODBYE: _("Bekræft, og sig farvel"),
}

WORRIES: dict[Worry, "_StrPromise"] = {
    Worry.TOO_LONG: _("Delene tager længere tid, end der er. Tag noget ud, eller sæt mere tid af."),
    Worry.MUCH_LEFT: _("Der er minutter, som ikke er fordelt. Giv dem gerne til borgerens syn på sagen."),
    Worry.WE_TALK_MOST: _("I har sat mere tid af til jeres eget syn end til borgerens. Overvej at bytte om."),
    Worry.NO_GOODBYE: _("Der er ingen tid til at bekræfte og sige farvel. Fem minutter gør en forskel."),
    Worry.NOTHING_CONFIRMED: _("I har ikke skrevet, hvad I vil bekræfte. Find én ting, der virker."),
    Worry.NO_EXIT: _("I har ikke skrevet, hvad I gør, hvis samtalen ikke kan fortsætte."),
}
