"""Are the cards and rules of Isbjerget whole in both languages, do they label nobody, and is each mistake told?"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from trappen.dialogue.content import ANSWERS, FEWEST, LONGEST, PLANS, QUESTIONS, Deck, deck, kept
from trappen.language.lexicon import lexicon
from trappen.language.rules import Kind, cpr_numbers, findings, labels
from trappen.shared.yaml_files import ContentError
from trappen.staircase.rules import Words

CONTENT = Path(__file__).resolve().parents[2] / "content"
FIELDS = ("citizen-contact", "care-home", "home-care", "residential", "children")
NOT_OURS = {Kind.OFFICIALESE, Kind.BLAME, Kind.LABEL, Kind.SHOUTING, Kind.LONG_SENTENCE, Kind.CPR}
QUOTED = {"da": re.compile("»[^«]*«"), "en": re.compile('"[^"]*"')}
YOU = re.compile(r"\b([Dd](u|ig|in|it|ine)|I|[Jj]er(es)?)\b")


@pytest.fixture
def whole() -> Deck:
    return kept(CONTENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "isbjerget", tmp_path / "isbjerget")
    return tmp_path


def texts(whole: Deck) -> Iterator[Words]:
    """Everything that is said but the cards."""
    rules = whole.rules
    yield from (field.name for field in whole.fields.values())
    yield from (kind.name for kind in whole.kinds.values())
    yield from (*rules.about, *rules.ours, *rules.iceberg, rules.uses, *rules.ground_rules)
    for each in (*rules.answers.values(), *rules.questions.values(), *rules.steps, *rules.facilitator):
        yield from (each.name, each.about)
    asked = rules.registering
    yield from (asked.ask, asked.about, asked.yes, asked.no)
    yield from (part.do for plan in rules.plans for part in plan.parts)
    yield from (*rules.without_phones, *rules.afterwards)


# What there is


def test_there_are_sixty_cards_twelve_of_each_field(whole: Deck) -> None:
    assert tuple(whole.fields) == FIELDS
    assert len(whole.cards) == 60
    for field in FIELDS:
        cards = whole.of_field(field)
        assert [card.number for card in cards] == list(range(1, FEWEST + 1))
        assert {card.field for card in cards} == {field}
    assert whole.of_field("library") == ()
    assert all(id_ == card.id for id_, card in whole.cards.items())


def test_no_card_stands_twice_and_each_is_short(whole: Deck) -> None:
    for language in ("da", "en"):
        said = [card.text.to(language) for card in whole.cards.values()]
        assert len(set(said)) == len(said)
        assert max(map(len, said)) <= LONGEST


def test_each_field_has_many_kinds_and_a_complaint_in_its_right(whole: Deck) -> None:
    for field in FIELDS:
        kinds = {kind for card in whole.of_field(field) for kind in card.kinds}
        assert {"personal", "digital", "threat", "criticism"} <= kinds, field
        assert len(kinds) >= 7, field
    assert {kind for card in whole.cards.values() for kind in card.kinds} == set(whole.kinds)


def test_the_rules_have_all_their_parts(whole: Deck) -> None:
    rules = whole.rules
    assert tuple(rules.answers) == ANSWERS
    assert tuple(rules.questions) == QUESTIONS
    assert tuple(plan.minutes for plan in rules.plans) == PLANS
    assert [plan.cards for plan in rules.plans] == [3, 4, 5]
    assert {source.place for source in rules.sources} == {"vpt.dk", "arbejdsmiljoe.kk.dk", "arbejdsmiljoweb.dk"}


# How it is said


def test_a_card_is_seen_from_the_employee(whole: Deck) -> None:
    for card in whole.cards.values():
        around = QUOTED["da"].sub("", card.text.da)
        assert YOU.search(around), card.id
        assert re.search(r"\byour?\b", QUOTED["en"].sub("", card.text.en), re.IGNORECASE), card.id


def test_a_card_is_at_most_three_sentences_beside_what_is_said(whole: Deck) -> None:
    for card in whole.cards.values():
        around = QUOTED["da"].sub("", card.text.da).replace("kl. ", "kl ").replace("8. ", "8 ")
        assert len(re.findall(r"[.!?](?:\s|$)", around)) <= 3, card.id


def test_both_languages_quote_alike(whole: Deck) -> None:
    for words in (*(card.text for card in whole.cards.values()), *texts(whole)):
        quotes = [len(QUOTED[language].findall(words.to(language))) for language in ("da", "en")]
        title = words in whole.rules.ours  # names a game in Danish alone
        assert quotes[0] == quotes[1] or title, words.da
        assert not re.search("[»«]", words.en)
        assert '"' not in words.da


def test_nobody_is_labelled_and_nothing_is_officialese(whole: Deck) -> None:
    for words in (*(card.text for card in whole.cards.values()), *texts(whole)):
        around = QUOTED["da"].sub("»«", words.da)
        assert [each for each in findings(around, lexicon()) if each.kind in NOT_OURS] == [], words.da
        assert labels(QUOTED["en"].sub('""', words.en), lexicon()) == [], words.en
        assert cpr_numbers(words.da) == []


def test_no_card_names_an_illness_or_says_what_is_right(whole: Deck) -> None:
    told = "\n".join(f"{card.text.da}\n{card.text.en}" for card in whole.cards.values())
    assert not re.search(r"demen|autis|psyko|diagno|misbrug|skizo|addict|krænk|chikan|harass", told, re.IGNORECASE)


def test_our_own_reading_and_what_we_do_not_know_are_told(whole: Deck) -> None:
    said = " ".join(each.da for each in whole.rules.ours)
    assert "vores egne regler" in said
    assert "ikke reglerne" in said


# Mistakes

MISTAKES = {
    "an id twice": ("cards.yaml", "id: swearing-at-refusal", "id: counter-shouting", "There is a card"),
    "an id that is no slug": ("cards.yaml", "id: counter-shouting", "id: Skranke", "pattern"),
    "an unknown field": ("cards.yaml", "field: care-home", "field: library", "There is no field 'library'"),
    "a card too few": ("cards.yaml", "field: care-home", "field: home-care", "'care-home' has 11 cards"),
    "an unknown kind": ("cards.yaml", r"kinds: \[words\]", "kinds: [noise]", "There is no kind 'noise'"),
    "no kind": ("cards.yaml", r"kinds: \[words\]", "kinds: []", "kinds"),
    "too long": ("cards.yaml", 'da: "Du', f'da: "{"x" * 220} Du', "220"),
    "one language": ("cards.yaml", r'\n    en: "You say[^\n]*', "", "en"),
    "an unknown key": ("cards.yaml", "    kinds:", "    grave: true\n    kinds:", "grave"),
    "a question is missing": ("rules.yaml", "id: say", "id: think", "The questions are think, do, think"),
    "an unknown answer": ("rules.yaml", "\n  grey:", "\n  gray:", "gray"),
    "wrong minutes": ("rules.yaml", "minutes: 33", "minutes: 34", "The plans take (46, 60, 90) minutes."),
    "not YAML": ("rules.yaml", "about:", "about: [", "This is not YAML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, mistake: str) -> None:
    name, pattern, instead, told = MISTAKES[mistake]
    file = folder / "isbjerget" / name
    text = file.read_text(encoding="utf-8")
    wrong = re.sub(pattern, lambda _: instead, text, count=1)
    assert wrong != text
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ContentError) as error:
        deck(folder)
    assert any(told in str(each) and each.file == file and each.line >= 1 for each in error.value.mistakes), (
        error.value
    )


def test_the_line_is_that_of_the_mistake(folder: Path) -> None:
    file = folder / "isbjerget" / "cards.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = lines.index("  - id: swearing-at-refusal")
    lines[at] = "  - id: counter-shouting"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        deck(folder)
    assert [each.line for each in error.value.mistakes] == [at + 1]


@pytest.mark.parametrize("name", ["cards.yaml", "rules.yaml"])
def test_a_missing_file_is_told(folder: Path, name: str) -> None:
    (folder / "isbjerget" / name).unlink()
    with pytest.raises(ContentError, match="The file is missing"):
        deck(folder)
