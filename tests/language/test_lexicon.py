"""Is a mistake in the words of the content told with file, line and what to do?"""

import shutil
from pathlib import Path

import pytest

from tests.language.conftest import CONTENT
from trappen.language.lexicon import kept, lexicon, load
from trappen.language.rules import Phrase, Phrases
from trappen.shared.yaml_files import ContentError

_TONE_TWICE = (
    "{unless: [], absolutes: [], acronyms: [], shouted: [],\nblame: [{say: a, instead: x},\n{say: A, instead: x}]}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "language", tmp_path / "language")
    return tmp_path


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load(folder)
    return [f"{each.file.name}:{each.line}: {each.what}" for each in error.value.mistakes]


def write(folder: Path, name: str, text: str) -> None:
    (folder / "language" / name).write_text(text, encoding="utf-8")


def test_the_content_is_whole() -> None:
    assert lexicon() is kept(CONTENT)


def test_one_plain_word_or_several_may_stand_instead(folder: Path) -> None:
    write(folder, "officialese.yaml", "words:\n- {say: såfremt, instead: hvis}\n- {say: idet, instead: [da, fordi]}\n")
    told = {phrase.say: phrase.instead for _, phrase in load(folder).officialese}
    assert told == {"såfremt": ("hvis",), "idet": ("da", "fordi")}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "officialese.yaml",
            "words:\n- {say: idet, instead: da}\n- {say: ny, forms: [Idet], instead: da}\n",
            ["officialese.yaml:3: The words 'Idet' stand twice."],
        ),
        (
            "tone.yaml",
            _TONE_TWICE,
            ["tone.yaml:3: The words 'A' stand twice."],
        ),
        (
            "labels.yaml",
            "advice: {}\nda:\n- {say: doven, group: nothing}\nen:\n- {say: Doven, group: nothing}\nunless: []\n",
            [
                "labels.yaml:5: The words 'Doven' stand twice.",
                "labels.yaml:3: There is no advice for the group 'nothing'.",
                "labels.yaml:5: There is no advice for the group 'nothing'.",
            ],
        ),
        (
            "passives.yaml",
            "verbs:\n  behandle: behandlet\nactive:\n  gøres: gør\nnever: []\n",
            ["passives.yaml:2: 'behandle' is no passive.", "passives.yaml:4: 'gøres' is no verb of the list."],
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: Path, name: str, text: str, told: list[str]) -> None:
    write(folder, name, text)
    assert mistakes(folder) == told


@pytest.mark.parametrize(
    "text",
    [
        "words:\n- {say: idet}\n",
        "words:\n- {say: '...', instead: da}\n",
        "words:\n- {say: idet, instead: []}\n",
        "words:\n- {say: idet, instead: da, more: 1}\n",
        "words: [\n",
    ],
)
def test_a_file_of_another_shape_is_refused(folder: Path, text: str) -> None:
    write(folder, "officialese.yaml", text)
    [told] = mistakes(folder)
    assert told.startswith("officialese.yaml:2:") or "YAML" in told


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "language" / "tone.yaml").unlink()
    assert mistakes(folder) == ["tone.yaml:1: The file is missing."]


def test_a_phrase_without_a_word_is_none() -> None:
    with pytest.raises(ValueError, match="has no word"):
        Phrases.of([("...", Phrase("..."))])


def test_the_forms_come_back_as_they_are_looked_for() -> None:
    written = ["og/eller", "i henhold til", "m.h.t"]
    assert [form for form, _ in Phrases.of((each, Phrase(each)) for each in written)] == written
