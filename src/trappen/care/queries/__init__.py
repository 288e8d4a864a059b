"""Who reaches which care plan, what waits for a supporter, and whom does someone want beside them?"""

from trappen.care.queries.common import KIND, LIST_KIND, content
from trappen.care.queries.lists import ShownList, colleagues_of, list_log, lists_for_leader, wanted_of
from trappen.care.queries.overview import Listed, OwedStep, listed, owed_steps
from trappen.care.queries.plans import (
    Reached,
    in_order,
    log_of,
    next_day,
    reach,
    said_no,
    step_of,
    steps_of,
    supporters_of,
    waiting,
)
from trappen.care.queries.starts import Colleague, Starting, colleagues_by_unit, may_be_added, starting, to_be_asked

__all__ = [
    "KIND",
    "LIST_KIND",
    "Colleague",
    "Listed",
    "OwedStep",
    "Reached",
    "ShownList",
    "Starting",
    "colleagues_by_unit",
    "colleagues_of",
    "content",
    "in_order",
    "list_log",
    "listed",
    "lists_for_leader",
    "log_of",
    "may_be_added",
    "next_day",
    "owed_steps",
    "reach",
    "said_no",
    "starting",
    "step_of",
    "steps_of",
    "supporters_of",
    "to_be_asked",
    "waiting",
    "wanted_of",
]
