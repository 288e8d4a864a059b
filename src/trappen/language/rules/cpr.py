"""Where does a CPR number stand in a text? It may not be stored."""

import re
from dataclasses import dataclass

# Six digits that make a date, then four: in any spacing or line break, with any kind of dash, and not part of
# a longer number. A separator may stand between any two digits, as when a number is read aloud and typed; it may
# be one that nobody sees. The search looks ahead, since the ten digits may begin inside ten others: "sag 17
# 311299 1234". What is written as a date with its whole year ("22.11.2026 14.30") begins no CPR number.
_GAP = (
    r"[\s./\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"  # seen
    r"\u00ad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f\ufeff]*"  # not seen
)
_WHOLE_DATE = r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)"
_CPR = re.compile(rf"(?<!\d)(?!{_WHOLE_DATE})(?=((?:\d{_GAP}){{9}}\d)(?!\d))")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Found:
    """A place in a text: characters counted from 0, `end` not included, `line` counted from 1."""

    start: int
    end: int
    line: int


def cpr_numbers(text: str) -> list[Found]:
    """Every place where ten digits with a valid date first stand together; places do not overlap."""
    found: list[Found] = []
    for match in _CPR.finditer(text):
        start, end = match.span(1)
        if _starts_with_a_date(match[1]) and not (found and start < found[-1].end):
            found.append(Found(start, end, text.count("\n", 0, start) + 1))
    return found


def _starts_with_a_date(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
