"""What is a programme for a new colleague made of, when is what due, and how long is what people wrote kept?"""

from trappen.learning.rules.course import (
    LAST_DAY,
    AlreadyRunning,
    Own,
    Planned,
    Progress,
    Refused,
    Why,
    check_confirming,
    due_on,
    planned,
)
from trappen.learning.rules.keeping import (
    course_ends_on,
    course_ends_on_once_finished,
    preparation_ends_on,
    talk_may_be_on,
)
from trappen.learning.rules.mus import Mus, Question, Theme
from trappen.learning.rules.programme import Kind, Programme, Step

__all__ = [
    "LAST_DAY",
    "AlreadyRunning",
    "Kind",
    "Mus",
    "Own",
    "Planned",
    "Programme",
    "Progress",
    "Question",
    "Refused",
    "Step",
    "Theme",
    "Why",
    "check_confirming",
    "course_ends_on",
    "course_ends_on_once_finished",
    "due_on",
    "planned",
    "preparation_ends_on",
    "talk_may_be_on",
]
