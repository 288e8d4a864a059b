"""How does a room open, take answers, and close? Players act by a ticket; the games above act for their host."""

import datetime as dt
from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import F

from trappen.live import bus, queries
from trappen.live.kinds import in_all_languages
from trappen.live.models import Answer, Room, Seat
from trappen.live.rules import MOST_SEATS, MOST_TRIES, new_code
from trappen.live.tickets import new_ticket
from trappen.shared.prepared import insert

_OPEN_FOR = dt.timedelta(hours=12)


class Full(Exception):
    """No more seats."""


def open_room(*, kind: str, now: dt.datetime) -> Room:
    """A new room with a code that no other open room has."""
    while True:
        try:
            with transaction.atomic():
                return Room.objects.create(kind=kind, code=new_code(), opened_at=now, ends_at=now + _OPEN_FOR)
        except IntegrityError:  # one in many millions
            continue


@transaction.atomic
def join(*, room: Room) -> str:
    """Take a seat; gives the ticket for the player's browser. Raises Full."""
    if Seat.objects.filter(room=room).count() >= MOST_SEATS:
        raise Full
    ticket, digest = new_ticket(room.id)
    Seat.objects.create(room=room, ticket=digest)
    return ticket


@transaction.atomic
def answer(*, room: Room, question: int, seat: str, value: str) -> bool:
    """Answer the open question, or answer it differently. False where the answer came too late or too often."""
    now = queries.locked(room.id)
    if not now or not now[0].is_open or now[0].question != question:
        return False
    found = queries.answers_of(room.id, seat)
    if not found:
        insert(Answer(room_id=room.id, ticket=seat, value=value))
        return True
    (there,) = found
    if there.tries >= MOST_TRIES:
        return False
    there.value, there.tries = value, there.tries + 1
    there.save(update_fields=["value", "tries"])
    return True


def write_down_ignored(*, room: Room, how_many: int) -> None:
    if how_many:
        Room.objects.filter(id=room.id).update(ignored=F("ignored") + how_many)


@transaction.atomic
def ask(*, room: Room) -> None:
    """Open the next question. What was answered to one that was never closed is dropped uncounted."""
    locked = Room.objects.select_for_update().get(id=room.id)
    Answer.objects.filter(room=room).delete()
    locked.question += 1
    locked.is_open = True
    locked.save(update_fields=["question", "is_open"])


@transaction.atomic
def close(*, room: Room) -> Counter[str]:
    """Close the question: its answers by value. From now on nothing tells who answered what."""
    locked = Room.objects.select_for_update().get(id=room.id)
    counts = Counter(Answer.objects.filter(room=room).values_list("value", flat=True))
    Answer.objects.filter(room=room).delete()
    locked.is_open = False
    locked.save(update_fields=["is_open"])
    return counts


@transaction.atomic
def show(*, room: Room, now: dt.datetime) -> None:
    """Show everyone what the room shows now, once it is certain."""
    Room.objects.filter(id=room.id).update(version=F("version") + 1)
    room.refresh_from_db()
    shown = in_all_languages(room, now)
    transaction.on_commit(lambda: bus.tell(room.id, room.version, shown))


@transaction.atomic
def end(*, room: Room, now: dt.datetime) -> None:
    """Close the room for good: its code opens nothing any more, and its seats are forgotten."""
    room_id, version, shown = room.id, room.version + 1, in_all_languages(room, now)
    Answer.objects.filter(room=room).delete()
    Seat.objects.filter(room=room).delete()
    Room.objects.filter(id=room.id).delete()
    transaction.on_commit(lambda: bus.tell(room_id, version, shown))
