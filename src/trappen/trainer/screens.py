"""What does a phone see while a room votes, and how is a vote read?"""

import datetime as dt
from collections.abc import Mapping

from trappen.live.kinds import Screen
from trappen.live.models import Room
from trappen.trainer.models import Vote
from trappen.trainer.queries import walk_of
from trappen.trainer.rules import REPLIES

_CHOICES = frozenset(str(number) for number in range(1, REPLIES + 1))


def screen(room: Room, _now: dt.datetime) -> Screen:
    vote = Vote.objects.get(room=room)
    walk = walk_of(vote)
    return Screen("trainer/_phone.html", {"walk": walk, "citizen": walk.dialogue.citizen, "counts": vote.counts})


def read(_room: Room, form: Mapping[str, str]) -> str | None:
    choice = form.get("choice", "")
    return choice if choice in _CHOICES else None
