"""The thing that stands on a step: one continuing contact. Everything that people write of it is sealed."""

import json
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.collaborations.rules import CaseSystem, Informed, Kind
from trappen.exercises.rules import TalkPlan
from trappen.staircase.rules import Frequency, Observation, StepId
from trappen.vault.models import DataKey, SealedText


class Collaboration(models.Model):
    """One continuing contact, under an alias. `ends_on` is the day on which it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="collaborations")
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="collaboration")
    alias = SealedText()
    case_reference = SealedText()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    informed = models.CharField(max_length=12, choices=[(i.value, i.value) for i in Informed])
    informed_note = SealedText()
    case_system = models.CharField(max_length=12, choices=[(c.value, c.value) for c in CaseSystem])
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closing_words = SealedText()
    next_follow_up = models.DateField(null=True)
    reassess = models.BooleanField(default=False)
    ends_on = models.DateField(db_index=True)
    warned_on = models.DateField(null=True)
    extension_reason = SealedText()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="collaboration_closed_has_who_and_when",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.key


class Access(models.Model):
    """Someone who is named on a collaboration. At most one of them is the leader's deputy in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    deputy = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["collaboration", "user"], name="access_once"),
            models.UniqueConstraint(fields=["collaboration"], condition=Q(deputy=True), name="access_one_deputy"),
        )


class Assessment(models.Model):
    """The signs that were seen at a date, the step that the rule proposed and the one that people decided on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="assessments")
    seen_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    together = models.BooleanField(default=False)
    edition = models.CharField(max_length=12)
    proposed = models.CharField(max_length=8, choices=[(s.value, s.value) for s in StepId], default="")
    step = models.CharField(max_length=8, choices=[(s.value, s.value) for s in StepId])
    answers = SealedText()
    notes = SealedText()
    reason = SealedText()

    class Meta:
        indexes = (models.Index(fields=["collaboration", "seen_on", "at"], name="assessment_in_order"),)

    @property
    def data_key(self) -> DataKey:
        return self.collaboration.key

    @cached_property
    def _answers(self) -> dict[str, Any]:
        return json.loads(self.answers) if self.answers else {}

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(Observation(sign, Frequency(often)) for sign, often in self._answers.get("signs", {}).items())

    @property
    def persistently_difficult(self) -> bool:
        return bool(self._answers.get("persistently", False))

    @property
    def strain(self) -> str:
        return str(self._answers.get("strain", ""))


class FollowUp(models.Model):
    """A follow-up meeting: when, and what was agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="follow_ups")
    held_on = models.DateField()
    agreed = SealedText()
    next_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def data_key(self) -> DataKey:
        return self.collaboration.key


class Talk(models.Model):
    """A talk with the citizen that is planned for a day; once it has been held, with a word on how it went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="talks")
    planned_for = models.DateField()
    written = SealedText()
    went = SealedText()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["collaboration", "planned_for"], name="talk_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="talk_held_has_who_and_when",
                condition=Q(held_at__isnull=True, held_by__isnull=True)
                | Q(held_at__isnull=False, held_by__isnull=False),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.collaboration.key

    @cached_property
    def plan(self) -> TalkPlan:
        return TalkPlan(**json.loads(self.written))
