"""Which room does a code open, who sits in it, and how many have answered?"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import Http404

from trappen.live.models import Answer, Room, Seat
from trappen.live.rules import tidy_code
from trappen.live.tickets import digest_of
from trappen.shared.prepared import prepared


class NoRoom(Http404):
    """The code opens nothing: it is wrong, or the room is closed. Nobody is told which."""


def room_by_code(code: str, now: dt.datetime) -> Room:
    found = _open_rooms(tidy_code(code), now)
    if not found:
        raise NoRoom
    return found[0]


def seat_in(room: Room, ticket: str) -> str | None:
    """The digest of a ticket that has a seat in the room, else None."""
    digest = digest_of(ticket, room.id)
    return digest if digest and _seats(room.id, digest) else None


def answer_of(room: Room, digest: str) -> str | None:
    """What someone has answered to the open question."""
    found = answers_of(room.id, digest)
    return found[0].value if found else None


def how_many(room: uuid.UUID) -> Mapping[str, int]:
    """How many have a seat, and how many of them have answered the open question."""
    return {"seats": Seat.objects.filter(room=room).count(), "answers": Answer.objects.filter(room=room).count()}


# A whole room answers within seconds, so what each answer asks is written as SQL once.
@prepared
def _open_rooms(code: str, now: dt.datetime) -> "QuerySet[Room]":
    return Room.objects.filter(code=code, ends_at__gt=now)


@prepared
def _seats(room: uuid.UUID, ticket: str) -> "QuerySet[Seat]":
    return Seat.objects.filter(room=room, ticket=ticket)


@prepared
def answers_of(room: uuid.UUID, ticket: str) -> "QuerySet[Answer]":
    """The one answer of a seat to the open question, or none."""
    return Answer.objects.filter(room=room, ticket=ticket)


@prepared
def locked(room: uuid.UUID) -> "QuerySet[Room]":
    """The room, which nobody else changes until the transaction ends."""
    return Room.objects.select_for_update().filter(id=room)
