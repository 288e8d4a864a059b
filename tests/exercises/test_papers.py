"""Is everything that was typed on paper, and is a blank paper one page with room to write?"""

import io
from dataclasses import asdict
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from trappen.documents.pdf import pdf
from trappen.documents.rules import Document, Facts, Heading, Notice
from trappen.exercises import papers, wording
from trappen.exercises.content import Content
from trappen.exercises.rules import Sheet, TalkPlan

TEXTS: dict[str, Any] = {name: f"Her står {name}" for name, value in asdict(TalkPlan()).items() if value == ""}


def pages_of(document: Document) -> list[str]:
    pages = PdfReader(io.BytesIO(pdf(document))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.fixture
def names() -> dict[str, str]:
    return {name: str(label) for name, label in wording.PERSPECTIVE.items()}


def test_a_plan_leaves_nothing_out_and_nothing_empty_in() -> None:
    whole = " ".join(pages_of(papers.talk(TalkPlan(**TEXTS))))
    assert all(text in whole for text in TEXTS.values())
    assert all(str(label) in whole for name, label in wording.TALK.items() if name != "length")
    [bare] = pages_of(papers.talk(TalkPlan("En fast dag", agree=0)))
    assert str(wording.TALK["wants"]) not in bare
    assert str(wording.PARTS["agree"]) not in bare  # type: ignore[index]  # a part is a word
    assert "Samtalen varer 45 minutter" in bare


def test_an_app_above_adds_before_and_after() -> None:
    paper = papers.talk(
        TalkPlan("Mål"), title="Ahorn", first=[Facts((("Dag", "i dag"),))], last=[Heading("Sådan gik det")]
    )
    assert (paper.title, paper.blocks[0], paper.blocks[-1]) == (
        "Ahorn",
        Facts((("Dag", "i dag"),)),
        Heading("Sådan gik det"),
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_blank_papers_are_one_page(names: dict[str, str], content: Content, language: str) -> None:
    with translation.override(language):
        assert len(pages_of(papers.blank_talk())) == 1
        assert len(pages_of(papers.sheet(names))) == 1
        assert len(pages_of(papers.perspective_together(names, content.perspective))) == 2
        assert papers.blank_talk().language == language


def test_a_sheet_has_its_six_boxes_filled_or_blank(names: dict[str, str]) -> None:
    blank = [block for block in papers.sheet(names).blocks if isinstance(block, Notice)]
    assert [box.title for box in blank] == list(names.values())
    assert not any(box.text.strip() for box in blank)
    filled = papers.sheet(names, Sheet(situation="Ved skranken")).blocks
    assert isinstance(filled[0], Notice)
    assert filled[0].text == "Ved skranken"


def test_a_card_with_nothing_but_a_phrase(content: Content) -> None:
    [page] = pages_of(papers.exits([], [], "Kim, har du mappen?"))
    assert "Kim, har du mappen?" in page
    [page] = pages_of(papers.exits(list(content.exits.values())[:1], ["Jeg går."], ""))
    assert "Jeg går." in page
    assert "Vores aftalte sætning" not in page
