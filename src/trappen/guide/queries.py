"""What does the guide say, and what has the viewer's own organisation written beside it?"""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from trappen.guide.content import lemmas, load
from trappen.guide.models import Note
from trappen.guide.rules import WRITERS, Edition, Guide
from trappen.guide.search import Index
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach, unit_tree
from trappen.organisations.rules import Viewer
from trappen.staircase.queries import content

CONTACTS = "contacts"  # the place of a unit's own list of whom to call


def guide() -> Guide:
    return _guide(settings.CONTENT)


@lru_cache(maxsize=2)
def _guide(folder: Path) -> Guide:
    return load(folder, content().staircase)


def index(language: str) -> Index:
    return _index(settings.CONTENT, language)


@lru_cache(maxsize=4)
def _index(folder: Path, language: str) -> Index:
    return Index(guide(), language, lemmas(folder, language))


@dataclass(frozen=True)
class OwnNote:
    """A note as it is read: whose it is, and which editions have changed the page since."""

    unit: str
    text: str
    changed_by: str
    changed_at: object
    changed_since: tuple[Edition, ...]


def notes(viewer: Viewer, place: str) -> list[OwnNote]:
    """The notes at a place that are for the viewer: of their units and those above, the nearest unit first."""
    rows = _notes(viewer, place)
    if not rows:
        return []
    nearest_first = _upwards(viewer)
    reached = sorted((row for row in rows if row.unit_id in nearest_first), key=lambda row: nearest_first[row.unit_id])
    return [
        OwnNote(
            row.unit.name, row.text, row.changed_by.name, row.changed_at, guide().changed_since(place, row.edition)
        )
        for row in reached
    ]


def _notes(viewer: Viewer, place: str) -> "QuerySet[Note]":
    mine = Note.objects.filter(unit__organisation=viewer.organisation, place=place)
    return mine.select_related("unit", "changed_by")


def _upwards(viewer: Viewer) -> dict[uuid.UUID, int]:
    """The viewer's units and all above them, each with its distance from the nearest of theirs."""
    tree = unit_tree(viewer.organisation)
    steps: dict[uuid.UUID, int] = {}
    for place in viewer.places:
        unit, distance = tree.get(place.unit), 0
        while unit is not None:
            steps[unit.id] = min(distance, steps.get(unit.id, distance))
            unit, distance = tree.get(unit.parent_id) if unit.parent_id else None, distance + 1
    return steps


def units_to_write_for(viewer: Viewer) -> list[Unit]:
    """The units for which the viewer may write notes, by name."""
    mine = [place.unit for place in viewer.places if place.role in WRITERS]
    return list(Unit.objects.filter(id__in=mine).order_by("name")) if mine else []


def unit_to_write_for(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """Raises OutOfReach for everyone who does not write for the unit."""
    if not any(place.unit == unit and place.role in WRITERS for place in viewer.places):
        raise OutOfReach("unit", unit)
    return Unit.objects.get(id=unit)


def note_of(unit: Unit, place: str) -> Note | None:
    return Note.objects.filter(unit=unit, place=place).select_related("changed_by").first()
