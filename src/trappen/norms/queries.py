"""What has a unit agreed, and who may read and write it?"""

import uuid

from trappen.norms.models import Norm
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import LEADING, Role, Viewer

WRITERS = LEADING | {Role.REPRESENTATIVE}
READERS = frozenset(Role) - {Role.ADMINISTRATOR}


def unit_to_read(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """The unit, for its own people. Raises OutOfReach for everyone else."""
    return _unit(viewer, unit, READERS)


def unit_to_write(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """The unit, for those who write for it. Raises OutOfReach for everyone else."""
    return _unit(viewer, unit, WRITERS)


def may_write(viewer: Viewer, unit: uuid.UUID) -> bool:
    return _has(viewer, unit, WRITERS)


def units_of(viewer: Viewer) -> list[Unit]:
    """The units whose norms the viewer reads, by name."""
    mine = {place.unit for place in viewer.places if place.role in READERS}
    return list(Unit.objects.filter(id__in=mine).order_by("name")) if mine else []


def norms_of(unit: uuid.UUID) -> list[Norm]:
    """What a unit has agreed, the newest first. The caller has found the unit for a viewer."""
    return list(Norm.objects.filter(unit=unit).order_by("-agreed_on", "situation"))


def norm_on(unit: uuid.UUID, card: str) -> Norm | None:
    return Norm.objects.filter(unit=unit, card=card).first() if card else None


def norm_to_write(viewer: Viewer, norm: uuid.UUID) -> Norm:
    """Raises OutOfReach for those who do not write for its unit."""
    found = Norm.objects.filter(id=norm).select_related("unit", "changed_by").first()
    if found is None or not may_write(viewer, found.unit_id):
        raise OutOfReach("norm", norm)
    return found


def _unit(viewer: Viewer, unit: uuid.UUID, roles: frozenset[Role]) -> Unit:
    if not _has(viewer, unit, roles):
        raise OutOfReach("unit", unit)
    return Unit.objects.get(id=unit)


def _has(viewer: Viewer, unit: uuid.UUID, roles: frozenset[Role]) -> bool:
    return any(place.unit == unit and place.role in roles for place in viewer.places)
