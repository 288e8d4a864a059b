"""Can every word break before it runs over the edge, and is ordinary prose left alone?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.documents.glyphs import BREAK
from trappen.documents.wrapping import LONG_WORD, breakable


@pytest.mark.parametrize("text", ["", "Ring hver tirsdag kl. 10", "arbejdsskadeforsikringsordningen", "2026-004417"])
def test_prose_hyphenates_by_itself(text: str) -> None:
    assert breakable(text) == text


def test_an_address_breaks_after_its_marks() -> None:
    parts = ["Skriv til fornavn.", "efternavn@", "havnen.", "aavang.", "example, tak"]
    assert breakable("".join(parts)) == BREAK.join(parts)


def test_a_long_code_breaks_anywhere() -> None:
    assert breakable("AB34567890123456789") == BREAK.join("AB34567890123456789")


@given(st.text(st.characters(exclude_characters=BREAK)))
def test_nothing_but_places_to_break_is_added(text: str) -> None:
    assert breakable(text).replace(BREAK, "") == text


@given(st.text("aå1@.-", max_size=200))
def test_no_part_is_longer_than_a_narrow_column(text: str) -> None:
    assert all(len(part) <= LONG_WORD for part in breakable(text).split(BREAK))
