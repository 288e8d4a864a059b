"""What does the result of a round look like on paper? The same as on the screen."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Document, Heading, Items, Language, Notice, Paragraph, Table
from trappen.shared.templatetags.ui import day
from trappen.staircase.rules import Practice
from trappen.surveys import wording
from trappen.surveys.showing import Line, Shown


def result(shown: Shown) -> Document:
    """What the team sees, the leader's own view beside it, and what to talk about."""
    language: Language = "en" if get_language() == "en" else "da"
    blocks: list[Block] = [
        Paragraph(shown.about, tone="lead"),
        *_practices(_("Gør dette først"), shown.safety, language),
        Notice(shown.proposal, shown.because, step=shown.proposed.value),
        *_table(_("Hvor står I?"), _("Trin"), shown.steps, leader=shown.has_own_view),
        *_table(_("Hvad ser I?"), _("Kendetegn"), shown.signs, leader=shown.has_own_view),
        *_table(_("Hvor meget påvirker det jer?"), _("Svar"), shown.strain, leader=shown.has_own_view),
        *_practices(_("Greb at overveje"), shown.practices, language),
        Heading(_("Tal om det sammen")),
        Items(tuple(str(question) for question in wording.QUESTIONS)),
    ]
    if shown.earlier:
        rows = tuple((day(each.closed_on), str(wording.STEPS[each.proposed])) for each in shown.earlier)
        blocks += [
            Heading(_("Tidligere målinger")),
            Table((_("Lukket"), _("Forslag")), rows, caption=_("Tidligere målinger")),
        ]
    return Document(
        title=_("Anonym måling: %(name)s") % {"name": shown.name},
        language=language,
        blocks=tuple(blocks),
        subtitle=_("Lukket %(day)s") % {"day": day(shown.closed_on)},
        footer=_("Det er samarbejdet, der vurderes, ikke borgeren. Gæt ikke på, hvem der har svaret hvad."),
    )


def _practices(title: str, practices: Sequence[Practice], language: Language) -> list[Block]:
    return [Heading(title), Items(tuple(each.label.to(language) for each in practices))] if practices else []


def _table(title: str, head: str, lines: Sequence[Line], *, leader: bool) -> list[Block]:
    if not lines:
        return []
    heads = (head, _("Teamet"), _("Lederen")) if leader else (head, _("Teamet"))
    rows = tuple((line.label, line.words, line.own) if leader else (line.label, line.words) for line in lines)
    return [Heading(title), Table(heads, rows, caption=title)]
