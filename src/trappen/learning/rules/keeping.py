"""How long is a course kept, and how long are someone's own notes for the yearly talk? Our own choice: short."""

import datetime as dt

from trappen.collaborations.rules import months_after

COURSE_MONTHS = 18
FINISHED_MONTHS = 12
DAYS_AFTER_TALK = 60
MONTHS_WITHOUT_TALK = 6
TALK_MONTHS_AHEAD = 12
TALK_DAYS_BACK = 30


def course_ends_on(starts_on: dt.date) -> dt.date:
    return months_after(starts_on, COURSE_MONTHS)


def course_ends_on_once_finished(today: dt.date) -> dt.date:
    return months_after(today, FINISHED_MONTHS)


def preparation_ends_on(talk_on: dt.date | None, changed_on: dt.date) -> dt.date:
    """Sixty days after the talk; where no date is given, six months after the last change."""
    if talk_on is None:
        return months_after(changed_on, MONTHS_WITHOUT_TALK)
    return talk_on + dt.timedelta(days=DAYS_AFTER_TALK)


def talk_may_be_on(day: dt.date, today: dt.date) -> bool:
    """Not so far back that the notes would be gone at once, and not so far ahead that they would stay for years."""
    return today - dt.timedelta(days=TALK_DAYS_BACK) <= day <= months_after(today, TALK_MONTHS_AHEAD)
