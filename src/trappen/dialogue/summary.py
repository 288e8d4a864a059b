"""What came of a game, as a document: the cards, the spread that was shown, and what was agreed."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.dialogue import queries
from trappen.dialogue.models import Game
from trappen.dialogue.rules import LEAST_TO_SHOW
from trappen.documents.rules import Block, Document, Heading, Paragraph, Table
from trappen.norms.forms import REGISTERS
from trappen.norms.rules import Registers
from trappen.shared.templatetags.ui import day


def paper(game: Game) -> Document:
    """Numbers of five answers and more, and no names."""
    language = get_language() or "da"
    return Document(
        title=_("Isbjerget: opsamling"),
        language="en" if language == "en" else "da",
        blocks=tuple(_blocks(game, language)),
    )


def _blocks(game: Game, language: str) -> Iterator[Block]:
    yield Paragraph(f"{game.unit.name}, {day(game.started_at)}", tone="lead")
    outcomes = queries.outcomes(game)
    if not outcomes:
        yield Paragraph(_("Der blev ikke spillet nogen kort."))
    for number, each in enumerate(outcomes, 1):
        yield Heading(_("Kort %(number)s") % {"number": number})
        yield Paragraph(each.card.text)
        yield from _spread(each, language)
        yield from _agreed(each)
    yield Paragraph(
        _("Svar fra færre end %(least)s bliver ikke vist og ikke gemt.") % {"least": LEAST_TO_SHOW}, tone="small"
    )


def _spread(each: queries.Outcome, language: str) -> Iterator[Block]:
    if each.spread is None:
        yield Paragraph(_("I talte først og viste med hænderne. Der er ingen tal."))
        return
    spread = each.spread
    rows = tuple(
        (named.name.to(language), str(spread.yes[verdict]), str(spread.no[verdict]))
        for verdict, named in queries.verdicts()
    )
    yield Table(
        head=(_("Svar"), _("Skal registreres"), _("Skal ikke")),
        rows=(*rows, (_("I alt"), str(spread.above), str(spread.below))),
        caption=_("Sådan fordelte svarene sig"),
    )


def _agreed(each: queries.Outcome) -> Iterator[Block]:
    if each.norm is None:
        yield Paragraph(_("Ikke aftalt endnu."), start=_("Registrerer vi det?"))
        return
    yield Paragraph(str(REGISTERS[Registers(each.norm.registers)]), start=_("Registrerer vi det?"))
    if each.norm.text:
        yield Paragraph(each.norm.text, start=_("Det gør vi:"))
