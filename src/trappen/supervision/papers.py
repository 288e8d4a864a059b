"""What does the year's plan look like on paper?"""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Document, Paragraph, Table
from trappen.shared.templatetags.ui import short_day
from trappen.supervision import wording
from trappen.supervision.queries import Month, Shown


def year(number: int, months: Iterable[Month]) -> Document:
    """Every date of a year, in order."""
    rows = tuple(_row(each) for month in months for each in month.dates)
    head = (_("Dato"), _("Tid"), _("Hvad"), _("Med hvem og hvor"), _("Status"))
    nothing = Paragraph(_("Der er ingen datoer i %(year)s.") % {"year": number})
    blocks: tuple[Block, ...] = (Table(head, rows, _("Årets datoer")),) if rows else (nothing,)
    return Document(
        title=_("Supervision %(year)s") % {"year": number},
        language="en" if get_language() == "en" else "da",
        blocks=blocks,
        footer=_("Listen viser kun, hvornår I mødes. Det, I taler om, bliver ikke gemt."),
    )


def _row(each: Shown) -> tuple[str, ...]:
    row = each.row
    what = "\n".join(filter(None, (str(wording.SHORT[each.kind]), row.theme, row.audience)))
    where = "\n".join(filter(None, (each.unit.name, row.supervisor, row.place)))
    return (
        short_day(row.on),
        wording.clock(row.at, each.ends_at),
        what,
        where,
        wording.standing(each.state, each.row.attendance),
    )
