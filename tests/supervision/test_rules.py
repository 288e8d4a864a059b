"""Which dates does a series have, what may be done to one, and is its calendar file one that programs read?"""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import DAY, NOW, TODAY
from trappen.supervision.rules import (
    MOST_DATES,
    Refused,
    Series,
    State,
    Why,
    calendar_file,
    check_change,
    check_holding,
    dates,
    ends_on,
    may_be_planned_for,
    state_of,
)

ID = uuid.UUID(int=7)
WEEK = dt.timedelta(weeks=1)


@pytest.mark.parametrize("series", [Series(TODAY), Series(TODAY, 3), Series(TODAY, 0, TODAY + WEEK)])
def test_without_weeks_and_an_end_there_is_one_date(series: Series) -> None:
    assert dates(series) == (TODAY,)


def test_a_series_comes_every_so_many_weeks_until_its_end() -> None:
    assert dates(Series(TODAY, 3, TODAY + 9 * WEEK)) == tuple(TODAY + weeks * WEEK for weeks in (0, 3, 6, 9))
    assert dates(Series(TODAY, 3, TODAY + 9 * WEEK - DAY)) == tuple(TODAY + weeks * WEEK for weeks in (0, 3, 6))
    assert dates(Series(TODAY, 2, TODAY)) == (TODAY,)


def test_a_series_has_26_dates_at_most_and_does_not_run_backwards() -> None:
    assert len(dates(Series(TODAY, 1, TODAY + 25 * WEEK))) == MOST_DATES
    for until, why in ((TODAY + 26 * WEEK, Why.TOO_MANY), (TODAY - DAY, Why.BACKWARDS)):
        with pytest.raises(Refused) as refused:
            dates(Series(TODAY, 1, until))
        assert refused.value.why is why


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
    st.integers(1, 26),
    st.integers(0, 400),
)
def test_every_date_lies_in_the_series_on_the_same_weekday(first: dt.date, weeks: int, days: int) -> None:
    until = first + days * DAY
    if days // (7 * weeks) >= MOST_DATES:
        with pytest.raises(Refused):
            dates(Series(first, weeks, until))
        return
    found = dates(Series(first, weeks, until))
    assert found[0] == first
    assert found[-1] <= until < found[-1] + weeks * WEEK
    assert {day.weekday() for day in found} == {first.weekday()}
    assert 1 <= len(found) <= MOST_DATES


def test_dates_are_planned_from_today_to_two_years_ahead() -> None:
    days = [TODAY - DAY, TODAY, TODAY.replace(year=2028), TODAY.replace(year=2028) + DAY]
    assert [may_be_planned_for(day, TODAY) for day in days] == [False, True, True, False]


def test_a_date_is_planned_held_or_cancelled() -> None:
    assert state_of(held=False, cancelled=False) is State.PLANNED
    assert state_of(held=True, cancelled=False) is State.HELD
    assert state_of(held=False, cancelled=True) is State.CANCELLED


def test_what_is_over_is_not_changed() -> None:
    check_change(State.PLANNED)
    for state, why in ((State.HELD, Why.HELD), (State.CANCELLED, Why.CANCELLED)):
        with pytest.raises(Refused) as refused:
            check_change(state)
        assert refused.value.why is why


def test_a_date_is_held_from_its_day_on_and_its_number_put_right_later() -> None:
    check_holding(State.PLANNED, TODAY, TODAY)
    check_holding(State.HELD, TODAY - DAY, TODAY)
    for state, on, why in (
        (State.PLANNED, TODAY + DAY, Why.NOT_YET),
        (State.CANCELLED, TODAY, Why.CANCELLED),
    ):
        with pytest.raises(Refused) as refused:
            check_holding(state, on, TODAY)
        assert refused.value.why is why


def test_a_date_is_kept_for_24_months() -> None:
    assert ends_on(dt.date(2026, 3, 2)) == dt.date(2028, 3, 2)


# The calendar file


ADDRESS = "https://trappen.example/"


def file_of(summary: str = "Supervision", *, cancelled: bool = False) -> str:
    return calendar_file(
        id_=ID, starts=NOW, minutes=90, summary=summary, address=ADDRESS, changed=NOW, version=3, cancelled=cancelled
    )


def test_a_calendar_file_says_when_and_what() -> None:
    lines = file_of().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    told = dict(line.split(":", 1) for line in lines if line and not line.startswith(("BEGIN", "END")))
    assert told["DTSTART"] == "20260302T090000Z"
    assert told["DTEND"] == "20260302T103000Z"
    assert told["UID"] == f"{ID}@trappen"
    assert told["SEQUENCE"] == "3"
    assert told["STATUS"] == "CONFIRMED"
    assert "STATUS:CANCELLED" in file_of(cancelled=True)


def test_signs_with_a_meaning_are_escaped() -> None:
    assert "SUMMARY:A\\, B\\; C\\\\D\\nE" in file_of("A, B; C\\D\r\nE")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_line_is_too_long_and_nothing_is_lost(summary: str) -> None:
    text = file_of(summary)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    found = next(line for line in unfolded.split("\r\n") if line.startswith("SUMMARY:"))
    said = found.removeprefix("SUMMARY:").replace("\\\\", "\0").replace("\\,", ",").replace("\\;", ";")
    assert said.replace("\0", "\\") == summary
