"""How does a game go on, change hands and end, and what stays of it?"""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection

from tests.dialogue.conftest import FIVE, answered, moved
from tests.factories import DAY, NOW, House, person, viewer
from trappen.audit.models import Event
from trappen.dialogue import actions, queries
from trappen.dialogue.models import Choice, Game, OwnCard
from trappen.dialogue.rules import Move, NotNow, Phase
from trappen.live.models import Answer, Room, Seat
from trappen.live.queries import NoRoom
from trappen.norms import actions as norms
from trappen.norms.queries import norms_of
from trappen.norms.rules import Registers
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def verbs() -> set[str]:
    return set(Event.objects.filter(kind="game").values_list("verb", flat=True))


def test_a_game_begins_once_and_is_remembered(house: House, game: Game, cards: tuple[str, ...]) -> None:
    again = actions.start(
        unit=house.harbour, cards=cards, own_texts={}, once=game.id, by=viewer(house.leader), now=NOW
    )
    assert again == game
    assert (Game.objects.count(), Room.objects.count()) == (1, 1)
    assert game.own_texts == {"own-1": "Nogen låser døren bag dig."}
    assert Choice.objects.get().cards == list(cards)
    assert verbs() == {"game-started"}


def test_a_card_is_asked_and_shown(house: House, game: Game, cards: tuple[str, ...]) -> None:
    game = moved(game, house.leader, Move.NEXT_CARD)
    assert Room.objects.get().is_open
    answered(game, *FIVE)
    assert queries.standing(game) == {"seats": 5, "answers": 5, "ignored": 0, "version": 1}
    game = moved(game, house.leader, Move.REVEAL)
    spread = game.played.spread
    assert spread
    assert (spread.above, spread.below) == (3, 2)
    assert not Room.objects.get().is_open
    assert Room.objects.get().version == 2


def test_nothing_ties_a_player_to_an_answer_once_the_card_is_closed(house: House, game: Game) -> None:
    """All tables are read: seats stand by themselves, and of the answers only their counts are there."""
    moved(game, house.leader, Move.NEXT_CARD)
    seats = answered(game, *FIVE)
    with connection.cursor() as cursor:
        assert Answer.objects.count() == 5
    moved(game, house.leader, Move.REVEAL)
    assert Answer.objects.count() == 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found = str(cursor.fetchall())
            assert table == "live_seat" or not any(seat in found for seat in seats)
    state = json.dumps(Game.objects.get().state)
    assert '"yes": {"ok": 0, "grey": 1, "over": 2}' in state
    assert {field.name for field in Seat._meta.fields} == {"id", "room", "ticket"}


def test_too_few_answers_leave_nothing(house: House, game: Game) -> None:
    moved(game, house.leader, Move.NEXT_CARD)
    answered(game, *FIVE[:4])
    game = moved(game, house.leader, Move.REVEAL)
    assert game.played.phase is Phase.HANDS
    assert game.state["spreads"] == {}
    assert Answer.objects.count() == 0


def test_a_move_from_an_old_screen_changes_nothing(house: House, game: Game) -> None:
    moved(game, house.leader, Move.NEXT_CARD)
    with pytest.raises(ChangedMeanwhile):
        actions.move(game=game, move=Move.SKIP, version=0, by=viewer(house.leader), now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.set_timer(game=game, minutes=5, version=0, now=NOW)
    game.refresh_from_db()
    with pytest.raises(NotNow):
        actions.move(game=game, move=Move.TALK, version=game.version, by=viewer(house.leader), now=NOW)
    assert Game.objects.get().played.at == 0


def test_the_clock_is_seen_and_goes_with_the_next_move(house: House, game: Game) -> None:
    game = moved(game, house.leader, Move.NEXT_CARD, Move.REVEAL, Move.TALK)
    actions.set_timer(game=game, minutes=5, version=game.version, now=NOW)
    game.refresh_from_db()
    assert game.timer_until == NOW + dt.timedelta(minutes=5)
    actions.set_timer(game=game, minutes=0, version=game.version, now=NOW)
    assert Game.objects.get().timer_until is None
    game.refresh_from_db()
    actions.set_timer(game=game, minutes=2, version=game.version, now=NOW)
    assert moved(game, house.leader, Move.NORM).timer_until is None


def test_another_of_the_unit_takes_over(house: House, game: Game) -> None:
    with pytest.raises(OutOfReach):
        queries.game_to_host(viewer(house.colleague), game.id)
    person("Ada Opfundet", (house.harbour, Role.ADMINISTRATOR))  # could not reach the game
    names = [each.name for each in queries.who_can_host(game)]
    assert "Ada Opfundet" not in names
    assert house.leader.name not in names
    assert house.colleague.name in names
    actions.hand_over(game=game, to=house.colleague.id, by=viewer(house.leader), now=NOW)
    assert queries.game_to_host(viewer(house.colleague), game.id) == game
    with pytest.raises(OutOfReach):
        queries.game_to_host(viewer(house.leader), game.id)
    assert "game-handed-over" in verbs()


def test_the_end(house: House, game: Game) -> None:
    moved(game, house.leader, Move.NEXT_CARD)
    answered(game, *FIVE)
    game = moved(game, house.leader, Move.END)
    assert (game.room, game.ended_at) == (None, NOW)
    assert (Room.objects.count(), Seat.objects.count(), Answer.objects.count()) == (0, 0, 0)
    assert queries.standing(game) == {"seats": 0, "answers": 0, "ignored": 0, "version": game.version}
    with pytest.raises(ChangedMeanwhile):
        actions.move(game=game, move=Move.END, version=game.version, by=viewer(house.leader), now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.set_timer(game=game, minutes=1, version=game.version, now=NOW)
    actions.show_again(game=game, now=NOW)
    assert verbs() == {"game-started", "game-ended"}


def test_a_phone_that_asks_just_as_the_game_ended_finds_no_room(house: House, game: Game) -> None:
    room = game.room
    assert room
    moved(game, house.leader, Move.END)
    with pytest.raises(NoRoom):
        queries.game_in(room)


def test_a_game_that_nobody_ended_is_ended(house: House, game: Game) -> None:
    moved(game, house.leader, Move.NEXT_CARD)
    answered(game, *FIVE)
    later = NOW + dt.timedelta(hours=13)
    assert queries.left_open(NOW) == []
    actions.end_left_open(games=queries.left_open(later), now=later)
    actions.end_left_open(games=[game], now=later)
    row = Game.objects.get()
    assert (row.room, row.played.phase) == (None, Phase.ENDED)
    assert row.state["spreads"] == {}
    assert queries.left_open(later) == []


def test_a_game_is_deleted_after_a_year_or_at_once_and_norms_stay(house: House, game: Game) -> None:
    card = queries.card_of(game, game.played.cards[0])
    norms.agree(
        unit=house.harbour,
        draft=norms.Draft(card.text, "Vi siger fra.", Registers.ALWAYS, card.id),
        today=NOW.date(),
        by=viewer(house.leader),
        now=NOW,
    )
    ended = moved(game, house.leader, Move.NEXT_CARD, Move.REVEAL, Move.END)
    assert [(each.card.id, each.norm.text if each.norm else "") for each in queries.outcomes(ended)] == [
        (card.id, "Vi siger fra.")
    ]
    actions.delete_ended(now=NOW + 364 * DAY)
    assert Game.objects.count() == 1
    actions.delete_ended(now=NOW + 365 * DAY)
    assert Game.objects.count() == 0
    assert norms_of(house.harbour.id)[0].text == "Vi siger fra."


def test_an_open_game_can_be_deleted(house: House, game: Game) -> None:
    actions.delete_game(game=game, by=viewer(house.leader), now=NOW)
    assert (Game.objects.count(), Room.objects.count()) == (0, 0)
    assert "game-deleted" in verbs()


def test_own_cards(house: House) -> None:
    once = uuid.uuid4()
    card, again = (
        actions.add_own_card(
            unit=house.harbour, text="Nogen tager din taske.", once=once, by=viewer(house.colleague), now=NOW
        )
        for _ in range(2)
    )
    assert again == card
    assert [each.text for each in queries.own_cards(house.harbour.id)] == ["Nogen tager din taske."]
    assert queries.own_card(viewer(house.leader), card.id) == card
    for stranger in (house.other_leader, house.foreign_leader):
        with pytest.raises(OutOfReach):
            queries.own_card(viewer(stranger), card.id)
    actions.remove_own_card(card=card)
    assert OwnCard.objects.count() == 0
