"""What does a player see, and how is an answer read from the form?"""

import datetime as dt
from collections.abc import Mapping

from trappen.dialogue import queries
from trappen.dialogue.iceberg import drawn
from trappen.dialogue.rules import PASSED, Phase, as_answer
from trappen.live.kinds import Screen
from trappen.live.models import Room

_TEMPLATE = "dialogue/_player.html"


def screen(room: Room, now: dt.datetime) -> Screen:
    game = queries.game_in(room)
    played = game.played
    left = (game.timer_until - now).total_seconds() if game.timer_until else 0
    return Screen(
        _TEMPLATE,
        {
            "phase": played.phase.value,
            "card": queries.card_on_table(game),
            "number": played.at + 1,
            "of": len(played.cards),
            "berg": drawn(played.spread) if played.spread and played.phase is not Phase.ASKING else None,
            "verdicts": queries.verdicts(),
            "registering": queries.deck().rules.registering,
            "question": queries.talk_question(played.question),
            "at_question": played.question,
            "norm": queries.norm_of(game) if played.phase is Phase.NORM else None,
            "seconds_left": max(0, round(left)),
        },
    )


def read(_room: Room, form: Mapping[str, str]) -> str | None:
    """A verdict and whether to register, or that the card is sat out."""
    if form.get("pass"):
        return PASSED
    return as_answer(form.get("verdict", ""), form.get("registers", ""))
