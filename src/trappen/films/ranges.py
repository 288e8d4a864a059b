"""Which bytes of a file does a request ask for, and which does it get?"""

import re
from dataclasses import dataclass

MOST_AT_ONCE = 1 << 20  # a server answers many, so nobody gets more in one answer

_RANGE = re.compile(r"\s*(\d*)\s*-\s*(\d*)\s*")


class Unsatisfiable(ValueError):
    """The file has no such bytes, or the request is no range at all."""


@dataclass(frozen=True)
class Stretch:
    """The bytes from `first` to `last`, both among them."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def header(self, size: int) -> str:
        """As Content-Range tells it."""
        return f"bytes {self.first}-{self.last}/{size}"


def asked(header: str, size: int) -> Stretch | None:
    """What is given for a Range header; None where all of the file is: another unit, several ranges, or no header.

    Raises Unsatisfiable.
    """
    unit, _, told = header.partition("=")
    if unit.strip().lower() != "bytes" or "," in told:
        return None
    found = _RANGE.fullmatch(told)
    if found is None or not (found[1] or found[2]):
        raise Unsatisfiable(header)
    if found[1]:
        first = int(found[1])
        last = int(found[2]) if found[2] else size - 1
    else:  # the last so many
        first, last = max(0, size - int(found[2])), size - 1
        if int(found[2]) == 0:
            raise Unsatisfiable(header)
    if first >= size or last < first:
        raise Unsatisfiable(header)
    return Stretch(first, min(last, size - 1, first + MOST_AT_ONCE - 1))


def still_the_same(if_range: str, etag: str) -> bool:
    """Whether a part may be given to one who has another part already. A date or a weak tag is no proof."""
    return not if_range or if_range.strip() == etag
