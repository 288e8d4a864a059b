"""Is someone who puts a label on a person told so, and is what they wrote kept all the same?"""

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation

from trappen.language.forms import FreeText, PassingText
from trappen.language.neutral import tell
from trappen.language.templatetags.language import written


class Note(forms.Form):
    alias = FreeText(label="Alias", required=False)
    note = FreeText(label="Noter", rows=4, required=False)
    mail = forms.EmailField(required=False)


class Heard:
    """Where messages go in a test."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, _level: int, message: str, _tags: str = "") -> None:
        self.said.append(message)


def said(*typed: dict[str, str]) -> list[str]:
    request, heard = RequestFactory().get("/"), Heard()
    request._messages = heard  # type: ignore[attr-defined]  # where Django puts them
    written_forms = [Note(each) for each in typed]
    assert all(form.is_valid() for form in written_forms)
    tell(request, *written_forms)
    return heard.said


def test_the_word_its_field_and_what_to_write_are_named() -> None:
    assert said({"note": "Hun er Kværulerende."}) == [
        "I »Noter« står »Kværulerende«: skriv hellere, hvad du så og hørte."
    ]
    with translation.override("en"):
        assert "rather write what you saw and heard" in said({"note": "Hun er kværulerende."})[0]


def test_nothing_is_said_of_a_neutral_text() -> None:
    assert said({"note": "Hun råbte to gange. Han sagde: »Du er en løgner.«", "mail": "doven@aavang.example"}) == []


def test_a_word_is_named_once_and_three_are_enough() -> None:
    told = said({"alias": "psykopat", "note": "psykopat psykopater doven løgner notorisk"}, {"note": "hysterisk"})
    assert [each.split("»")[2].split("«")[0] for each in told] == ["psykopat", "doven", "løgner"]


def test_every_free_text_can_be_followed() -> None:
    html = Note().as_div()
    assert html.count("data-neutral") == 2


def test_only_what_is_stored_nowhere_passes_with_a_cpr_number() -> None:
    passing = {
        (form.__name__, name)
        for form in forms.Form.__subclasses__()
        for name, field in form.base_fields.items()
        if isinstance(field, PassingText)
    }
    assert passing == {("Letter", "text"), ("TryNeutral", "text")}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("En linje\n\nen til", "<p>En linje</p>\n\n<p>en til</p>"),
        ("<b> & doven", '<p>&lt;b&gt; &amp; <span class="neutral__label">doven</span></p>'),
        ("", "<p></p>"),
    ],
)
def test_a_stored_text_is_shown_as_text_with_its_labels(text: str, html: str) -> None:
    shown = written(text)
    assert f'<div class="written">{html}</div>' in shown
    assert ("»doven«:" in shown) == ("doven" in text)
