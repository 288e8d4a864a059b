"""When is supervision held, who may change what, how long is it kept, and how does a date get into a calendar?"""

from trappen.supervision.rules.ics import calendar_file
from trappen.supervision.rules.planning import (
    KEPT_MONTHS,
    LONGEST_MINUTES,
    MOST_DATES,
    MOST_PEOPLE,
    Details,
    Kind,
    Refused,
    Series,
    State,
    Why,
    check_change,
    check_holding,
    dates,
    ends_on,
    may_be_planned_for,
    state_of,
)

__all__ = [
    "KEPT_MONTHS",
    "LONGEST_MINUTES",
    "MOST_DATES",
    "MOST_PEOPLE",
    "Details",
    "Kind",
    "Refused",
    "Series",
    "State",
    "Why",
    "calendar_file",
    "check_change",
    "check_holding",
    "dates",
    "ends_on",
    "may_be_planned_for",
    "state_of",
]
