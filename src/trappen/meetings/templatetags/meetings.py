"""How is a time of the day written? 13.05 in Danish, 13:05 in English."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()


@register.filter
def o_clock(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):{'%H:%M' if get_language() == 'en' else '%H.%M'}}"
