"""How does a course start, run and finish, how are notes for the yearly talk kept, and when is all of it deleted?"""

import datetime as dt

from trappen.learning.actions.courses import (
    confirm_talk,
    move,
    note_view,
    remove,
    set_talk,
    start,
    take_along,
    tick,
    withdraw_confirmation,
)
from trappen.learning.actions.ending import delete_ended_courses, delete_ended_preparations
from trappen.learning.actions.preparing import note_reading, prepare, remove_preparation

__all__ = [
    "confirm_talk",
    "delete_ended",
    "move",
    "note_reading",
    "note_view",
    "prepare",
    "remove",
    "remove_preparation",
    "set_talk",
    "start",
    "take_along",
    "tick",
    "withdraw_confirmation",
]


def delete_ended(*, now: dt.datetime) -> int:
    """Delete every course and every preparation whose end date has come. Gives their number."""
    return delete_ended_courses(now=now) + delete_ended_preparations(now=now)
