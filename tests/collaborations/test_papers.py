"""Is everything on paper that belongs there, and does a handover fit on its page?"""

import datetime as dt
import uuid
from dataclasses import fields, is_dataclass
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.collaborations.conftest import WRITTEN, Full, at, make_full, planned_talk, signed_in
from tests.factories import DAY, House, assessed, draft, opened, planned, viewer
from trappen.collaborations import actions, export, papers, queries
from trappen.collaborations.actions import Seen
from trappen.exercises.rules import TalkPlan
from trappen.plans import queries as plans
from trappen.plans.rules import Change, Effect, Status
from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, Observation


def words_of(value: object) -> str:
    """Every text of a document, in the order in which it is read."""
    if is_dataclass(value):
        return " ".join(words_of(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return " ".join(words_of(each) for each in value)
    return value if isinstance(value, str) else ""


def pages(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    content = response.content if hasattr(response, "content") else b"".join(response)
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_the_extract_on_paper_leaves_nothing_out(full: Full) -> None:
    values = export.whole(
        full.row,
        assessments=queries.assessments_of(full.row),
        actions=plans.actions_with_comments(full.row.plan),
        follow_ups=queries.follow_ups_of(full.row),
        talks=queries.talks_of(full.row),
        named=queries.named_on(full.row),
        now=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
    )
    edition = newest()
    words = words_of(papers.whole(values, {edition.version: edition}))
    for text in WRITTEN.values():
        assert text in words
    for label in (edition.signs["press-and-media"].label.da, edition.signs["dissatisfaction"].label.da):
        assert label in words
    for said in ("én gang", "vedvarende", "Det røde trin", "Det gule trin", "En del", "Delvist", "single-contact"):
        assert said in words


def test_the_extract_says_the_same_in_the_file(house: House, full: Full) -> None:
    words = " ".join(" ".join(pages(signed_in(house.leader), at(full.row, "udtraek.pdf"))).split())
    for text in (WRITTEN["alias"], WRITTEN["case_reference"], WRITTEN["notes"], WRITTEN["comment"], "Bodil Skabelon"):
        assert text in words


def test_a_handover_says_where_it_stands_what_is_done_and_what_was_agreed(house: House, now: dt.datetime) -> None:
    row = make_full(house, now).row
    planned(row, house.leader, draft("Skriv hver fredag", house.colleague, now.date() + 5 * DAY), now=now)
    [page] = pages(signed_in(house.leader), at(row, "overdragelse.pdf"))
    words = " ".join(page.split())
    for text in ("alias", "case_reference", "agreed", "title"):
        assert WRITTEN[text] in words
    for said in (
        "Skriv hver fredag",
        "Jonas Opdigtsen",
        "Det har hjulpet",
        "Bodil Skabelon",
        "Den første vurdering: rød",
    ):
        assert said in words


@pytest.mark.parametrize("user", ["leader", "deputy"])
def test_a_handover_fits_on_one_page_however_much_there_is(house: House, now: dt.datetime, user: str) -> None:
    """All signs, long titles, more actions than fit, many people, a long agreement. The deputy reads English."""
    row = opened(house.leader, people=[house.colleague, house.helper], deputy=house.other_leader, now=now)
    every = tuple(Observation(sign, Frequency.SEVERAL) for sign in newest().signs)
    for _ in range(12):
        assessed(row, house.leader, seen=Seen(now.date(), every), now=now)
    long = "Aftal med alle i teamet, hvem der ringer, og hvad der bliver sagt, " * 4
    made = planned(row, house.leader, *[draft(long, house.colleague)] * 16, now=now)
    for action in made[:6]:
        actions.move_action(
            collaboration=row,
            action=action,
            change=Change(Status.DONE, Effect.YES),
            version=0,
            by=viewer(house.leader),
            now=now,
        )
    actions.hold_follow_up(
        collaboration=row,
        agreed="Vi holder fast i én kontakt. " * 200,
        held_on=now.date(),
        next_on=now.date() + DAY,
        once=uuid.uuid4(),
        by=viewer(house.leader),
        now=now,
    )
    planned_talk(row, house.leader, now.date() + DAY, plan=TalkPlan(aim=long), now=now)
    assert len(pages(signed_in(getattr(house, user)), at(row, "overdragelse.pdf"))) == 1
