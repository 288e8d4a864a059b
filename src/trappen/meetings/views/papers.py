"""How do a meeting's minutes and its time leave the screen? As PDF, as DOCX, and for the calendar."""

import uuid

from django.http import HttpResponse

from trappen.accounts.http import signed_in
from trappen.documents.docx import MEDIA_TYPE, docx_bytes
from trappen.documents.http import pdf_response
from trappen.documents.rules import Document
from trappen.meetings import inviting, papers, queries
from trappen.meetings.ics import calendar
from trappen.organisations.http import Request


@signed_in
def minutes_pdf(request: Request, id_: uuid.UUID) -> HttpResponse:
    return pdf_response(_minutes(request, id_), "referat.pdf")


@signed_in
def minutes_docx(request: Request, id_: uuid.UUID) -> HttpResponse:
    return _file(docx_bytes(_minutes(request, id_)), MEDIA_TYPE, "referat.docx")


@signed_in
def event(request: Request, id_: uuid.UUID) -> HttpResponse:
    row = queries.reach(request.viewer, id_).meeting
    return _file(calendar(inviting.event(row, whole=True)).encode(), "text/calendar; charset=utf-8", "moede.ics")


def _minutes(request: Request, id_: uuid.UUID) -> Document:
    row = queries.reach(request.viewer, id_).meeting
    return papers.minutes_of(
        meeting=row,
        film=queries.film_of(row),
        parts=queries.parts_of(row),
        invited=queries.invited_to(row),
        carried=queries.carried_to(row),
        agreements=queries.agreements_of(row),
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
