"""Is a stored text taken as it was typed, up to its limit, and without CPR numbers?"""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from trappen.language.forms import LINE, TEXT, FreeText

AS_TYPED = [
    "Aftalen holder.",
    "Linje et\nlinje to\n\nlinje fire",
    "<script>alert('x')</script> & <b>fed</b>",
    "{{ settings.SECRET_KEY }} {% now 'Y' %}",
    "Tak \U0001f642\U0001f469\U0001f3fd\u200d\U0001f9b0!",
    "\u202eomvendt\u202c og \u0633\u0644\u0627\u0645",
    "A\u030a er Å, og e\u0301 er é",
    "Robert'); DROP TABLE plans;--",
    "\\n \\u0000 %s %(line)s",
    "Ring 12 34 56 78, sag 2026-004417",
]


class Note(forms.Form):
    alias = FreeText(label="Alias")
    note = FreeText(label="Note", rows=4, required=False)


def refused(field: forms.Field, value: str) -> list[tuple[str | None, str]]:
    with pytest.raises(ValidationError) as error:
        field.clean(value)
    return [(each.code, str(each.messages[0])) for each in error.value.error_list]


@pytest.mark.parametrize("text", AS_TYPED)
def test_a_text_is_kept_as_it_was_typed(text: str) -> None:
    assert FreeText(rows=3).clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("et\r\nto\r\n\r\nfire", "et\nto\n\nfire"),
        ("et\rto", "et\nto"),
        ("et\n\rto", "et\n\nto"),
        ("  \r\n midt i \r\n ", "midt i"),
        ("", ""),
        ("   \r\n", ""),
    ],
)
def test_newlines_become_one_sign_and_the_ends_are_cut(typed: str, kept: str) -> None:
    assert FreeText(rows=3, required=False).clean(typed) == kept


def test_nothing_is_an_empty_text() -> None:
    assert FreeText(required=False).clean(None) == ""
    assert [code for code, _ in refused(FreeText(), "")] == ["required"]


@pytest.mark.parametrize(("rows", "limit"), [(0, 120), (1, 8_000), (12, 8_000)])
def test_a_line_and_a_text_have_their_limits(rows: int, limit: int) -> None:
    field = FreeText(rows=rows)
    assert (LINE, TEXT) == (120, 8_000)
    assert field.max_length == limit
    assert field.clean("æ" * limit) == "æ" * limit
    assert [code for code, _ in refused(field, "æ" * (limit + 1))] == ["max_length"]
    assert [code for code, _ in refused(field, "x" * 200_000)] == ["max_length"]


def test_a_limit_of_its_own() -> None:
    assert FreeText(max_length=5).clean("abcde") == "abcde"
    assert [code for code, _ in refused(FreeText(max_length=5, rows=2), "abcdef")] == ["max_length"]


def test_a_newline_counts_as_one_towards_the_limit() -> None:
    field = FreeText(rows=2, max_length=9)
    assert field.clean("aa\r\nbb\r\ncc\r\n") == "aa\nbb\ncc"
    assert field.clean("aaa\r\nbb\r\ncc") == "aaa\nbb\ncc"


def test_a_sign_that_a_database_cannot_hold_is_refused() -> None:
    assert [code for code, _ in refused(FreeText(), "a\x00b")] == ["null_characters_not_allowed"]


def test_one_row_is_an_input_and_more_are_an_area() -> None:
    assert type(FreeText().widget) is forms.TextInput
    area = FreeText(rows=4).widget
    assert type(area) is forms.Textarea
    assert area.attrs["rows"] == 4


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("010190-1234", 1),
        ("Hun sagde\r\ndet,\r\nat 010190-1234 er hendes.", 3),
        ("Hun sagde\rdet,\rat 010190 1234 er hendes.", 3),
        ("et\nto 0101\n90-1234\n020290-1234", 2),
        ("0101\u200b90\u00a01234", 1),
    ],
)
def test_a_cpr_number_is_refused_with_its_line(text: str, line: int) -> None:
    message = (
        f"Der står et CPR-nummer i linje {line}. Slet det, og skriv sagens nummer i stedet. "
        "CPR-numre hører til i fagsystemet."
    )
    assert refused(FreeText(rows=3), text) == [("cpr", message)]


def test_the_refusal_does_not_repeat_the_number() -> None:
    [(_, message)] = refused(FreeText(), "Hun er 010190-1234")
    assert "010190" not in message
    assert "1234" not in message


def test_a_cpr_number_in_a_text_that_is_too_long_is_told_first() -> None:
    assert [code for code, _ in refused(FreeText(rows=2), "x" * 9_000 + " 010190-1234")] == ["cpr"]


def test_the_refusal_follows_the_language_of_the_page() -> None:
    with translation.override("en"):
        [(_, message)] = refused(FreeText(rows=2), "et\n010190-1234")
    assert " 2" in message


def test_the_form_gives_the_text_back_as_words() -> None:
    form = Note({"alias": "Ahorn <b>", "note": "Linje et\r\n<script>010190-1234</script>"})
    assert not form.is_valid()
    assert list(form.errors) == ["note"]
    html = form.as_div()
    assert "&lt;script&gt;010190-1234&lt;/script&gt;" in html
    assert 'value="Ahorn &lt;b&gt;"' in html
    assert "<script>" not in html


def test_each_field_of_a_form_is_looked_at() -> None:
    form = Note({"alias": "010190-1234", "note": "020290-1234"})
    assert {name: [each.code for each in errors] for name, errors in form.errors.as_data().items()} == {
        "alias": ["cpr"],
        "note": ["cpr"],
    }
