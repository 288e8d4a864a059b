"""Which games may someone host or read, and what stands on the card?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from trappen.dialogue.content import ANSWERS, QUESTIONS, Deck, Named, kept
from trappen.dialogue.models import Choice, Game, OwnCard
from trappen.dialogue.rules import OWN, Spread, Verdict
from trappen.live import queries as live
from trappen.live.models import Room
from trappen.norms import queries as norms
from trappen.norms.models import Norm
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach, Person, members_of_unit
from trappen.organisations.rules import Viewer
from trappen.shared.prepared import prepared

MOST_LISTED = 50  # games, the newest


def deck() -> Deck:
    return kept(settings.CONTENT)


def verdicts() -> list[tuple[Verdict, Named]]:
    """The three answers to where the line goes, with what each means."""
    return [(verdict, deck().rules.answers[name]) for verdict, name in zip(Verdict, ANSWERS, strict=True)]


def talk_question(number: int) -> Named | None:
    """The question that the group talks about, counted from 1."""
    return deck().rules.questions[QUESTIONS[number - 1]] if number else None


@dataclass(frozen=True)
class Card:
    """A card as it is read aloud: its id, field and text in the reader's language."""

    id: str
    field: str
    text: str


def card_of(game: Game, card: str) -> Card:
    """A card of the deck in the reader's language; an own card as it was when the game began."""
    if card.startswith(OWN):
        return Card(card, "", game.own_texts[card])
    found, language = deck().cards[card], get_language() or "da"
    return Card(card, deck().fields[found.field].name.to(language), found.text.to(language))


def card_on_table(game: Game) -> Card | None:
    card = game.played.card
    return card_of(game, card) if card else None


def units_to_play_for(viewer: Viewer) -> list[Unit]:
    """Everyone of a unit may host a game for it."""
    return norms.units_of(viewer)


def unit_to_play_for(viewer: Viewer, unit: uuid.UUID) -> Unit:
    return norms.unit_to_read(viewer, unit)


def games(viewer: Viewer) -> list[Game]:
    """The games of the viewer's units, the newest first."""
    rows = Game.objects.filter(unit__in=viewer.own_units).select_related("unit", "host", "room")
    return list(rows.order_by("-started_at")[:MOST_LISTED]) if viewer.own_units else []


def game(viewer: Viewer, id_: uuid.UUID) -> Game:
    """A game of one of the viewer's units. Raises OutOfReach."""
    found = Game.objects.filter(id=id_).select_related("unit", "host", "room").first()
    if found is None or not viewer.belongs_to(found.unit_id):
        raise OutOfReach("game", id_)
    return found


def game_to_host(viewer: Viewer, id_: uuid.UUID) -> Game:
    """A game that is the viewer's to run. Raises OutOfReach."""
    found = game(viewer, id_)
    if found.host_id != viewer.id:
        raise OutOfReach("game", id_)
    return found


def game_in(room: Room) -> Game:
    """The game that is played in a room. Raises NoRoom where it has just ended."""
    found = _games_in(room.id)
    if not found:
        raise live.NoRoom
    return found[0]


@prepared
def _games_in(room: uuid.UUID) -> "QuerySet[Game]":
    return Game.objects.filter(room=room).select_related("unit")


def who_can_host(game: Game) -> list[Person]:
    """Whom the host can hand the game over to."""
    return [person for person in members_of_unit(game.unit_id) if person.id != game.host_id]


def standing(game: Game) -> Mapping[str, int]:
    """How many are there and how many have answered, how many answers were put aside, and which version is shown."""
    if game.room is None:
        return {"seats": 0, "answers": 0, "ignored": 0, "version": game.version}
    return {**live.how_many(game.room.id), "ignored": game.room.ignored, "version": game.version}


def norm_of(game: Game) -> Norm | None:
    """What the unit has agreed on the card on the table."""
    return norms.norm_on(game.unit_id, game.played.card or "")


@dataclass(frozen=True)
class Outcome:
    """A card that was played, what was shown of it, and what was agreed."""

    card: Card
    spread: Spread | None
    norm: Norm | None


def outcomes(game: Game) -> list[Outcome]:
    """Every card that was played, in order."""
    played = game.played
    agreed = {norm.card: norm for norm in norms.norms_of(game.unit_id) if norm.card}
    cards = list(dict.fromkeys(played.played))
    return [Outcome(card_of(game, card), played.spreads.get(card), agreed.get(card)) for card in cards]


def own_cards(unit: uuid.UUID) -> list[OwnCard]:
    return list(OwnCard.objects.filter(unit=unit).order_by("text"))


def own_card(viewer: Viewer, id_: uuid.UUID) -> OwnCard:
    """A card of one of the viewer's units. Raises OutOfReach."""
    found = OwnCard.objects.filter(id=id_).select_related("unit").first()
    if found is None or not viewer.belongs_to(found.unit_id):
        raise OutOfReach("card", id_)
    return found


def chosen_last(unit: uuid.UUID) -> Sequence[str] | None:
    """The cards that the unit chose last, None where it never did."""
    there = Choice.objects.filter(unit=unit).first()
    return there.cards if there else None


def left_open(now: dt.datetime) -> list[Game]:
    """Games whose room has reached its end."""
    return list(Game.objects.filter(room__ends_at__lte=now).select_related("room", "unit"))
