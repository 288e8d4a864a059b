"""What stands in a list of staff? A CSV file, as spreadsheets write it: `;` or `,`, UTF-8 or Windows-1252."""

import csv
import enum
import io
from collections.abc import Iterator

from trappen.organisations.staff import StaffLine

MOST_BYTES = 1_000_000
MOST_LINES = 2_000
_COLUMNS = {
    "name": ("navn", "name"),
    "email": ("mail", "email", "e-mail"),
    "unit": ("enhed", "unit"),
    "role": ("rolle", "role"),
}


class Trouble(enum.StrEnum):
    """Why a file cannot be read as a list at all."""

    TOO_BIG = "too-big"
    TOO_LONG = "too-long"
    EMPTY = "empty"
    NOT_TEXT = "not-text"
    COLUMNS = "columns"
    BROKEN = "broken"


class Unreadable(ValueError):
    """`line` is where the reading stopped, counted from 1; 0 where it is the whole file."""

    def __init__(self, trouble: Trouble, line: int = 0) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.line = line


def staff_list(content: bytes) -> list[StaffLine]:
    """The lines of a list of staff. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Trouble.TOO_BIG)
    rows = _rows(_text(content))
    _, heads = next(rows, (1, []))
    if not heads:
        raise Unreadable(Trouble.EMPTY)
    columns = _columns(heads)
    lines = [
        StaffLine(number, **{field: _cell(row, column) for field, column in columns.items()}) for number, row in rows
    ]
    if not lines:
        raise Unreadable(Trouble.EMPTY)
    if len(lines) > MOST_LINES:
        raise Unreadable(Trouble.TOO_LONG)
    return lines


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(sign < " " and sign not in "\t\r\n" for sign in text):
            break
        return text
    raise Unreadable(Trouble.NOT_TEXT)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line on which it begins."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(Trouble.BROKEN, begins) from error


def _columns(heads: list[str]) -> dict[str, int]:
    found = [head.strip().casefold() for head in heads]
    columns = {}
    for field, words in _COLUMNS.items():
        places = [place for place, head in enumerate(found) if head in words]
        if len(places) != 1:
            raise Unreadable(Trouble.COLUMNS, 1)
        columns[field] = places[0]
    return columns


def _cell(row: list[str], column: int) -> str:
    return " ".join(row[column].split()) if column < len(row) else ""
