"""Does a walk follow its path and nothing else, and does it find where the talk turned?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.conftest import DIALOGUES, always
from trappen.staircase.rules import Words
from trappen.trainer import queries
from trappen.trainer.rules import (
    MOST_TURNS,
    Citizen,
    Dialogue,
    Does,
    End,
    Mood,
    Node,
    Outcome,
    Reply,
    WrongPath,
    begin,
    choose,
    turning_points,
    used,
    walked,
)

_ANY = Words("ja", "yes")
dialogues = st.sampled_from(DIALOGUES).map(lambda id_: queries.content().dialogues[id_])


def small(first: Mood, second: Mood, last: Mood, does: tuple[Does, Does]) -> Dialogue:
    """A talk of two turns, with one reply at each."""
    nodes = {
        "a": Node("a", _ANY, _ANY, first, (Reply(_ANY, "listen", does[0], _ANY, "b"),)),
        "b": Node("b", _ANY, _ANY, second, (Reply(_ANY, "listen", does[1], _ANY, "end"),)),
    }
    ends = {"end": End("end", Outcome.HELD, last, _ANY, _ANY)}
    return Dialogue("small", _ANY, _ANY, _ANY, Citizen("Clara", _ANY, _ANY), "a", nodes, ends)


@given(dialogues, st.text(alphabet="123", max_size=MOST_TURNS))
def test_any_choices_lead_somewhere_until_the_talk_is_over(dialogue: Dialogue, choices: str) -> None:
    walk = begin(dialogue)
    for choice in choices:
        if walk.end:
            with pytest.raises(WrongPath):
                choose(walk, choice)
            break
        walk = choose(walk, choice)
    assert walked(dialogue, walk.path) == walk
    assert len(walk.turns) == len(walk.path)
    assert [turn.number for turn in walk.turns] == list(range(1, len(walk.path) + 1))
    assert all(
        turn.node.replies[int(choice) - 1] is turn.reply for turn, choice in zip(walk.turns, walk.path, strict=True)
    )
    if walk.path:
        assert walked(dialogue, walk.back).turns == walk.turns[:-1]


@given(dialogues, st.text(max_size=40))
def test_any_text_is_a_path_or_is_refused(dialogue: Dialogue, path: str) -> None:
    try:
        walk = walked(dialogue, path)
    except WrongPath:
        return
    assert walk.path == path
    assert set(path) <= set("123")


@pytest.mark.parametrize("path", ["0", "4", "1a", "²", "١", " 1", "-1", "1" * 16, "1" * 10_000])
def test_a_path_that_there_is_not_is_refused(dialogue: Dialogue, path: str) -> None:
    with pytest.raises(WrongPath):
        walked(dialogue, path)


def test_the_empty_path_is_the_beginning(dialogue: Dialogue) -> None:
    walk = walked(dialogue, "")
    assert walk == begin(dialogue)
    assert walk.at is dialogue.nodes[dialogue.start]
    assert (walk.end, walk.back, walk.turns) == (None, "", ())
    assert turning_points(walk) == (None, None)


def test_the_end_is_reached_and_every_technique_counted_once(dialogue: Dialogue) -> None:
    walk = walked(dialogue, always(dialogue, Does.HALF))
    assert walk.end
    turns = sorted(turn for found in used(walk).values() for turn in found)
    assert turns == list(range(1, len(walk.turns) + 1))
    assert next(iter(used(walk))) == walk.turns[0].reply.technique


@pytest.mark.parametrize(
    ("moods", "does", "best", "worst"),
    [
        ((Mood.UPSET, Mood.GUARDED, Mood.LISTENING), (Does.WORKS, Does.HALF), 1, None),
        ((Mood.PRESSED, Mood.GUARDED, Mood.CALM), (Does.WORKS, Does.WORKS), 2, None),
        ((Mood.GUARDED, Mood.UPSET, Mood.UPSET), (Does.STRAINS, Does.STRAINS), None, 1),
        ((Mood.GUARDED, Mood.PRESSED, Mood.GUARDED), (Does.HALF, Does.WORKS), 2, 1),
        # The anger falls though the reply strained, and rises though it worked: neither turned the talk.
        ((Mood.UPSET, Mood.PRESSED, Mood.UPSET), (Does.STRAINS, Does.WORKS), None, None),
        ((Mood.CALM, Mood.CALM, Mood.CALM), (Does.HALF, Does.HALF), None, None),
    ],
)
def test_where_a_talk_turned(
    moods: tuple[Mood, Mood, Mood], does: tuple[Does, Does], best: int | None, worst: int | None
) -> None:
    found = turning_points(walked(small(*moods, does), "11"))
    assert tuple(turn.number if turn else None for turn in found) == (best, worst)
