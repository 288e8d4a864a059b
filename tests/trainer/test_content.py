"""Is every talk whole, long enough, true to its people and free of easy guesses, and is each mistake told?"""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.test_spelling import unknown
from tests.trainer.conftest import CONTENT, DIALOGUES, LANGUAGES, always, every_length, texts
from trappen.guide.queries import guide
from trappen.language.lexicon import lexicon
from trappen.language.rules import cpr_numbers, labels
from trappen.shared.yaml_files import ContentError
from trappen.trainer.content import Content, load
from trappen.trainer.rules import FEWEST_TURNS, MOST_TURNS, Dialogue, Does, Outcome, walked

FILE = "counter-deposit.yaml"
_QUOTED = re.compile(r"»[^«]*«|(?<!\w)'[^']*'(?!\w)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "trainer", tmp_path / "trainer")
    return tmp_path


def test_there_are_eight_talks_from_eight_fields(content: Content) -> None:
    assert len(DIALOGUES) == 8
    assert len({each.field.da for each in content.dialogues.values()}) == 8
    assert len({each.citizen.name for each in content.dialogues.values()}) == 8
    assert [each.ends for each in content.dialogues.values() if "left" in each.ends] == [
        content.dialogues["home-care-evening"].ends
    ]


def test_every_path_is_eight_to_fifteen_turns_long(dialogue: Dialogue) -> None:
    lengths = every_length(dialogue)
    assert min(lengths) >= FEWEST_TURNS
    assert max(lengths) <= MOST_TURNS


def test_each_turn_has_one_reply_of_each_kind(dialogue: Dialogue) -> None:
    for node in dialogue.nodes.values():
        assert Counter(reply.does for reply in node.replies) == Counter(Does), node.id
        assert len({reply.say.da for reply in node.replies}) == 3


def test_what_works_is_found_neither_by_its_place_nor_by_its_length(dialogue: Dialogue, language: str) -> None:
    places: Counter[int] = Counter()
    longest = 0
    for node in dialogue.nodes.values():
        lengths = [len(reply.say.to(language)) for reply in node.replies]
        [place] = [at for at, reply in enumerate(node.replies) if reply.does is Does.WORKS]
        places[place] += 1
        longest += lengths[place] == max(lengths)
    assert max(places.values()) <= len(dialogue.nodes) // 3 + 1
    assert longest <= len(dialogue.nodes) * 0.6


def test_the_good_way_ends_well_and_the_bad_one_does_not(dialogue: Dialogue) -> None:
    good, bad = (walked(dialogue, always(dialogue, does)).end for does in (Does.WORKS, Does.STRAINS))
    assert good
    assert bad
    assert good.outcome in {Outcome.BETTER, Outcome.LEFT_WELL}
    assert bad.outcome is Outcome.WORSE
    assert good.mood < bad.mood


def test_a_bad_choice_can_be_repaired_at_every_turn_but_the_last(dialogue: Dialogue) -> None:
    """From each node, some way leads to an end that is better or left well, save where the talk is all but over."""
    fine = {id_ for id_, end in dialogue.ends.items() if end.outcome in {Outcome.BETTER, Outcome.LEFT_WELL}}
    for _ in dialogue.nodes:
        fine |= {node.id for node in dialogue.nodes.values() if fine & {reply.next for reply in node.replies}}
    lost = dialogue.nodes.keys() - fine
    assert all({reply.next for reply in dialogue.nodes[id_].replies} <= dialogue.ends.keys() for id_ in lost)


def test_nobody_is_labelled_by_what_we_say_ourselves(dialogue: Dialogue, language: str) -> None:
    told = [dialogue.situation, dialogue.citizen.about, dialogue.citizen.behind]
    told += [node.body for node in dialogue.nodes.values()]
    told += [reply.feedback for node in dialogue.nodes.values() for reply in node.replies]
    told += [words for end in dialogue.ends.values() for words in (end.happened, end.along)]
    for words in told:
        text = _QUOTED.sub("", words.to(language))
        assert [text[each.start : each.end] for each in labels(text, lexicon())] == []


def test_every_word_is_spelled_right(dialogue: Dialogue, language: str) -> None:
    assert sorted(unknown("\n".join(texts(dialogue, language)), language)) == []


def test_every_technique_is_used_and_has_its_page(content: Content) -> None:
    used = {
        reply.technique
        for dialogue in content.dialogues.values()
        for node in dialogue.nodes.values()
        for reply in node.replies
    }
    assert used == content.techniques.keys()
    assert {each.page for each in content.techniques.values()} <= set(guide().order)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty_too_long_or_a_number_of_somebody(dialogue: Dialogue, language: str) -> None:
    for text in texts(dialogue, language):
        assert 2 <= len(text) <= 600, text
        assert text == text.strip()
        assert cpr_numbers(text) == []


END = "{outcome: held, mood: calm, happened: {da: xx, en: xx}, along: {da: xx, en: xx}}"
MISTAKES = {
    "an unknown key": (FILE, "\ntitle:", "\nname: x\ntitle:", "name"),
    "not YAML": (FILE, "\nnodes:", "\nnodes: [", "This is not YAML"),
    "a language is missing": (FILE, r"\n  behind:\n    da: [^\n]*", "\n  behind:", "citizen.behind.da"),
    "an unknown mood": (FILE, "mood: pressed", "mood: furious", "mood"),
    "too few replies": (FILE, r"      - technique: [^\n]*\n(?:        [^\n]*\n)+", "", "replies"),
    "no such start": (FILE, "start: t1", "start: t0", "There is no node 't0'"),
    "no such technique": (FILE, "technique: own-up", "technique: own-down", "There is no technique 'own-down'"),
    "no such node": (FILE, "next: b2", "next: b0", "There is no node or end 'b0'"),
    "a node that is an end": (FILE, "\nends:", "\nends:\n  a2:\n    outcome: held", "ends.a2"),
    "a strain that soothes": (FILE, "does: half\n        next: a4", "does: strains\n        next: a4", "strains"),
    "nothing works": (FILE, "does: works", "does: half", "There is no reply that works"),
    "a ring": (FILE, "next: b8", "next: t1", "The talk goes round"),
    "too short": (FILE, "next: a2", "next: better", "turns long"),
    "never reached": (FILE, "\nends:", f"\nends:\n  lonely: {END}", "'lonely' is never reached"),
    "the same order": (FILE, "order: 1\n", "order: 2\n", "has the order 2 too"),
    "no such page": ("techniques.yaml", "page: active-listening", "page: passive-listening", "The guide has no page"),
    "a technique twice": ("techniques.yaml", "id: summarise", "id: listen", "'listen' stands twice"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, mistake: str) -> None:
    name, pattern, instead, told = MISTAKES[mistake]
    file = folder / "trainer" / name
    text = file.read_text(encoding="utf-8")
    wrong = re.sub(pattern, lambda _: instead, text, count=1)
    assert wrong != text
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(folder, guide().order)
    assert any(told in str(each) and each.line >= 1 for each in error.value.mistakes), error.value
    assert {each.file.suffix for each in error.value.mistakes} == {".yaml"}


def test_a_node_that_is_an_end_too_is_told(folder: Path) -> None:
    file = folder / "trainer" / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nends:", f"\nends:\n  a2: {END}"), encoding="utf-8")
    with pytest.raises(ContentError, match="'a2' is a node and an end"):
        load(folder, guide().order)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "trainer" / "techniques.yaml").unlink()
    with pytest.raises(ContentError, match="The file is missing"):
        load(folder, guide().order)
