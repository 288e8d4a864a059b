"""Which organisation is this, how is it divided, and who belongs where as what?"""

import uuid

from django.conf import settings
from django.db import models

from trappen.organisations.rules import LONGEST_RETENTION, USUAL_RETENTION, Role


class Organisation(models.Model):
    """One tenant. `retention_months` is how long a collaboration rests before it is deleted.

    More than six months need a reason in writing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    retention_months = models.PositiveSmallIntegerField(default=USUAL_RETENTION)
    retention_reason = models.CharField(max_length=500, default="", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(retention_months__range=(1, LONGEST_RETENTION)),
                name="organisation_retention_short",
            ),
            models.CheckConstraint(
                condition=models.Q(retention_months__lte=USUAL_RETENTION) | ~models.Q(retention_reason=""),
                name="organisation_long_retention_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One unit in the organisation's tree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once_under_parent"),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(parent__isnull=True),
                name="unit_name_once_at_top",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="unit_not_its_own_parent",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role on one unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once"),)
