"""What do the exercises look like on paper? Blank to fill in by hand, or filled as they were typed."""

from collections.abc import Iterable, Sequence
from typing import Literal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trappen.documents.rules import Block, Document, Facts, Heading, Items, Notice, PageBreak, Paragraph, Quote, RunIn
from trappen.exercises import wording
from trappen.exercises.content import Exit, Meeting, TeamExercise
from trappen.exercises.rules import FIELDS, Sheet, TalkPlan, left_over

_LINE = "\u00a0\n"  # room for a line by hand
_ROOM = {"situation": 2, "first": 2}  # lines of a field, where it is not the usual number
_USUAL_ROOM = 5
_BY_HAND = "_" * 40
BEFORE = ("aim", "wants")
FRAME = ("place", "people", "companion", "recording", "host", "listener", "writer")
AFTER = ("opening", "confirm", "exits", "writes_back", "asks_colleague")


def minutes(number: int) -> str:
    return ngettext("%(number)d minut", "%(number)d minutter", number) % {"number": number}


def exits(chosen: Iterable[Exit], own: Sequence[str], phrase: str) -> Document:
    """A team's card: what we do and say when a talk cannot go on."""
    language = get_language() or "da"
    blocks: list[Block] = [Paragraph(_("Høflige veje ud af en samtale, som teamet har valgt sammen."), tone="lead")]
    if phrase:
        blocks.append(Notice(_("Vores aftalte sætning"), phrase))
    blocks += [
        Quote(f"»{each.say.to(language)}«\n{each.how.to(language)}", place=each.name.to(language)) for each in chosen
    ]
    if own:
        blocks += [Heading(_("Vores egne")), Items(tuple(own))]
    blocks.append(Notice(_("Er nogen i fare?"), _("Så er en sætning ikke nok. Gå et sikkert sted hen, og ring 112.")))
    return _document(_("Vores vigemanøvrer"), blocks)


def all_exits(every: Iterable[Exit]) -> Document:
    """The card with all that one can choose among, and room for one's own."""
    blank = exits(every, (), "")
    *blocks, danger = blank.blocks
    return _document(
        _("Vigemanøvrer at vælge imellem"),
        [*blocks, Notice(_("Vores aftalte sætning"), _LINE), Notice(_("Vores egne"), _LINE * 4), danger],
    )


def sheet(names: dict[str, str], filled: Sheet | None = None) -> Document:
    """The exercise on one page; `names` are what the fields are called."""
    return _document(_("Perspektivøvelse"), _boxes(names, filled))


def perspective_together(names: dict[str, str], meeting: Meeting) -> Document:
    """The facilitator's guide, and on the next page a blank sheet."""
    blocks = [
        *_meeting(meeting, names),
        PageBreak(),
        Heading(_("Arket")),
        *_boxes(names, None),
    ]
    return _document(_("Perspektivøvelse sammen"), blocks)


def _boxes(names: dict[str, str], filled: Sheet | None) -> list[Block]:
    return [
        Notice(names[name], (filled and getattr(filled, name)) or _LINE * _ROOM.get(name, _USUAL_ROOM))
        for name in FIELDS
    ]


def _meeting(meeting: Meeting, names: dict[str, str]) -> list[Block]:
    """How a group does it: the parts with their minutes, who does what, and the rules of the room."""
    language = get_language() or "da"
    return [
        Paragraph(_("I alt %(time)s.") % {"time": minutes(meeting.minutes)}, tone="lead"),
        Heading(_("Forløb")),
        Items(
            tuple(
                RunIn(
                    f"{part.name.to(language) if part.name else names[part.field]} ({minutes(part.minutes)}).",
                    part.do.to(language),
                )
                for part in meeting.parts
            ),
            ordered=True,
        ),
        Heading(_("Roller")),
        Items(tuple(RunIn(f"{role.name.to(language)}.", role.do.to(language)) for role in meeting.roles)),
        Heading(_("Spilleregler")),
        Items(tuple(rule.to(language) for rule in meeting.ground_rules)),
    ]


def team_exercise(exercise: TeamExercise) -> Document:
    """The facilitator's guide, and on the next page the handout: the sentences, with room for better ones."""
    language = get_language() or "da"
    handout: list[Block] = []
    for number, each in enumerate(exercise.sentences, start=1):
        handout.append(Quote(f"»{each.said.to(language)}«", place=f"{number}."))
        handout.append(Paragraph(_BY_HAND * 2, tone="small"))
    blocks = [
        *_meeting(exercise.meeting, {}),
        Heading(_("Spørg til hver sætning")),
        Items(tuple(each.to(language) for each in exercise.questions)),
        PageBreak(),
        Heading(_("Sætningerne")),
        Paragraph(_("Hvad kunne et kamera have optaget? Skriv det, du ville sige i stedet.")),
        *handout,
        Heading(_("Vores aftale")),
        Notice(_("Det vil vi høre mere"), _LINE * 3),
        Notice(_("Det vil vi høre mindre"), _LINE * 3),
        PageBreak(),
        Heading(_("Én måde at sige det på")),
        Paragraph(_("Til tovholderen. Jeres egne er mindst lige så gode.")),
        Items(tuple(RunIn(f"»{each.said.to(language)}«", each.instead.to(language)) for each in exercise.sentences)),
    ]
    return _document(_("Hvordan taler vi om borgerne?"), blocks)


def talk(plan: TalkPlan, *, title: str = "", first: Iterable[Block] = (), last: Iterable[Block] = ()) -> Document:
    """A plan to take along to the talk. `first` and `last` are what an app above adds."""
    return _document(title or _("Samtaleplan"), [*first, *talk_blocks(plan), *last])


def blank_talk() -> Document:
    """The planner to fill in by hand."""
    blocks: list[Block] = [Notice(str(wording.TALK[name]), _LINE) for name in BEFORE]
    blocks += [
        Facts(tuple((str(wording.TALK[name]), _BY_HAND) for name in FRAME)),
        Heading(_("Forløb")),
        Facts(tuple((str(said), _("____ minutter")) for said in wording.PARTS.values())),
    ]
    *boxes, writes_back, asks_colleague = AFTER
    blocks += [Notice(str(wording.TALK[name]), _LINE) for name in boxes]
    blocks.append(Facts(tuple((str(wording.TALK[name]), _BY_HAND) for name in (writes_back, asks_colleague))))
    return _document(_("Samtaleplan"), blocks)


def talk_blocks(plan: TalkPlan, level: Literal[2, 3, 4] = 2) -> list[Block]:
    """All that a plan says; what is empty is left out."""
    return [
        *_told(plan, BEFORE, level),
        Heading(_("Ramme"), level),
        Facts((*told(plan, FRAME), (_("Samtalen varer"), minutes(plan.length)))),
        Heading(_("Forløb"), level),
        Facts(course(plan)),
        Paragraph(spare(plan), tone="small"),
        *_told(plan, AFTER, level),
    ]


def told(plan: TalkPlan, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What is written in the fields with these names: each with what it is called. What is empty is left out."""
    return tuple((str(wording.TALK[name]), getattr(plan, name)) for name in names if getattr(plan, name))


def course(plan: TalkPlan) -> tuple[tuple[str, str], ...]:
    """The parts that take time, each with its minutes."""
    return tuple((str(wording.PARTS[part]), minutes(taken)) for part, taken in plan.course if taken)


def spare(plan: TalkPlan) -> str:
    """The minutes of the parts against those of the talk, in a sentence."""
    left = left_over(plan)
    taken = {"taken": minutes(plan.minutes), "length": minutes(plan.length), "left": minutes(abs(left))}
    if left < 0:
        return _("Delene tager %(taken)s. Det er %(left)s mere end de %(length)s, der er.") % taken
    if left > 0:
        return _("Delene tager %(taken)s af %(length)s. Der er %(left)s tilbage.") % taken
    return _("Delene tager alle %(taken)s.") % taken


def _told(plan: TalkPlan, names: Iterable[str], level: int) -> list[Block]:
    return [block for name, text in told(plan, names) for block in (Heading(name, level), Paragraph(text))]


def _document(title: str, blocks: Sequence[Block]) -> Document:
    return Document(
        title=title,
        language="en" if get_language() == "en" else "da",
        blocks=tuple(blocks),
        footer=_("Det er samarbejdet, der vurderes, ikke borgeren. Skriv ingen navne."),
    )
