"""How does a norm say whether the unit registers it?"""

from django import template

from trappen.norms.forms import REGISTERS
from trappen.norms.models import Norm
from trappen.norms.rules import Registers

register = template.Library()


@register.filter
def registers(norm: Norm) -> str:
    return str(REGISTERS[Registers(norm.registers)])
