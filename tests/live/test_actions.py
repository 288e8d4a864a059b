"""Does a room take what is meant, put aside what is not, and forget who answered what?"""

import datetime as dt

import pytest
from django.db import IntegrityError, connection

from tests.factories import NOW
from trappen.live import actions, queries, tickets
from trappen.live.models import Answer, Room, Seat
from trappen.live.rules import MOST_SEATS, MOST_TRIES

pytestmark = pytest.mark.django_db


def seated(room: Room) -> tuple[str, str]:
    ticket = actions.join(room=room)
    digest = tickets.digest_of(ticket, room.id)
    assert digest
    return ticket, digest


def say(room: Room, seat: str, value: str, question: int = 1) -> bool:
    return actions.answer(room=room, question=question, seat=seat, value=value)


def test_a_room_is_found_by_its_code_while_it_is_open(room: Room) -> None:
    assert queries.room_by_code(room.code, NOW) == room
    with pytest.raises(queries.NoRoom):
        queries.room_by_code("AAAAAA", NOW)
    with pytest.raises(queries.NoRoom):
        queries.room_by_code(room.code, NOW + dt.timedelta(hours=12))


def test_two_open_rooms_never_share_a_code(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter([room.code, room.code, "ZZZZZZ"])
    monkeypatch.setattr(actions, "new_code", lambda: next(codes))
    assert actions.open_room(kind="colours", now=NOW).code == "ZZZZZZ"


def test_a_ticket_is_good_in_its_own_room_alone(room: Room) -> None:
    ticket, digest = seated(room)
    other = actions.open_room(kind="colours", now=NOW)
    assert queries.seat_in(room, ticket) == digest
    assert queries.seat_in(other, ticket) is None
    assert queries.seat_in(room, ticket[:-1] + "x") is None
    assert queries.seat_in(room, "") is None


def test_a_room_has_so_many_seats_and_no_more(room: Room) -> None:
    Seat.objects.bulk_create([Seat(room=room, ticket=str(number)) for number in range(MOST_SEATS)])
    with pytest.raises(actions.Full):
        actions.join(room=room)


def test_an_answer_can_be_changed_until_the_question_is_closed(room: Room) -> None:
    _, seat = seated(room)
    assert say(room, seat, "blue")
    assert say(room, seat, "red")
    assert queries.answer_of(room, seat) == "red"
    assert queries.how_many(room.id) == {"seats": 1, "answers": 1}
    assert actions.close(room=room) == {"red": 1}
    assert not say(room, seat, "blue")
    assert Answer.objects.count() == 0


def test_an_answer_changed_too_often_stays_as_it_is(room: Room) -> None:
    _, seat = seated(room)
    taken = [say(room, seat, ("blue", "red")[number % 2]) for number in range(MOST_TRIES + 3)]
    assert taken == [True] * MOST_TRIES + [False] * 3


def test_an_answer_to_another_question_is_put_aside(room: Room) -> None:
    _, seat = seated(room)
    assert not say(room, seat, "blue", question=2)
    actions.ask(room=room)
    assert not say(room, seat, "blue", question=1)
    assert say(room, seat, "blue", question=2)


def test_a_question_that_was_never_closed_leaves_nothing(room: Room) -> None:
    _, seat = seated(room)
    say(room, seat, "blue")
    actions.ask(room=room)
    assert actions.close(room=room) == {}


def test_what_was_put_aside_is_counted(room: Room) -> None:
    actions.write_down_ignored(room=room, how_many=3)
    actions.write_down_ignored(room=room, how_many=0)
    room.refresh_from_db()
    assert room.ignored == 3


def test_an_ended_room_is_gone_with_all_that_was_in_it(room: Room) -> None:
    _, seat = seated(room)
    say(room, seat, "blue")
    actions.end(room=room, now=NOW)
    assert (Room.objects.count(), Seat.objects.count(), Answer.objects.count()) == (0, 0, 0)


def test_the_database_holds_to_one_seat_and_one_answer_each(room: Room) -> None:
    _, seat = seated(room)
    say(room, seat, "blue")
    with pytest.raises(IntegrityError):
        Answer.objects.create(room=room, ticket=seat, value="red")


def test_nothing_ties_a_player_to_an_answer_once_the_question_is_closed(room: Room) -> None:
    """Every row of every table is searched: a seat stands beside no answer, and no answer stands anywhere."""
    seats = [seated(room)[1] for _ in range(6)]
    for number, seat in enumerate(seats):
        say(room, seat, ("blue", "red")[number % 2])
    assert dict(actions.close(room=room)) == {"blue": 3, "red": 3}
    with connection.cursor() as cursor:
        rows = [
            (table, str(row))
            for table in connection.introspection.table_names(cursor)
            for row in cursor.execute(f'SELECT * FROM "{table}"') or cursor.fetchall()  # noqa: S608
        ]
    where = {table for table, row in rows if any(seat in row for seat in seats)}
    assert where == {"live_seat"}
    columns = {field.name for field in Seat._meta.fields}
    assert columns == {"id", "room", "ticket"}
    assert not [row for _, row in rows if "'blue'" in row or "'red'" in row]
