"""What is done about it: a plan, its actions, and what was said of them. Every text is sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from trappen.plans.rules import OPEN, Effect, Status
from trappen.vault.models import DataKey, SealedText


class Plan(models.Model):
    """The actions of one thing, under that thing's data key. `version` counts the times that actions came to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)


class Action(models.Model):
    """Something that someone will do by a date. `practice` and `edition` name the checklist's practice, if any."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    practice = models.CharField(max_length=60, default="")
    edition = models.CharField(max_length=12, default="")
    title = SealedText()
    done_when = SealedText()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_actions")
    starts_on = models.DateField(null=True)
    due_on = models.DateField()
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Status], default=Status.PLANNED)
    dropped_because = SealedText()
    effect = models.CharField(max_length=12, choices=[(e.value, e.value) for e in Effect], default="")
    effect_at = models.DateTimeField(null=True)
    effect_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="action_ended_has_who_and_when",
                condition=Q(status__in=sorted(OPEN), ended_at__isnull=True, ended_by__isnull=True)
                | Q(status__in=[Status.DONE, Status.DROPPED], ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="action_effect_has_who_and_when",
                condition=Q(effect="", effect_at__isnull=True, effect_by__isnull=True)
                | Q(status=Status.DONE, effect_at__isnull=False, effect_by__isnull=False) & ~Q(effect=""),
            ),
            models.CheckConstraint(
                name="action_starts_before_it_is_due",
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("due_on")),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.plan.key

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class Comment(models.Model):
    """A dated word on an action."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, models.CASCADE, related_name="comments")
    text = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def data_key(self) -> DataKey:
        return self.action.data_key
