"""How does an organisation give the fields of the perspective exercise names of its own?"""

import datetime as dt

from django.db import transaction

from trappen.audit.actions import record
from trappen.exercises.models import PerspectiveLabels
from trappen.exercises.rules import Labels
from trappen.organisations.models import Organisation
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile


@transaction.atomic
def set_perspective_labels(
    *, organisation: Organisation, labels: Labels, version: int, by: Viewer, now: dt.datetime
) -> None:
    """Keep the names; an empty one means ours. `version` is the one shown, 0 where there was none.

    The names that stand there already are no change. Raises ChangedMeanwhile.
    """
    Organisation.objects.select_for_update().get(id=organisation.id)
    there = PerspectiveLabels.objects.filter(organisation=organisation).first()
    if labels == (Labels(there.seen, there.behind, there.can_do) if there else Labels("", "", "")):
        return
    if there and there.version != version:
        raise ChangedMeanwhile
    row = there or PerspectiveLabels(organisation=organisation, version=0)
    row.seen, row.behind, row.can_do = labels.seen, labels.behind, labels.can_do
    row.version, row.changed_at, row.changed_by_id = row.version + 1, now, by.id
    row.save()
    record(
        "perspective-labels-set",
        by=by.id,
        now=now,
        kind="organisation",
        subject=organisation.id,
        organisation=organisation.id,
    )
