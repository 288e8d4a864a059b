"""When is which step due, which one waits, who sees what, and when does it end?"""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.care.rules import (
    LIST_MONTHS,
    Agreement,
    Consent,
    DayRefused,
    Due,
    Referral,
    Sight,
    StepCode,
    after_moving,
    check_days,
    ends_on,
    latest_next,
    list_ends_on,
    may_drop_list,
    may_support,
    owed,
    read_answers,
    reminds,
    sight,
    timetable,
    warned_until,
    written_answers,
)

days = st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1))
codes = st.sampled_from(list(StepCode))
DAY = dt.timedelta(days=1)
MONDAY = dt.date(2026, 3, 2)


def test_the_timetable_of_a_monday() -> None:
    assert timetable(MONDAY) == {
        StepCode.NOW: MONDAY,
        StepCode.BEFORE_HOME: MONDAY,
        StepCode.NEXT_DAY: dt.date(2026, 3, 3),
        StepCode.FIRST_DAYS: dt.date(2026, 3, 5),
        StepCode.WEEK_1: dt.date(2026, 3, 9),
        StepCode.WEEK_2: dt.date(2026, 3, 16),
        StepCode.WEEK_4: dt.date(2026, 3, 30),
        StepCode.MONTH_3: dt.date(2026, 6, 2),
    }


@pytest.mark.parametrize(
    ("start", "code", "due_on"),
    [
        (dt.date(2026, 3, 4), StepCode.FIRST_DAYS, dt.date(2026, 3, 6)),  # Saturday: back to Friday
        (dt.date(2026, 3, 5), StepCode.FIRST_DAYS, dt.date(2026, 3, 6)),  # Sunday: back to Friday
        (dt.date(2026, 3, 6), StepCode.NEXT_DAY, dt.date(2026, 3, 7)),  # Saturday: stands
        (dt.date(2026, 3, 7), StepCode.WEEK_1, dt.date(2026, 3, 16)),  # Saturday: on to Monday
        (dt.date(2026, 3, 8), StepCode.WEEK_1, dt.date(2026, 3, 16)),  # Sunday: on to Monday
        (dt.date(2026, 11, 30), StepCode.MONTH_3, dt.date(2027, 3, 1)),  # 28 February, a Sunday: on to Monday
    ],
)
def test_weekends(start: dt.date, code: StepCode, due_on: dt.date) -> None:
    assert timetable(start)[code] == due_on


@given(days)
def test_a_timetable_is_in_order_and_near_what_it_is_called(start: dt.date) -> None:
    table = timetable(start)
    assert list(table) == list(StepCode)
    assert all(before <= after for before, after in itertools.pairwise(table.values()))
    assert table[StepCode.NOW] == table[StepCode.BEFORE_HOME] == start
    assert table[StepCode.NEXT_DAY] == start + DAY
    assert DAY <= table[StepCode.FIRST_DAYS] - start <= 3 * DAY
    for code, after in ((StepCode.WEEK_1, 7), (StepCode.WEEK_2, 14), (StepCode.WEEK_4, 28)):
        assert after * DAY <= table[code] - start <= (after + 2) * DAY
    assert 89 * DAY <= table[StepCode.MONTH_3] - start <= 94 * DAY
    later = [day for code, day in table.items() if reminds(code) and code is not StepCode.NEXT_DAY]
    assert all(day.weekday() < 5 for day in later)


def steps(start: dt.date, done: set[StepCode]) -> list[Due]:
    return [Due(code, due_on, code in done) for code, due_on in timetable(start).items()]


@pytest.mark.parametrize(
    ("after", "done", "waits"),
    [
        (0, set(), StepCode.NOW),
        (0, {StepCode.NOW}, StepCode.BEFORE_HOME),
        (0, {StepCode.NOW, StepCode.BEFORE_HOME}, StepCode.NEXT_DAY),
        (1, set(), StepCode.NEXT_DAY),
        (2, {StepCode.NEXT_DAY}, StepCode.FIRST_DAYS),
        (10, set(), StepCode.WEEK_1),
        (10, {StepCode.WEEK_1}, StepCode.WEEK_2),
        (200, {StepCode.NOW}, StepCode.MONTH_3),
        (200, {StepCode.MONTH_3}, None),
    ],
)
def test_what_waits(after: int, done: set[StepCode], waits: StepCode | None) -> None:
    found = owed(steps(MONDAY, done), MONDAY + after * DAY)
    assert (found.code if found else None) == waits


@given(days, st.sets(codes), st.integers(0, 400))
def test_what_waits_comes_after_what_is_done_and_is_the_newest_due(
    start: dt.date, done: set[StepCode], after: int
) -> None:
    order, today = list(StepCode), start + after * DAY
    found = owed(steps(start, done), today)
    last = max((order.index(code) for code in done), default=-1)
    if found is None:
        assert last == len(order) - 1
        return
    assert order.index(found.code) > last
    skipped = [day for code, day in timetable(start).items() if last < order.index(code) < order.index(found.code)]
    assert all(day < found.due_on <= today for day in skipped)


@given(days, codes, st.integers(0, 60))
def test_moving_a_step_keeps_the_order(start: dt.date, code: StepCode, by: int) -> None:
    before = timetable(start)
    to = before[code] + by * DAY
    after = after_moving(before, code, to)
    order = list(StepCode)
    at = order.index(code)
    assert list(after) == order
    assert after[code] == to
    assert [after[each] for each in order[:at]] == [before[each] for each in order[:at]]
    assert all(one <= other for one, other in itertools.pairwise(list(after.values())[at:]))
    assert all(after[each] >= before[each] for each in order)


@pytest.mark.parametrize(
    ("code", "done", "next_", "refused"),
    [
        (StepCode.NOW, 0, 0, None),
        (StepCode.NOW, 0, None, None),
        (StepCode.NOW, -1, 0, "done_on"),
        (StepCode.NOW, 6, 6, "done_on"),
        (StepCode.NEXT_DAY, 2, 1, "next_on"),
        (StepCode.NEXT_DAY, 2, 3 + 28, None),
        (StepCode.NEXT_DAY, 2, 3 + 29, "next_on"),
        (StepCode.MONTH_3, 5, None, None),
        (StepCode.MONTH_3, 5, 6, "next_on"),
    ],
)
def test_days_that_cannot_be(code: StepCode, done: int, next_: int | None, refused: str | None) -> None:
    def check() -> None:
        check_days(
            code,
            start=MONDAY,
            done_on=MONDAY + done * DAY,
            next_on=None if next_ is None else MONDAY + next_ * DAY,
            today=MONDAY + 5 * DAY,
        )

    if refused is None:
        check()
        return
    with pytest.raises(DayRefused) as told:
        check()
    assert told.value.field == refused


def test_the_last_step_has_none_after_it() -> None:
    assert StepCode.MONTH_3.following is None
    assert latest_next(StepCode.MONTH_3, MONDAY) is None
    assert StepCode.WEEK_4.following is StepCode.MONTH_3


def test_only_the_first_day_is_not_reminded_of() -> None:
    assert [code for code in StepCode if not reminds(code)] == [StepCode.NOW, StepCode.BEFORE_HOME]


@pytest.mark.parametrize("consent", Consent)
@pytest.mark.parametrize("referral", Referral)
def test_answers_come_back_and_are_all_equally_long(consent: Consent, referral: Referral) -> None:
    text = written_answers(consent, referral)
    assert read_answers(text) == (consent, referral)
    assert len(text) == len(written_answers(Consent.YES, Referral.NONE))


def test_no_answers() -> None:
    assert read_answers("") is None


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(Agreement))
def test_who_sees_what(is_person: bool, supports: bool, leads: bool, started: bool, agreement: Agreement) -> None:
    found = sight(is_person=is_person, supports=supports, leads=leads, started=started, agreement=agreement)
    if found is None:
        assert not is_person
        assert not supports
        assert not leads or agreement is Agreement.NO or (agreement is Agreement.OPEN and not started)
    assert (found is Sight.PERSON) == is_person
    assert (found is Sight.SUPPORTER) == (supports and not is_person)
    if found is Sight.LEADER:
        assert leads
        assert agreement is Agreement.YES
    if found is Sight.OUTLINE:
        assert leads
        assert started
        assert agreement is Agreement.OPEN


def test_one_who_leads_supports_only_where_the_colleague_has_chosen_them() -> None:
    assert may_support(leads_unit=False, chosen_by_person=False, wanted=False)
    assert may_support(leads_unit=True, chosen_by_person=True, wanted=False)
    assert may_support(leads_unit=True, chosen_by_person=False, wanted=True)
    assert not may_support(leads_unit=True, chosen_by_person=False, wanted=False)


def test_a_plan_is_deleted_three_months_after_its_last_step_or_after_it_was_stopped() -> None:
    assert ends_on([MONDAY, dt.date(2026, 6, 2)], None) == dt.date(2026, 9, 2)
    assert ends_on([dt.date(2026, 11, 30)], None) == dt.date(2027, 2, 28)
    assert ends_on((), MONDAY) == dt.date(2026, 6, 2)


def test_a_list_lasts_eighteen_months_and_is_dropped_only_after_a_warning() -> None:
    ends = list_ends_on(MONDAY)
    assert LIST_MONTHS == 18
    assert ends == dt.date(2027, 9, 2)
    assert warned_until(ends - 30 * DAY) == ends
    assert not may_drop_list(ends, None, ends + 90 * DAY)
    assert not may_drop_list(ends, ends - 30 * DAY, ends - DAY)
    assert may_drop_list(ends, ends - 30 * DAY, ends)
    assert not may_drop_list(ends, ends - DAY, ends + 12 * DAY), "the warning came late"
    assert may_drop_list(ends, ends - DAY, ends + 13 * DAY)
