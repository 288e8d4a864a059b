"""How does a game begin, move on, change hands and end? What players answer goes to the room, not through here."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from trappen.audit.actions import record
from trappen.dialogue.models import Choice, Game, OwnCard
from trappen.dialogue.rules import Game as Played
from trappen.dialogue.rules import Move, as_data, play
from trappen.live import actions as live
from trappen.live.models import Room
from trappen.organisations.models import Unit
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile

KIND = "isbjerget"
_KEPT_FOR = dt.timedelta(days=365)


@transaction.atomic
def start(
    *,
    unit: Unit,
    cards: Sequence[str],
    own_texts: Mapping[str, str],
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> Game:
    """Open a room and lay the cards ready; sent twice under one `once`, one game begins."""
    if there := Game.objects.filter(id=once).first():
        return there
    Choice.objects.update_or_create(unit=unit, defaults={"cards": list(cards)})
    game = Game.objects.create(
        id=once,
        unit=unit,
        host_id=by.id,
        room=live.open_room(kind=KIND, now=now),
        state=as_data(Played(tuple(cards))),
        own_texts={card: text for card, text in own_texts.items() if card in cards},
        started_at=now,
    )
    _note("game-started", game, by=by, now=now)
    return game


@transaction.atomic
def move(*, game: Game, move: Move, version: int, by: Viewer, now: dt.datetime) -> Game:
    """Make a move, and show everyone what follows. Raises ChangedMeanwhile, NotNow.

    A move that was made already from the same version, by a second click, changes nothing.
    """
    row = _locked(game, version)
    room = row.room
    if room is None:  # ended, maybe in another window
        raise ChangedMeanwhile
    answers = live.close(room=room) if move in {Move.REVEAL, Move.END} else {}
    after = play(row.played, move, answers)
    row.timer_until = None
    _save(row, after)
    if after.is_open:
        live.ask(room=room)
    if move is Move.END:
        _end(row, room, now=now)
        _note("game-ended", row, by=by, now=now)
    else:
        live.show(room=room, now=now)
    return row


@transaction.atomic
def set_timer(*, game: Game, minutes: int, version: int, now: dt.datetime) -> None:
    """Start the clock that all can see; 0 minutes take it away. Raises ChangedMeanwhile."""
    row = _locked(game, version)
    if row.room is None:
        raise ChangedMeanwhile
    row.timer_until = now + dt.timedelta(minutes=minutes) if minutes else None
    _save(row, row.played)
    live.show(room=row.room, now=now)


@transaction.atomic
def hand_over(*, game: Game, to: uuid.UUID, by: Viewer, now: dt.datetime) -> None:
    """Let someone else of the unit host the game."""
    row = Game.objects.select_for_update().get(id=game.id)
    row.host_id = to
    _save(row, row.played)
    _note("game-handed-over", row, by=by, now=now)


@transaction.atomic
def show_again(*, game: Game, now: dt.datetime) -> None:
    """Show everyone what has changed beside the game itself, as a norm that was agreed."""
    row = Game.objects.select_for_update(of=("self",)).select_related("room").get(id=game.id)
    _save(row, row.played)
    if row.room:
        live.show(room=row.room, now=now)


@transaction.atomic
def add_own_card(*, unit: Unit, text: str, once: uuid.UUID, by: Viewer, now: dt.datetime) -> OwnCard:
    """A situation of the unit's own; sent twice under one `once`, it comes once."""
    if there := OwnCard.objects.filter(id=once, unit=unit).first():
        return there
    return OwnCard.objects.create(id=once, unit=unit, text=text, changed_at=now, changed_by_id=by.id)


@transaction.atomic
def remove_own_card(*, card: OwnCard) -> None:
    """Games that were played with it keep its text until they are deleted."""
    OwnCard.objects.filter(id=card.id).delete()


@transaction.atomic
def delete_game(*, game: Game, by: Viewer, now: dt.datetime) -> None:
    """Take a game away. What was agreed stays with the unit."""
    if game.room:
        live.end(room=game.room, now=now)
    Game.objects.filter(id=game.id).delete()
    _note("game-deleted", game, by=by, now=now)


def end_left_open(*, games: Sequence[Game], now: dt.datetime) -> None:
    """End games that nobody ended, each in a transaction of its own."""
    for game in games:
        with transaction.atomic():
            row = Game.objects.select_for_update(of=("self",)).select_related("room").get(id=game.id)
            if row.room:
                live.close(room=row.room)
                _save(row, play(row.played, Move.END))
                _end(row, row.room, now=now)


@transaction.atomic
def delete_ended(*, now: dt.datetime) -> None:
    """Games are deleted a year after they ended."""
    Game.objects.filter(ended_at__lte=now - _KEPT_FOR).delete()


def _end(row: Game, room: Room, *, now: dt.datetime) -> None:
    """The room shows the end once more, to those who are listening, and is gone."""
    live.end(room=room, now=now)
    row.room, row.ended_at = None, now
    row.save(update_fields=["room", "ended_at"])


def _locked(game: Game, version: int) -> Game:
    row = Game.objects.select_for_update(of=("self",)).select_related("unit", "room").get(id=game.id)
    if row.version != version:
        raise ChangedMeanwhile
    return row


def _save(row: Game, after: Played) -> None:
    row.state = as_data(after)
    row.version += 1
    row.save(update_fields=["state", "version", "timer_until", "host"])


def _note(verb: str, game: Game, *, by: Viewer, now: dt.datetime) -> None:
    record(verb, by=by.id, now=now, kind="game", subject=game.id, organisation=by.organisation)
