"""How does a film's meeting look on paper?"""

from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Check, Checks, Document, Facts, Heading, Items, Language, Paragraph
from trappen.films.rules import Exercise, Film, minutes


def meeting(film: Film, language: str) -> Document:
    """The guide for whoever runs the meeting."""
    plan = film.meeting
    to = language
    told: list[Block] = [
        Paragraph(plan.aim.to(to), tone="lead"),
        Facts(
            (
                (_("Introduktion"), _minutes(plan.introduction_minutes)),
                (_("Filmen"), _minutes(plan.film_minutes)),
                *((each.title.to(to), _minutes(each.minutes)) for each in plan.exercises),
                (_("Opsamling"), _minutes(plan.wrap_up_minutes)),
                (_("I alt"), _minutes(plan.minutes)),
            )
        ),
        Heading(_timed(_("Introduktion"), plan.introduction_minutes)),
        Items(tuple(each.to(to) for each in plan.introduction), ordered=True),
        Heading(_timed(_("Se filmen"), plan.film_minutes)),
        Paragraph(
            _("»%(title)s« varer %(minutes)s minutter. Stop, når filmen stopper, og svar på spørgsmålet sammen.")
            % {"title": film.title.to(to), "minutes": minutes(film)}
        ),
        Paragraph(_("Hold øje med:")),
        Items(tuple(each.to(to) for each in plan.watch_for)),
    ]
    for each in plan.exercises:
        told += _exercise(each, to)
    told += [
        Heading(_timed(_("Opsamling"), plan.wrap_up_minutes)),
        Items(tuple(each.to(to) for each in plan.wrap_up), ordered=True),
        Heading(_("Det kan I aftale")),
        Checks(tuple(Check(each.to(to)) for each in plan.agreements)),
        Paragraph(_("Minutter og øvelser er vores forslag. Lav dem til jeres egne."), tone="small"),
    ]
    return Document(
        title=_("Personalemøde: %(title)s") % {"title": film.title.to(to)},
        subtitle=film.about.to(to),
        language=_of(language),
        blocks=tuple(told),
        footer=_("Trappen: film og personalemøder"),
    )


def _exercise(exercise: Exercise, language: str) -> list[Block]:
    who = _("To og to.") if exercise.for_pairs else _("Alle sammen.")
    return [
        Heading(_timed(exercise.title.to(language), exercise.minutes)),
        Paragraph(who),
        Items(tuple(each.to(language) for each in exercise.steps), ordered=True),
    ]


def _minutes(count: int) -> str:
    return _("%(count)s minutter") % {"count": count}


def _timed(title: str, count: int) -> str:
    return _("%(title)s (%(count)s minutter)") % {"title": title, "count": count}


def _of(language: str) -> Language:
    return "en" if language == "en" else "da"
