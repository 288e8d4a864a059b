"""Which rooms are open, who has a seat in them, and what has been answered to the question that is open?

No player has a name or an account. An answer lies here only while its question is open, without a time.
"""

import uuid

from django.db import models


class Room(models.Model):
    """A room that is entered by a code while it is open. `version` counts what all have been shown.

    `question` counts the questions; `is_open` tells whether the last one takes answers. `ignored` counts answers that
    came too late, too often or from elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=6, unique=True)
    question = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")), name="live_room_ends_after_it_opens"
            ),
        )


class Seat(models.Model):
    """A player in a room, known by the digest of a ticket that only their browser holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    ticket = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["room", "ticket"], name="live_seat_once"),)


class Answer(models.Model):
    """What one player answers to the open question. It is counted and deleted when the question is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="answers")
    ticket = models.CharField(max_length=64)
    value = models.CharField(max_length=20)
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["room", "ticket"], name="live_answer_once"),)
