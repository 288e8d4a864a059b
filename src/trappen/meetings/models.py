"""A meeting of a team around a film: its agenda with notes, who is invited, and the plan that holds its agreements.

What people write of it is sealed with the meeting's own key.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.meetings.rules import Answer, Kind
from trappen.vault.models import DataKey, SealedText


class Meeting(models.Model):
    """One meeting of a unit. Meetings that follow up on one another share a `series`.

    `shown` is the part on the screen since `shown_since`; both are empty before the meeting and after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="meeting")
    series = models.UUIDField(db_index=True)
    film = models.CharField(max_length=60, default="")
    title = SealedText()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = SealedText()
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shown = models.ForeignKey("meetings.Part", models.SET_NULL, null=True, related_name="+")
    shown_since = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["unit", "starts_at"], name="meeting_of_unit_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="meeting_shown_since_when",
                condition=Q(shown__isnull=True) | Q(shown_since__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_ended_only_if_begun",
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.key


class Part(models.Model):
    """One part of the agenda, and what the team wrote while it was on. `exercise` is the film guide's, from 0."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parts")
    at = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    exercise = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField()
    included = models.BooleanField(default=True)
    notes = SealedText()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "at"], name="meeting_part_in_order"),
            models.CheckConstraint(
                name="meeting_part_exercise_named",
                condition=Q(kind=Kind.EXERCISE.value, exercise__isnull=False)
                | ~Q(kind=Kind.EXERCISE.value) & Q(exercise__isnull=True),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.meeting.key


class Invited(models.Model):
    """Someone who is invited: when the letter left, what they answered, and whether they were there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invited")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mailed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=3, choices=[(a.value, a.value) for a in Answer], default="")
    answered_at = models.DateTimeField(null=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "user"], name="meeting_invited_once"),
            models.CheckConstraint(
                name="meeting_answer_has_when",
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
        )
