"""How does a room vote its way through a talk? The host shows the votes and says which way it goes."""

import datetime as dt
import uuid

from django.db import transaction

from trappen.live import actions as live
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile
from trappen.trainer.models import Vote
from trappen.trainer.queries import walk_of
from trappen.trainer.rules import choose

KIND = "trainer"


@transaction.atomic
def open_vote(*, dialogue: str, once: uuid.UUID, by: Viewer, now: dt.datetime) -> Vote:
    """Open a room at the beginning of a talk; sent twice under one `once`, one is opened."""
    if there := Vote.objects.filter(id=once).select_related("room").first():
        return there
    room = live.open_room(kind=KIND, now=now)
    vote = Vote.objects.create(id=once, host_id=by.id, room=room, dialogue=dialogue)
    live.ask(room=room)
    return vote


@transaction.atomic
def show_votes(*, vote: Vote, version: int, now: dt.datetime) -> None:
    """Count the votes for all to see. Raises ChangedMeanwhile."""
    row = _locked(vote, version)
    if row.counts is not None:
        raise ChangedMeanwhile
    row.counts = dict(live.close(room=row.room))
    _save(row, now=now)


@transaction.atomic
def go_on(*, vote: Vote, choice: str, version: int, now: dt.datetime) -> None:
    """Answer as the room wants, and ask about the next reply. Raises ChangedMeanwhile, WrongPath."""
    row = _locked(vote, version)
    walk = choose(walk_of(row), choice)
    row.path, row.counts = walk.path, None
    if walk.end:
        live.close(room=row.room)
    else:
        live.ask(room=row.room)
    _save(row, now=now)


@transaction.atomic
def end_vote(*, vote: Vote, now: dt.datetime) -> None:
    """Close the room; of the votes nothing stays."""
    live.end(room=vote.room, now=now)


def end_left_open(*, now: dt.datetime) -> None:
    """Close rooms that nobody closed."""
    for vote in Vote.objects.filter(room__ends_at__lte=now).select_related("room"):
        end_vote(vote=vote, now=now)


def _locked(vote: Vote, version: int) -> Vote:
    row = Vote.objects.select_for_update(of=("self",)).select_related("room").get(id=vote.id)
    if row.version != version:
        raise ChangedMeanwhile
    return row


def _save(row: Vote, *, now: dt.datetime) -> None:
    row.version += 1
    row.save()
    live.show(room=row.room, now=now)
