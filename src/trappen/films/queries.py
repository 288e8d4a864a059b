"""Which films are there, and which has the viewer's own organisation attached?"""

import uuid
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from trappen.films.content import load
from trappen.films.models import Captions, FilmFile, OwnFilm, Piece
from trappen.films.ranges import Stretch
from trappen.films.rules import Film, may_attach
from trappen.guide.queries import guide
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Viewer
from trappen.staircase.queries import newest

PIECE = 1 << 20  # bytes


def films() -> tuple[Film, ...]:
    """All five, in their order."""
    return _films(settings.CONTENT)


@lru_cache(maxsize=2)
def _films(folder: Path) -> tuple[Film, ...]:
    return load(folder, newest(), guide())


def film(id_: str) -> Film:
    """Raises Http404 for an id that no film has."""
    found = next((each for each in films() if each.id == id_), None)
    if found is None:
        raise Http404(id_)
    return found


def own_films(viewer: Viewer) -> list[OwnFilm]:
    """What the viewer's organisation has attached, by title."""
    return list(_own(viewer).order_by("title", "id"))


def own_films_beside(viewer: Viewer, film: str) -> list[OwnFilm]:
    return list(_own(viewer).filter(film=film).order_by("title", "id"))


def own_film(viewer: Viewer, id_: uuid.UUID) -> OwnFilm:
    """Everyone of the organisation sees it. Raises OutOfReach for others."""
    found = _own(viewer).filter(id=id_).select_related("file", "added_by", "changed_by").first()
    if found is None:
        raise OutOfReach("own-film", id_)
    return found


def own_film_to_change(viewer: Viewer, id_: uuid.UUID) -> OwnFilm:
    """Raises OutOfReach for those who may not attach films."""
    if not may_attach(viewer):
        raise OutOfReach("own-film", id_)
    return own_film(viewer, id_)


def attacher(viewer: Viewer) -> uuid.UUID:
    """The organisation for which the viewer may attach films. Raises OutOfReach for others."""
    if viewer.organisation is None or not may_attach(viewer):
        raise OutOfReach("own-film")
    return viewer.organisation


def caption_languages(film: OwnFilm) -> list[str]:
    return list(Captions.objects.filter(film=film).order_by("language").values_list("language", flat=True))


def captions(viewer: Viewer, id_: uuid.UUID, language: str) -> str:
    """The text of a film's captions. Raises OutOfReach where there are none in the language."""
    text = (
        Captions.objects.filter(film=id_, film__organisation=viewer.organisation, language=language)
        .values_list("text", flat=True)
        .first()
    )
    if text is None:
        raise OutOfReach("own-film", id_)
    return text


def part(file: FilmFile, stretch: Stretch) -> bytes:
    """Those bytes of the file: of one piece, or of two where they lie across."""
    first = stretch.first // PIECE
    pieces = Piece.objects.filter(file=file, number__range=(first, stretch.last // PIECE)).order_by("number")
    joined = b"".join(bytes(content) for content in pieces.values_list("content", flat=True))
    start = stretch.first - first * PIECE
    return joined[start : start + stretch.length]


def whole(file: FilmFile) -> Iterator[bytes]:
    """The file from the start, a piece at a time."""
    for number in range(-(-file.size // PIECE)):
        yield bytes(Piece.objects.values_list("content", flat=True).get(file=file, number=number))


def _own(viewer: Viewer) -> "QuerySet[OwnFilm]":
    return OwnFilm.objects.filter(organisation=viewer.organisation)
