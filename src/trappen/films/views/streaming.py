"""An attached film goes out by byte ranges, so that one can jump in it, and never in large pieces."""

import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from trappen.accounts.http import signed_in
from trappen.films import queries
from trappen.films.ranges import Unsatisfiable, asked, still_the_same
from trappen.organisations.http import Request

if TYPE_CHECKING:
    from trappen.films.models import FilmFile


@signed_in
def own_film_file(request: Request, id_: uuid.UUID) -> HttpResponseBase:
    """The film's bytes: those asked for, at most a megabyte, or the whole as a stream where no range is asked for."""
    file = queries.own_film(request.viewer, id_).file
    etag = f'"{file.digest}"'
    response = _answer(request, file, etag)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    return response


def _answer(request: Request, file: "FilmFile", etag: str) -> HttpResponseBase:
    if etag in (each.strip() for each in request.headers.get("If-None-Match", "").split(",")):
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    if request.method == "HEAD":
        return HttpResponse(content_type=file.media_type, headers={"Content-Length": str(file.size)})
    try:
        wanted = request.headers.get("Range", "") if still_the_same(request.headers.get("If-Range", ""), etag) else ""
        stretch = asked(wanted, file.size)
    except Unsatisfiable:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{file.size}"}
        )
    if stretch is None:
        return StreamingHttpResponse(
            queries.whole(file), content_type=file.media_type, headers={"Content-Length": str(file.size)}
        )
    return HttpResponse(
        queries.part(file, stretch),
        status=HTTPStatus.PARTIAL_CONTENT,
        content_type=file.media_type,
        headers={"Content-Range": stretch.header(file.size), "Content-Length": str(stretch.length)},
    )


@signed_in
def own_film_captions(request: Request, id_: uuid.UUID, spoken: str) -> HttpResponse:
    """What is said in it, as WebVTT."""
    return HttpResponse(queries.captions(request.viewer, id_, spoken), content_type="text/vtt; charset=utf-8")
