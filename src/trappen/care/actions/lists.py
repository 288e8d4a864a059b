"""How does someone keep a list of whom they want beside them?"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.care import rules
from trappen.care.models import Wanted, WantedList
from trappen.care.queries import LIST_KIND
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile


@transaction.atomic
def keep_list(*, chosen: Sequence[uuid.UUID], leader_sees: bool, version: int, by: Viewer, now: dt.datetime) -> None:
    """The first choice first; nobody takes the list away. Kept again unchanged, it lasts longer.

    `version` is the one shown, 0 where there was none. Raises ChangedMeanwhile.
    """
    User.objects.select_for_update().get(id=by.id)
    there = WantedList.objects.filter(person=by.id).first()
    if (there.version if there else 0) != version:
        raise ChangedMeanwhile
    if not chosen:
        if there:
            drop_list(there, by=by, now=now, why="by-owner")
        return
    row = there or WantedList(person_id=by.id, version=0)
    row.leader_sees, row.version, row.changed_at = leader_sees, version + 1, now
    row.ends_on, row.warned_on = rules.list_ends_on(timezone.localdate(now)), None
    row.save()
    Wanted.objects.filter(list=row).delete()
    Wanted.objects.bulk_create(
        Wanted(list=row, colleague_id=each, place=place) for place, each in enumerate(chosen, start=1)
    )
    tell_of_list("list-changed", row, by=by, now=now)


def note_list_seen(*, row: WantedList, by: Viewer, now: dt.datetime) -> None:
    """Someone saw it while starting a plan: a line that its owner can read."""
    tell_of_list("list-seen", row, by=by, now=now)


def drop_list(row: WantedList, *, by: Viewer | None, now: dt.datetime, why: str) -> None:
    tell_of_list("deleted", row, by=by, now=now, note=why)
    row.delete()


def tell_of_list(verb: str, row: WantedList, *, by: Viewer | None, now: dt.datetime, note: str = "") -> None:
    record(
        verb,
        by=by.id if by else None,
        now=now,
        kind=LIST_KIND,
        subject=row.id,
        organisation=by.organisation if by else None,
        note=note,
    )
