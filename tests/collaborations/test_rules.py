"""How long is a collaboration kept, what does its history say, and when does an alias look like a name?"""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.collaborations.rules import (
    NEUTRAL_ALIASES,
    Direction,
    ExtensionRefused,
    Point,
    ReasonMissing,
    Story,
    changes,
    curve,
    decided,
    end_after_activity,
    end_after_closing,
    extended,
    looks_like_a_name,
    may_delete,
    months_after,
    story,
    suggested_alias,
    warns,
)
from trappen.staircase.rules import StepId

GREEN, YELLOW, RED = StepId
TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


# How long it is kept


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2026, 8, 31), 1, (2026, 9, 30)),
        ((2026, 3, 2), 6, (2026, 9, 2)),
        ((2026, 7, 15), 6, (2027, 1, 15)),
        ((2026, 12, 31), 12, (2027, 12, 31)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 3, 2), 0, (2026, 3, 2)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(
    day: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert months_after(dt.date(*day), months) == dt.date(*later)


def test_activity_moves_the_end_away_and_never_nearer() -> None:
    assert end_after_activity(TODAY + DAY, TODAY, 6, closed=False) == dt.date(2026, 9, 2)
    assert end_after_activity(dt.date(2027, 1, 1), TODAY, 6, closed=False) == dt.date(2027, 1, 1)


def test_a_closed_one_ends_in_three_months_whatever_happens() -> None:
    assert end_after_closing(TODAY) == dt.date(2026, 6, 2)
    assert end_after_activity(dt.date(2026, 6, 2), dt.date(2026, 5, 1), 6, closed=True) == dt.date(2026, 6, 2)


@pytest.mark.parametrize(("days_left", "near"), [(31, False), (30, True), (1, True), (0, True), (-5, True)])
def test_the_warning_comes_a_month_before(days_left: int, near: bool) -> None:
    assert warns(TODAY + days_left * DAY, TODAY) is near


@pytest.mark.parametrize(
    ("ended", "warned", "may"),
    [(0, 30, True), (0, 14, True), (0, 13, False), (-1, 30, False), (5, 13, False), (5, 14, True), (400, None, False)],
)
def test_nothing_is_deleted_early_or_without_a_warning_two_weeks_before(
    ended: int, warned: int | None, may: bool
) -> None:
    warned_on = None if warned is None else TODAY - warned * DAY
    assert may_delete(TODAY - ended * DAY, warned_on, TODAY) is may


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)), st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
)
def test_whoever_is_deleted_has_been_told(ends_on: dt.date, warned_on: dt.date | None) -> None:
    for days in range(400):
        today = dt.date(2026, 1, 1) + days * DAY
        if may_delete(ends_on, warned_on, today):
            assert warned_on is not None
            assert today >= ends_on
            assert (today - warned_on).days >= 14


def test_an_extension_goes_up_to_a_year_from_today() -> None:
    assert extended(TODAY, dt.date(2027, 3, 2), TODAY, "Klagesagen er ikke slut.") == dt.date(2027, 3, 2)
    assert extended(TODAY, TODAY + DAY, TODAY, "Klagesagen er ikke slut.") == TODAY + DAY


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (TODAY + 60 * DAY, "", "reason-missing"),
        (TODAY + 60 * DAY, " \n", "reason-missing"),
        (TODAY + 30 * DAY, "Klagesagen", "not-later"),
        (TODAY, "Klagesagen", "not-later"),
        (dt.date(2027, 3, 3), "Klagesagen", "too-late"),
    ],
)
def test_an_extension_is_refused(until: dt.date, reason: str, code: str) -> None:
    with pytest.raises(ExtensionRefused, match=code):
        extended(TODAY + 30 * DAY, until, TODAY, reason)


# The alias


@pytest.mark.parametrize(
    ("alias", "like"),
    [
        ("Ahorn", False),
        ("Sag 12", False),
        ("Det gule hus", False),
        ("Team B 3", False),
        ("ahorn og gran", False),
        ("2026-004417", False),
        ("", False),
        ("Mette", True),
        ("mette", True),
        ("METTE", True),
        ("Mette H.", True),
        ("Mette 2", True),
        ("Jens Hansen", True),
        ("J. Hansen", True),
        ("J.H.", True),
        ("Rose Bæk", True),
        ("Jens-Ove", True),
        ("Åse", True),
        ("A\u030ase", True),
        ("familien omkring Søren", True),
    ],
)
def test_an_alias_that_looks_like_a_name_is_questioned(alias: str, like: bool) -> None:
    assert looks_like_a_name(alias) is like


@pytest.mark.parametrize("alias", NEUTRAL_ALIASES)
def test_no_proposal_looks_like_a_name(alias: str) -> None:
    assert not looks_like_a_name(alias)


def test_the_proposed_alias_is_one_that_nobody_uses() -> None:
    assert suggested_alias([], 0) == "Ahorn"
    assert suggested_alias(["AHORN", "avnbøg"], 0) == "Brombær"
    assert suggested_alias(["Tjørn"], len(NEUTRAL_ALIASES) - 1) == "Ahorn"
    assert suggested_alias([], 739_000) in NEUTRAL_ALIASES


def test_when_all_words_are_used_they_are_numbered() -> None:
    assert suggested_alias(NEUTRAL_ALIASES, 7) == "Ahorn 2"
    assert suggested_alias([*NEUTRAL_ALIASES, "ahorn 2", "Ahorn 3"], 7) == "Ahorn 4"


# The own judgement


@pytest.mark.parametrize("proposed", [None, *StepId])
@pytest.mark.parametrize("own", [None, *StepId])
@pytest.mark.parametrize("reason", ["", "  ", "Vi kender forløbet."])
def test_people_decide_and_say_why_where_they_differ(proposed: StepId | None, own: StepId | None, reason: str) -> None:
    if proposed is None and own is None:
        with pytest.raises(ReasonMissing, match="no-step"):
            decided(proposed, own, reason)
    elif proposed and own and own != proposed and not reason.strip():
        with pytest.raises(ReasonMissing, match="reason-missing"):
            decided(proposed, own, reason)
    else:
        assert decided(proposed, own, reason) is (own or proposed)


# The story

Steps = list[tuple[dt.date, StepId]]


def history(*steps: tuple[int, StepId]) -> Steps:
    """Steps with their days back from today."""
    return [(TODAY - ago * DAY, step) for ago, step in steps]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], Story(Direction.NONE)),
        ([(30, RED)], Story(Direction.FIRST, RED, RED, RED)),
        ([(214, YELLOW), (180, RED), (60, YELLOW)], Story(Direction.DOWN, RED, YELLOW, RED, 4)),
        ([(214, RED), (180, RED), (91, GREEN)], Story(Direction.DOWN, RED, GREEN, RED, 4)),
        ([(300, RED), (200, YELLOW), (100, RED), (5, YELLOW)], Story(Direction.DOWN, RED, YELLOW, RED, 3)),
        ([(349, RED), (260, RED), (130, YELLOW), (40, YELLOW)], Story(Direction.DOWN, RED, YELLOW, RED, 7)),
        ([(10, YELLOW), (3, GREEN)], Story(Direction.DOWN, YELLOW, GREEN, YELLOW, 0)),
        ([(119, GREEN), (52, YELLOW), (9, RED)], Story(Direction.UP, GREEN, RED, RED, 4)),
        ([(60, YELLOW), (30, GREEN), (0, RED)], Story(Direction.UP, YELLOW, RED, RED, 2)),
        ([(300, GREEN), (240, RED), (0, RED)], Story(Direction.UP, GREEN, RED, RED, 2)),
        ([(60, YELLOW), (30, GREEN), (0, YELLOW)], Story(Direction.BACK, YELLOW, YELLOW, YELLOW, 2)),
        ([(60, RED), (30, GREEN), (0, RED)], Story(Direction.BACK, RED, RED, RED, 2)),
        ([(150, GREEN), (60, GREEN), (0, GREEN)], Story(Direction.SAME, GREEN, GREEN, GREEN, 5)),
        ([(3, GREEN), (0, GREEN)], Story(Direction.SAME, GREEN, GREEN, GREEN, 0)),
    ],
)
def test_what_a_history_says(steps: list[tuple[int, StepId]], told: Story) -> None:
    assert story(history(*steps)) == told


@st.composite
def histories(draw: st.DrawFn) -> Steps:
    days = sorted(draw(st.lists(st.dates(dt.date(2025, 1, 1), TODAY), min_size=1, max_size=12)))
    return [(day, draw(st.sampled_from(StepId))) for day in days]


@given(histories())
def test_a_story_never_contradicts_its_steps(steps: Steps) -> None:
    told, first, last = story(steps), steps[0][1], steps[-1][1]
    assert told.last is last
    assert told.months >= 0
    assert told.first is not None
    match told.direction:
        case Direction.DOWN:
            assert told.first.height > last.height
            assert told.first is told.highest
        case Direction.UP:
            assert told.first is first
            assert first.height < last.height
        case Direction.BACK:
            assert first is last
            assert len({step for _, step in steps}) > 1
        case Direction.SAME:
            assert {step for _, step in steps} == {first}
        case _:
            assert told.direction is Direction.FIRST
            assert len(steps) == 1


# The curve


def test_the_curve_of_a_year() -> None:
    steps = history((100, RED), (75, YELLOW), (25, GREEN))
    assert curve(steps, TODAY) == (
        Point(0.0, 25.0, RED, None, steps[0][0]),
        Point(25.0, 75.0, YELLOW, RED, steps[1][0]),
        Point(75.0, 100.0, GREEN, YELLOW, steps[2][0]),
    )


def test_without_assessments_there_is_no_curve() -> None:
    assert curve([], TODAY) == ()


@given(histories(), st.dates(dt.date(2024, 6, 1), dt.date(2027, 6, 1)))
def test_the_curve_stays_inside_its_frame_and_runs_one_way(steps: Steps, until: dt.date) -> None:
    points = curve(steps, until)
    assert [(point.day, point.step) for point in points] == steps
    assert [point.previous for point in points] == [None, *(step for _, step in steps[:-1])]
    assert points[0].x == 0
    for point in points:
        assert 0 <= point.x <= point.until <= 100
    for earlier, later in pairwise(points):
        assert earlier.until == later.x


# Then and now


def test_signs_that_are_new_gone_and_still_there() -> None:
    then = {"dissatisfaction": "several", "press-and-media": "once", "plays-staff-off": "once"}
    now = {"broken-agreements": "once", "plays-staff-off": "persistently", "dissatisfaction": "once"}
    assert changes(then, now) == (
        ("broken-agreements",),
        ("press-and-media",),
        ("plays-staff-off", "dissatisfaction"),
    )
    assert changes({}, {}) == ((), (), ())
