"""How does a meeting reach someone's calendar? As one event in iCalendar's own words (RFC 5545)."""

import datetime as dt
from dataclasses import dataclass

LINE = 75  # octets of a line, its continuation's space among them


@dataclass(frozen=True)
class Event:
    """One meeting. Moments have a time zone; `changes` counts how often it has been changed."""

    id: str
    name: str
    starts_at: dt.datetime
    minutes: int
    address: str
    written_at: dt.datetime
    changes: int = 0
    place: str = ""


def calendar(event: Event) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trappen//DA",
        "BEGIN:VEVENT",
        f"UID:{event.id}",
        f"SEQUENCE:{event.changes}",
        f"DTSTAMP:{_moment(event.written_at)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.starts_at + dt.timedelta(minutes=event.minutes))}",
        f"SUMMARY:{_text(event.name)}",
        f"URL:{event.address}",
        f"DESCRIPTION:{_text(event.address)}",
        *([f"LOCATION:{_text(event.place)}"] if event.place else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def folded(line: str) -> str:
    """The line cut so that no piece is longer than 75 octets, and no letter is cut through."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            pieces.append(piece)
            piece, size = "", 1
        piece += letter
        size += octets
    return "\r\n ".join([*pieces, piece])
