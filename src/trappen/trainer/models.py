"""Which rooms are voting their way through a talk right now? Nothing of it stays when the room is closed."""

import uuid

from django.conf import settings
from django.db import models


class Vote(models.Model):
    """A talk that a room walks through together. `counts` hold the votes for the replies, once they are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    room = models.OneToOneField("live.Room", models.CASCADE, related_name="+")
    dialogue = models.CharField(max_length=60)
    path = models.CharField(max_length=20, default="", blank=True)
    counts = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=0)
