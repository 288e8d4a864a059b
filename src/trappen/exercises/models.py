"""What has an organisation called the three fields of the perspective exercise?"""

import uuid

from django.conf import settings
from django.db import models


class PerspectiveLabels(models.Model):
    """An organisation's own names of the fields. An empty one means ours, in the reader's language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField("organisations.Organisation", models.CASCADE, related_name="+")
    seen = models.CharField(max_length=60, default="", blank=True)
    behind = models.CharField(max_length=60, default="", blank=True)
    can_do = models.CharField(max_length=60, default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    @property
    def names(self) -> tuple[str, str, str]:
        return self.seen, self.behind, self.can_do
