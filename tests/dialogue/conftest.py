"""What is there? A house, and a game of the harbour with three cards."""

import uuid
from collections.abc import Sequence

import pytest
from django.test import Client

from tests.factories import NOW, House, make_house, viewer
from trappen.accounts.models import User
from trappen.dialogue import actions, queries
from trappen.dialogue.models import Game
from trappen.dialogue.rules import Move
from trappen.live import actions as live
from trappen.live import tickets

CARDS = ("counter-shouting", "own-1", "counter-filming")


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def cards() -> tuple[str, ...]:
    """Two cards of the deck and one of the unit's own."""
    first, second, *_ = queries.deck().cards
    return (first, "own-1", second)


@pytest.fixture
def game(house: House, cards: tuple[str, ...]) -> Game:
    return actions.start(
        unit=house.harbour,
        cards=cards,
        own_texts={"own-1": "Nogen låser døren bag dig.", "own-2": "Ikke valgt."},
        once=uuid.uuid4(),
        by=viewer(house.leader),
        now=NOW,
    )


def moved(game: Game, by: User, *moves: Move) -> Game:
    for move in moves:
        game.refresh_from_db()
        game = actions.move(game=game, move=move, version=game.version, by=viewer(by), now=NOW)
    return game


def answered(game: Game, *values: str) -> list[str]:
    """Players take seats and answer the open card; gives what the database knows their tickets by."""
    room = game.room
    assert room
    room.refresh_from_db()
    seats = []
    for value in values:
        seat = tickets.digest_of(live.join(room=room), room.id)
        assert seat
        assert live.answer(room=room, question=room.question, seat=seat, value=value)
        seats.append(seat)
    return seats


FIVE: Sequence[str] = ("ok:no", "grey:no", "grey:yes", "over:yes", "over:yes")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
