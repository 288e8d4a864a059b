"""Which room does a code open, who sits in it, and how many have answered?"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.http import Http404

from trappen.live.models import Answer, Room, Seat
from trappen.live.rules import tidy_code
from trappen.live.tickets import digest_of


class NoRoom(Http404):
    """The code opens nothing: it is wrong, or the room is closed. Nobody is told which."""


def room_by_code(code: str, now: dt.datetime) -> Room:
    room = Room.objects.filter(code=tidy_code(code), ends_at__gt=now).first()
    if room is None:
        raise NoRoom
    return room


def seat_in(room: Room, ticket: str) -> str | None:
    """The digest of a ticket that has a seat in the room, else None."""
    digest = digest_of(ticket, room.id)
    return digest if digest and Seat.objects.filter(room=room, ticket=digest).exists() else None


def answer_of(room: Room, digest: str) -> str | None:
    """What someone has answered to the open question."""
    return Answer.objects.filter(room=room, ticket=digest).values_list("value", flat=True).first()


def how_many(room: uuid.UUID) -> Mapping[str, int]:
    """How many have a seat, and how many of them have answered the open question."""
    return {"seats": Seat.objects.filter(room=room).count(), "answers": Answer.objects.filter(room=room).count()}
