"""What do places, faces and poses read as, and what is said of a file that cannot be used?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from trappen.films.rules import Moment, Scene, Spot, Standing, Take, short_name

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Told: TypeAlias = "str | _StrPromise"

TAKES: dict[Take, Told] = {
    Take.WRONG: _("Det går galt"),
    Take.BETWEEN: _("Stop og tænk"),
    Take.BETTER: _("Det går bedre"),
}
PLACES: dict[str, Told] = {
    "counter": _("Ved en skranke."),
    "office": _("På et kontor."),
    "meeting-room": _("I et mødelokale."),
    "corridor": _("På en gang."),
    "home": _("Hjemme i en stue."),
    "phone": _("To steder, forbundet af en telefon."),
    "residents-room": _("I en beboers stue."),
    "nursery": _("I en børnehave."),
    "staff-room": _("I et personalerum."),
    "car-park": _("På en parkeringsplads."),
}
SPOTS: dict[Spot, Told] = {
    Spot.LEFT: _("Til venstre %(who)s."),
    Spot.CENTRE: _("I midten %(who)s."),
    Spot.RIGHT: _("Til højre %(who)s."),
}
FACES: dict[str, Told] = {
    "calm": _("rolig"),
    "worried": _("bekymret"),
    "angry": _("vred"),
    "sad": _("ked af det"),
    "tired": _("træt"),
    "relieved": _("lettet"),
    "surprised": _("overrasket"),
    "smile": _("smilende"),
}
POSES: dict[str, Told] = {
    "stand": _("står"),
    "sit": _("sidder"),
    "lean-forward": _("læner sig frem"),
    "arms-crossed": _("med armene over kors"),
    "open-hands": _("med åbne hænder"),
    "turned-away": _("vendt væk"),
    "hands-up": _("med hænderne oppe"),
    "head-down": _("med bøjet hoved"),
    "point": _("peger"),
    "phone": _("taler i telefon"),
    "lean-back": _("læner sig tilbage"),
}
REASONS: dict[str, Told] = {
    "too-large": _("Filen er for stor. En undertekstfil fylder højst 500 kB."),
    "not-utf-8": _("Filen er ikke tekst i UTF-8. Gem den som UTF-8, og prøv igen."),
    "not-webvtt": _("Filen begynder ikke med WEBVTT. Gem underteksterne som WebVTT."),
    "empty": _("Der er ingen undertekster i filen."),
    "timing": _("Linje %(line)s har ingen tid, vi kan læse. Skriv den som 00:01.000 --> 00:04.000."),
    "backwards": _("I linje %(line)s slutter underteksten, før den begynder."),
    "silent": _("Der er ingen tekst under tiden i linje %(line)s."),
    "cpr": _("Der står et CPR-nummer i linje %(line)s. Slet det fra filen."),
}


def described(moment: Moment, language: str) -> str:
    """The picture in words: where it is, and who stands where, feeling and doing what."""
    return " ".join([str(PLACES[moment.scene.place]), *_people(moment, language)])


def _people(moment: Moment, language: str) -> Iterator[str]:
    for each in moment.standing:
        yield str(SPOTS[each.spot]) % {"who": _person(each, language)}


def _person(standing: Standing, language: str) -> str:
    return gettext("%(name)s, %(face)s, %(pose)s") % {
        "name": short_name(standing.figure, language),
        "face": FACES[standing.face],
        "pose": POSES[standing.pose],
    }


def scene_name(scene: Scene, language: str) -> str:
    """What a scene is and where, as it stands on the picture: "Det går galt · Ved skranken"."""
    with override(language):
        return f"{TAKES[scene.take]} · {scene.heading.to(language)}"
