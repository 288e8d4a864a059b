"""Is what the exercises teach whole in both languages and true to its own advice, and is each mistake told?"""

import re
import shutil
from pathlib import Path

import pytest

from tests.exercises.conftest import LANGUAGES
from trappen.exercises.content import Content, load
from trappen.exercises.rules import FIELDS, Kind, advice_on, put_together
from trappen.language.rules import cpr_numbers
from trappen.shared.yaml_files import ContentError

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "exercises", tmp_path / "exercises")
    return tmp_path


def test_there_is_enough_of_everything(content: Content) -> None:
    assert set(content.kinds) == set(Kind)
    assert len(content.manners) == 3
    assert len({example.field.da for example in content.examples.values()}) == 6
    assert len(content.exits) == 12
    assert len({each.field.da for each in content.exits.values()}) >= 5
    assert tuple(content.questions) == FIELDS
    assert content.perspective.minutes == 45
    assert {part.field for part in content.perspective.parts} == {"", *FIELDS}
    assert content.talk.minutes == 30
    assert len(content.talk.roles) == 3


def test_the_examples_follow_their_own_advice(content: Content, language: str) -> None:
    for example in content.examples.values():
        said = example.said[language]
        for text in (said.behaviour, said.effect, said.wish, said.choice):
            assert advice_on(text, content.phrases[language]) == (), text
        for manner in content.manners:
            whole = put_together(said, manner.manner[language], content.openings[language])
            assert all(text in whole for text in (said.behaviour, said.effect, said.wish, said.choice)), whole


def test_what_one_is_to_say_follows_the_advice_too(content: Content, language: str) -> None:
    said = [each.say.to(language) for each in content.exits.values()]
    said += [each.to(language) for each in content.talk_openings]
    for text in said:
        assert advice_on(text, content.phrases[language]) == (), text


def test_no_letters_are_expanded_and_no_cpr_number_stands_there() -> None:
    """What the letters of the checklist's model stand for is not known."""
    for file in (CONTENT / "exercises").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\bAGB\b", text), file.name
        assert cpr_numbers(text) == [], file.name


MISTAKES = {
    "a kind is missing": ("advice.yaml", r"\n  empty:.*", "\n", "The kind 'empty' is missing."),
    "no phrase": ("advice.yaml", "- med vilje", "- ... med vilje", "'... med vilje' is no phrase."),
    "an unknown kind": ("advice.yaml", "\n  motive:", "\n  mood:", "mood"),
    "a part is missing": (
        "sentences.yaml",
        r"\n  choice:\n    da: \[eller.*?\n    en: [^\n]*",
        "",
        "'choice' is missing",
    ),
    "an unknown key": ("exits.yaml", "      how: Sig, hvor længe", "      hvordan: Sig, hvor længe", "hvordan"),
    "a part has no name": ("perspective.yaml", r"\n      name: Velkommen", "", "The part has no name."),
    "no minutes": ("talk.yaml", "minutes: 5", "minutes: 0", "minutes"),
    "not YAML": ("talk.yaml", "openings:", "openings: [", "This is not YAML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, mistake: str) -> None:
    name, pattern, instead, told = MISTAKES[mistake]
    file = folder / "exercises" / name
    text = file.read_text(encoding="utf-8")
    wrong = re.sub(pattern, lambda _: instead, text, count=1, flags=re.DOTALL)
    assert wrong != text
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(folder)
    assert any(told in str(each) and each.file == file and each.line >= 1 for each in error.value.mistakes), (
        error.value
    )


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "exercises" / "talk.yaml").unlink()
    with pytest.raises(ContentError, match="The file is missing"):
        load(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty(content: Content, language: str) -> None:
    texts = [
        *(each.title.to(language) for each in content.kinds.values()),
        *(each.advice.to(language) for each in content.kinds.values()),
        *(each.name.to(language) for each in content.manners),
        *(text for each in content.exits.values() for text in (each.name.to(language), each.how.to(language))),
        *(role.do.to(language) for meeting in (content.perspective, content.talk) for role in meeting.roles),
        *(rule.to(language) for rule in content.perspective.ground_rules),
        *(question for asked in content.questions.values() for question in asked[language]),
    ]
    assert all(len(text.strip()) > 1 for text in texts)
