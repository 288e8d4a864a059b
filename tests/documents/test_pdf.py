"""Does every block reach the page as text that can be read aloud, whatever somebody typed into it?"""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from trappen.documents.pdf import pdf
from trappen.documents.rules import (
    Block,
    Check,
    Checks,
    Columns,
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
    Step,
    Table,
)

CURVE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" font-family="IBM Plex Sans" font-size="14">
<rect width="300" height="60" fill="#fcf1cf"/><text x="10" y="35">Rød kurve</text></svg>"""


def document(*blocks: Block, title: str = "Overdragelse", language: Language = "da") -> Document:
    return Document(title, language, blocks)


def read(value: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(value)), strict=True)


def text(value: Document) -> str:
    return "\n".join(page.extract_text() for page in read(value).pages).replace("\u200b", "")


def root(value: Document) -> Any:
    """The file's catalogue; pypdf does not know what lies in it."""
    return read(value).root_object


def elements(value: Document) -> list[Any]:
    """The structure elements, in reading order."""

    def below(node: Any) -> Iterator[Any]:
        if isinstance(node, ArrayObject):
            for child in node:
                yield from below(child.get_object())
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    return list(below(root(value)["/StructTreeRoot"]["/K"]))


def tags(value: Document) -> list[str]:
    return [element["/S"] for element in elements(value)]


def alternatives(value: Document) -> list[str]:
    return [element["/Alt"] for element in elements(value) if "/Alt" in element]


def fonts(value: Document) -> set[str]:
    pages: list[Any] = list(read(value).pages)
    used = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    return {font["/BaseFont"].split("+")[1] for font in used}


# Each block


def test_a_document_opens_with_its_title_and_subtitle() -> None:
    value = Document("Trap konflikten ned", "da", (), subtitle="Tjekliste", footer="Åvang Kommune")
    assert text(value).splitlines() == ["Trap konflikten ned", "Tjekliste", "Åvang Kommune Side 1 af 1"]
    assert tags(value)[:3] == ["/Document", "/H1", "/P"]


def test_headings_keep_their_level() -> None:
    value = document(Heading("Det røde trin"), Heading("Gode greb", 3), Heading("Det gule trin"))
    assert [tag for tag in tags(value) if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H2"]
    assert "Det røde trin\nGode greb\nDet gule trin" in text(value)


def test_paragraphs_in_every_tone_keep_their_lines() -> None:
    value = document(Paragraph("Linje et\nLinje to", "lead"), Paragraph("Tekst"), Paragraph("Kilde", "small"))
    assert "Linje et\nLinje to\nTekst\nKilde" in text(value)


def test_items_are_lists_and_ordered_ones_are_numbered() -> None:
    assert "Svar inden fem dage" in text(document(Items(("Svar inden fem dage", "Ét nummer"))))
    assert "2. Ét nummer" in text(document(Items(("Svar", "Ét nummer"), ordered=True)))
    assert tags(document(Items(("Svar", "Ét nummer"))))[2:] == ["/L", *["/LI", "/Lbl", "/LBody"] * 2]


@pytest.mark.parametrize(
    ("language", "words"), [("da", ["sat kryds", "ikke sat kryds"]), ("en", ["ticked", "not ticked"])]
)
def test_a_drawn_box_says_whether_it_is_ticked(language: Language, words: list[str]) -> None:
    value = document(
        Checks((Check("Lav klare aftaler", True, "Mette, 14. nov."), Check("Giv sparring"))), language=language
    )
    assert "Lav klare aftaler\nMette, 14. nov.\nGiv sparring" in text(value)
    assert alternatives(value) == words
    assert tags(value).count("/LI") == 2


def test_facts_are_read_as_term_and_value() -> None:
    value = document(Facts((("Sag", "2026-004417"), ("Enhed", "Jobcenter Havnen\nÅvang Kommune"))))
    assert "Sag 2026-004417\nEnhed Jobcenter Havnen\nÅvang Kommune" in text(value)
    assert tags(value)[2:] == ["/L", *["/LI", "/Lbl", "/LBody"] * 2]


def test_a_table_has_a_caption_a_head_and_cells_that_keep_their_lines() -> None:
    value = document(Table(("Handling", "Hvem"), (("Ring\nhver tirsdag", "Mette"),), "Åbne handlinger"))
    for words in ("Åbne handlinger", "Handling", "Hvem", "Ring\nhver tirsdag", "Mette"):
        assert words in text(value)
    assert [tag for tag in tags(value) if tag in {"/Caption", "/TH", "/TD"}] == [
        "/Caption",
        "/TH",
        "/TH",
        "/TD",
        "/TD",
    ]


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    rows = tuple((f"Handling {number}", "Mette") for number in range(120))
    pages = [page.extract_text() for page in read(document(Table(("Det, vi gør", "Hvem"), rows, ""))).pages]
    assert len(pages) > 2
    assert all(page.count("Det, vi gør") == 1 for page in pages)
    assert all(f"Handling {number}\n" in "".join(pages).replace(" Mette", "\n") for number in range(120))


def test_a_picture_is_told_and_its_text_is_text() -> None:
    value = document(Picture(CURVE, "Kurve: rød i maj, gul i september", "Samarbejdets trin"))
    assert "Rød kurve" in text(value)
    assert "Samarbejdets trin" in text(value)
    assert alternatives(value) == ["Kurve: rød i maj, gul i september"]
    assert any("IBMPlexSans" in name for name in fonts(value))


def test_a_picture_taller_than_the_page_is_made_to_fit() -> None:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 2000"><rect width="100" height="2000"/></svg>'
    assert len(read(document(Picture(tall, "En søjle"))).pages) <= 2


@pytest.mark.parametrize("step", ["", "green", "yellow", "red"])
def test_a_notice_is_words_first(step: Step) -> None:
    assert "Gult trin\nFordi I ser klager.\nRing 112." in text(
        document(Notice("Gult trin", "Fordi I ser klager.\nRing 112.", step))
    )


def test_cards_to_cut_out_are_read_row_by_row_and_fill_their_pages() -> None:
    cards = tuple(CutOut(f"Situation {number}.", "Plejehjem", str(number)) for number in range(1, 9))
    value = document(CutOuts(cards, rows=3))
    assert "Plejehjem 1\nSituation 1.\nPlejehjem 2\nSituation 2." in text(value)
    assert [page.extract_text().count("Situation") for page in read(value).pages] == [6, 2]
    assert tags(value)[2:].count("/P") >= len(cards)


def test_a_cards_colour_is_no_text_and_needs_none() -> None:
    value = document(CutOuts((CutOut("Acceptabelt", tone="green"), CutOut("Over grænsen", tone="red"))))
    assert "Acceptabelt Over grænsen" in text(value)
    assert alternatives(value) == []


def test_columns_are_read_left_first() -> None:
    left = (Heading("Organisatorisk", 3), Paragraph("Sparring"))
    value = document(Heading("Gode greb"), Columns(left, (Paragraph("Aftaler"),)))
    assert all(words in text(value) for words in ("Organisatorisk", "Sparring", "Aftaler"))
    assert tags(value)[1:] == ["/H1", "/H2", "/Div", "/Div", "/H3", "/P", "/Div", "/P"]


def test_a_page_break_begins_a_page() -> None:
    pages = read(document(Paragraph("Et"), PageBreak(), Paragraph("To"))).pages
    assert ["Et" in pages[0].extract_text(), "To" in pages[1].extract_text(), len(pages)] == [True, True, 2]


def test_empty_blocks_draw_nothing() -> None:
    blocks = (Items(()), Checks(()), Facts(()), Columns((), ()), Paragraph(""), Notice("", ""))
    assert text(document(*blocks)).split() == ["Overdragelse", "Side", "1", "af", "1"]


# The file as a whole


@pytest.mark.parametrize(("language", "label"), [("da", "Side 2 af 3"), ("en", "Page 2 of 3")])
def test_pages_are_numbered_in_the_documents_language(language: Language, label: str) -> None:
    one = (PageBreak(), Paragraph("Tekst"))
    assert label in read(document(*one, *one, language=language)).pages[1].extract_text()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_file_is_tagged_titled_and_knows_its_language(language: Language) -> None:
    value = document(Paragraph("Tekst"), title="Overdragelse: Ahorn", language=language)
    catalogue, metadata = root(value), read(value).metadata
    assert catalogue["/MarkInfo"]["/Marked"].value
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert catalogue["/Lang"] == language
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Overdragelse: Ahorn", "Trappen")


def test_the_page_is_a4() -> None:
    box = read(document()).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_our_own_fonts_are_used_and_no_others() -> None:
    value = document(Heading("Trin"), Paragraph("Tekst"), Checks((Check("Greb", note="Mette"),)))
    assert fonts(value) == {"IBMPlexSans", "IBMPlexSans-Italic", "IBMPlexSans-SmBld"}


def test_equal_documents_are_equal_files() -> None:
    assert pdf(document(Paragraph("Tekst"))) == pdf(document(Paragraph("Tekst")))


def test_documents_drawn_at_once_keep_apart() -> None:
    values = [document(Paragraph(f"Samarbejde nummer {number}.")) for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(text, values))
    assert all(f"Samarbejde nummer {number}." in page for number, page in enumerate(drawn))


# What people type


@pytest.mark.parametrize(
    "typed",
    [
        "Blåbærgrød på Ærø, én øl til Åse",
        '#read("/etc/passwd")',
        '#import "document.typ": *',
        "#panic() #{while true {}} #sys.inputs",
        "$x^2$ *fed* _kursiv_ `kode` @navn <a>",
        "= A - b + c / d: e // f /* g */ ~ --- ...",
        "\\ \\u{41} \\n C:\\temp",
        "\"citat\" 'citat' ]]} {[[ ,,, :::",
        '<script>alert("æ")</script> &amp; &#65;',
        "{% load static %} {{ navn }}",
        "سلام",
        "שלום",
        "Петро Ελένη Łódź",
    ],
)
def test_it_comes_out_as_it_was_typed(typed: str) -> None:
    value = Document(
        typed,
        "da",
        (Paragraph(typed), Items((typed,)), Notice(typed, typed), Checks((Check(typed, note=typed),))),
        subtitle=typed,
        footer=typed,
    )
    assert text(value).count(typed) == 9
    metadata = read(value).metadata
    assert metadata is not None
    assert metadata.title == typed


def test_what_cannot_be_drawn_is_told_or_left_out() -> None:
    assert "Tak [thumbs up sign] fra \ufffd, abc" in text(document(Paragraph("Tak 👍🏽 fra 李, a\x00b\x1bc\ud800")))


def test_nothing_of_one_document_is_left_in_the_next() -> None:
    pdf(document(Paragraph("fortroligt")))
    assert "fortroligt" not in text(document(Paragraph("åbent")))


@pytest.mark.parametrize("title", ["", " ", "\x07", "\n"])
def test_a_title_or_heading_that_cannot_be_read_is_a_dash(title: str) -> None:
    assert text(document(Heading(title), title=title)).splitlines()[:2] == ["\u2013"] * 2


ENDLESS = "w" * 20_000


@pytest.mark.parametrize(
    ("blocks", "times"),
    [
        ((Paragraph(ENDLESS),), 1),
        ((Heading(ENDLESS),), 1),
        ((Items((ENDLESS,)), Checks((Check(ENDLESS, note=ENDLESS),))), 3),
        ((Facts(((ENDLESS, ENDLESS),)),), 2),
        ((Table((ENDLESS, "Hvem"), ((ENDLESS, "Mette"),), ENDLESS),), 3),
        ((Notice(ENDLESS, ENDLESS, "red"),), 2),
        ((Columns((Paragraph(ENDLESS),), (Paragraph(ENDLESS),)),), 2),
        ((CutOuts((CutOut(ENDLESS, ENDLESS, "1"), CutOut("Kort"))),), 2),
        ((Picture(CURVE, "Kurve", ENDLESS),), 1),
    ],
)
def test_a_word_of_20000_letters_runs_over_the_pages_and_not_over_their_edge(
    blocks: tuple[Block, ...], times: int
) -> None:
    reader = read(document(*blocks))
    places: list[float] = []
    drawn = "".join(
        page.extract_text(visitor_text=lambda _text, _user, place, _font, _size: places.append(place[4]))
        for page in reader.pages
    )
    assert drawn.count("w") == times * len(ENDLESS)
    assert max(places) < 595 - 60


ANYTHING = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            'a1 .\n\u200b\u200c\u200d\u200e\u202e\u0301\u05d0\u05b0\u0627\u064b\u093e\u00ad\ufe0f👍🏽#\\"[$'
        ),
    )
)


@settings(deadline=None, max_examples=150)
@given(ANYTHING, ANYTHING)
def test_any_text_renders_anywhere(one: str, two: str) -> None:
    assert pdf(
        Document(
            one,
            "da",
            (
                Heading(two),
                Paragraph(one),
                Items((one, two), ordered=True),
                Checks((Check(two, True, one),)),
                Facts(((one, two),)),
                Table((one, two), ((two, one),), one),
                CutOuts((CutOut(one, two, one), CutOut(two, tone="grey"))),
                Picture(CURVE, one if one.strip() else "Kurve", two),
                Columns((Notice(one, two, "yellow"),), (Paragraph(two),)),
            ),
            subtitle=two,
            footer=one,
            author=two,
        )
    )


# Pictures are ours, but must not open a door


@pytest.mark.parametrize(
    "address", ["/etc/hostname", "file:///etc/hostname", "../../../../etc/hostname", "https://example.org/a.png"]
)
def test_a_picture_reads_no_file(address: str) -> None:
    link = f'<image href="{address}" width="9" height="9"/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{link}</svg>'
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        pdf(document(Picture(picture, "Et billede udefra")))


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        pdf(document(Picture("ingen tegning", "Kurve")))
