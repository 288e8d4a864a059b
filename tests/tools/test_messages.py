"""Are all texts found, and is a lack of one told?"""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import messages

TEMPLATE = """{% load i18n %}
<p>
    {% translate "Gem" %}
  {% blocktranslate trimmed with name=person.name %}
    Kære {{ name }},
    velkommen.
  {% endblocktranslate %}
      {% blocktranslate count number=many %}Én handling{% plural %}{{ number }} handlinger{% endblocktranslate %}
    <a title="{% translate 'Åbn' context 'verb' %}">Det's ikke (en tekst</a>
</p>
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext
A = _("Navn")
B = ngettext_lazy("%(n)s dag", "%(n)s dage", "n")
C = pgettext("verb", "Luk")
D = "ikke mærket"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    app = tmp_path / "src" / "trappen" / "app"
    (app / "templates" / "app").mkdir(parents=True)
    (app / "templates" / "app" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (app / "forms.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "src" / "trappen")
    return tmp_path


def test_every_marked_text_is_found_with_its_place(project: Path) -> None:
    found = {message.id: message for message in messages.found_texts() if message.id}
    assert found.keys() == {
        "Gem",
        "Kære %(name)s, velkommen.",
        ("Én handling", "%(number)s handlinger"),
        "Åbn",
        "Navn",
        ("%(n)s dag", "%(n)s dage"),
        "Luk",
    }
    assert found["Åbn"].context == found["Luk"].context == "verb"
    assert [place for place, _ in found["Gem"].locations] == ["src/trappen/app/templates/app/page.html"]


def translated() -> Catalog:
    catalogue = messages.in_step(Catalog(locale="en"))
    for message in catalogue:
        if message.id:
            message.string = message.id
    return catalogue


def test_a_complete_catalogue_has_no_trouble_and_stays_as_it_is(project: Path) -> None:
    catalogue = translated()
    assert list(messages.troubles(catalogue)) == []
    text = messages.as_text(catalogue)
    again = messages.as_text(messages.in_step(read_po(BytesIO(text), locale="en")))
    assert again == text
    said = messages.texts_of(messages.compiled(text))
    assert [words for _, _, words in said if words in ("Luk", "Navn", "Gem")] == ["Gem", "Luk", "Navn"]
    assert len(said) == 7
    today = dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%d").encode()
    assert today not in messages.compiled(text), "tomorrow the same texts give the same file"


def test_what_is_missing_unsure_or_does_not_fit_is_told(project: Path) -> None:
    catalogue = translated()
    catalogue["Gem"].string = ""
    catalogue["Navn"].flags.add("fuzzy")
    catalogue["Kære %(name)s, velkommen."].string = "Dear %(nam)s, welcome."
    catalogue["Én handling"].string = ("One action", "")
    told = "\n".join(messages.troubles(catalogue))
    assert "no English for 'Gem'" in told
    assert "an unsure translation of 'Navn'" in told
    assert "'Kære %(name)s, velkommen.'" in told
    assert "no English for 'Én handling'" in told
    assert len(told.splitlines()) == 4


def test_a_text_that_is_gone_goes_from_the_catalogue(project: Path) -> None:
    catalogue = translated()
    (project / "src" / "trappen" / "app" / "forms.py").unlink()
    kept = {message.id for message in messages.in_step(catalogue) if message.id}
    assert "Navn" not in kept
    assert "Gem" in kept
