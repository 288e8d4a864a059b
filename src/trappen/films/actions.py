"""How does an organisation attach a film of its own, change it and take it away?

A file may be large, and a database that writes holds others up. So its pieces are written one by one, before the film
that names them, and deleted a few at a time after it. What a broken upload leaves behind goes a day later.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trappen.audit.actions import record
from trappen.films.models import Captions, FilmFile, OwnFilm, Piece
from trappen.films.rules import ends_if_changed_by
from trappen.organisations.rules import Viewer
from trappen.shared.rules import ChangedMeanwhile, one_of

UNFINISHED = dt.timedelta(days=1)
_AT_A_TIME = 16  # pieces that are deleted in one go


@dataclass(frozen=True)
class Facts:
    """What is told of a film. `film` is the id of ours that it stands beside, or empty."""

    title: str
    film: str
    rights: str


def store_file(*, pieces: Iterable[bytes], media_type: str, now: dt.datetime) -> FilmFile:
    """Write a file down, piece by piece. It is nobody's until `add_own_film` names it."""
    file = FilmFile.objects.create(media_type=media_type, stored_at=now)
    digest = hashlib.sha256()
    for number, content in enumerate(pieces):
        digest.update(content)
        file.size += len(content)
        Piece.objects.create(file=file, number=number, content=content)
    file.digest = digest.hexdigest()
    file.save(update_fields=["size", "digest"])
    return file


def add_own_film(
    *,
    organisation: uuid.UUID,
    facts: Facts,
    file: FilmFile,
    captions: Mapping[str, str],
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> OwnFilm:
    """Show a stored file to everyone of the organisation. Sent twice, the second file is dropped."""
    with transaction.atomic():
        film, is_new = OwnFilm.objects.get_or_create(
            id=one_of(once, "own-film", organisation),
            defaults={
                "organisation_id": organisation,
                "film": facts.film,
                "title": facts.title,
                "rights": facts.rights,
                "file": file,
                "added_at": now,
                "added_by_id": by.id,
                "changed_at": now,
                "changed_by_id": by.id,
            },
        )
        if is_new:
            _write_captions(film, captions)
            _note("own-film-added", film, by=by.id, now=now)
    if not is_new:
        _drop(file)
    return film


@transaction.atomic
def change_own_film(
    *, film: OwnFilm, facts: Facts, captions: Mapping[str, str], version: int, by: Viewer, now: dt.datetime
) -> None:
    """Change what is told, and the captions in the languages given. It is kept for two years from now.

    Raises ChangedMeanwhile.
    """
    fresh = OwnFilm.objects.select_for_update().get(id=film.id)
    if fresh.version != version:
        raise ChangedMeanwhile
    fresh.film, fresh.title, fresh.rights = facts.film, facts.title, facts.rights
    fresh.version, fresh.changed_at, fresh.changed_by_id = version + 1, now, by.id
    fresh.save()
    _write_captions(fresh, captions)
    _note("own-film-changed", fresh, by=by.id, now=now)


def delete_own_film(*, film: OwnFilm, by: Viewer, now: dt.datetime) -> None:
    _delete(film, by=by.id, now=now)


def delete_ended(*, now: dt.datetime) -> None:
    """Delete films that nobody has changed for two years, and what unfinished uploads have left. Safe to run again."""
    last = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999_999)
    day = ends_if_changed_by(last.date())
    ended = last.replace(year=day.year, month=day.month, day=day.day)
    for film in OwnFilm.objects.filter(changed_at__lte=ended).select_related("file"):
        _delete(film, by=None, now=now)
    for file in FilmFile.objects.filter(own_film=None, stored_at__lt=now - UNFINISHED):
        _drop(file)


def _write_captions(film: OwnFilm, captions: Mapping[str, str]) -> None:
    rows = [Captions(film=film, language=language, text=text) for language, text in captions.items()]
    Captions.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["film", "language"], update_fields=["text"]
    )


def _delete(film: OwnFilm, *, by: uuid.UUID | None, now: dt.datetime) -> None:
    file = film.file
    with transaction.atomic():
        _note("own-film-deleted", film, by=by, now=now)
        film.delete()
    _drop(file)


def _drop(file: FilmFile) -> None:
    pieces = Piece.objects.filter(file=file).order_by("number").values_list("id", flat=True)
    while some := list(pieces[:_AT_A_TIME]):
        Piece.objects.filter(id__in=some).delete()
    file.delete()


def _note(verb: str, film: OwnFilm, *, by: uuid.UUID | None, now: dt.datetime) -> None:
    record(verb, by=by, now=now, kind="own-film", subject=film.id, organisation=film.organisation_id)
