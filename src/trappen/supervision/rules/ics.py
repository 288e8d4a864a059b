"""How does a date get into someone's own calendar? As an iCalendar file (RFC 5545) without anything people wrote."""

import datetime as dt
import uuid

_LINE = 75  # bytes, the most that RFC 5545 allows


def calendar_file(
    *,
    id_: uuid.UUID,
    starts: dt.datetime,
    minutes: int,
    summary: str,
    address: str,
    changed: dt.datetime,
    version: int,
    cancelled: bool,
) -> str:
    """One event. `starts` and `changed` know their time zone; a newer version replaces an older one."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trappen//Supervision//DA",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{id_}@trappen",
        f"DTSTAMP:{_utc(changed)}",
        f"SEQUENCE:{version}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(starts + dt.timedelta(minutes=minutes))}",
        f"SUMMARY:{_escaped(summary)}",
        f"URL:{address}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """The line in pieces of at most 75 bytes; each but the first begins with a space. No letter is cut in two."""
    pieces, piece = [], ""
    for sign in line:
        if len(f"{piece}{sign}".encode()) > _LINE:
            pieces.append(piece)
            piece = " "
        piece += sign
    return [*pieces, piece]
