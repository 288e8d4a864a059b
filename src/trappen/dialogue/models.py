"""Which games have been played, with which cards, and which cards has a unit written itself?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.dialogue.rules import Game as Played
from trappen.dialogue.rules import from_data


class Game(models.Model):
    """One game of a unit. `state` is the game as `rules.as_data` writes it: counts by card, never who.

    `room` is there while the game is open. `own_texts` keeps the own cards as they were when it began.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="+")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    room = models.OneToOneField("live.Room", models.SET_NULL, null=True, related_name="+")
    state = models.JSONField()
    own_texts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    timer_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(room__isnull=True) | Q(ended_at__isnull=True), name="dialogue_ended_game_has_no_room"
            ),
        )

    @property
    def played(self) -> Played:
        return from_data(self.state)


class OwnCard(models.Model):
    """A situation that a unit has written for its own games."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="dialogue_own_card_not_empty"),)


class Choice(models.Model):
    """The cards that a unit chose last, so that the next game begins with them."""

    unit = models.OneToOneField("organisations.Unit", models.CASCADE, primary_key=True, related_name="+")
    cards = models.JSONField(default=list)
