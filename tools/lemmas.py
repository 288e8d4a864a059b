"""Under which form does the search hold a word whose forms a stemmer parts? Writes content/guide/lemmas.json.

simplemma's dictionaries would cost each web worker more than a hundred megabytes. What the search needs of them is
small: the forms of the guide's own words that a stemmer parts ("trusler" from "trussel", "børn" from "barn"). So they
are looked up here, and what was found is kept. Run `make lemmas` when the guide has changed.
"""

import json
import re
from pathlib import Path

import simplemma
import tantivy
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "content" / "guide" / "lemmas.json"
STEMMERS = {"da": "danish", "en": "english"}


def found(language: str) -> dict[str, str]:
    """The forms of every word of the guide whose stem is not that of the word itself."""
    stemmer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    analyzer = stemmer.filter(tantivy.Filter.stemmer(STEMMERS[language])).build()
    used = words_of(language)
    lemmas = {simplemma.lemmatize(word, lang=language).lower() for word in used} & used
    pairs = {}
    for one, other in DefaultDictionaryFactory().get_dictionary(language).items():
        form, lemma = text_of(one).lower(), text_of(other).lower()
        if lemma in lemmas and form.isalpha() and analyzer.analyze(form) != analyzer.analyze(lemma):
            pairs[form] = lemma
    return dict(sorted(pairs.items()))


def words_of(language: str) -> set[str]:
    text = " ".join(
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "content/guide" / language).glob("*.md"))
    )
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text)}


def text_of(value: bytes | str) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def told() -> str:
    return json.dumps({language: found(language) for language in STEMMERS}, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    FILE.write_text(told(), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} has been written.")
