"""Does every block reach the word processor's file as what it is, whatever somebody typed into it?"""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from trappen.documents.docx import docx_bytes
from trappen.documents.rules import (
    Block,
    Check,
    Checks,
    Columns,
    Contents,
    CutOut,
    CutOuts,
    Document,
    Facts,
    Heading,
    Items,
    Language,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RunIn,
    Table,
)


def file_of(*blocks: Block, language: Language = "da", **more: str) -> Any:
    document = Document("Referat", language, blocks, **more)
    return docx.Document(io.BytesIO(docx_bytes(document)))


def lines(file: Any) -> list[tuple[str, str]]:
    """Style and text of each paragraph, after the title."""
    return [(line.style.name, line.text) for line in file.paragraphs][1:]


def cells(file: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]


def test_title_subtitle_footer_and_author() -> None:
    file = file_of(Paragraph("Hej"), subtitle="Havnen", footer="Side")
    assert [(line.style.name, line.text) for line in file.paragraphs] == [
        ("Title", "Referat"),
        ("Subtitle", "Havnen"),
        ("Normal", "Hej"),
    ]
    assert file.sections[0].footer.paragraphs[0].text == "Side"
    assert (file.core_properties.title, file.core_properties.author) == ("Referat", "Trappen")


def test_no_day_is_written_into_it() -> None:
    core = file_of().core_properties
    assert (core.created, core.modified, core.comments) == (None, None, "")


@pytest.mark.parametrize(("language", "code"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_is_told(language: Language, code: str) -> None:
    file = file_of(Paragraph("Hej"), language=language)
    assert file.core_properties.language == code
    assert {mark.get(qn("w:val")) for mark in file.styles.element.iter(qn("w:lang"))} == {code}


def test_headings_are_headings() -> None:
    file = file_of(Heading("To"), Heading("Tre", level=3), Heading("Fire", level=4))
    assert lines(file) == [("Heading 1", "To"), ("Heading 2", "Tre"), ("Heading 3", "Fire")]


def test_a_paragraph_that_opens_in_semibold() -> None:
    file = file_of(Paragraph("Laila", start="Ikke til stede:"), Paragraph("Småt", tone="small"))
    opening, rest = file.paragraphs[1].runs
    assert (opening.text, opening.bold, rest.text, rest.bold) == ("Ikke til stede: ", True, "Laila", None)
    assert file.paragraphs[2].runs[0].font.size.pt == 9
    big = file_of(Paragraph("Stort", tone="lead")).paragraphs[1].runs[0]
    assert big.font.size.pt == 13


def test_lists_are_lists_and_each_counts_from_one() -> None:
    first, second = Items(("a", "b"), ordered=True), Items(("c",), ordered=True)
    file = file_of(first, second, Items((RunIn("d.", "e"),)))
    assert lines(file) == [("List Number", "a"), ("List Number", "b"), ("List Number", "c"), ("List Bullet", "d. e")]
    numbers = [line._p.pPr.numPr.numId.val for line in file.paragraphs[1:4]]
    assert numbers[0] == numbers[1] != numbers[2]
    overrides = [
        number.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val"))
        for number in file.part.numbering_part.element.findall(qn("w:num"))
        if int(number.get(qn("w:numId"))) in numbers
    ]
    assert overrides == ["1", "1"]


def test_a_table_has_a_head_that_is_told_on_every_page() -> None:
    file = file_of(Table(("Aftale", "Hvem"), (("Ring", "Jonas"),), "Aftaler"))
    assert cells(file) == [["Aftale", "Hvem"], ["Ring", "Jonas"]]
    assert ("Caption", "Aftaler") in lines(file)
    head, row = file.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr is None or row._tr.trPr.find(qn("w:tblHeader")) is None
    assert head.cells[0].paragraphs[0].runs[0].bold
    assert not row.cells[0].paragraphs[0].runs[0].bold


def test_a_table_without_a_caption() -> None:
    assert ("Caption", "") not in lines(file_of(Table(("A",), (("b",),), "")))


def test_the_rest_of_the_blocks() -> None:
    file = file_of(
        Quote("Hej med dig", place="I døren"),
        Quote("Farvel"),
        CutOuts((CutOut("Nogen råber.", place="Plejehjem", number="3"), CutOut("Gråzone"))),
        Checks((Check("Ring", ticked=True), Check("Skriv", note="i dag"))),
        Facts((("Sted", "Lokale 2"),)),
        Notice("Husk", "Skriv ingen navne."),
        Notice("Kun en titel", ""),
        Picture("<svg/>", "Kurven falder", caption="Kurven"),
        Picture("<svg/>", "Uden tekst under"),
        Columns((Paragraph("venstre"),), (Paragraph("højre"),)),
        PageBreak(),
        Paragraph("Til sidst"),
    )
    told = [line for line in lines(file) if line[1].strip()]
    assert told == [
        ("Normal", "I døren"),
        ("Quote", "Hej med dig"),
        ("Quote", "Farvel"),
        ("Normal", "Plejehjem 3 Nogen råber."),
        ("Normal", "Gråzone"),
        ("Normal", "☒ Ring"),
        ("Normal", "☐ Skriv\ni dag"),
        ("Normal", "Sted: Lokale 2"),
        ("Normal", "[Kurven falder]"),
        ("Caption", "Kurven"),
        ("Normal", "[Uden tekst under]"),
        ("Normal", "venstre"),
        ("Normal", "højre"),
        ("Normal", "Til sidst"),
    ]
    assert cells(file) == [["Husk\nSkriv ingen navne."], ["Kun en titel"]]
    assert [mark.get(qn("w:type")) for mark in file.element.body.iter(qn("w:br"))] == [None, "page"]


def test_contents_are_a_field_that_fills_itself_in() -> None:
    file = file_of(Contents("Indhold", deepest=3), Heading("To"))
    [instruction] = [mark.text for mark in file.element.body.iter(qn("w:instrText"))]
    assert instruction == 'TOC \\o "1-2" \\h \\z'
    kinds = [mark.get(qn("w:fldCharType")) for mark in file.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "end"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_stays_text(text: str) -> None:
    """Signs that no XML file may hold are left out; nothing else is, and nothing becomes markup."""
    file = file_of(Paragraph(text), Table(("A",), ((text,),), "B"))
    kept = "".join(each for each in text if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff"))
    shown = file.paragraphs[1].text
    assert shown.replace("\n", "").replace("\t", "") == kept.replace("\r", "").replace("\n", "").replace("\t", "")
