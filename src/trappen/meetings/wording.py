"""Which words stand on the screen for the codes of this app?"""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trappen.films.rules import Film
from trappen.meetings.models import Part
from trappen.meetings.rules import Answer, Kind

KINDS: dict[str, "str | Promise"] = {
    Kind.FOLLOW_UP: _("Aftalerne fra sidst"),
    Kind.INTRODUCTION: _("Velkomst"),
    Kind.FILM: _("Filmen"),
    Kind.EXERCISE: _("Øvelse"),
    Kind.TALK: _("Samtale"),
    Kind.WRAP_UP: _("Afrunding"),
}
ANSWERS: dict[str, "str | Promise"] = {
    Answer.YES: _("Kommer"),
    Answer.NO: _("Kommer ikke"),
    "": _("Har ikke svaret"),
}


def language() -> str:
    return get_language() or "da"


def meeting_name(film: Film | None, title: str) -> str:
    """What a meeting is called: its own title, or its film's."""
    if film:
        return film.title.to(language())
    return title or str(_("Møde om en film"))


def part_name(part: Part, film: Film | None) -> str:
    """What a part is called: an exercise by its own title, the rest by what it is."""
    guide = film.meeting if film else None
    if part.kind == Kind.EXERCISE and guide and part.exercise is not None and part.exercise < len(guide.exercises):
        return guide.exercises[part.exercise].title.to(language())
    return str(KINDS[part.kind])


def to_do(part: Part, film: Film | None) -> list[str]:
    """What the one who leads the meeting says and does in a part, in order; from the film's guide where it has one."""
    guide = film.meeting if film else None
    if part.kind == Kind.FOLLOW_UP:
        return [str(each) for each in FOLLOW_UP]
    if guide is None:
        return [str(each) for each in WITHOUT_FILM.get(Kind(part.kind), ())]
    if part.kind == Kind.EXERCISE:
        at = part.exercise or 0
        told = guide.exercises[at].steps if at < len(guide.exercises) else ()
    else:
        told = {
            Kind.INTRODUCTION: guide.introduction,
            Kind.FILM: guide.watch_for,
            Kind.WRAP_UP: guide.wrap_up,
        }.get(Kind(part.kind), ())
    return [each.to(language()) for each in told]


def in_pairs(part: Part, film: Film | None) -> bool | None:
    """Whether an exercise is for pairs or for the room; None for what is no exercise."""
    exercises = film.meeting.exercises if film else ()
    at = part.exercise
    return exercises[at].for_pairs if part.kind == Kind.EXERCISE and at is not None and at < len(exercises) else None


FOLLOW_UP = (
    _("Tag aftalerne én for én. Hvad er gjort, og hjalp det?"),
    _("Er noget gået i stå, så spørg, hvad der skal til. Led ikke efter en skyldig."),
    _("Sæt status på hver aftale, før I går videre."),
)
WITHOUT_FILM = {
    Kind.INTRODUCTION: (
        _("Sig, hvorfor I mødes, og hvornår I er færdige."),
        _("Aftal, at det, der bliver sagt om kolleger og borgere, bliver i rummet."),
    ),
    Kind.TALK: (
        _("Tal først to og to i fem minutter, så alle får sagt noget."),
        _("Saml op i rummet: Hvad går igen? Hvad er vi uenige om?"),
    ),
    Kind.WRAP_UP: (
        _("Aftal højst to eller tre ting: hvem gør hvad, og hvornår er det gjort?"),
        _("Spørg hver især: Hvad tager du med herfra?"),
    ),
}
