"""Is what is taught whole, in both languages, and are its mistakes told?"""

import shutil
from pathlib import Path

import pytest

from trappen.care.content import Content, load
from trappen.care.rules import StepCode
from trappen.shared.places import CONTENT_DIR
from trappen.shared.yaml_files import ContentError

LANGUAGES = ("da", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT_DIR / "care", tmp_path / "care")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> Path:
    file = folder / "care" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def told(folder: Path) -> str:
    with pytest.raises(ContentError) as refused:
        load(folder)
    return str(refused.value)


def test_both_languages_have_one_shape(content: Content) -> None:
    for card in (*content.first_aid.cards, *content.defusing.cards):
        for lists in (card.do, card.say, card.leave):
            assert set(lists) == set(LANGUAGES)
            assert len(lists["da"]) == len(lists["en"]) > 0
    assert list(content.steps) == list(StepCode)


def test_the_defusing_has_its_three_phases_in_order(content: Content) -> None:
    phases = [card.phase for card in content.defusing.cards if card.phase]
    assert sorted(set(phases)) == [1, 2, 3]
    assert phases == sorted(phases)


def test_the_cards_stay_short(content: Content) -> None:
    """What someone can take in while standing in a corridor."""
    for card in (*content.first_aid.cards, *content.defusing.cards):
        for language in LANGUAGES:
            lines = (*card.do[language], *card.say[language], *card.leave[language])
            assert len(lines) <= 9, card.id
            assert all(len(line) <= 150 for line in lines), card.id


def test_the_exercise_takes_half_an_hour_or_a_little_more(content: Content) -> None:
    assert 30 <= content.exercise.meeting.minutes <= 40
    assert len(content.exercise.meeting.roles) == 3
    assert len({each.field.da for each in content.exercise.situations}) == 3
    assert any("pas" in rule.da.split() or "pas," in rule.da for rule in content.exercise.meeting.ground_rules)


def test_every_source_says_when_it_was_looked_at_and_ours_says_that_it_is_ours(content: Content) -> None:
    for sources in (content.first_aid.sources, content.defusing.sources, content.timetable_sources):
        assert [each.text.da.startswith("Vores eget forslag") for each in sources if not each.url] == [True]


def test_a_missing_step_is_told_with_its_file(folder: Path) -> None:
    file = change(folder, "timetable.yaml", "  month-3:", "  week-3:")
    assert f"{file}:" in told(folder)
    file = change(folder, "timetable.yaml", "  week-3:\n", "  # week-3:\n")
    text = file.read_text(encoding="utf-8")
    start = text.index("  # week-3:")
    file.write_text(text[:start] + text[text.index("sources:") :], encoding="utf-8")
    assert f"{file}:3: The step 'month-3' is missing." in told(folder)


def test_a_card_without_a_sentence_to_say_is_told_with_its_line(folder: Path) -> None:
    file = change(folder, "first_aid.yaml", "      say:\n        - Jeg er her.", "      says:\n        - Jeg er her.")
    assert f"{file}:" in told(folder)
    assert "cards.0.da.say" in told(folder)
