"""How does someone write, read and delete what is for themselves alone, before the yearly talk?"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.learning.models import Preparation
from trappen.learning.rules import preparation_ends_on
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile
from trappen.vault.actions import new_key


@transaction.atomic
def prepare(
    *,
    notes: Mapping[str, str],
    talk_on: dt.date | None,
    edition: str,
    version: int,
    by: Viewer,
    now: dt.datetime,
) -> None:
    """Keep the viewer's own notes by question. `version` is the one shown, 0 where there was none.

    Raises ChangedMeanwhile, where they have written in another window.
    """
    User.objects.select_for_update().get(id=by.id)
    row = Preparation.objects.select_related("key").filter(person=by.id).first()
    kept = {id_: text for id_, text in notes.items() if text}
    if (row.notes, row.talk_on) == (kept, talk_on) if row else not kept and talk_on is None:
        return
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile
    if row is None:
        row = Preparation(id=uuid.uuid4(), key=new_key(), person_id=by.id, version=0)
    row.written, row.edition, row.talk_on = json.dumps(kept), edition, talk_on
    row.changed_at, row.version = now, row.version + 1
    row.ends_on = preparation_ends_on(talk_on, timezone.localdate(now))
    row.save(force_insert=version == 0)
    _note("mus-notes-written", row, by=by, now=now)


@transaction.atomic
def remove_preparation(*, preparation: Preparation, by: Viewer | None, now: dt.datetime, why: str) -> None:
    """The notes and their key are gone at once; a line without content stays. `why` is a code."""
    if not Preparation.objects.filter(id=preparation.id).delete()[0]:
        return
    preparation.key.delete()
    record(
        "deleted",
        by=by.id if by else None,
        now=now,
        kind="mus-preparation",
        subject=preparation.id,
        organisation=by.organisation if by else None,
        note=why,
    )


def note_reading(*, preparation: Preparation, by: Viewer, now: dt.datetime, what: str = "") -> None:
    """The notes have been opened: a line in the history, so that it can be shown that nobody else did."""
    _note("viewed", preparation, by=by, now=now, note=what)


def _note(verb: str, row: Preparation, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    record(verb, by=by.id, now=now, kind="mus-preparation", subject=row.id, organisation=by.organisation, note=note)
