"""What may not stand in a stored text? CPR numbers, and for now nothing else."""

import re
from dataclasses import dataclass

# Six digits that make a date, then four: in any spacing or line break, with any kind of dash, and not part of
# a longer number. A separator may stand between any two digits, as when a number is read aloud and typed.
_GAP = r"[\s\u00a0\u2000-\u200f\u202a-\u202f\u2060\ufeff.\-\u2010-\u2015/]*"
_CPR = re.compile(rf"(?<!\d)(?:\d{_GAP}){{9}}\d(?!\d)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Found:
    """A place in a text: characters counted from 0, `end` not included, `line` counted from 1."""

    start: int
    end: int
    line: int


def cpr_numbers(text: str) -> list[Found]:
    """Every place where ten digits with a valid date first stand together."""
    return [
        Found(match.start(), match.end(), text.count("\n", 0, match.start()) + 1)
        for match in _CPR.finditer(text)
        if _starts_with_a_date(match.group())
    ]


def _starts_with_a_date(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
