"""What does a talk look like on paper, as it was walked?"""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Document, Facts, Heading, Items, Notice, Paragraph, Quote, RunIn
from trappen.trainer import queries, wording
from trappen.trainer.rules import End, Node, Turn, Walk, turning_points, used


def talk(walk: Walk) -> Document:
    """The situation, each turn with what it did, and, where the talk is over, what lay behind."""
    language, dialogue = get_language() or "da", walk.dialogue
    blocks: list[Block] = [
        Paragraph(dialogue.situation.to(language), tone="lead"),
        Paragraph(dialogue.citizen.about.to(language), start=f"{dialogue.citizen.name}. "),
        Heading(_("Samtalen")),
        *(block for turn in walk.turns for block in _turn(turn, walk, language)),
    ]
    if isinstance(walk.at, End):
        blocks += _ending(walk.at, walk, language)
    else:
        blocks += _said(walk.at, walk, language)
    return Document(
        title=dialogue.title.to(language),
        subtitle=_("Samtaletræner · %(field)s") % {"field": dialogue.field.to(language)},
        language="en" if language == "en" else "da",
        blocks=tuple(blocks),
        footer=_("Personer og samtaler er opdigtede."),
    )


def _turn(turn: Turn, walk: Walk, language: str) -> Iterator[Block]:
    technique = queries.content().techniques[turn.reply.technique]
    yield Heading(_("Tur %(number)d") % {"number": turn.number}, 3)
    yield from _said(turn.node, walk, language)
    yield Quote(wording.quoted(turn.reply.say, language), place=_("Du"))
    yield Paragraph(turn.reply.feedback.to(language), start=f"{technique.name.to(language)}. ")


def _said(node: Node, walk: Walk, language: str) -> Iterator[Block]:
    mood = wording.MOODS[node.mood]
    yield Quote(wording.quoted(node.says, language), place=f"{walk.dialogue.citizen.name}, {mood}")
    yield Paragraph(node.body.to(language), tone="small")


def _ending(end: End, walk: Walk, language: str) -> Iterator[Block]:
    content = queries.content()
    yield Heading(_("Sådan gik det"))
    yield Notice(str(wording.OUTCOMES[end.outcome]), end.happened.to(language))
    best, worst = turning_points(walk)
    points = [(_("Her faldt det mest til ro"), best), (_("Her strammede det mest til"), worst)]
    if facts := tuple(
        (
            said,
            _("Tur %(number)d: %(words)s")
            % {"number": turn.number, "words": wording.quoted(turn.reply.say, language)},
        )
        for said, turn in points
        if turn
    ):
        yield Heading(_("Hvor det vendte"))
        yield Facts(facts)
    yield Heading(_("Det, der lå bag"))
    yield Paragraph(walk.dialogue.citizen.behind.to(language))
    yield Heading(_("Tag det med"))
    yield Paragraph(end.along.to(language))
    yield Heading(_("Teknikker, du brugte"))
    yield Items(
        tuple(
            RunIn(f"{content.techniques[each].name.to(language)}.", content.techniques[each].about.to(language))
            for each in used(walk)
        )
    )
