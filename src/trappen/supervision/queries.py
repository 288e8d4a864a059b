"""Which dates may the viewer see, and which may they change?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Viewer
from trappen.supervision import rules
from trappen.supervision.models import Occasion
from trappen.supervision.rules import Details, Kind, Refused, State, check_change

MOST_COMING = 5


@dataclass(frozen=True)
class Shown:
    """A date as it is shown. `leads` says whether the viewer plans for its unit."""

    row: Occasion
    leads: bool

    @property
    def kind(self) -> Kind:
        return Kind(self.row.kind)

    @property
    def state(self) -> State:
        return state_of(self.row)

    @property
    def unit(self) -> Unit:
        return self.row.series.unit

    @property
    def ends_at(self) -> dt.time:
        begins = dt.datetime.combine(self.row.on, self.row.at)
        return (begins + dt.timedelta(minutes=self.row.minutes)).time()

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        try:
            check_change(self.state)
        except Refused:
            return False
        return True


@dataclass(frozen=True)
class Month:
    """The dates of a month. `first` is its first day."""

    first: dt.date
    dates: tuple[Shown, ...]


@dataclass(frozen=True)
class Coming:
    """A date to come, for an overview: nothing that people wrote."""

    id: uuid.UUID
    on: dt.date
    at: dt.time
    kind: Kind
    unit: str


def state_of(row: Occasion) -> State:
    return rules.state_of(held=row.held_at is not None, cancelled=row.cancelled_at is not None)


def details_of(row: Occasion) -> Details:
    """What is planned for a date, in plain words."""
    return Details(
        at=row.at,
        minutes=row.minutes,
        kind=Kind(row.kind),
        theme=row.theme,
        supervisor=row.supervisor,
        place=row.place,
        audience=row.audience,
    )


def coming(viewer: Viewer, today: dt.date) -> list[Coming]:
    """The next few dates of the viewer's units, in one statement."""
    rows = _seen_by(viewer).filter(on__gte=today, cancelled_at=None)[:MOST_COMING]
    return [Coming(row.id, row.on, row.at, Kind(row.kind), row.series.unit.name) for row in rows]


def from_day(viewer: Viewer, today: dt.date) -> list[Month]:
    """All dates from a day on, month by month."""
    return _by_month(viewer, _seen_by(viewer).filter(on__gte=today))


def of_year(viewer: Viewer, year: int) -> list[Month]:
    return _by_month(viewer, _seen_by(viewer).filter(on__year=year))


def years(viewer: Viewer) -> list[int]:
    """The years in which there are dates, the newest first."""
    days = Occasion.objects.filter(series__unit__in=viewer.own_units).dates("on", "year", order="DESC")
    return [day.year for day in days]


def waiting(viewer: Viewer, today: dt.date) -> list[Shown]:
    """Dates that have passed in units that the viewer leads, and of which nobody has said whether they were held."""
    rows = _seen_by(viewer).filter(series__unit__in=viewer.led_units, on__lt=today, held_at=None, cancelled_at=None)
    return _shown(viewer, rows) if viewer.leads_any else []


def reach(viewer: Viewer, id_: uuid.UUID) -> Shown:
    """Raises OutOfReach for who does not belong to the unit."""
    row = _seen_by(viewer).filter(id=id_).first()
    if row is None:
        raise OutOfReach("supervision", id_)
    return Shown(row, viewer.leads(row.series.unit_id))


def reach_led(viewer: Viewer, id_: uuid.UUID) -> Shown:
    """Raises OutOfReach for who does not lead the unit."""
    found = reach(viewer, id_)
    if not found.leads:
        raise OutOfReach("supervision", id_)
    return found


def unit_to_plan_for(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """Raises OutOfReach for who does not lead the unit."""
    if not viewer.leads(unit):
        raise OutOfReach("unit", unit)
    return Unit.objects.get(id=unit)


def later_in_series(row: Occasion) -> list[Occasion]:
    """The later dates of the same series that are neither held nor cancelled."""
    later = list(
        Occasion.objects.filter(series=row.series_id, on__gt=row.on, held_at=None, cancelled_at=None)
        .exclude(id=row.id)
        .order_by("on", "id")
    )
    for each in later:
        each.series = row.series  # its key opens their texts
    return later


def _seen_by(viewer: Viewer) -> QuerySet[Occasion]:
    rows = Occasion.objects.filter(series__unit__in=viewer.own_units).order_by("on", "at", "id")
    return rows.select_related("series__key", "series__unit", "changed_by")


def _shown(viewer: Viewer, rows: Iterable[Occasion]) -> list[Shown]:
    return [Shown(row, viewer.leads(row.series.unit_id)) for row in rows]


def _by_month(viewer: Viewer, rows: Iterable[Occasion]) -> list[Month]:
    months = groupby(_shown(viewer, rows), key=lambda each: each.row.on.replace(day=1))
    return [Month(first, tuple(each)) for first, each in months]
