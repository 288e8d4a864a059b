"""How does a host open a vote, show it and go on?"""

from collections.abc import Collection
from typing import Any

from django import forms

from trappen.shared.forms import Once, Versioned
from trappen.trainer.rules import REPLIES


class NewVote(Once):
    """The talk that a room walks through."""

    dialogue = forms.ChoiceField()

    def __init__(self, *args: Any, dialogues: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["dialogue"].choices = [(each, each) for each in dialogues]  # type: ignore[attr-defined]  # of its class


class GoOn(Versioned):
    """Either show the votes, or answer with one of the replies."""

    show = forms.BooleanField(required=False)
    choice = forms.ChoiceField(required=False, choices=[(str(each), str(each)) for each in range(1, REPLIES + 1)])
