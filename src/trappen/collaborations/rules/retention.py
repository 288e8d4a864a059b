"""How long is a collaboration kept? Our own choice: short by default, longer only for a reason."""

import calendar
import datetime as dt

CLOSED_MONTHS = 3
LONGEST_EXTENSION_MONTHS = 12
WARNING_DAYS = 30
SHORTEST_WARNING_DAYS = 14


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_after_activity(ends_on: dt.date, today: dt.date, months: int, *, closed: bool) -> dt.date:
    """The end date once something has been written today: never nearer than it was; a closed one stays."""
    if closed:
        return ends_on
    return max(ends_on, months_after(today, months))


def end_after_closing(today: dt.date) -> dt.date:
    return months_after(today, CLOSED_MONTHS)


def warns(ends_on: dt.date, today: dt.date) -> bool:
    return ends_on - dt.timedelta(days=WARNING_DAYS) <= today


def deleted_on(ends_on: dt.date, warned_on: dt.date) -> dt.date:
    """At the end date, and never less than two weeks after the warning."""
    return max(ends_on, warned_on + dt.timedelta(days=SHORTEST_WARNING_DAYS))


def may_delete(ends_on: dt.date, warned_on: dt.date | None, today: dt.date) -> bool:
    return warned_on is not None and deleted_on(ends_on, warned_on) <= today


class ExtensionRefused(ValueError):
    """The end date cannot be moved so; the message is a code."""


def extended(ends_on: dt.date, until: dt.date, today: dt.date, reason: str) -> dt.date:
    """Raises ExtensionRefused with `reason-missing`, `not-later` or `too-late`."""
    if not reason.strip():
        raise ExtensionRefused("reason-missing")
    if until <= ends_on:
        raise ExtensionRefused("not-later")
    if until > months_after(today, LONGEST_EXTENSION_MONTHS):
        raise ExtensionRefused("too-late")
    return until
