"""How does a line come into the history?"""

import datetime as dt
import uuid

from trappen.audit.models import Event
from trappen.shared.prepared import insert


def record(
    verb: str,
    *,
    by: uuid.UUID | None,
    now: dt.datetime,
    kind: str,
    subject: uuid.UUID | None,
    organisation: uuid.UUID | None = None,
    note: str = "",
) -> None:
    """Add one line. It belongs to the caller's transaction, so it stands or falls with what it tells."""
    insert(Event(verb=verb, actor=by, at=now, kind=kind, subject=subject, organisation=organisation, note=note))
