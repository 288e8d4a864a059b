"""When is a plan deleted, and when a list of whom someone wants beside them? Both are our own choice."""

import datetime as dt
from collections.abc import Iterable

from trappen.collaborations.rules.retention import SHORTEST_WARNING_DAYS, WARNING_DAYS, months_after

KEPT_MONTHS = 3
LIST_MONTHS = 18


def ends_on(days: Iterable[dt.date], stopped_on: dt.date | None) -> dt.date:
    """The day on which a plan is deleted: three months after its last step, or after it was stopped.

    `days` are those on which each step was done, or is due.
    """
    return months_after(stopped_on or max(days), KEPT_MONTHS)


def list_ends_on(changed_on: dt.date) -> dt.date:
    return months_after(changed_on, LIST_MONTHS)


def warned_until(today: dt.date) -> dt.date:
    """The last end date of which a list's owner is warned today."""
    return today + dt.timedelta(days=WARNING_DAYS)


def may_drop_list(ends: dt.date, warned_on: dt.date | None, today: dt.date) -> bool:
    """Only once its owner has had time to say that it still holds."""
    return warned_on is not None and today >= max(ends, warned_on + dt.timedelta(days=SHORTEST_WARNING_DAYS))
