"""Which card is it, what is hidden, and what comes next? The game as a value and its moves.

A reducer: a game and a move in, a game out. Answers come in as counts alone; who gave them is never known here.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

LEAST_TO_SHOW = 5  # answers; below it the group talks first and shows by hand
QUESTIONS = 4  # think, do, say, and what can the workplace do
MOST_CARDS = 80
OWN = "own-"  # an own card's id begins with it


class Verdict(enum.StrEnum):
    """Where the line goes, as one player sees it."""

    ACCEPTABLE = "ok"
    GREY = "grey"
    OVER = "over"


class Phase(enum.StrEnum):
    """Where the game stands."""

    WAITING = "waiting"
    ASKING = "asking"
    HANDS = "hands"
    SHOWN = "shown"
    TALK = "talk"
    NORM = "norm"
    ENDED = "ended"


class Move(enum.StrEnum):
    """What the host does."""

    NEXT_CARD = "next-card"
    SKIP = "skip"
    REVEAL = "reveal"
    TALK = "talk"
    BACK = "back"
    NORM = "norm"
    END = "end"


class NotNow(ValueError):
    """The game does not stand where this move can be made."""


PASSED = "pass"


def as_answer(verdict: str, registers: str) -> str | None:
    """An answer as it is stored while its card is open; None where a part of it is missing or unknown."""
    if verdict in set(Verdict) and registers in {"yes", "no"}:
        return f"{verdict}:{registers}"
    return None


@dataclass(frozen=True)
class Spread:
    """How a group answered one card: by verdict, those who would register it and those who would not."""

    yes: Mapping[Verdict, int]
    no: Mapping[Verdict, int]
    passed: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Spread":
        return cls(
            yes={verdict: counts.get(f"{verdict}:yes", 0) for verdict in Verdict},
            no={verdict: counts.get(f"{verdict}:no", 0) for verdict in Verdict},
            passed=counts.get(PASSED, 0),
        )

    @property
    def answers(self) -> int:
        return self.above + self.below

    @property
    def above(self) -> int:
        """Those who would register it: what would be seen."""
        return sum(self.yes.values())

    @property
    def below(self) -> int:
        return sum(self.no.values())

    def with_verdict(self, verdict: Verdict) -> int:
        return self.yes[verdict] + self.no[verdict]

    @property
    def may_be_shown(self) -> bool:
        return self.answers >= LEAST_TO_SHOW


@dataclass(frozen=True)
class Game:
    """`at` is the place of the card on the table, -1 before the first; `spreads` hold what was shown, by card."""

    cards: tuple[str, ...]
    at: int = -1
    phase: Phase = Phase.WAITING
    question: int = 0
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    played: tuple[str, ...] = ()

    @property
    def card(self) -> str | None:
        return self.cards[self.at] if 0 <= self.at < len(self.cards) else None

    @property
    def spread(self) -> Spread | None:
        return self.spreads.get(self.card) if self.card else None

    @property
    def more_cards(self) -> int:
        return len(self.cards) - self.at - 1

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.ASKING


_SEEN = frozenset({Phase.HANDS, Phase.SHOWN})
_MAY = {
    Move.NEXT_CARD: frozenset({Phase.WAITING, Phase.HANDS, Phase.SHOWN, Phase.TALK, Phase.NORM}),
    Move.SKIP: frozenset({Phase.ASKING}),
    Move.REVEAL: frozenset({Phase.ASKING}),
    Move.TALK: _SEEN | {Phase.TALK},
    Move.BACK: frozenset({Phase.TALK, Phase.NORM}),
    Move.NORM: _SEEN | {Phase.TALK},
    Move.END: frozenset(Phase) - {Phase.ENDED},
}


def may(game: Game, move: Move) -> bool:
    if move in {Move.NEXT_CARD, Move.SKIP} and not game.more_cards:
        return False
    if move is Move.TALK and game.question >= QUESTIONS:
        return False
    return game.phase in _MAY[move]


def play(game: Game, move: Move, answers: Mapping[str, int] | None = None) -> Game:
    """The game after a move. `answers` are those to the open card, by value, for a reveal. Raises NotNow."""
    if not may(game, move):
        raise NotNow(move)
    if move in {Move.NEXT_CARD, Move.SKIP}:
        return replace(game, at=game.at + 1, phase=Phase.ASKING, question=0)
    if move is Move.REVEAL:
        return _revealed(game, Spread.of(answers or {}))
    if move is Move.TALK:
        return replace(game, phase=Phase.TALK, question=game.question + 1)
    if move is Move.BACK:
        return _back(game)
    if move is Move.NORM:
        return replace(game, phase=Phase.NORM)
    return replace(game, phase=Phase.ENDED, question=0)


def _revealed(game: Game, spread: Spread) -> Game:
    card = game.cards[game.at]
    played = (*game.played, card)
    if not spread.may_be_shown:  # what too few have answered is forgotten, not kept
        return replace(game, phase=Phase.HANDS, played=played)
    return replace(game, phase=Phase.SHOWN, played=played, spreads={**game.spreads, card: spread})


def _back(game: Game) -> Game:
    if game.phase is Phase.NORM and game.question:
        return replace(game, phase=Phase.TALK)
    if game.phase is Phase.TALK and game.question > 1:
        return replace(game, question=game.question - 1)
    return replace(game, phase=Phase.SHOWN if game.spread else Phase.HANDS, question=0)


def as_data(game: Game) -> dict[str, Any]:
    """The game as JSON can hold it."""
    return {
        "cards": list(game.cards),
        "at": game.at,
        "phase": game.phase.value,
        "question": game.question,
        "played": list(game.played),
        "spreads": {
            card: {"yes": dict(spread.yes), "no": dict(spread.no), "passed": spread.passed}
            for card, spread in game.spreads.items()
        },
    }


def from_data(data: Mapping[str, Any]) -> Game:
    return Game(
        cards=tuple(data["cards"]),
        at=data["at"],
        phase=Phase(data["phase"]),
        question=data["question"],
        played=tuple(data["played"]),
        spreads={card: _spread(each) for card, each in data["spreads"].items()},
    )


def _spread(data: Mapping[str, Any]) -> Spread:
    return Spread(
        yes={Verdict(name): count for name, count in data["yes"].items()},
        no={Verdict(name): count for name, count in data["no"].items()},
        passed=data["passed"],
    )


def chosen(cards: Sequence[str], wanted: set[str]) -> tuple[str, ...]:
    """The cards that are played, in the order of the deck."""
    return tuple(card for card in cards if card in wanted)[:MOST_CARDS]
