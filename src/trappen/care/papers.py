"""What do the cards and the exercise look like on paper?"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.care.content import Card, Cards, Content, Source
from trappen.documents.rules import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Language,
    Notice,
    PageBreak,
    Paragraph,
    Quote,
    RunIn,
    Table,
)
from trappen.exercises.papers import minutes
from trappen.shared.templatetags.ui import day
from trappen.staircase.rules import Words


def cards(told: Cards, content: Content) -> Document:
    """One set of cards, what holds for both, and the timetable."""
    blocks: list[Block] = [
        Notice(
            _to(told.question),
            f"{_to(told.lead)} {_('Er nogen i fare, så gå et sikkert sted hen, og ring 112.')}",
        )
    ]
    blocks += [
        _table(told),
        *_help(told, content),
        *_timetable(content),
        *_sources(told.sources, content.help.sources),
    ]
    return _document(_to(told.title), blocks)


def _table(told: Cards) -> Table:
    """All cards on one page, one in each row."""
    language = _language()
    return Table(
        head=(_("Gør"), _("Sig"), _("Lad være med")),
        rows=tuple(
            (
                f"{heading(card, number)}\n{_lines(card.do[language])}",
                "\n".join(quoted(each) for each in card.say[language]),
                _lines(card.leave[language]),
            )
            for number, card in enumerate(told.cards, start=1)
        ),
        caption=_("Ét kort ad gangen"),
    )


def _lines(items: tuple[str, ...]) -> str:
    return "\n".join(f"• {each}" for each in items)


def heading(card: Card, number: int) -> str:
    """A card's number and title; the phases of a defusing say which they are."""
    title = _to(card.title)
    if card.phase:
        title = _("Fase %(phase)d: %(title)s") % {"phase": card.phase, "title": title}
    return f"{number}. {title}"


def quoted(said: str) -> str:
    return _("»%(said)s«") % {"said": said}


def _help(told: Cards, content: Content) -> Iterator[Block]:
    yield Heading(_("Hvornår er kolleger ikke nok?"))
    yield Paragraph(_to(content.help.enough))
    yield Items(tuple(_to(each) for each in content.help.signs))
    yield Paragraph(_to(content.help.how))
    yield Paragraph(_to(content.help.for_whom), start=_("Hvem er det for?"))
    yield Paragraph(_to(told.not_instead), start=_("Det erstatter ikke alt."))


def _timetable(content: Content) -> Iterator[Block]:
    yield Heading(_("De næste dage og uger"))
    yield Paragraph(_("Tidsplanen er vores forslag."), tone="small")
    yield Facts(tuple((_to(step.name), _to(step.do)) for step in content.later_steps))


def _sources(*groups: tuple[Source, ...]) -> Iterator[Block]:
    checked: dict[dt.date, list[str]] = {}
    for each in dict.fromkeys(each for group in groups for each in group):
        checked.setdefault(each.checked, []).append(_to(each.text))
    yield Heading(_("Kilder"))
    for date, texts in checked.items():
        told = {"text": ". ".join(texts), "checked": day(date)}
        yield Paragraph(_("%(text)s. Sidst kontrolleret %(checked)s.") % told, tone="small")


def exercise(content: Content) -> Document:
    """The exercise: how it goes, and on the next page the situations and the observer's questions."""
    told = content.exercise
    blocks: list[Block] = [
        Paragraph(_to(told.lead), tone="lead"),
        Paragraph(_("I alt %(time)s.") % {"time": minutes(told.meeting.minutes)}),
        Heading(_("Forløb")),
        Items(
            tuple(
                RunIn(f"{_to(part.name)} ({minutes(part.minutes)}).", _to(part.do))
                for part in told.meeting.parts
                if part.name
            ),
            ordered=True,
        ),
        Heading(_("Roller")),
        Items(tuple(RunIn(f"{_to(role.name)}.", _to(role.do)) for role in told.meeting.roles)),
        Heading(_("Spilleregler")),
        Items(tuple(_to(rule) for rule in told.meeting.ground_rules)),
        PageBreak(),
        Heading(_("Situationer")),
        Paragraph(_("Alle tre er opfundet."), tone="small"),
    ]
    blocks += [
        Quote(f"{_to(each.told)}\n{quoted(_to(each.first))}", place=_to(each.field)) for each in told.situations
    ]
    blocks += [
        Heading(_("Det ser iagttageren efter")),
        Items(tuple(_to(each) for each in told.looks_for)),
        Heading(_("Afslutningsrunde")),
        Items(tuple(_to(each) for each in told.closing)),
    ]
    return _document(_to(told.title), blocks)


def _to(words: Words) -> str:
    return words.to(_language())


def _language() -> Language:
    return "en" if get_language() == "en" else "da"


def _document(title: str, blocks: list[Block]) -> Document:
    return Document(
        title=title,
        language=_language(),
        blocks=tuple(blocks),
        footer=_("Skriv aldrig ned, hvad kollegaen har sagt."),
    )
