"""What does the certificate say, and what do the questions of the yearly talk look like on paper?"""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Document, Facts, Heading, Items, Notice, PageBreak, Paragraph, RunIn
from trappen.learning.models import Preparation
from trappen.learning.queries import Reached
from trappen.learning.rules import Mus
from trappen.shared.templatetags.ui import day

_ROOM = "\u00a0\n" * 2  # lines to write on by hand


def certificate(reached: Reached) -> Document:
    """For a course that is finished. It says who issued it and claims nothing else."""
    course, language = reached.course, _language()
    issuer = course.leader_confirmed_by
    facts = (
        (_("Navn"), course.employee.name),
        (_("Enhed"), course.unit.name),
        (_("Forløb"), reached.programme.title.to(language)),
        (_("Begyndt"), day(course.starts_on)),
        (_("Gennemført"), day(course.finished_at)),
        (_("Samtale med leder"), day(course.talk_on)),
        (_("Udstedt af"), issuer.name if issuer else ""),
    )
    return _document(
        _("Bevis"),
        [
            Paragraph(
                _("%(name)s har gennemført »%(programme)s«.")
                % {"name": course.employee.name, "programme": reached.programme.title.to(language)},
                tone="lead",
            ),
            Facts(facts),
            Heading(_("Det var med i forløbet")),
            Items(tuple(step.title(language) for step in reached.steps)),
        ],
        footer=_("Arbejdspladsens eget bevis. Det giver ingen formel ret og er ikke en uddannelse."),
    )


def mus(asked: Mus) -> Document:
    """For the employee with room to write, and on a new sheet for the leader."""
    language = _language()
    blocks: list[Block] = [Paragraph(_("Til dig, der skal til samtale. Tag et par minutter til hvert spørgsmål."))]
    for theme in asked.themes:
        blocks.append(Heading(theme.title.to(language)))
        blocks += [Notice(each.ask.to(language), _ROOM) for each in theme.questions]
    blocks += [PageBreak(), Heading(_("Til lederen")), Paragraph(_("Sådan kan du tage imod hvert svar."))]
    for theme in asked.themes:
        blocks.append(Heading(theme.title.to(language), level=3))
        blocks.append(Items(tuple(RunIn(each.ask.to(language), each.leader.to(language)) for each in theme.questions)))
    return _document(_("MUS om kontakt med konflikter"), blocks, footer=_about_mus(asked))


def preparation(asked: Mus, written: Preparation, today: dt.date) -> Document:
    """One's own notes, question by question; what is not answered has room to write."""
    language = _language()
    blocks: list[Block] = [Paragraph(_("Dine egne noter. Du bestemmer selv, hvem der ser dem."))]
    notes: Mapping[str, str] = written.notes
    for theme in asked.themes:
        blocks.append(Heading(theme.title.to(language)))
        blocks += [Notice(each.ask.to(language), notes.get(each.id) or _ROOM) for each in theme.questions]
    return _document(
        _("Min forberedelse til MUS"),
        blocks,
        subtitle=_("Samtale %(day)s") % {"day": day(written.talk_on)} if written.talk_on else "",
        footer=_("Privat. Hentet %(day)s.") % {"day": day(today)},
    )


def _about_mus(asked: Mus) -> str:
    return _("Spørgsmålene er vores forslag. Udgave %(edition)s.") % {"edition": asked.edition}


def _language() -> str:
    return get_language() or "da"


def _document(title: str, blocks: list[Block], *, subtitle: str = "", footer: str) -> Document:
    return Document(
        title=title,
        subtitle=subtitle,
        language="en" if _language() == "en" else "da",
        blocks=tuple(blocks),
        footer=footer,
    )
