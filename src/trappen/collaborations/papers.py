"""What goes on paper: one page for whoever takes over, and everything for whoever asks to see it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.collaborations import wording
from trappen.collaborations.models import Access, Assessment, Collaboration, FollowUp, Talk
from trappen.collaborations.story import Curve, svg
from trappen.documents.rules import Block, Document, Facts, Heading, Items, Notice, Paragraph, Picture, Table
from trappen.exercises import papers as exercises
from trappen.exercises.rules import TalkPlan
from trappen.plans.models import Action
from trappen.staircase.rules import Staircase, StepId

# What fits on the one page of a handover: lines of actions, actions that have helped, and characters.
_LINES = 7
_LINE = 50
_MOST_HELPED = 2
_TITLE = 90
_SENTENCES = 200


def handover(
    collaboration: Collaboration,
    *,
    curve: Curve | None,
    assessments: Sequence[Assessment],
    actions: Sequence[Action],
    follow_ups: Sequence[FollowUp],
    talks: Sequence[Talk],
    today: dt.date,
    named: Sequence[Access],
    staircase: Staircase | None,
) -> Document:
    """The story on one page: where it stands, what is being done, what was agreed, who is on it."""
    to_come = _next_talk(talks, today)
    blocks: list[Block] = [Facts((*_facts(collaboration, named), *to_come))]
    if curve and assessments and staircase:
        last = assessments[-1]
        blocks += [
            Notice(
                title=wording.said(wording.STEPS, last.step),
                text=_signs_in_words(last, staircase),
                step=StepId(last.step).value,
            ),
            Picture(svg(curve), alt=f"{curve.title}. {curve.description}", caption=curve.title),
        ]
    open_actions = [action for action in actions if action.is_open]
    blocks.append(Heading(_("Det, vi gør nu")))
    shown = _that_fit(open_actions, _LINES - 2 * len(to_come))
    blocks.append(_open_table(shown) if shown else Paragraph(_("Der er ingen åbne handlinger.")))
    if len(open_actions) > len(shown):
        blocks.append(Paragraph(_("Resten står på samarbejdets side.")))
    if helped := [action for action in actions if action.effect in ("yes", "partly")]:
        titles = tuple(_short(action.title, _TITLE) for action in helped[-_MOST_HELPED:])
        blocks += [Heading(_("Det har hjulpet")), Items(titles)]
    if follow_ups:
        blocks += [
            Heading(_("Senest aftalt, %(day)s") % {"day": day(follow_ups[0].held_on)}),
            Paragraph(_short(follow_ups[0].agreed, _SENTENCES)),
        ]
    return _document(_("Overdragelse: %(alias)s") % {"alias": collaboration.alias}, blocks, _for_whom())


def whole(values: dict[str, Any], staircase_of: dict[str, Staircase]) -> Document:
    """Everything in `export.whole`, readable: nothing that is filled in is left out."""
    blocks: list[Block] = [
        Paragraph(
            _("Udtræk af alt, der er skrevet om samarbejdet. Hentet %(day)s.") % {"day": values["made_at"][:10]},
            tone="lead",
        ),
        Facts(
            tuple(
                (term, str(value))
                for term, value in (
                    (_("Alias"), values["alias"]),
                    (_("Sagens nummer"), values["case_reference"]),
                    (_("Enhed"), values["unit"]),
                    (_("Kontakt med"), wording.said(wording.KINDS, values["kind"])),
                    (_("Borgeren er informeret"), wording.said(wording.INFORMED, values["informed"])),
                    (_("Om at informere"), values["informed_note"]),
                    (_("Journaliseret i ESDH"), wording.said(wording.CASE_SYSTEM, values["case_system"])),
                    (_("Oprettet"), values["opened_at"][:10]),
                    (_("Afsluttet"), (values["closed_at"] or "")[:10]),
                    (_("Hvorfor afsluttet"), values["closing_words"]),
                    (_("Næste opfølgning"), values["next_follow_up"] or ""),
                    (_("Slettes"), values["ends_on"]),
                    (_("Hvorfor forlænget"), values["extension_reason"]),
                    (_("Navngivne"), ", ".join(each["name"] for each in values["named"])),
                )
                if value
            )
        ),
        Heading(_("Vurderinger")),
    ]
    for each in values["assessments"]:
        blocks += _assessment(each, staircase_of[each["edition"]])
    blocks.append(Heading(_("Handlinger")))
    for each in values["actions"]:
        blocks += _action(each)
    blocks.append(Heading(_("Opfølgninger")))
    for each in values["follow_ups"]:
        blocks += [
            Heading(f"{each['held_on']}, {each['by']}", level=3),
            Paragraph(each["agreed"]),
            *([Paragraph(_("Næste opfølgning: %(day)s") % {"day": each["next_on"]})] if each["next_on"] else []),
        ]
    if values["talks"]:
        blocks.append(Heading(_("Samtaler")))
    for each in values["talks"]:
        blocks += _talk(each)
    return _document(_("Udtræk: %(alias)s") % {"alias": values["alias"]}, blocks, _for_whom())


def talk(row: Talk) -> Document:
    """The plan to take along to the talk, and how it went where that is known."""
    facts = [(_("Samarbejde"), row.collaboration.alias), (_("Dato for samtalen"), day(row.planned_for))]
    went: list[Block] = [Heading(_("Hvordan gik det?")), Paragraph(row.went)] if row.went else []
    paper = exercises.talk(row.plan, first=[Facts(tuple(facts))], last=went)
    return replace(paper, footer=_for_whom())


def _talk(each: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{each['planned_for']}, {each['by']}", level=3),
        *exercises.talk_blocks(TalkPlan(**each["plan"]), level=4),
    ]
    if each["went"]:
        blocks += [Heading(_("Hvordan gik det?"), level=4), Paragraph(each["went"])]
    if each["held_at"]:
        held = {"day": each["held_at"][:10], "name": each["held_by"]}
        blocks.append(Paragraph(_("Markeret som holdt %(day)s af %(name)s.") % held))
    return blocks


def _assessment(each: dict[str, Any], staircase: Staircase) -> list[Block]:
    language = get_language() or "da"
    frequency = {"once": _("én gang"), "several": _("flere gange"), "persistently": _("vedvarende")}
    facts = [
        (_("Trin"), wording.said(wording.STEPS, each["step"])),
        (_("Forslag"), wording.said(wording.STEPS, each["proposed"]) if each["proposed"] else ""),
        (_("Begrundelse for at vælge anderledes"), each["reason"]),
        (_("Vedvarende svært, kompliceret eller massivt"), _("Ja") if each["persistently_difficult"] else ""),
        (_("Hvordan påvirker det jer?"), wording.said(wording.STRAIN, each["strain"]) if each["strain"] else ""),
        (_("Vurderet sammen"), _("Ja") if each["together"] else ""),
        (_("Udgave af tjeklisten"), each["edition"]),
    ]
    blocks: list[Block] = [
        Heading(f"{each['seen_on']}, {each['by']}", level=3),
        Facts(tuple((term, value) for term, value in facts if value)),
    ]
    if each["signs"]:
        blocks.append(
            Items(
                tuple(
                    staircase.signs[sign].label.to(language)
                    + ("" if staircase.signs[sign].persistent else f" ({frequency[often]})")
                    for sign, often in each["signs"].items()
                )
            )
        )
    if each["notes"]:
        blocks.append(Paragraph(each["notes"]))
    return blocks


def _action(each: dict[str, Any]) -> list[Block]:
    facts = [
        (_("Hvem"), each["owner"]),
        (_("Start"), each["starts_on"] or ""),
        (_("Senest"), each["due_on"]),
        (_("Hvornår er det gjort?"), each["done_when"]),
        (_("Status"), wording.said(wording.STATUSES, each["status"])),
        (_("Afsluttet"), (each["ended_at"] or "")[:10]),
        (_("Hvorfor droppet"), each["dropped_because"]),
        (_("Hjalp det?"), wording.said(wording.EFFECTS, each["effect"]) if each["effect"] else ""),
        (_("Svaret"), (each["effect_at"] or "")[:10]),
        (_("Greb fra tjeklisten"), f"{each['practice']} ({each['edition']})" if each["practice"] else ""),
    ]
    blocks: list[Block] = [
        Heading(each["title"], level=3),
        Facts(tuple((term, value) for term, value in facts if value)),
    ]
    if each["comments"]:
        blocks.append(Items(tuple(f"{said['at'][:10]}, {said['by']}: {said['text']}" for said in each["comments"])))
    return blocks


def _facts(collaboration: Collaboration, named: Sequence[Access]) -> tuple[tuple[str, str], ...]:
    deputy = next((each.user.name for each in named if each.deputy), "")
    pairs = (
        (_("Sagens nummer"), collaboration.case_reference),
        (_("Enhed"), collaboration.unit.name),
        (_("Kontakt med"), wording.said(wording.KINDS, collaboration.kind)),
        (_("Oprettet"), day(timezone.localdate(collaboration.opened_at))),
        (_("Navngivne"), _short(", ".join(each.user.name for each in named), _TITLE)),
        (_("Stedfortræder"), deputy),
        (_("Næste opfølgning"), day(collaboration.next_follow_up) if collaboration.next_follow_up else ""),
        (_("Slettes"), day(collaboration.ends_on)),
    )
    return tuple((term, value) for term, value in pairs if value)


def _next_talk(talks: Sequence[Talk], today: dt.date) -> tuple[tuple[str, str], ...]:
    """The first one that is still to be held; `talks` have the latest day first."""
    to_come = [each for each in talks if each.held_at is None and each.planned_for >= today]
    return tuple(
        (_("Næste samtale"), f"{day(each.planned_for)}: {_short(each.plan.aim, _LINE)}") for each in to_come[-1:]
    )


def _signs_in_words(last: Assessment, staircase: Staircase) -> str:
    language = get_language() or "da"
    names = [staircase.signs[each.sign].label.to(language).rstrip(".") for each in last.observations]
    seen = _("Vurderet %(day)s.") % {"day": day(last.seen_on)}
    return f"{seen} {_('Kendetegn')}: {_short('; '.join(names) + '.', _SENTENCES)}" if names else seen


def _that_fit(actions: Sequence[Action], most: int) -> list[Action]:
    """The first ones, until their titles fill the lines that there are."""
    lines = accumulate(1 + (len(action.title) > _LINE) for action in actions)
    return [action for action, line in zip(actions, lines, strict=True) if line <= most]


def _open_table(actions: Sequence[Action]) -> Table:
    return Table(
        head=(_("Handling"), _("Hvem"), _("Senest"), _("Status")),
        rows=tuple(
            (
                _short(action.title, _TITLE),
                action.owner.name,
                day(action.due_on),
                wording.said(wording.STATUSES, action.status),
            )
            for action in actions
        ),
        caption=_("Åbne handlinger"),
    )


def _short(text: str, most: int) -> str:
    return Truncator(" ".join(text.split())).chars(most)


def _document(title: str, blocks: list[Block], footer: str) -> Document:
    return Document(
        title=title, language="en" if get_language() == "en" else "da", blocks=tuple(blocks), footer=footer
    )


def _for_whom() -> str:
    return _("Fortroligt. Kun til dem, der skal bruge det. Det er samarbejdet, der vurderes, ikke borgeren.")


def day(value: Any) -> str:
    return formats.date_format(value, "j M Y" if get_language() == "en" else "j. N Y", use_l10n=False)
