"""How long is a film, and who stands where, feeling what?"""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.films import rules
from trappen.films.rules import Beat, Cue, Film, Moment, Spot, Technique, moments, seconds, timeline
from trappen.organisations.rules import Place, Role, Viewer
from trappen.staircase.rules import Words

LINE = Words("x" * 14, "x" * 28)
TECHNIQUE = Technique(LINE, LINE)


@pytest.mark.parametrize(
    ("beat", "lasts"),
    [
        (Beat(who="a", do=LINE), 2.5),
        (Beat(who="a", say=Words("Nej.", "No.")), 2.5),
        (Beat(who="a", say=LINE), 3.2),
        (Beat(caption=LINE), 3.2),
        (Beat(who="a", say=LINE, technique=TECHNIQUE), 6.2),
        (Beat(who="a", do=LINE, technique=TECHNIQUE), 5.5),
        (Beat(pause=LINE), 8.0),
    ],
)
def test_a_beat_lasts_as_long_as_its_longer_language_needs(beat: Beat, lasts: float) -> None:
    assert seconds(beat) == lasts


def test_each_beat_begins_where_the_one_before_ends(shipped: Film) -> None:
    cues = timeline(shipped)
    assert [cue.number for cue in cues] == list(range(1, len(cues) + 1))
    assert cues[0].start == 0
    assert [cue.start for cue in cues[1:]] == [cue.end for cue in cues[:-1]]
    assert cues[-1].end == pytest.approx(rules.duration(shipped))
    assert rules.minutes(shipped) in {3, 4, 5}


def test_names_and_length(small: Film) -> None:
    assert rules.short_name(small.figures["ane"], "en") == "Ane"
    assert rules.short_name(small.figures["bo"], "da") == "Bo"
    assert timeline(small)[0] == Cue(1, 0, small.scenes[0].beats[0], 0.0, 2.5)


def who(moment: Moment) -> list[tuple[str, Spot, str, bool, str, str]]:
    return [(each.figure.id, each.spot, each.pose, each.is_seated, each.face, each.voice) for each in moment.standing]


def test_a_face_and_a_pose_last_and_whoever_goes_is_gone(small: Film) -> None:
    shown = moments(small)
    ane = ("ane", Spot.RIGHT, "stand", False, "calm", "")
    assert who(shown[0]) == [ane]
    assert who(shown[1]) == [("bo", Spot.LEFT, "stand", False, "angry", ""), ane]
    assert who(shown[2]) == [("bo", Spot.LEFT, "point", False, "angry", "loud"), ane]
    crossed = ("ane", Spot.RIGHT, "arms-crossed", False, "calm", "normal")
    assert who(shown[3]) == [("bo", Spot.LEFT, "point", False, "angry", ""), crossed]
    assert who(shown[4]) == [
        ("bo", Spot.LEFT, "sit", True, "calm", ""),
        ("ane", Spot.RIGHT, "sit", True, "calm", "normal"),
    ]
    assert who(shown[5]) == [("ane", Spot.RIGHT, "sit", True, "calm", "")]
    assert [moment.cue for moment in shown] == list(timeline(small))


@pytest.mark.parametrize(
    ("beat", "pose", "is_seated"),
    [
        (Beat(who="bo", do=LINE, pose="open-hands"), "open-hands", True),
        (Beat(who="bo", do=LINE, pose="stand"), "stand", False),
        (Beat(who="bo", do=LINE, to=Spot.CENTRE), "stand", False),
        (Beat(who="bo", do=LINE, to=Spot.CENTRE, pose="sit"), "sit", True),
        (Beat(who="bo", do=LINE, to=Spot.LEFT), "sit", True),
    ],
)
def test_whoever_walks_gets_up_and_a_gesture_does_not(small: Film, beat: Beat, pose: str, is_seated: bool) -> None:
    scene = replace(small.scenes[1], beats=(beat,))
    (moment,) = moments(replace(small, scenes=(scene,)))
    bo = next(each for each in moment.standing if each.figure.id == "bo")
    assert (bo.pose, bo.is_seated) == (pose, is_seated)


def test_whoever_is_not_in_the_cast_comes_from_off_stage(small: Film) -> None:
    scene = replace(small.scenes[0], cast={}, beats=(Beat(who="bo", say=LINE, to=Spot.RIGHT),))
    (moment,) = moments(replace(small, scenes=(scene,)))
    assert who(moment) == [("bo", Spot.RIGHT, "stand", False, "calm", "normal")]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.LEADER, True),
        (Role.DEPUTY, True),
        (Role.CONSULTANT, True),
        (Role.ADMINISTRATOR, True),
        (Role.EMPLOYEE, False),
        (Role.REPRESENTATIVE, False),
    ],
)
def test_who_may_attach_a_film(role: Role, may: bool) -> None:
    somewhere = uuid.uuid4()
    viewer = Viewer(uuid.uuid4(), "Mette", "da", somewhere, (Place(uuid.uuid4(), role),))
    assert rules.may_attach(viewer) is may
    assert not rules.may_attach(replace(viewer, organisation=None))


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_a_film_is_kept_for_two_years(day: dt.date) -> None:
    end = rules.ends_on(day)
    assert (end.year, end.month) == (day.year + 2, day.month)
    assert rules.ends_if_changed_by(end) <= day
    assert rules.ends_if_changed_by(end - dt.timedelta(days=1)) < day


def test_a_leap_day_ends_on_the_28th() -> None:
    assert rules.ends_on(dt.date(2024, 2, 29)) == dt.date(2026, 2, 28)
