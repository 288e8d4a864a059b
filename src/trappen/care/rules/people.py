"""Who sees a plan and how much of it, who may start one, and who may support?"""

import enum

from trappen.care.rules.answers import Agreement
from trappen.organisations.rules import LEADING, Role

STARTERS = LEADING | {Role.EMPLOYEE, Role.REPRESENTATIVE}  # those of the unit who care for one another
MOST_SUPPORTERS = 5
LONGEST_LIST = 3


class Sight(enum.StrEnum):
    """As what someone sees a plan. OUTLINE is that there is one and who supports, nothing more."""

    PERSON = "person"
    SUPPORTER = "supporter"
    LEADER = "leader"
    OUTLINE = "outline"


WRITING = frozenset({Sight.PERSON, Sight.SUPPORTER})


def sight(*, is_person: bool, supports: bool, leads: bool, started: bool, agreement: Agreement) -> Sight | None:
    """None for everyone to whom the plan does not exist. Whoever started it and is none of these is among them."""
    if is_person:
        return Sight.PERSON
    if supports:
        return Sight.SUPPORTER
    if leads and agreement is Agreement.YES:
        return Sight.LEADER
    if leads and started and agreement is Agreement.OPEN:
        return Sight.OUTLINE
    return None


class MayNotSupport(ValueError):
    """Someone was chosen as a supporter who may not be, or too many, or nobody."""


class PlanStopped(Exception):
    """The colleague has stopped the plan. Nothing was written."""


def may_support(*, leads_unit: bool, chosen_by_person: bool, wanted: bool) -> bool:
    """A supporter sees everything, so one who leads the unit supports only where the colleague has chosen them."""
    return not leads_unit or chosen_by_person or wanted
