"""Which steps does a course have, when are they due, who may confirm the talk, and how long is what kept?"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import DAY, TODAY
from trappen.learning import queries
from trappen.learning.rules import (
    LAST_DAY,
    Kind,
    Own,
    Programme,
    Progress,
    Refused,
    Why,
    check_confirming,
    course_ends_on,
    course_ends_on_once_finished,
    due_on,
    planned,
    preparation_ends_on,
    talk_may_be_on,
)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return queries.newest()


def test_all_steps_are_planned_in_the_order_of_their_days(programme: Programme) -> None:
    every = planned(programme, {step.id for step in programme.steps})
    assert [each.step for each in every] == [step.id for step in programme.steps]
    assert all(not each.title for each in every)


def test_the_talk_stays_whatever_is_left_out(programme: Programme) -> None:
    assert [each.step for each in planned(programme, ())] == ["talk"]


@given(st.integers(1, LAST_DAY))
def test_a_step_of_ones_own_stands_where_its_day_says(day: int) -> None:
    programme = queries.newest()
    every = planned(programme, {"staircase"}, Own("Besøg", day))
    assert len(every) == 3
    assert [each.day for each in every] == sorted(each.day for each in every)
    assert [each.title for each in every if not each.step] == ["Besøg"]


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.integers(1, LAST_DAY))
def test_nothing_is_due_on_a_weekend_and_nothing_much_later(starts_on: dt.date, day: int) -> None:
    due = due_on(starts_on, day)
    assert due.weekday() < 5
    assert 0 <= (due - starts_on).days - (day - 1) <= 2


@pytest.mark.parametrize(("day", "due"), [(1, 0), (5, 4), (6, 7), (7, 7), (8, 7)])
def test_a_weekend_waits_until_monday(day: int, due: int) -> None:
    assert due_on(TODAY, day) == TODAY + due * DAY  # TODAY is a Monday


def test_progress_knows_the_last_step_and_the_end() -> None:
    assert not Progress(1, 3).is_last
    assert Progress(2, 3).is_last
    assert not Progress(2, 3).is_complete
    assert Progress(3, 3).is_complete


def test_a_talk_is_confirmed_on_its_day_at_the_earliest() -> None:
    with pytest.raises(Refused) as refused:
        check_confirming(None, TODAY)
    assert refused.value.why is Why.NO_DAY
    with pytest.raises(Refused) as refused:
        check_confirming(TODAY + DAY, TODAY)
    assert refused.value.why is Why.NOT_YET
    check_confirming(TODAY, TODAY)


def test_a_course_is_kept_for_eighteen_months_or_twelve_after_it_is_finished() -> None:
    assert course_ends_on(dt.date(2026, 3, 2)) == dt.date(2027, 9, 2)
    assert course_ends_on_once_finished(dt.date(2026, 3, 31)) == dt.date(2027, 3, 31)


def test_notes_are_kept_for_sixty_days_after_the_talk_or_six_months_without_one() -> None:
    assert preparation_ends_on(dt.date(2026, 3, 2), TODAY) == dt.date(2026, 5, 1)
    assert preparation_ends_on(None, dt.date(2026, 8, 31)) == dt.date(2027, 2, 28)


def test_the_day_of_the_yearly_talk_lies_within_a_year() -> None:
    near = [TODAY - 30 * DAY, TODAY, TODAY.replace(year=2027)]
    far = [TODAY - 31 * DAY, TODAY.replace(year=2027) + DAY]
    assert [talk_may_be_on(day, TODAY) for day in near] == [True, True, True]
    assert [talk_may_be_on(day, TODAY) for day in far] == [False, False]


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(-30, 365))
def test_notes_never_end_on_the_day_they_are_written(today: dt.date, days: int) -> None:
    day = today + days * DAY
    if talk_may_be_on(day, today):
        assert preparation_ends_on(day, today) > today


def test_a_programme_knows_its_steps(programme: Programme) -> None:
    assert programme.step("talk") == programme.steps[-1]
    assert programme.steps[-1].kind is Kind.TALK
    assert programme.step("") is None
