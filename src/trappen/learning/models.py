"""Who is on which programme, how far are they, and what has someone written before their yearly talk?"""

import json
import uuid
from collections.abc import Mapping
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.vault.models import DataKey, SealedText


class Course(models.Model):
    """An employee's way through a programme in a unit. `ends_on` is the day on which it is deleted.

    The talk has a date, and has been held once both have confirmed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    programme = models.CharField(max_length=40)
    starts_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    talk_on = models.DateField(null=True)
    employee_confirmed_at = models.DateTimeField(null=True)
    leader_confirmed_at = models.DateTimeField(null=True)
    leader_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    ends_on = models.DateField(db_index=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "programme"], condition=Q(finished_at=None), name="course_runs_once"
            ),
            models.CheckConstraint(
                name="course_leader_confirmed_has_who_and_when",
                condition=Q(leader_confirmed_at__isnull=True, leader_confirmed_by__isnull=True)
                | Q(leader_confirmed_at__isnull=False, leader_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="course_not_confirmed_by_oneself",
                condition=Q(leader_confirmed_by__isnull=True) | ~Q(leader_confirmed_by=models.F("employee")),
            ),
            models.CheckConstraint(
                name="course_finished_after_both_confirmed",
                condition=Q(finished_at__isnull=True)
                | Q(employee_confirmed_at__isnull=False, leader_confirmed_at__isnull=False),
            ),
        )


class CourseStep(models.Model):
    """A step of someone's course, of the programme or with a `title` that the leader wrote.

    `take_along` is what the employee wants to speak of with the leader, who reads it too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=40, default="", blank=True)
    title = SealedText()
    take_along = SealedText()
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["course", "number"], name="course_step_once"),)

    @property
    def data_key(self) -> DataKey:
        return self.course.key


class Preparation(models.Model):
    """What one person has written for themselves before the yearly talk: notes by question, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edition = models.CharField(max_length=12)
    written = SealedText()
    talk_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    ends_on = models.DateField(db_index=True)
    version = models.PositiveIntegerField(default=1)

    @property
    def data_key(self) -> DataKey:
        return self.key

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """What is written, by the id of its question."""
        return dict(json.loads(self.written)) if self.written else {}
