"""Who takes care of whom, when, and whom does each want beside them? People, days and choices; never what was said."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trappen.care.rules import LONGEST_LIST, Agreement, Consent, Referral, StepCode, read_answers
from trappen.vault.models import DataKey, SealedText


class CarePlan(models.Model):
    """Care for one colleague. `ends_on` is the day on which it is deleted.

    `agreement` is whether the colleague lets those who lead the unit see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreement = models.CharField(
        max_length=4, choices=[(a.value, a.value) for a in Agreement], default=Agreement.OPEN.value
    )
    agreed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ends_on = models.DateField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="care_agreement_has_when",
                condition=Q(agreement=Agreement.OPEN.value, agreed_at__isnull=True)
                | Q(agreement__in=[Agreement.YES.value, Agreement.NO.value], agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="care_stopped_has_who_and_when",
                condition=Q(stopped_at__isnull=True, stopped_by__isnull=True)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
            ),
        )


class CareStep(models.Model):
    """One step of a plan: when it is due, and once it is done when, by whom, and two answers, which lie sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(CarePlan, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=12, choices=[(code.value, code.value) for code in StepCode])
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answers = SealedText()
    reminded_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="care_step_once"),
            models.CheckConstraint(
                name="care_step_done_has_who_and_when",
                condition=Q(done_on__isnull=True, done_by__isnull=True, noted_at__isnull=True, noted_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False, noted_at__isnull=False, noted_by__isnull=False),
            ),
        )

    @property
    def data_key(self) -> DataKey:
        return self.plan.key

    @property
    def consent(self) -> Consent | None:
        found = read_answers(self.answers)
        return found[0] if found else None

    @property
    def referral(self) -> Referral | None:
        found = read_answers(self.answers)
        return found[1] if found else None


class Supporter(models.Model):
    """Someone who is there for the colleague, and sees the whole plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(CarePlan, models.CASCADE, related_name="supporters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "user"], name="care_supporter_once"),)


class WantedList(models.Model):
    """Whom someone wants beside them. `ends_on` is the day on which it is deleted if nobody touches it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    leader_sees = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    ends_on = models.DateField(db_index=True)
    warned_on = models.DateField(null=True)


class Wanted(models.Model):
    """One colleague on a list, the first choice first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list = models.ForeignKey(WantedList, models.CASCADE, related_name="wanted")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["list", "colleague"], name="care_wanted_once"),
            models.UniqueConstraint(fields=["list", "place"], name="care_wanted_in_order"),
            models.CheckConstraint(condition=Q(place__range=(1, LONGEST_LIST)), name="care_wanted_few"),
        )
