"""Is every text told with characters that the fonts draw, and nothing lost unseen?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.documents.glyphs import _DRAWABLE, FONTS, _drawn_by, printable

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        "Åvang Kommune: æøå ÆØÅ é ü ß \u2013 “citat” … 1½ € §",
        "Łódź, Çiğdem, Nguyễn, Петро, Ελένη",
        "سلام عليكم",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "שָׁלוֹם",
        "#let x = 1; $x$ *fed* _kursiv_ `kode` @henvisning <mærke> \\ //",
        "første linje\nanden linje\n\nfjerde",
    ],
)
def test_what_the_fonts_draw_is_left_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tak 👍", "Tak [thumbs up sign]"),
        ("Tak 👍🏽", "Tak [thumbs up sign]"),
        ("❤️", "[heavy black heart]"),
        ("trin 1️⃣", "trin 1"),
        ("navn: 李", "navn: \ufffd"),
        ("\U000e01f0\ue000\U0010ffff", "\ufffd\ufffd\ufffd"),
        ("a\x00b\x07c\x1b[1m", "abc[1m"),
        ("\ufeffa\u202eb\u2066c\u00ad", "abc"),
        ("\ud800", ""),
        ("en\r\nto\rtre\u2028fire\x0bfem", "en\nto\ntre\nfire\nfem"),
        ("a\tb", "a    b"),
        ("a\u3000b", "a b"),
        ("a\u030a", "å"),
        ("\u0301e", "\u00a0\u0301e"),
        ("a\n\u05b0", "a\n\u00a0\u05b0"),
        ("\u0431\u064b", "\u0431"),
        ("\ufffd\u05b0", "\ufffd"),
        ("- \u200c-", "- -"),
    ],
)
def test_what_they_do_not_draw_is_told_or_left_out(text: str, told: str) -> None:
    assert printable(text) == told


@given(ANY_TEXT)
def test_only_drawable_characters_come_out(text: str) -> None:
    assert set(printable(text)) <= set(_DRAWABLE)


def test_every_style_draws_the_same_characters() -> None:
    regular, italic, semibold = (
        _drawn_by((FONTS / f"IBMPlexSans-{style}.ttf").read_bytes()) for style in ("Regular", "Italic", "SemiBold")
    )
    assert regular == italic == semibold
    assert "☐" not in regular


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE.txt").read_text()
