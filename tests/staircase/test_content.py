"""Is every mistake in a content file told with file, line and what to do, and is nothing served from it?"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.test import override_settings

from tests.staircase.conftest import CHECKLIST, CONTENT, PRACTICES
from trappen.shared.yaml_files import ContentError, Mistake, line_of
from trappen.staircase import queries
from trappen.staircase.content import Tool, kept, load
from trappen.staircase.rules import Words

EDITION = "staircase/2021.1.yaml"
NEIGHBOUR = "Compare with a neighbouring entry."
ITS_OWN = "Give each its own."
LOWER = "Name a lower step, or null."
LEAD_ON = "Write continue_da and continue_en."
A_PRACTICE = "Use the id of a practice in this file."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def mistakes(folder: Path) -> list[tuple[str, int, str, str]]:
    """Every mistake that loading tells: file, line, what is wrong and what to do."""
    with pytest.raises(ContentError) as told:
        load(folder)
    assert str(told.value) == "\n".join(str(each) for each in told.value.mistakes)
    return [(str(each.file.relative_to(folder)), each.line, each.what, each.mend) for each in told.value.mistakes]


def change(file: Path, old: str, new: str) -> int:
    """Put `new` for the one `old`. Gives the line, from 1, on which it stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_mistake_reads_as_file_line_what_and_advice() -> None:
    mistake = Mistake(Path("content/tools.yaml"), 7, "The id 'x' stands twice.", "Give each its own.")
    assert str(mistake) == "content/tools.yaml:7: The id 'x' stands twice. Give each its own."


# One place in one file is changed. A mistake is told on the line of the change, `at` so many lines below it, or on
# the first line that begins with `at`.


def line_told(file: Path, old: str, new: str, at: int | str) -> int:
    changed = change(file, old, new)
    lines = file.read_text(encoding="utf-8").split("\n")
    return changed + at if isinstance(at, int) else next(n for n, each in enumerate(lines, 1) if each.startswith(at))


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "problem"),
    [
        (EDITION, "version: ", "version: [", 1, "expected ',' or ']', but got '<scalar>'"),
        (EDITION, "  - id: yellow", "\t- id: yellow", 0, "found character '\\t' that cannot start any token"),
        (EDITION, "order: 2", "order: 2\x07", 0, "special characters are not allowed"),
        (EDITION, "    order: 2", "    order: 2\n    order: 2", 1, "'order' stands twice"),
        (
            EDITION,
            "order: 2",
            "order: " + "2" * 5_000,
            0,
            "Exceeds the limit (4300 digits) for integer string conversion",
        ),
        ("tools.yaml", "practices:", "practices: *nobody\nx:", 0, "found undefined alias 'nobody'"),
        ("tools.yaml", "  map-risks:", "  ? [map-risks]\n  :", 0, "found unhashable key"),
        ("introduction.yaml", "da:\n  title", "credit: x\nda:\n  title", 0, "'credit' stands twice"),
    ],
)
def test_what_is_no_yaml_is_told(folder: Path, file: str, old: str, new: str, at: int, problem: str) -> None:
    line = line_told(folder / file, old, new, at)
    [(told_file, told_line, what, mend)] = mistakes(folder)
    assert (told_file, told_line, mend) == (file, line, "Mend the line.")
    assert what.startswith(f"This is not YAML: {problem}")


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "what"),
    [
        # A key that nobody knows
        (EDITION, "    order: 2", "    order: 2\n    colour: x", 1, "steps.1.colour: Extra inputs are not permitted."),
        (
            EDITION,
            "{id: language,",
            "{id: language, x: y,",
            0,
            "steps.0.practices.contact.1.x: Extra inputs are not permitted.",
        ),
        (
            "tools.yaml",
            "{name: walk-through,",
            "{name: walk-through, x: y,",
            0,
            "practices.citizens-eyes.0.x: Extra inputs are not permitted.",
        ),
        ("introduction.yaml", "credit:", "colour: red\ncredit:", 0, "colour: Extra inputs are not permitted."),
        # A wrong type
        (
            EDITION,
            "order: 2",
            "order: second",
            0,
            "steps.1.order: Input should be a valid integer, unable to parse string as an integer.",
        ),
        (EDITION, 'version: "2021.1"', "version: 2021.1", 0, "version: Input should be a valid string."),
        (EDITION, 'version: "2021.1"', 'version: "x"', 0, r"version: String should match pattern '^\d{4}\.\d+$'."),
        (EDITION, "signs: []", "signs: none", 0, "steps.0.signs: Input should be a valid list."),
        (EDITION, "- id: yellow", "- id: blue", 0, "steps.1.id: Input should be 'green', 'yellow' or 'red'."),
        (
            EDITION,
            "continues: green",
            "continues: x",
            0,
            "steps.1.continues: Input should be 'green', 'yellow' or 'red'.",
        ),
        (
            EDITION,
            "{id: language,",
            "{id: A B,",
            0,
            "steps.0.practices.contact.1.id: String should match pattern '^[a-z][a-z-]+$'.",
        ),
        ("tools.yaml", "  map-risks:", "  5:", 0, "practices.5.[key]: Input should be a valid string."),
        (
            "tools.yaml",
            "    - {name: risk-map,",
            "    [] # ",
            "  map-risks:",
            "practices.map-risks: List should have at least 1 item after validation, not 0.",
        ),
        # A translation is missing
        (
            EDITION,
            ', en: "Focus on your language, face to face and in writing"',
            "",
            0,
            "steps.0.practices.contact.1.en: Field required.",
        ),
        (
            EDITION,
            'en: "Bring the conflict with the citizen down a step"',
            "en: ''",
            0,
            "title.en: String should have at least 1 character.",
        ),
        (
            EDITION,
            '    en: {name: "The yellow',
            '    # {name: "The yellow',
            "  - id: yellow",
            "steps.1.en: Field required.",
        ),
        (
            EDITION,
            'about_en: "The way you meet and work with the citizen"',
            "about_en: ''",
            0,
            "tracks.contact.about_en: String should have at least 1 character.",
        ),
        (
            "tools.yaml",
            "da: Risikokort, en: Risk map",
            "da: Risikokort",
            0,
            "practices.map-risks.0.en: Field required.",
        ),
        ("introduction.yaml", '  en: "The text is by', '  # "The text is by', "credit:", "credit.en: Field required."),
    ],
)
def test_a_wrong_shape_is_told(folder: Path, file: str, old: str, new: str, at: int | str, what: str) -> None:
    line = line_told(folder / file, old, new, at)
    assert mistakes(folder)[0] == (file, line, what, NEIGHBOUR)


@pytest.mark.parametrize(
    ("old", "new", "at", "what", "mend"),
    [
        ("{id: dissatisfaction,", "{id: unclear-dialogue,", 2, "The id 'unclear-dialogue' stands twice.", ITS_OWN),
        ("{id: language,", "{id: predictability,", 0, "The id 'predictability' stands twice.", ITS_OWN),
        ("{id: mediation,", "{id: plays-staff-off,", 0, "The id 'plays-staff-off' stands twice.", ITS_OWN),
        ("continues: yellow", "continues: red", 0, "A step continues from a lower one.", LOWER),
        ("continues: green", "continues: red", 0, "A step continues from a lower one.", LOWER),
        (
            '    continue_en: "Prefer',
            '    # "Prefer',
            "    continues: green",
            "The words that lead on are missing.",
            LEAD_ON,
        ),
        (
            '    continue_da: "Fortsæt også med',
            "    # ",
            "    continues: yellow",
            "The words that lead on are missing.",
            LEAD_ON,
        ),
        ("[violence-preparedness,", "[first-aid,", 0, "There is no practice 'first-aid'.", A_PRACTICE),
        ("[violence-preparedness,", "[press-and-media,", 0, "There is no practice 'press-and-media'.", A_PRACTICE),
        ('version: "2021.1"', 'version: "2022.1"', 0, "The edition is '2022.1'.", "Name the file so."),
        ("order: 3", "order: 0", "steps:", "The steps are not green, yellow, red.", "Mend id and order."),
        ("- id: red", "- id: yellow", "steps:", "The steps are not green, yellow, red.", "Mend id and order."),
    ],
)
def test_an_edition_that_contradicts_itself_is_told(
    folder: Path, old: str, new: str, at: int | str, what: str, mend: str
) -> None:
    line = line_told(folder / EDITION, old, new, at)
    assert mistakes(folder)[0] == (EDITION, line, what, mend)


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("", ["a"], 1),
        ("\n\nwords", ["a", 0], 3),
        ("\na:\n  - b: 1\n  - c", ["a", 1, "b"], 4),
        ("\na:\n  - b: 1\n  - c", ["a", 7], 2),
        ("\na:\n  - b: 1\n  - c", ["x"], 2),
    ],
)
def test_where_a_place_is_not_there_the_line_above_it_is_told(text: str, place: list[str | int], line: int) -> None:
    assert line_of(text, place) == line


def test_every_mistake_of_a_file_is_told_at_once(folder: Path) -> None:
    lines = [
        change(folder / EDITION, "order: 2", "order: second"),
        change(folder / EDITION, "{id: language,", "{id: LANGUAGE,"),
    ]
    told = mistakes(folder)
    assert sorted(line for _, line, _, _ in told) == sorted(lines)
    assert {file for file, _, _, _ in told} == {EDITION}


def test_a_practice_without_tools_and_a_tool_without_practice_are_both_told(folder: Path) -> None:
    line = change(folder / "tools.yaml", "  map-risks:\n", "  map-risk:\n")
    top = (folder / "tools.yaml").read_text(encoding="utf-8").split("\n").index("practices:") + 1
    advice = "Name each practice once."
    assert mistakes(folder) == [
        ("tools.yaml", line, "The practice 'map-risk' is missing or unknown.", advice),
        ("tools.yaml", top, "The practice 'map-risks' is missing or unknown.", advice),
    ]


# A whole file is wrong


def empty(file: Path) -> None:
    file.write_text("", encoding="utf-8")


def latin(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first = next(n for n, line in enumerate(text.split("\n")) if not line.isascii())
    lines = [
        line.encode() if n != first else line.encode("latin-1", "replace") for n, line in enumerate(text.split("\n"))
    ]
    file.write_bytes(b"\n".join(lines))


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def first_danish_line(file: str) -> int:
    lines = (CONTENT / file).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, start=1) if not line.isascii())


@pytest.mark.parametrize(
    ("file", "spoil", "line", "what", "mend"),
    [
        (EDITION, empty, 1, "the file: Input should be a valid dictionary or instance of _StaircaseIn.", NEIGHBOUR),
        ("tools.yaml", empty, 1, "the file: Input should be a valid dictionary or instance of _ToolsIn.", NEIGHBOUR),
        ("tools.yaml", Path.unlink, 1, "The file is missing.", "Put it back."),
        ("introduction.yaml", Path.unlink, 1, "The file is missing.", "Put it back."),
        ("introduction.yaml", make_folder, 1, "The file cannot be read (Is a directory).", "Mend that."),
        (EDITION, latin, first_danish_line(EDITION), "The file is not UTF-8.", "Save it as UTF-8."),
        (
            "introduction.yaml",
            latin,
            first_danish_line("introduction.yaml"),
            "The file is not UTF-8.",
            "Save it as UTF-8.",
        ),
    ],
)
def test_a_wrong_file_is_told(
    folder: Path, file: str, spoil: Callable[[Path], None], line: int, what: str, mend: str
) -> None:
    spoil(folder / file)
    assert mistakes(folder) == [(file, line, what, mend)]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    told = ("staircase", 1, "There is no edition of the staircase.", "Put the files back.")
    assert mistakes(tmp_path) == [told]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator of a machine may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "tools.yaml").chmod(0)
    assert mistakes(folder) == [("tools.yaml", 1, "The file cannot be read (Permission denied).", "Mend that.")]


# Whole content


def test_the_content_is_whole() -> None:
    content = load(CONTENT)
    assert set(content.tools) == set(PRACTICES)
    assert content.staircase is content.editions["2021.1"]


def test_tools_and_introduction_say_what_their_files_say() -> None:
    content = load(CONTENT)
    tools = yaml.safe_load((CONTENT / "tools.yaml").read_text(encoding="utf-8"))["practices"]
    assert content.tools == {
        id_: tuple(
            Tool(tool["name"], Words(tool["da"], tool["en"]), tool.get("page", ""), tool.get("target", ""))
            for tool in each
        )
        for id_, each in tools.items()
    }
    raw = yaml.safe_load((CONTENT / "introduction.yaml").read_text(encoding="utf-8"))
    introduction = content.introduction
    assert introduction.title == Words(raw["da"]["title"], raw["en"]["title"])
    assert introduction.paragraphs == {language: tuple(raw[language]["paragraphs"]) for language in ("da", "en")}
    assert introduction.credit == Words(raw["credit"]["da"], raw["credit"]["en"])


def test_a_file_from_another_system_is_read_the_same(folder: Path) -> None:
    edition = folder / EDITION
    edition.write_bytes(b"\xef\xbb\xbf" + edition.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder) == load(CONTENT)


def test_html_and_odd_letters_in_content_are_words(folder: Path) -> None:
    odd = "<b>Gå</b> & {{ x }} \U0001f642 \u202eslut"
    change(folder / EDITION, "Det grønne trin", odd)
    assert load(folder).staircase.steps[0].name.da == odd


# Editions side by side


@pytest.fixture
def newer(folder: Path) -> Path:
    """A folder with two more editions; 2021.10 comes after 2021.9, as numbers do."""
    text = CHECKLIST.read_text(encoding="utf-8")
    for version in ("2021.9", "2021.10"):
        later = text.replace('version: "2021.1"', f'version: "{version}"').replace(
            "Det gule trin", f"Trin af {version}"
        )
        (folder / "staircase" / f"{version}.yaml").write_text(later, encoding="utf-8")
    return folder


def test_the_newest_edition_wins_and_the_old_ones_stay(newer: Path) -> None:
    content = load(newer)
    assert set(content.editions) == {"2021.1", "2021.9", "2021.10"}
    assert content.staircase.version == "2021.10"
    assert content.editions["2021.1"] == load(CONTENT).staircase
    assert {version: each.step("yellow").name.da for version, each in content.editions.items()} == {
        "2021.1": "Det gule trin",
        "2021.9": "Trin af 2021.9",
        "2021.10": "Trin af 2021.10",
    }


def test_pages_show_the_newest_and_an_old_answer_finds_its_own(newer: Path) -> None:
    with override_settings(CONTENT=newer):
        assert queries.newest().version == "2021.10"
        assert queries.edition("2021.1").step("yellow").name.da == "Det gule trin"
        with pytest.raises(KeyError, match=r"2019\.1"):
            queries.edition("2019.1")


def test_a_folder_is_read_once_in_the_life_of_a_process(folder: Path) -> None:
    first = kept(folder)
    shutil.rmtree(folder)
    assert kept(folder) is first
