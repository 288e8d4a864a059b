"""Does a document refuse what could not be read aloud in order, and give columns a fair width?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.documents.rules import (
    LINE,
    Columns,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    walk,
)


def test_headings_go_down_one_level_at_a_time_and_up_as_they_like() -> None:
    levels = (2, 3, 4, 2, 3, 2)
    document = Document("Tjekliste", "da", tuple(Heading("Trin", level) for level in levels))
    assert len(document.blocks) == len(levels)


@pytest.mark.parametrize("levels", [(1,), (3,), (2, 4), (2, 3, 2, 4), (2, 3, 4, 5, 6, 7)])
def test_a_level_that_a_reader_would_miss_is_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot follow level"):
        Document("Tjekliste", "da", tuple(Heading("Trin", level) for level in levels))


def test_headings_in_columns_are_read_left_first() -> None:
    columns = Columns(left=(Heading("Organisatorisk", 3),), right=(Heading("Detalje", 4),))
    Document("T", "da", (Heading("Det røde trin"), columns))
    with pytest.raises(ValueError, match="level 4 cannot follow level 2: Detalje"):
        Document("T", "da", (Heading("Det røde trin"), Columns(columns.right, columns.left)))


def test_a_page_cannot_break_inside_columns() -> None:
    with pytest.raises(ValueError, match="page cannot break"):
        Columns((Columns((PageBreak(),), ()),), ())


def test_every_block_is_walked_in_reading_order() -> None:
    one, two, three = Paragraph("1"), Paragraph("2"), Paragraph("3")
    columns = Columns((one,), (two,))
    assert list(walk((columns, three))) == [columns, one, two, three]


@pytest.mark.parametrize("alt", ["", " \n"])
def test_a_picture_says_what_it_shows(alt: str) -> None:
    with pytest.raises(ValueError, match="says what it shows"):
        Picture("<svg/>", alt)


def test_a_table_is_never_ragged_nor_headless() -> None:
    with pytest.raises(ValueError, match="Every row needs 2 cells"):
        Table(("Hvem", "Hvad"), (("Mette", "Ringer"), ("Jonas",)), "")
    with pytest.raises(ValueError, match="needs a head"):
        Table((), (), "")


def test_short_columns_keep_their_width_and_long_ones_share_the_rest() -> None:
    table = Table(("Handling", "Hvem", "Hvorfor"), (("a" * 300, "Mette", "b" * 100),), "")
    assert table.widths == (40, 7, 40)


def test_a_column_is_as_wide_as_its_longest_line() -> None:
    assert Table(("Dato", "Trin"), (("3. marts\n2026", ""),), "").widths == (10, 6)


@given(st.lists(st.text(), min_size=1, max_size=40))
def test_no_column_disappears_and_none_leaves_the_page(cells: list[str]) -> None:
    widths = Table(tuple(cells), (tuple(cells),), "").widths
    assert min(widths) >= 1
    assert sum(widths) <= max(LINE, 2 * len(cells))
