"""Which parts has a meeting, which comes next, and when is it deleted?"""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOW
from trappen.films.rules import Exercise, MeetingGuide
from trappen.meetings.rules import (
    Go,
    Kind,
    Slot,
    agenda,
    ends_on,
    left_over,
    moved,
    plans_for,
    starts,
)
from trappen.organisations.rules import Place, Role, Viewer
from trappen.staircase.rules import Words

WORDS = Words("Dansk", "English")
UNIT = uuid.uuid4()


def guide(*exercises: int) -> MeetingGuide:
    return MeetingGuide(
        aim=WORDS,
        introduction_minutes=5,
        introduction=(WORDS,),
        film_minutes=6,
        watch_for=(WORDS,),
        exercises=tuple(Exercise(True, minutes, WORDS, (WORDS,)) for minutes in exercises),
        wrap_up_minutes=7,
        wrap_up=(WORDS,),
        agreements=(WORDS,),
    )


def test_the_agenda_is_the_guides() -> None:
    assert agenda(guide(10, 12), follow_up=False) == (
        Slot(Kind.INTRODUCTION, 5),
        Slot(Kind.FILM, 6),
        Slot(Kind.EXERCISE, 10, 0),
        Slot(Kind.EXERCISE, 12, 1),
        Slot(Kind.WRAP_UP, 7),
    )


@given(st.lists(st.integers(1, 60), max_size=5), st.booleans())
def test_a_follow_up_comes_first_and_takes_no_minute_of_the_rest(minutes: list[int], follow_up: bool) -> None:
    slots = agenda(guide(*minutes), follow_up=follow_up)
    assert (slots[0].kind is Kind.FOLLOW_UP) is follow_up
    assert sum(slot.minutes for slot in slots if slot.kind is not Kind.FOLLOW_UP) == guide(*minutes).minutes


def test_without_a_film_there_is_a_talk() -> None:
    kinds = [slot.kind for slot in agenda(None, follow_up=True)]
    assert kinds == [Kind.FOLLOW_UP, Kind.INTRODUCTION, Kind.TALK, Kind.WRAP_UP]


def test_each_part_begins_when_the_one_before_is_over() -> None:
    assert [f"{each:%H:%M}" for each in starts(NOW, [5, 20, 10])] == ["09:00", "09:05", "09:25", "09:35"]
    assert starts(NOW, []) == [NOW]


@pytest.mark.parametrize(("minutes", "left"), [([20, 20], 20), ([60], 0), ([50, 20], -10), ([], 60)])
def test_the_parts_against_the_meeting(minutes: list[int], left: int) -> None:
    assert left_over(60, minutes) == left


@pytest.mark.parametrize(
    ("shown", "go", "to"),
    [
        (None, Go.NEXT, "a"),
        (None, Go.BACK, "c"),
        (None, Go.STAY, None),
        ("a", Go.STAY, "a"),
        ("a", Go.NEXT, "b"),
        ("a", Go.BACK, "a"),
        ("c", Go.BACK, "b"),
        ("c", Go.NEXT, None),
        ("gone", Go.NEXT, "a"),
        ("gone", Go.BACK, "c"),
    ],
)
def test_a_step(shown: str | None, go: Go, to: str | None) -> None:
    assert moved(["a", "b", "c"], shown, go) == to


def test_a_step_in_an_empty_agenda_leads_nowhere() -> None:
    assert moved([], None, Go.NEXT) is None
    assert moved([], "gone", Go.BACK) is None


@given(st.integers(1, 12))
def test_next_shows_every_part_once_and_then_ends(number: int) -> None:
    order = list(range(number))
    seen, shown = [], moved(order, None, Go.NEXT)
    while shown is not None:
        seen.append(shown)
        shown = moved(order, shown, Go.NEXT)
    assert seen == order


def test_deleted_a_year_after_the_last_thing() -> None:
    held = dt.date(2026, 2, 28)
    assert ends_on(held) == dt.date(2027, 2, 28)
    assert ends_on(held, [dt.date(2026, 1, 1)]) == dt.date(2027, 2, 28)
    assert ends_on(held, [dt.date(2026, 1, 1), dt.date(2026, 6, 30)]) == dt.date(2027, 6, 30)
    assert ends_on(dt.date(2027, 2, 28), [dt.date(2028, 2, 29)]) == dt.date(2029, 2, 28)


@pytest.mark.parametrize("role", Role)
def test_who_plans(role: Role) -> None:
    someone = Viewer(uuid.uuid4(), "Rie", "da", uuid.uuid4(), (Place(UNIT, role),))
    assert plans_for(someone, UNIT) is (role not in {Role.EMPLOYEE, Role.ADMINISTRATOR})
    assert not plans_for(someone, uuid.uuid4())
