"""What lies in the database of an anonymous round? Whom one asked and a sealed box of sums. No answer of anyone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.surveys.rules import FEWEST, MOST_FEWEST
from trappen.vault.models import DataKey, SealedText


class RoundKey(DataKey):
    """The key of one round. The one that its box was sealed with is thrown away when the round is closed."""


class Round(models.Model):
    """One round about a unit's contact as a whole, or about one collaboration.

    While it is open, `box` holds the sums and which places have answered, in one text of one length that is written
    anew with every answer; no other column changes then. Once it is closed, `box` is empty and `result` holds what may
    be shown. `own_view` is the leader's, and no part of the sums.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="+")
    collaboration = models.ForeignKey("collaborations.Collaboration", models.CASCADE, null=True, related_name="+")
    key = models.ForeignKey(RoundKey, models.PROTECT, related_name="rounds")
    edition = models.CharField(max_length=12)
    fewest = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes_on = models.DateField()
    reminded_on = models.DateField(null=True)
    reminded_by_itself = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    has_result = models.BooleanField(null=True)
    box = SealedText()
    result = SealedText()
    own_view = SealedText()
    viewed_at = models.DateTimeField(null=True)
    viewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ends_on = models.DateField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="survey_fewest_in_bounds", condition=Q(fewest__range=(FEWEST, MOST_FEWEST))),
            models.CheckConstraint(
                name="survey_has_result_once_closed",
                condition=Q(closed_at__isnull=True, has_result__isnull=True)
                | Q(closed_at__isnull=False, has_result__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_closed_box_is_empty", condition=Q(closed_at__isnull=True) | Q(box=b"")
            ),
            models.CheckConstraint(
                name="survey_viewed_has_who_and_when",
                condition=Q(viewed_at__isnull=True, viewed_by__isnull=True)
                | Q(viewed_at__isnull=False, viewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_shared_has_who_and_when",
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(closed_at__isnull=True, collaboration__isnull=True),
                name="survey_one_open_of_a_unit",
            ),
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(closed_at__isnull=True, collaboration__isnull=False),
                name="survey_one_open_of_a_collaboration",
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.key


class Invitation(models.Model):
    """Someone who is asked, and their place in the box, drawn by lot. The box alone knows whether they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    slot = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "person"], name="survey_invited_once"),
            models.UniqueConstraint(fields=["round", "slot"], name="survey_one_in_a_place"),
        )


class Demand(models.Model):
    """How many answers an organisation asks for before a result may be shown; five where it has no row."""

    organisation = models.OneToOneField("organisations.Organisation", models.CASCADE, primary_key=True)
    fewest = models.PositiveSmallIntegerField(default=FEWEST)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(name="survey_demand_in_bounds", condition=Q(fewest__range=(FEWEST, MOST_FEWEST))),
        )
