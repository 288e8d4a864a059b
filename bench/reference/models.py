"""The table of the plain site."""

from typing import ClassVar

from django.db import models


class Row(models.Model):
    """One row of the table that the plain page shows."""

    objects: ClassVar[models.Manager["Row"]] = models.Manager()

    name = models.CharField(max_length=80)
    made_on = models.DateField()
    count = models.IntegerField()
    is_open = models.BooleanField()
