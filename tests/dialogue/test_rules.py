"""Does the game go where its host leads it, and never show what too few have answered?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.dialogue.rules import (
    LEAST_TO_SHOW,
    PASSED,
    Game,
    Move,
    NotNow,
    Phase,
    Spread,
    Verdict,
    as_answer,
    as_data,
    chosen,
    from_data,
    may,
    play,
)

CARDS = ("one", "two", "three")
FIVE = {"ok:no": 1, "grey:yes": 2, "over:yes": 2}
ANSWERS = [f"{verdict}:{registers}" for verdict in Verdict for registers in ("yes", "no")] + [PASSED]


def played(*moves: Move, answers: dict[str, int] | None = None) -> Game:
    game = Game(CARDS)
    for move in moves:
        game = play(game, move, FIVE if answers is None else answers)
    return game


def test_an_answer_has_both_its_parts() -> None:
    assert as_answer("grey", "yes") == "grey:yes"
    assert [as_answer(*parts) for parts in (("", "yes"), ("grey", ""), ("black", "yes"), ("ok", "maybe"))] == [
        None
    ] * 4


def test_a_card_from_the_table_to_the_norm() -> None:
    game = played(Move.NEXT_CARD)
    assert (game.card, game.phase, game.is_open) == ("one", Phase.ASKING, True)
    game = play(game, Move.REVEAL, FIVE)
    assert (game.phase, game.played) == (Phase.SHOWN, ("one",))
    spread = game.spread
    assert spread
    assert (spread.above, spread.below, spread.answers) == (4, 1, 5)
    assert spread.with_verdict(Verdict.GREY) == 2
    for number in range(1, 5):
        game = play(game, Move.TALK)
        assert (game.phase, game.question) == (Phase.TALK, number)
    assert not may(game, Move.TALK)
    game = play(game, Move.NORM)
    assert game.phase is Phase.NORM
    assert play(game, Move.NEXT_CARD).card == "two"


def test_fewer_than_five_answers_are_forgotten() -> None:
    game = played(Move.NEXT_CARD, Move.REVEAL, answers={"ok:no": 2, "over:yes": 2, PASSED: 9})
    assert (game.phase, game.spread, game.spreads) == (Phase.HANDS, None, {})
    assert play(game, Move.TALK).question == 1


def test_the_way_back() -> None:
    game = played(Move.NEXT_CARD, Move.REVEAL, Move.TALK, Move.TALK, Move.NORM)
    game = play(game, Move.BACK)
    assert (game.phase, game.question) == (Phase.TALK, 2)
    game = play(game, Move.BACK)
    assert (game.phase, game.question) == (Phase.TALK, 1)
    assert play(game, Move.BACK).phase is Phase.SHOWN
    assert play(played(Move.NEXT_CARD, Move.REVEAL, Move.NORM), Move.BACK).phase is Phase.SHOWN
    hands = played(Move.NEXT_CARD, Move.REVEAL, Move.TALK, answers={})
    assert play(hands, Move.BACK).phase is Phase.HANDS


def test_a_skipped_card_is_not_played() -> None:
    game = played(Move.NEXT_CARD, Move.SKIP)
    assert (game.card, game.played, game.is_open) == ("two", (), True)
    last = played(Move.NEXT_CARD, Move.SKIP, Move.SKIP)
    assert not may(last, Move.SKIP)
    assert not may(play(last, Move.REVEAL, FIVE), Move.NEXT_CARD)


def test_what_cannot_be_done_now() -> None:
    for move in (Move.REVEAL, Move.TALK, Move.BACK, Move.NORM, Move.SKIP):
        with pytest.raises(NotNow):
            play(Game(CARDS), move)
    with pytest.raises(NotNow):
        play(played(Move.END), Move.END)


def test_the_cards_that_are_played_come_in_the_order_of_the_deck() -> None:
    assert chosen(["a", "b", "c"], {"c", "a", "x"}) == ("a", "c")


moves = st.lists(
    st.tuples(st.sampled_from(Move), st.dictionaries(st.sampled_from(ANSWERS), st.integers(0, 9))), max_size=40
)


@given(moves)
def test_whatever_the_host_does(asked: list[tuple[Move, dict[str, int]]]) -> None:
    game = Game(CARDS)
    for move, answers in asked:
        if may(game, move):
            game = play(game, move, answers)
        else:
            with pytest.raises(NotNow):
                play(game, move, answers)
        assert from_data(json.loads(json.dumps(as_data(game)))) == game
        assert all(spread.answers >= LEAST_TO_SHOW for spread in game.spreads.values())
        assert (game.card is None) == (game.at == -1)
        assert set(game.spreads) <= set(game.played) <= set(CARDS)
        if game.phase is Phase.SHOWN:
            assert game.spread


@given(st.dictionaries(st.sampled_from(ANSWERS), st.integers(0, 500)))
def test_a_spread_holds_every_answer(counts: dict[str, int]) -> None:
    spread = Spread.of(counts)
    assert spread.answers + spread.passed == sum(counts.values())
    assert spread.answers == sum(spread.with_verdict(verdict) for verdict in Verdict)
