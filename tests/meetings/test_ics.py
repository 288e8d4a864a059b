"""Is an event one that a calendar reads: its lines short, its marks escaped, its moments in universal time?"""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from trappen.meetings.ics import Event, calendar, folded

DANISH = dt.timezone(dt.timedelta(hours=2))
EVENT = Event(
    id="1@trappen",
    name="Kritik; forkert, bukser · Å\\B",
    starts_at=dt.datetime(2026, 6, 2, 13, 0, tzinfo=DANISH),
    minutes=75,
    address="https://trappen.example/moeder/1/",
    written_at=dt.datetime(2026, 6, 1, 8, 30, 5, tzinfo=DANISH),
    changes=3,
)


def lines(event: Event) -> list[str]:
    """The lines as a calendar reads them: put together again."""
    return calendar(event).replace("\r\n ", "").split("\r\n")


def test_every_line() -> None:
    assert lines(EVENT) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trappen//DA",
        "BEGIN:VEVENT",
        "UID:1@trappen",
        "SEQUENCE:3",
        "DTSTAMP:20260601T063005Z",
        "DTSTART:20260602T110000Z",
        "DTEND:20260602T121500Z",
        r"SUMMARY:Kritik\; forkert\, bukser · Å\\B",
        "URL:https://trappen.example/moeder/1/",
        "DESCRIPTION:https://trappen.example/moeder/1/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_place_is_told_where_it_is_given() -> None:
    from dataclasses import replace

    assert r"LOCATION:Lokale 2\nved trappen" in lines(replace(EVENT, place="Lokale 2\nved trappen"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_too_long_and_none_is_lost(text: str) -> None:
    cut = folded(text)
    assert all(len(piece.encode()) <= 75 for piece in cut.split("\r\n"))
    assert cut.replace("\r\n ", "") == text
