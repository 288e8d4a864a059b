"""What do the exercises teach, and what has the viewer's organisation called the fields?"""

import uuid

from django.conf import settings
from django.db.models import QuerySet

from trappen.exercises.content import Content, kept
from trappen.exercises.models import PerspectiveLabels
from trappen.exercises.rules import Labels
from trappen.organisations.models import Organisation
from trappen.organisations.queries import administered
from trappen.organisations.rules import Viewer
from trappen.shared.prepared import prepared


def content() -> Content:
    return kept(settings.CONTENT)


def own_labels(viewer: Viewer | None) -> Labels:
    """What the viewer's organisation calls the fields; empty where it has no name of its own, as for a visitor."""
    row = next(iter(_labels_of(viewer.organisation)), None) if viewer and viewer.organisation else None
    return Labels(row.seen, row.behind, row.can_do) if row else Labels("", "", "")


@prepared
def _labels_of(organisation: uuid.UUID) -> QuerySet[PerspectiveLabels]:
    return PerspectiveLabels.objects.filter(organisation=organisation)


def labels_to_run(viewer: Viewer) -> tuple[Organisation, PerspectiveLabels | None]:
    """The administrator's organisation and its names, None where it has none. Raises OutOfReach for everyone else."""
    organisation = administered(viewer)
    return organisation, PerspectiveLabels.objects.filter(organisation=organisation).select_related(
        "changed_by"
    ).first()
