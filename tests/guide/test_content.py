"""Is every mistake in the guide told with file, line and what to do?"""

import re
from pathlib import Path

import pytest

from tests.guide.conftest import GUIDE, STAIRCASE
from trappen.guide.content import load
from trappen.shared.yaml_files import ContentError

DANISH = "guide/da/react-fast.md"
ENGLISH = "guide/en/react-fast.md"
CHAPTER = "guide/da/own-half.md"


def mistakes(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ContentError) as told:
        load(folder, STAIRCASE)
    return [(str(each.file.relative_to(folder)), each.line, each.what, each.mend) for each in told.value.mistakes]


def change(file: Path, old: str, new: str) -> int:
    """Put `new` for the first `old`. Gives the line, from 1, on which it stands."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def add(file: Path, text: str) -> int:
    """Put a paragraph at the end. Gives its line."""
    whole = file.read_text(encoding="utf-8").rstrip()
    file.write_text(f"{whole}\n\n{text}\n", encoding="utf-8")
    return whole.count("\n") + 3


def test_the_guide_is_whole(folder: Path) -> None:
    assert load(folder, STAIRCASE) == GUIDE


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("Se [siden](no-such-page).", "The link leads to 'no-such-page', which is no page.", "Use the id of a page."),
        ("Se [[no-such-rule]].", "There is no rule 'no-such-rule'.", "Use an id from rules.yaml."),
        (
            "Klagefristen er 4 uger.",
            "A figure of law stands in the text: '4 uger'.",
            "Put it into rules.yaml, and [[its id]] here.",
        ),
        (
            "Anmeldelsen skal ske inden fjorten dage.",
            "A figure of law stands in the text: 'fjorten dage'.",
            "Put it into rules.yaml, and [[its id]] here.",
        ),
        (
            "Det følger af forvaltningsloven.",
            "The law stands in the text: 'forvaltningsloven'.",
            "Put it into rules.yaml, and [[its id]] here.",
        ),
        (
            "Se § 119.",
            "The law stands in the text: '§'.",
            "Put it into rules.yaml, and [[its id]] here.",
        ),
        ("<b>Fed</b>", "HTML, pictures and tables may not stand here.", "Write it as text."),
        ("![x](mediation)", "HTML, pictures and tables may not stand here.", "Write it as text."),
    ],
)
def test_what_may_not_stand_on_a_page_is_told_with_its_line(folder: Path, text: str, what: str, mend: str) -> None:
    line = add(folder / DANISH, text)
    assert (DANISH, line, what, mend) in mistakes(folder)


def test_english_law_is_found_too(folder: Path) -> None:
    line = add(folder / ENGLISH, "The Public Administration Act says so. The deadline is 4 weeks.")
    told = [(each[0], each[1], each[2]) for each in mistakes(folder)]
    assert told == [
        (ENGLISH, line, "The law stands in the text: 'Administration Act'."),
        (ENGLISH, line, "A figure of law stands in the text: '4 weeks'."),
    ]


def test_a_promise_in_a_quotation_is_no_law(folder: Path) -> None:
    for file in (DANISH, ENGLISH):
        add(folder / file, 'Sig: "Du hører fra mig inden 3 dage, og så ser vi på din anmeldelse."')
    assert load(folder, STAIRCASE).pages["da"]["react-fast"].words > GUIDE.pages["da"]["react-fast"].words


def test_hard_danish_is_told_and_hard_english_is_not(folder: Path) -> None:
    hard = "Sagsbehandlingstidens forlængelse meddelelsespligtige myndighedsudøvelse. " * 120
    add(folder / ENGLISH, hard)
    load(folder, STAIRCASE)
    add(folder / DANISH, hard)
    [(file, line, what, mend)] = mistakes(folder)
    first = (folder / DANISH).read_text(encoding="utf-8").split("\n---\n")[0].count("\n") + 3
    assert (file, line, mend) == (DANISH, first, "Write it plainer: 44 at most.")
    assert re.fullmatch(r"The page has LIX \d+\.", what)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (" {why}", "", "These parts must stand once: {why}."),
        (" {enough}", " {why}", "These parts must stand once: {why}, {enough}."),
    ],
)
def test_a_missing_part_is_told(folder: Path, old: str, new: str, what: str) -> None:
    change(folder / DANISH, old, new)
    assert [each[2] for each in mistakes(folder)] == [what]


@pytest.mark.parametrize(
    ("pattern", "new", "mark", "what"),
    [
        (r'> \*\*[^*]+\*\* "', "> ", "say", "There are too few sentences to say."),
        (r'^- "', '- Sig: "', "avoid", "There are too few sentences to avoid."),
        (r"^\d+\. ", "- ", "steps", "There are no steps."),
        (r"^\*\*(\w+)\*\* ", r"\1 ", "who", "Who does what is not said for three."),
    ],
)
def test_a_part_that_lacks_what_it_is_for_is_told(folder: Path, pattern: str, new: str, mark: str, what: str) -> None:
    page = folder / DANISH
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(pattern, new, text, flags=re.MULTILINE), encoding="utf-8")
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each.endswith(f"{{{mark}}}"))
    assert (DANISH, line, what) in [each[:3] for each in mistakes(folder)]


@pytest.mark.parametrize("file", [DANISH, ENGLISH, CHAPTER])
def test_a_missing_page_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert mistakes(folder) == [(file, 1, "The file is missing.", "Put it back.")]


def test_a_page_that_nobody_knows_is_told(folder: Path) -> None:
    text = (folder / CHAPTER).read_text(encoding="utf-8").replace("id: own-half", "id: half-own")
    (folder / "guide/da/half-own.md").write_text(text, encoding="utf-8")
    (folder / "guide/en/half-own.md").write_text(text, encoding="utf-8")
    what = "'half-own' is no page of contents.yaml, or not this file's name."
    assert [each for each in mistakes(folder) if each[0] == "guide/da/half-own.md"] == [
        ("guide/da/half-own.md", 2, what, "Use the id of a page.")
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("related: [", "related: [react-fast, ", "'react-fast' is no other page."),
        ("related: [", "related: [nobody, ", "'nobody' is no other page."),
        ("id: react-fast", "id: react-slow", "'react-slow' is no page of contents.yaml, or not this file's name."),
    ],
)
def test_a_wrong_id_in_the_head_is_told(folder: Path, old: str, new: str, what: str) -> None:
    page = folder / DANISH
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"related: \[[^\]]+\]", "related: [mediation, own-half]", text), encoding="utf-8")
    line = change(page, old, new)
    assert (DANISH, line, what) in [each[:3] for each in mistakes(folder)]


def test_a_head_is_needed(folder: Path) -> None:
    change(folder / DANISH, "---\n", "")
    assert mistakes(folder) == [(DANISH, 1, "There is no head between two lines of ---.", "Write one.")]


def test_a_head_keeps_to_its_shape(folder: Path) -> None:
    line = change(folder / DANISH, "id: react-fast", "title: x\nid: react-fast")
    assert mistakes(folder) == [
        (DANISH, line, "title: Extra inputs are not permitted.", "Compare with a neighbouring entry.")
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (ENGLISH, "[[", "", "rules"),
        (ENGLISH, "\n- ", "\n", "sections"),
        (ENGLISH, "related: [", "related: [mediation, ", "neighbours"),
        ("guide/en/own-half.md", "steps: [yellow, red]", "steps: [red]", "steps and roles"),
        (ENGLISH, '    checked: "2026-11-24"', '    checked: "2026-11-23"', "sources"),
    ],
)
def test_two_languages_that_differ_in_shape_are_told(folder: Path, file: str, old: str, new: str, what: str) -> None:
    page = folder / file
    if old == "[[":
        add(folder / DANISH, "Se [[note-duty]] og [[filing-duty]].")
        add(page, "See [[note-duty]] and the rest.")
    elif "related" in old:
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"related: \[[^\]]+\]", "related: [mediation, own-half]", text), encoding="utf-8")
    else:
        change(page, old, new)
    assert (file, 1, f"Its {what} are not those of the Danish page.", "Compare.") in mistakes(folder)


def test_the_order_of_reading_names_each_page_once(folder: Path) -> None:
    file = folder / "guide/contents.yaml"
    change(file, "pages: [using-the-staircase]", "pages: [using-the-staircase, mediation]")
    [(name, line, what, _)] = mistakes(folder)
    assert (name, what) == ("guide/contents.yaml", "The page 'mediation' stands twice.")
    assert "mediation" in file.read_text(encoding="utf-8").split("\n")[line - 1]


def test_the_order_of_reading_leaves_no_practice_out(folder: Path) -> None:
    change(folder / "guide/contents.yaml", "      - mediation\n", "")
    assert mistakes(folder) == [
        ("guide/contents.yaml", 1, "The page 'mediation' is missing.", "Name every practice once.")
    ]


def test_an_edition_names_pages_that_exist(folder: Path) -> None:
    change(folder / "guide/editions.yaml", "pages: [using-the-staircase", "pages: [gone-page")
    [(name, _, what, mend)] = mistakes(folder)
    assert (name, what, mend) == ("guide/editions.yaml", "There is no page 'gone-page'.", "Mend it.")


def test_a_rule_stands_in_the_sentence_and_in_the_list() -> None:
    for language, doubt in (("da", "(ikke bekræftet)"), ("en", "(not confirmed)")):
        page = GUIDE.pages[language]["complaint-guides"]
        text = "".join(section.body for section in page.sections)
        assert page.rules
        for rule in page.rules:
            assert f"[{rule.text}](#regel-{rule.id}){'' if rule.confirmed else f' {doubt}'}" in text
            assert rule.source.url.startswith("https://")


def test_every_rule_is_used() -> None:
    used = {rule.id for page in GUIDE.in_order("da") for rule in page.rules}
    text = (Path(__file__).resolve().parents[2] / "content" / "rules.yaml").read_text(encoding="utf-8")
    assert sorted(used) == sorted(re.findall(r"^  ([a-z-]+):$", text, re.MULTILINE))
