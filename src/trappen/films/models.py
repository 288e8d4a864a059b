"""Which films has an organisation attached itself?

A file lies in the database in pieces of at most a megabyte: several servers share it, and none needs all at once.
"""

import uuid

from django.conf import settings
from django.db import models

from trappen.films.filetypes import MP4, WEBM

LANGUAGES = ("da", "en")


class FilmFile(models.Model):
    """The file of a film. Written once; one that no film names was not finished or is on its way out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    media_type = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(media_type__in=(MP4, WEBM)), name="film_file_is_a_film"),
        )


class Piece(models.Model):
    """A part of a file; `number` counts from 0. All are equally long but the last."""

    file = models.ForeignKey(FilmFile, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "number"], name="film_piece_once"),)


class OwnFilm(models.Model):
    """A film that an organisation shows its own people. `film` is the id of ours that it stands beside, or empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    film = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=120)
    rights = models.CharField(max_length=200)
    file = models.OneToOneField(FilmFile, models.PROTECT, related_name="own_film")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(rights=""), name="own_film_has_title_and_rights"
            ),
        )


class Captions(models.Model):
    """What is said in a film, in one language, as WebVTT."""

    film = models.ForeignKey(OwnFilm, models.CASCADE, related_name="captions")
    language = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["film", "language"], name="film_captions_once"),
            models.CheckConstraint(condition=models.Q(language__in=LANGUAGES), name="film_captions_language"),
        )
