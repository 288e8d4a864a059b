"""What has a unit agreed: which situations does it register, and what does it do?"""

import uuid

from django.conf import settings
from django.db import models

from trappen.norms.rules import Registers


class Norm(models.Model):
    """What a unit has agreed on one situation. `card` names the card of Isbjerget that it was agreed on, if any.

    It stands until the unit changes or removes it, since it is about a situation and no person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="+")
    card = models.CharField(max_length=60, default="", blank=True)
    situation = models.CharField(max_length=400)
    text = models.TextField(default="", blank=True)
    registers = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Registers])
    agreed_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "card"], condition=~models.Q(card=""), name="norm_once_for_a_card"
            ),
            models.CheckConstraint(condition=~models.Q(situation=""), name="norm_has_a_situation"),
        )
