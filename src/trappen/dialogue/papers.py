"""What does Isbjerget look like on paper? Cards to cut out, and the rules with the answers to hold up."""

from collections.abc import Iterable, Sequence
from typing import Literal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trappen.dialogue.content import AnswerId, Card, Deck, Field, Named
from trappen.documents.rules import (
    Block,
    CutOut,
    CutOuts,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    RunIn,
)
from trappen.staircase.rules import Words

_LINE = "\u00a0\n"  # room for a line by hand
_AGREEMENTS = 4  # on a page
_TONES: dict[AnswerId, Literal["green", "grey", "red"]] = {"acceptable": "green", "grey": "grey", "over": "red"}
_ANSWER_ROWS = 5


def minutes(number: int) -> str:
    return ngettext("%(number)d minut", "%(number)d minutter", number) % {"number": number}


def whole_deck(deck: Deck) -> Document:
    """All cards, each field on pages of its own."""
    blocks: list[Block] = [
        Paragraph(_how_many(len(deck.cards)), tone="lead"),
        Items(
            (
                _("Klip langs de stiplede linjer."),
                _("Tag de kort fra, som ikke passer til jeres arbejde."),
                _("Regler og svarkort er et andet ark: »Isbjerget: regler og svarkort«."),
            )
        ),
        Heading(_("Sådan gør I")),
        _named(deck.rules.steps, ordered=True),
        Heading(_("De fire spørgsmål")),
        _named(deck.rules.questions.values()),
    ]
    for field in deck.fields.values():
        blocks += [PageBreak(), Heading(_said(field.name)), _cards(deck.of_field(field.id), field)]
    return _document(_("Isbjerget: kort"), blocks)


def of_field(deck: Deck, field: Field) -> Document:
    """The cards of one field of work."""
    cards = deck.of_field(field.id)
    return _document(
        _("Isbjerget: %(field)s") % {"field": _said(field.name)},
        [Paragraph(_how_many(len(cards))), _cards(cards, field)],
    )


def rules(deck: Deck) -> Document:
    """How the game is played, a sheet for the agreements, and answer cards for two players."""
    return _document(
        _("Isbjerget: regler og svarkort"),
        [
            *_how_to_play(deck),
            *_meetings(deck),
            *_afterwards(deck),
            PageBreak(),
            Heading(_("Vores aftaler")),
            Paragraph(_("Enhed og dato: ____________________________________________")),
            *(Notice(_("Kort nummer ____"), _agreement()) for _number in range(_AGREEMENTS)),
            PageBreak(),
            Heading(_("Svarkort")),
            Paragraph(_("Ét ark er til to personer. Klip langs de stiplede linjer.")),
            CutOuts(tuple(_answers(deck)), rows=_ANSWER_ROWS),
        ],
    )


def _how_to_play(deck: Deck) -> list[Block]:
    told = deck.rules
    return [
        Paragraph(_said(told.about[0]), tone="lead"),
        Paragraph(_said(told.about[1])),
        Heading(_("Sådan gør I")),
        _named(told.steps, ordered=True),
        Heading(_("De to svar")),
        _named(told.answers.values()),
        Paragraph(_said(told.registering.about), start=_said(told.registering.ask)),
        Heading(_("De fire spørgsmål")),
        _named(told.questions.values()),
        Notice(_("Sig det, før I begynder"), _said(told.uses)),
        Heading(_("Spilleregler")),
        _items(told.ground_rules),
    ]


def _meetings(deck: Deck) -> list[Block]:
    told = deck.rules
    blocks: list[Block] = [Heading(_("Tidsplan"))]
    for plan in told.plans:
        blocks += [
            Heading(minutes(plan.minutes), 3),
            Facts(tuple((minutes(part.minutes), _said(part.do)) for part in plan.parts)),
        ]
    return [
        *blocks,
        Heading(_("Til dig, der leder spillet")),
        _named(told.facilitator),
        Heading(_("Uden telefoner")),
        _items(told.without_phones, ordered=True),
    ]


def _afterwards(deck: Deck) -> list[Block]:
    told = deck.rules
    return [
        Heading(_("Hvad isbjerget viser")),
        *(Paragraph(_said(each)) for each in told.iceberg),
        Heading(_("Bagefter")),
        _items(told.afterwards),
        *(Paragraph(_said(each), tone="small") for each in told.ours),
        Paragraph(
            "; ".join(f"{each.title} ({each.place})" for each in told.sources), tone="small", start=_("Kilder:")
        ),
    ]


def _answers(deck: Deck) -> Iterable[CutOut]:
    """Side by side the cards of two players: each row holds the same card twice."""
    told = deck.rules
    for id_, answer in told.answers.items():
        yield from [CutOut(_said(answer.name), tone=_TONES[id_])] * 2
    for said in (told.registering.yes, told.registering.no):
        yield from [CutOut(_said(said), place=_said(told.registering.ask))] * 2


def _agreement() -> str:
    """Room for what was agreed on one card."""
    return "\n".join((_("Det gør vi:"), _LINE * 2, _("Registrerer vi det? Ja / nej / det kommer an på:"), _LINE))


def _cards(cards: Iterable[Card], field: Field) -> CutOuts:
    name = _said(field.name)
    return CutOuts(tuple(CutOut(_said(card.text), name, str(card.number)) for card in cards))


def _named(told: Iterable[Named], *, ordered: bool = False) -> Items:
    return Items(tuple(RunIn(_stopped(_said(each.name)), _said(each.about)) for each in told), ordered)


def _items(told: Iterable[Words], *, ordered: bool = False) -> Items:
    return Items(tuple(_said(each) for each in told), ordered)


def _stopped(name: str) -> str:
    """A name that opens a sentence: with a full stop, unless it asks."""
    return name if name.endswith("?") else f"{name}."


def _how_many(cards: int) -> str:
    return ngettext("%(number)d kort", "%(number)d kort", cards) % {"number": cards}


def _said(words: Words) -> str:
    return words.to(get_language() or "da")


def _document(title: str, blocks: Sequence[Block]) -> Document:
    return Document(
        title=title,
        language="en" if get_language() == "en" else "da",
        blocks=tuple(blocks),
        footer=_("Isbjerget i Trappen. Situationerne er opdigtede."),
    )
