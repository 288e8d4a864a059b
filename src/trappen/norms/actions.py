"""How does a unit's norm come about, change and go?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from trappen.audit.actions import record
from trappen.norms.models import Norm
from trappen.norms.rules import Registers
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile


@dataclass(frozen=True)
class Draft:
    """A norm as someone writes it. `card` is empty for a situation of one's own."""

    situation: str
    text: str
    registers: Registers
    card: str = ""


@transaction.atomic
def agree(*, unit: Unit, draft: Draft, today: dt.date, by: Viewer, now: dt.datetime) -> Norm:
    """Write down what has been agreed on a card; agreed anew, it takes the old one's place."""
    Unit.objects.select_for_update().get(id=unit.id)
    there = Norm.objects.filter(unit=unit, card=draft.card).first() if draft.card else None
    return _write(there or Norm(unit=unit, version=0), draft, today=today, by=by, now=now)


@transaction.atomic
def add(*, unit: Unit, draft: Draft, once: uuid.UUID, today: dt.date, by: Viewer, now: dt.datetime) -> Norm:
    """A norm on a situation of one's own; sent twice under one `once`, it comes once."""
    if there := Norm.objects.filter(id=once, unit=unit).first():
        return there
    return _write(Norm(id=once, unit=unit, version=0), draft, today=today, by=by, now=now)


@transaction.atomic
def change(*, norm: Norm, draft: Draft, version: int, today: dt.date, by: Viewer, now: dt.datetime) -> None:
    """Agree on something else. Raises ChangedMeanwhile."""
    row = Norm.objects.select_for_update().get(id=norm.id)
    if _as_draft(row) == draft:
        return
    if row.version != version:
        raise ChangedMeanwhile
    _write(row, draft, today=today, by=by, now=now)


@transaction.atomic
def remove(*, norm: Norm, by: Viewer, now: dt.datetime) -> None:
    Norm.objects.filter(id=norm.id).delete()
    _note("norm-removed", norm, by=by, now=now)


def _write(row: Norm, draft: Draft, *, today: dt.date, by: Viewer, now: dt.datetime) -> Norm:
    if row.version and _as_draft(row) == draft and row.agreed_on == today:
        return row
    row.card, row.situation, row.text, row.registers = draft.card, draft.situation, draft.text, draft.registers
    row.agreed_on, row.changed_at, row.changed_by_id = today, now, by.id
    row.version += 1
    row.save()
    _note("norm-agreed", row, by=by, now=now)
    return row


def _as_draft(row: Norm) -> Draft:
    return Draft(row.situation, row.text, Registers(row.registers), row.card)


def _note(verb: str, norm: Norm, *, by: Viewer, now: dt.datetime) -> None:
    record(verb, by=by.id, now=now, kind="unit", subject=norm.unit_id, organisation=by.organisation)
