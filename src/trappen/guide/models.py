"""What has an organisation written beside the guide? Its own procedures and telephone numbers, unit by unit."""

import uuid

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A unit's own text at one `place`: beside a page, or its list of contacts.

    It is read by the unit and all units below. `edition` is the guide's when the note was last written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    text = models.TextField()
    edition = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "place"], name="guide_note_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="guide_note_not_empty"),
        )
