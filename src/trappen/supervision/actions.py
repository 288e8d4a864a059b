"""How are dates planned, changed, cancelled, marked as held and, at their end, deleted?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from trappen.audit.actions import record
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.supervision import rules
from trappen.supervision.models import Occasion, Series
from trappen.supervision.queries import details_of, later_in_series, state_of
from trappen.supervision.rules import Details
from trappen.vault.actions import new_key
from trappen.vault.models import DataKey


@transaction.atomic
def plan(
    *, unit: Unit, details: Details, series: rules.Series, once: uuid.UUID, by: Viewer, now: dt.datetime
) -> list[Occasion]:
    """One date or a series, in a unit that `by` leads; sent twice, it is planned once. Raises rules.Refused."""
    id_ = one_of(once, by.id)
    if there := Series.objects.filter(id=id_).first():
        return list(there.occasions.order_by("on"))
    days = rules.dates(series)
    together = Series(id=id_, unit=unit, key=new_key(), every_weeks=series.every_weeks, made_at=now, made_by_id=by.id)
    together.save(force_insert=True)
    said = {"changed_at": now, "changed_by_id": by.id, **_columns(details)}
    made = Occasion.objects.bulk_create(
        Occasion(series=together, on=day, ends_on=rules.ends_on(day), **said) for day in days
    )
    _note("supervision-planned", made[0], by=by, now=now, note=str(len(made)))
    return made


@transaction.atomic
def change(
    *,
    occasion: Occasion,
    on: dt.date,
    details: Details,
    following: bool,
    version: int,
    by: Viewer,
    now: dt.datetime,
) -> None:
    """Another day or other details; `following` gives the details to later dates of the series too, not the day.

    Raises rules.Refused, ChangedMeanwhile.
    """
    row = _locked(occasion)
    rules.check_change(state_of(row))
    if (on, details) == (row.on, details_of(row)) and not following:
        return
    _check(row, version)
    later = later_in_series(row) if following else []
    row.on, row.ends_on = on, rules.ends_on(on)
    _save([row, *later], _columns(details), by=by, now=now)
    _note("supervision-changed", row, by=by, now=now, note=str(1 + len(later)))


@transaction.atomic
def cancel(*, occasion: Occasion, because: str, following: bool, version: int, by: Viewer, now: dt.datetime) -> None:
    """It will not be held; `following` cancels the later dates of the series too. Raises as `change`."""
    row = _locked(occasion)
    if row.cancelled_at and row.cancelled_because == because:  # sent twice
        return
    rules.check_change(state_of(row))
    _check(row, version)
    later = later_in_series(row) if following else []
    said = {"cancelled_at": now, "cancelled_by_id": by.id, "cancelled_because": because}
    _save([row, *later], said, by=by, now=now)
    _note("supervision-cancelled", row, by=by, now=now, note=str(1 + len(later)))


@transaction.atomic
def hold(*, occasion: Occasion, attendance: int, version: int, by: Viewer, now: dt.datetime) -> None:
    """It was held, with so many people; or the number is put right. Raises rules.Refused, ChangedMeanwhile."""
    row = _locked(occasion)
    rules.check_holding(state_of(row), row.on, timezone.localdate(now))
    if row.attendance == attendance:
        return
    _check(row, version)
    _save([row], {"held_at": now, "held_by_id": by.id, "attendance": attendance}, by=by, now=now)
    _note("supervision-held", row, by=by, now=now)


@transaction.atomic
def delete_ended(*, now: dt.datetime) -> int:
    """Delete every date whose end has come, and the keys of series that have none left. Gives the dates' number."""
    today = timezone.localdate(now)
    ended = list(Occasion.objects.filter(ends_on__lte=today).values_list("id", "series__unit__organisation", "series"))
    for occasion, organisation, _series in ended:
        record(
            "deleted",
            by=None,
            now=now,
            kind="supervision",
            subject=occasion,
            organisation=organisation,
            note="end-date",
        )
    Occasion.objects.filter(id__in=[occasion for occasion, *_ in ended]).delete()
    empty = Series.objects.filter(id__in={series for *_, series in ended}, occasions=None)
    keys = list(empty.values_list("key", flat=True))
    empty.delete()
    DataKey.objects.filter(id__in=keys).delete()
    return len(ended)


def _locked(occasion: Occasion) -> Occasion:
    """The row with its series locked, so that two who change the same series go one after the other."""
    Series.objects.select_for_update().get(id=occasion.series_id)
    row = Occasion.objects.get(id=occasion.id)
    row.series = occasion.series
    return row


def _check(row: Occasion, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile


_CHANGING = [each.name for each in Occasion._meta.concrete_fields if each.name not in {"id", "series"}]


def _save(rows: Sequence[Occasion], said: dict[str, Any], *, by: Viewer, now: dt.datetime) -> None:
    """All rows in one statement: Django's own bulk update would leave their texts unsealed."""
    for row in rows:
        for name, value in said.items():
            setattr(row, name, value)
        row.changed_at, row.changed_by_id, row.version = now, by.id, row.version + 1
    Occasion.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGING)


def _columns(details: Details) -> dict[str, Any]:
    return asdict(details) | {"kind": details.kind.value}


def _note(verb: str, row: Occasion, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    record(verb, by=by.id, now=now, kind="supervision", subject=row.id, organisation=by.organisation, note=note)
