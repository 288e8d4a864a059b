"""Is the programme whole in both languages, do its addresses exist, and is each mistake told?"""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse

from trappen.films.queries import films
from trappen.guide.queries import guide
from trappen.language.lexicon import lexicon
from trappen.language.rules import cpr_numbers, labels
from trappen.learning import queries
from trappen.learning.content import load
from trappen.learning.rules import Kind
from trappen.shared.yaml_files import ContentError

CONTENT = Path(__file__).resolve().parents[2] / "content"
FILMS = ("aktiv-lytning", "forventninger", "saet-graenser", "kritik", "defusing")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "learning", tmp_path / "learning")
    return tmp_path


def test_the_programme_has_something_of_each_kind_within_six_weeks() -> None:
    steps = queries.newest().steps
    assert 10 <= len(steps) <= 14
    assert set(Counter(step.kind for step in steps)) == set(Kind) - {Kind.OWN}
    assert steps[-1].kind is Kind.TALK
    assert steps[-1].day <= 42
    assert tuple(step.target for step in steps if step.kind is Kind.FILM) == FILMS


def test_the_yearly_talk_has_ten_to_fourteen_questions_in_four_themes() -> None:
    mus = queries.content().mus
    assert len(mus.themes) == 4
    assert 10 <= len(list(mus.questions)) <= 14


def test_what_is_read_and_done_has_an_address() -> None:
    for step in queries.newest().steps:
        if step.kind is Kind.READING:
            assert reverse("guide_page", args=[step.target])
        if step.kind is Kind.EXERCISE:
            assert reverse(step.target)


def test_every_film_is_there() -> None:
    assert set(FILMS) <= {film.id for film in films()}


@pytest.mark.parametrize("name", ["programme.yaml", "mus.yaml"])
def test_nobody_is_labelled_and_no_cpr_number_stands_there(name: str) -> None:
    text = (CONTENT / "learning" / name).read_text(encoding="utf-8")
    assert cpr_numbers(text) == []
    assert [text[each.start : each.end] for each in labels(text, lexicon())] == []


MISTAKES = {
    "an id twice": ("programme.yaml", "id: representative", "id: staircase", "The id 'staircase' stands twice."),
    "no talk": ("programme.yaml", "kind: talk", "kind: meeting", "A programme has one talk"),
    "not in order": ("programme.yaml", "day: 35", "day: 1", "not in the order of their days"),
    "a leader's kind": ("programme.yaml", "kind: meeting", "kind: own", "Only a leader adds steps"),
    "no target": ("programme.yaml", "        target: aktiv-lytning\n", "", "The target does not fit the kind film."),
    "no such page": ("programme.yaml", "target: severe-cases", "target: nowhere", "has no page 'nowhere'"),
    "one language": ("programme.yaml", "          why: You share words", "          hvorfor: You", "hvorfor"),
    "too far off": ("programme.yaml", "day: 35", "day: 200", "day"),
    "a question twice": ("mus.yaml", "id: takes-energy", "id: goes-well", "The id 'goes-well' stands twice."),
    "a theme twice": ("mus.yaml", "id: limits", "id: right-now", "The id 'right-now' stands twice."),
    "no edition": ("mus.yaml", 'edition: "2026.1"', 'edition: "new"', "edition"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, mistake: str) -> None:
    name, old, new, told = MISTAKES[mistake]
    file = folder / "learning" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(folder, guide().pages["da"].keys())
    assert told in str(error.value)
    assert f"{name}:" in str(error.value)
