"""How do invitations leave? By mail after the meeting is saved, each once, and again to those who have not answered.

A letter names the unit, the film and the time. Where the meeting is and all else stands on its page, behind sign-in.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from trappen.accounts.mail import NO_MAIL, letter, send
from trappen.audit.actions import record
from trappen.meetings import queries
from trappen.meetings.ics import Event, calendar
from trappen.meetings.models import Invited, Meeting
from trappen.meetings.wording import meeting_name
from trappen.organisations.rules import Viewer

log = logging.getLogger(__name__)

PATIENCE = 3  # refusals running, after which the mail server is given up


@dataclass(frozen=True)
class Posted:
    """How many letters left, and how many the mail server did not take."""

    sent: int = 0
    failed: int = 0


def invite(*, meeting: Meeting, again: bool = False, by: Viewer, now: dt.datetime) -> Posted:
    """Write to those who have had no letter yet; with `again` to all who have not answered.

    Whom to write to is noted first, so that two who press at once do not both write; whoever's letter did not leave
    has had none. Outside a transaction only, since a mail server may take its time. The viewer is not written to.
    """
    claimed = _claim(meeting, again=again, now=now)
    left = _post([(each.id, _invitation(meeting, each)) for each in claimed if each.user_id != by.id], _INVITATIONS)
    failed = [each.id for each in claimed if each.user_id != by.id and each.id not in left]
    Invited.objects.filter(id__in=failed).update(mailed_at=None)
    if left:
        record(
            "meeting-invited",
            by=by.id,
            now=now,
            kind="meeting",
            subject=meeting.id,
            organisation=by.organisation,
            note=str(len(left)),
        )
    return Posted(len(left), len(failed))


@transaction.atomic
def _claim(meeting: Meeting, *, again: bool, now: dt.datetime) -> list[Invited]:
    Meeting.objects.select_for_update().get(id=meeting.id)
    waiting: dict[str, Any] = {"answer": ""} if again else {"mailed_at": None}
    rows = Invited.objects.filter(meeting=meeting, user__is_active=True, **waiting).exclude(mailed_at=now)
    claimed = list(rows.select_related("user").order_by("user__name", "id"))
    Invited.objects.filter(id__in=[each.id for each in claimed]).update(mailed_at=now)
    return claimed


def call_off(*, meeting: Meeting, people: Sequence[Invited], by: Viewer) -> Posted:
    """Tell those who had a letter that the meeting is cancelled. Before it is deleted, outside a transaction."""
    told = [each for each in people if each.mailed_at and each.user_id != by.id and each.user.is_active]
    left = _post([(each.id, _cancellation(meeting, each)) for each in told], _CANCELLATIONS)
    return Posted(len(left), len(told) - len(left))


_INVITATIONS, _CANCELLATIONS = "invitations", "cancellations"


def _post(letters: Sequence[tuple[uuid.UUID, EmailMessage]], kind: str) -> set[uuid.UUID]:
    """Who was written to."""
    left: set[uuid.UUID] = set()
    refused = 0
    if not letters:
        return left
    try:
        with get_connection() as connection:
            for id_, message in letters:
                if send(message, connection):
                    left.add(id_)
                    refused = 0
                else:
                    refused += 1
                if refused == PATIENCE:
                    break
    except NO_MAIL as error:
        log.warning("The mail server took no %s: %s", kind, type(error).__name__)
    return left


def _invitation(meeting: Meeting, invited: Invited) -> EmailMessage:
    message = letter(invited.user, "meetings/mail/invitation.txt", _told(meeting, invited))
    with translation.override(invited.user.language):
        message.attach("moede.ics", calendar(event(meeting)), "text/calendar")
    return message


def _cancellation(meeting: Meeting, invited: Invited) -> EmailMessage:
    return letter(invited.user, "meetings/mail/cancelled.txt", _told(meeting, invited))


def _told(meeting: Meeting, invited: Invited) -> dict[str, object]:
    film = queries.film_of(meeting)
    with translation.override(invited.user.language):
        return {
            "film": film.title.to(invited.user.language) if film else "",
            "unit": meeting.unit.name,
            "starts_at": meeting.starts_at,
            "minutes": meeting.minutes,
            "address": address(meeting),
        }


def event(meeting: Meeting, *, whole: bool = False) -> Event:
    """The meeting for a calendar, in the language of the moment; `whole` with title and place, for who signs in."""
    film = queries.film_of(meeting)
    name = meeting_name(film, meeting.title if whole else "")
    return Event(
        id=f"{meeting.id}@trappen",
        name=f"{name} · {meeting.unit.name}",
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        address=address(meeting),
        written_at=meeting.changed_at,
        changes=meeting.version,
        place=meeting.place if whole else "",
    )


def address(meeting: Meeting) -> str:
    return settings.PUBLIC_URL + reverse("meeting", args=[meeting.id])
