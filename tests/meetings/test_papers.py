"""Do both kinds of minutes hold the same: who was there, the film, the notes, the agreements and how they stand?"""

import io

import docx
import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from tests.factories import DAY, House, viewer
from tests.meetings.conftest import FILM, HOUR, WRITTEN, Full, again, facts, parts, planned_by, ran, signed_in
from trappen.documents.rules import Document, Facts, Heading, Items, Paragraph, Table
from trappen.meetings import actions, papers, queries
from trappen.meetings.models import Meeting
from trappen.meetings.rules import Go
from trappen.plans.models import Action
from trappen.plans.rules import Change, Effect, Status


def minutes(row: Meeting) -> Document:
    row = again(row)
    return papers.minutes_of(
        meeting=row,
        film=queries.film_of(row),
        parts=queries.parts_of(row),
        invited=queries.invited_to(row),
        carried=queries.carried_to(row),
        agreements=queries.agreements_of(row),
    )


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def test_the_minutes_of_a_meeting(full: Full) -> None:
    document = minutes(full.row)
    film = queries.film(FILM)
    assert document.title == f"Referat: {film.title.da}"
    [facts_] = [block for block in document.blocks if isinstance(block, Facts)]
    told = dict(facts_.items)
    assert told["Enhed"] == "Havnen"
    assert told["Sted"] == WRITTEN["place"]
    assert told["Filmen"] == film.title.da
    assert told["Mødeleder"] == "Mette Prøvedal"
    assert told["Hvornår"].endswith("60 minutter")
    [there] = [block for block in document.blocks if isinstance(block, Items)]
    assert there.items == ("Jonas Opdigtsen", "Mette Prøvedal")
    assert "Laila Papirsø." in texts(document)
    assert WRITTEN["notes"] in texts(document)
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    [(title, who, _due, status)] = table.rows
    assert (title, who, status) == (WRITTEN["agreement"], "Jonas Opdigtsen", "Planlagt")


def test_an_empty_meeting_says_that_it_is_empty(meeting: Meeting) -> None:
    told = texts(minutes(meeting))
    assert {"Der er ikke krydset af.", "Der er ikke skrevet noter.", "Der er ikke lavet aftaler."} <= set(told)


def test_a_finished_agreement_tells_its_effect_and_a_meeting_after_it_too(house: House, full: Full) -> None:
    now = timezone.now()
    given = facts(house.leader, starts_at=now + DAY)
    new = planned_by(house.leader, house.harbour, given, follows=full.row, now=now)
    ran(new, house.leader, Go.NEXT, now=now)
    action = Action.objects.select_related("plan__key").get(id=full.agreement.id)
    change = Change(Status.DONE, Effect.PARTLY)
    actions.move_action(action=action, change=change, version=0, by=viewer(house.colleague), now=now + HOUR)
    with translation.override("da"):
        for row in (full.row, new):
            [table] = [block for block in minutes(row).blocks if isinstance(block, Table)]
            assert table.rows[0][3].startswith("Færdig ")
            assert table.rows[0][3].endswith("Hjalp det? Delvist")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_both_files_hold_every_text(house: House, full: Full, kind: str) -> None:
    answer = signed_in(house.helper).get(f"/moeder/{full.row.id}/referat.{kind}")
    content = answer.content
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        file = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        text = " ".join([line.text for line in file.paragraphs] + cells)
        assert file.core_properties.title == f"Referat: {queries.film(FILM).title.da}"
    text = " ".join(text.split())
    for wanted in ("place", "notes", "agreement"):
        assert WRITTEN[wanted] in text
    for name in ("Jonas Opdigtsen", "Mette Prøvedal", "Laila Papirsø", queries.film(FILM).title.da, "Planlagt"):
        assert name in text


def test_minutes_in_english_are_marked_so(house: House, full: Full) -> None:
    with translation.override("en"):
        assert minutes(full.row).language == "en"
        assert queries.film(FILM).title.en in minutes(full.row).title


def test_a_film_that_is_gone_leaves_its_meeting_whole(full: Full) -> None:
    Meeting.objects.filter(id=full.row.id).update(film="long-gone")
    document = minutes(full.row)
    assert document.title == "Referat: Møde om en film"
    assert WRITTEN["notes"] in texts(document)
    assert [part for part in parts(full.row) if part.notes]
