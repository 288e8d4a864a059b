"""When do people of a unit meet for supervision, with whom, and was it held? Nothing of what is said."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.supervision.rules import LONGEST_MINUTES, MOST_PEOPLE, Kind
from trappen.vault.models import DataKey, SealedText


class Series(models.Model):
    """Dates of a unit that were planned together, be it one. Their texts share its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Occasion(models.Model):
    """One date. It is planned, or was held by so many people, or was cancelled for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="occasions")
    on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    theme = SealedText()
    supervisor = SealedText()
    place = SealedText()
    audience = SealedText()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_because = SealedText()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    attendance = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ends_on = models.DateField(db_index=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["series", "on"], name="occasion_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="occasion_cancelled_has_who_and_when",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="occasion_held_has_who_when_and_number",
                condition=Q(held_at__isnull=True, held_by__isnull=True, attendance__isnull=True)
                | Q(
                    held_at__isnull=False,
                    held_by__isnull=False,
                    attendance__isnull=False,  # an unknown number would pass the range
                    attendance__range=(1, MOST_PEOPLE),
                ),
            ),
            models.CheckConstraint(
                name="occasion_held_or_cancelled",
                condition=Q(held_at__isnull=True) | Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(name="occasion_lasts", condition=Q(minutes__range=(1, LONGEST_MINUTES))),
        )

    @property
    def data_key(self) -> DataKey:
        return self.series.key
