"""How does a unit's own note beside the guide come about, change and go?"""

import datetime as dt

from django.db import transaction

from trappen.audit.actions import record
from trappen.guide.models import Note
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile


@transaction.atomic
def write_note(*, unit: Unit, place: str, text: str, edition: str, version: int, by: Viewer, now: dt.datetime) -> None:
    """Put the text at the place; an empty one takes the note away. `version` is the one shown, 0 where there was none.

    Raises ChangedMeanwhile.
    """
    Unit.objects.select_for_update().get(id=unit.id)
    there = Note.objects.filter(unit=unit, place=place).first()
    if (there.version if there else 0) != version and text != (there.text if there else ""):
        raise ChangedMeanwhile
    if text == (there.text if there else "") and (there is None or there.edition == edition):
        return
    if there and not text:
        there.delete()
    else:
        Note.objects.update_or_create(
            unit=unit,
            place=place,
            defaults={
                "text": text,
                "edition": edition,
                "version": version + 1,
                "changed_at": now,
                "changed_by_id": by.id,
            },
        )
    record(
        "guide-note-written" if text else "guide-note-removed",
        by=by.id,
        now=now,
        kind="unit",
        subject=unit.id,
        organisation=unit.organisation_id,
        note=place,
    )
