"""What do a meeting's minutes look like? One document, whether it becomes a PDF or a file for a word processor."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trappen.collaborations.wording import EFFECTS, STATUSES, said
from trappen.documents.rules import Block, Document, Facts, Heading, Items, Paragraph, Table
from trappen.films.rules import Film
from trappen.meetings.models import Invited, Meeting, Part
from trappen.meetings.wording import language, meeting_name, part_name
from trappen.plans.models import Action
from trappen.shared.templatetags.ui import day, moment


def minutes_of(
    *,
    meeting: Meeting,
    film: Film | None,
    parts: Sequence[Part],
    invited: Sequence[Invited],
    carried: Sequence[Action],
    agreements: Sequence[Action],
) -> Document:
    """Who was there, what was seen, what was noted, what was agreed."""
    blocks: list[Block] = [Facts(_facts(meeting, film)), Heading(_("Hvem var der?"))]
    blocks += _attendance(invited)
    if carried:
        blocks += [Heading(_("Aftaler fra sidst")), _table(carried, _("Aftaler fra tidligere møder"))]
    blocks.append(Heading(_("Noter")))
    noted = [(part, part.notes) for part in parts if part.notes.strip()]
    for part, notes in noted:
        blocks += [Heading(part_name(part, film), level=3), Paragraph(notes)]
    if not noted:
        blocks.append(Paragraph(_("Der er ikke skrevet noter.")))
    blocks.append(Heading(_("Aftaler")))
    blocks.append(
        _table(agreements, _("Aftaler fra mødet")) if agreements else Paragraph(_("Der er ikke lavet aftaler."))
    )
    return Document(
        title=_("Referat: %(meeting)s") % {"meeting": meeting_name(film, meeting.title)},
        subtitle=f"{meeting.unit.name}, {moment(meeting.starts_at)}",
        language="en" if language() == "en" else "da",
        blocks=tuple(blocks),
        footer=_("Referatet handler om, hvordan vi arbejder. Skriv ingen navne på borgere."),
    )


def length(minutes: int) -> str:
    return ngettext("%(number)d minut", "%(number)d minutter", minutes) % {"number": minutes}


def _facts(meeting: Meeting, film: Film | None) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Enhed"), meeting.unit.name),
        (_("Hvornår"), f"{moment(meeting.began_at or meeting.starts_at)}, {length(meeting.minutes)}"),
        (_("Sted"), meeting.place),
        (_("Mødeleder"), meeting.facilitator.name),
        (_("Filmen"), film.title.to(language()) if film else ""),
        (_("Mødets mål"), film.meeting.aim.to(language()) if film else ""),
    ]
    return tuple((term, value) for term, value in facts if value)


def _attendance(invited: Sequence[Invited]) -> list[Block]:
    present = [each.user.name for each in invited if each.present]
    absent = [each.user.name for each in invited if not each.present]
    blocks: list[Block] = [Items(tuple(present)) if present else Paragraph(_("Der er ikke krydset af."))]
    if present and absent:
        blocks.append(Paragraph(", ".join(absent) + ".", start=_("Ikke til stede:")))
    return blocks


def _table(actions: Sequence[Action], caption: str) -> Table:
    return Table(
        head=(_("Aftale"), _("Hvem"), _("Senest"), _("Status")),
        rows=tuple((each.title, each.owner.name, day(each.due_on), standing(each)) for each in actions),
        caption=caption,
    )


def standing(action: Action) -> str:
    """The status in words, with the effect where it is known, and when it ended."""
    told = said(STATUSES, action.status)
    if action.ended_at:
        told += " " + day(timezone.localdate(action.ended_at))
    return f"{told}. {_('Hjalp det?')} {said(EFFECTS, action.effect)}" if action.effect else told
