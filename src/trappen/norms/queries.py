"""What has a unit agreed, and who may read and write it?"""

import uuid

from trappen.norms.models import Norm
from trappen.norms.rules import WRITERS
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Viewer


def unit_to_read(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """The unit, for its own people. Raises OutOfReach for everyone else."""
    return _unit(unit, reached=viewer.belongs_to(unit))


def unit_to_write(viewer: Viewer, unit: uuid.UUID) -> Unit:
    """The unit, for those who write for it. Raises OutOfReach for everyone else."""
    return _unit(unit, reached=may_write(viewer, unit))


def may_write(viewer: Viewer, unit: uuid.UUID) -> bool:
    return any(place.unit == unit and place.role in WRITERS for place in viewer.places)


def units_of(viewer: Viewer) -> list[Unit]:
    """The units whose norms the viewer reads, by name."""
    return list(Unit.objects.filter(id__in=viewer.own_units).order_by("name")) if viewer.own_units else []


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


def _unit(id_: uuid.UUID, *, reached: bool) -> Unit:
    if not reached:
        raise OutOfReach("unit", id_)
    return Unit.objects.get(id=id_)
