"""When is an action open, late or done, and which changes fit together?"""

import datetime as dt

import pytest

from trappen.plans.rules import OPEN, Change, Effect, NotAllowed, Status, When, is_overdue, usual_due, when

MONDAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


def test_what_is_open() -> None:
    assert {Status.PLANNED, Status.UNDER_WAY} == OPEN
    assert [Change(status).ends for status in Status] == [False, False, True, True]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("due", "late"), [(-1, True), (0, False), (1, False)])
def test_only_what_is_open_can_be_late(status: Status, due: int, late: bool) -> None:
    assert is_overdue(MONDAY + due * DAY, status, MONDAY) is (late and status in OPEN)


@pytest.mark.parametrize(
    ("today", "due", "near"),
    [
        (0, -1, When.OVERDUE),
        (0, 0, When.THIS_WEEK),
        (0, 6, When.THIS_WEEK),
        (0, 7, When.LATER),
        (6, 5, When.OVERDUE),
        (6, 6, When.THIS_WEEK),
        (6, 7, When.LATER),
    ],
)
def test_this_week_ends_on_sunday(today: int, due: int, near: When) -> None:
    assert when(MONDAY + due * DAY, MONDAY + today * DAY) is near


@pytest.mark.parametrize(("today", "due"), [(0, 14), (4, 18), (5, 21), (6, 21), (7, 21)])
def test_the_proposed_due_date_is_two_weeks_ahead_and_no_weekend(today: int, due: int) -> None:
    assert usual_due(MONDAY + today * DAY) == MONDAY + due * DAY


@pytest.mark.parametrize("because", ["", " \n"])
def test_dropping_needs_a_reason(because: str) -> None:
    with pytest.raises(NotAllowed, match="reason-missing"):
        Change(Status.DROPPED, because=because).checked()


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DONE}))
def test_only_what_is_done_has_an_effect(status: Status) -> None:
    with pytest.raises(NotAllowed, match="effect-before-done"):
        Change(status, Effect.YES, "Ferie").checked()


@pytest.mark.parametrize("effect", [None, *Effect])
def test_what_is_done_may_have_any_effect(effect: Effect | None) -> None:
    assert Change(Status.DONE, effect).checked() == Change(Status.DONE, effect)


def test_a_reason_is_kept_only_where_something_is_dropped() -> None:
    assert Change(Status.DROPPED, because="Ferie").checked().because == "Ferie"
    for status in set(Status) - {Status.DROPPED}:
        assert Change(status, because="Ferie").checked() == Change(status)
