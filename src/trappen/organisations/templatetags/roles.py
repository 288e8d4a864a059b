"""What are roles, and the mistakes in a list, called on screen?"""

from typing import Any

from django import template

from trappen.organisations.rules import Role
from trappen.organisations.staff import Fault, Outcome
from trappen.organisations.wording import FAULTS, OUTCOMES, ROLES

register = template.Library()


@register.filter
def role_name(role: Role | str) -> Any:
    return ROLES[Role(role)]


@register.filter
def fault_text(fault: Fault) -> Any:
    """What is wrong with a line of a list of staff."""
    return FAULTS[fault]


@register.filter
def outcome_text(outcome: Outcome) -> Any:
    return OUTCOMES[outcome]
