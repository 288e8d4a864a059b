"""What leaves the house on paper or as a file?"""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from trappen.accounts.http import signed_in
from trappen.collaborations import actions, export, queries, story
from trappen.collaborations import papers as on_paper
from trappen.documents.http import pdf_response
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.staircase import queries as staircase


@signed_in
def handover(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One page for a new leader or contact person."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    assessments = queries.assessments_of(row)
    paper = on_paper.handover(
        row,
        curve=story.picture(assessments, timezone.localdate(now)),
        assessments=assessments,
        actions=plans.actions_of(row.plan),
        follow_ups=queries.follow_ups_of(row),
        talks=queries.talks_of(row),
        today=timezone.localdate(now),
        named=queries.named_on(row),
        staircase=staircase.edition(assessments[-1].edition) if assessments else None,
    )
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="handover")
    return pdf_response(paper, "overdragelse.pdf")


@signed_in
def export_pdf(request: Request, id_: uuid.UUID) -> HttpResponse:
    values = _everything(request, id_, "export-pdf")
    editions = {each["edition"]: staircase.edition(each["edition"]) for each in values["assessments"]}
    return pdf_response(on_paper.whole(values, editions), "udtraek.pdf")


@signed_in
def export_json(request: Request, id_: uuid.UUID) -> HttpResponse:
    values = _everything(request, id_, "export-json")
    return HttpResponse(
        json.dumps(values, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="udtraek.json"'},
    )


def _everything(request: Request, id_: uuid.UUID, what: str) -> dict[str, Any]:
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    actions.note_view(collaboration=row, by=request.viewer, now=now, what=what)
    return export.whole(
        row,
        assessments=queries.assessments_of(row),
        actions=plans.actions_with_comments(row.plan),
        follow_ups=queries.follow_ups_of(row),
        talks=queries.talks_of(row),
        named=queries.named_on(row),
        now=timezone.localtime(now),
    )
