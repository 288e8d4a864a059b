"""What has happened, to what, by whom? Lines that are only ever added, without any content."""

import uuid

from django.db import models


class Event(models.Model):
    """One line of history.

    `actor` and `subject` are ids without foreign keys, so that a line stays when what it speaks of is gone.
    `note` holds codes, never words of a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    note = models.CharField(max_length=60, default="")

    class Meta:
        indexes = (models.Index(fields=["subject", "-at"], name="audit_subject_at"),)
