"""Which words does the mirror look for? Those of `content/language/`, read and checked once in the life of a process.

A mistake is told with file, line and what to do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import BeforeValidator, Field

from trappen.language.rules import Lexicon, Phrase, Phrases, Verbs
from trappen.shared.yaml_files import ContentError, Mistake, Shape, Strict, line_of, parse, read

Place = Sequence[str | int]
Wrong = Iterable[tuple[Place, str, str]]


def _as_list(given: object) -> object:
    return [given] if isinstance(given, str) else given


Words = Annotated[str, Field(min_length=1, pattern=r"[^\W_]")]
Several = Annotated[list[Words], BeforeValidator(_as_list), Field(min_length=1)]


class _WordIn(Strict):
    say: Words
    instead: Several
    forms: list[Words] = Field(default=[])
    note: str = ""


class _OfficialeseIn(Strict):
    words: list[_WordIn]


class _ToneIn(Strict):
    blame: list[_WordIn]
    absolutes: list[_WordIn]
    unless: list[Words]
    shouted: list[Words]
    acronyms: list[Words]


class _LabelIn(Strict):
    say: Words
    group: str
    forms: list[Words] = Field(default=[])


class _AdviceIn(Strict):
    da: str = Field(min_length=10)
    en: str = Field(min_length=10)


class _LabelsIn(Strict):
    advice: dict[str, _AdviceIn]
    da: list[_LabelIn]
    en: list[_LabelIn]
    unless: list[Words]


class _PassivesIn(Strict):
    verbs: dict[str, Words]
    active: dict[str, Words]
    never: list[Words]


def load(folder: Path) -> Lexicon:
    """Read and check `language/` of the content folder. Raises ContentError with the mistakes of a file."""
    place = folder / "language"
    officialese = _read(place / "officialese.yaml", _OfficialeseIn, _wrong_in_officialese)
    tone = _read(place / "tone.yaml", _ToneIn, _wrong_in_tone)
    told = _read(place / "labels.yaml", _LabelsIn, _wrong_in_labels)
    passives = _read(place / "passives.yaml", _PassivesIn, _wrong_in_passives)
    return Lexicon(
        officialese=Phrases.of(_forms(officialese.words)),
        blame=Phrases.of(_forms(tone.blame)),
        absolutes=Phrases.of([*_forms(tone.absolutes), *_harmless(tone.unless)]),
        labels=Phrases.of([*_labels(told), *_harmless(told.unless)]),
        advice={group: each.model_dump() for group, each in told.advice.items()},
        verbs=_verbs(passives),
        shouted=frozenset(each.lower() for each in tone.shouted),
        acronyms=frozenset(each.lower() for each in tone.acronyms),
    )


@lru_cache(maxsize=2)
def kept(folder: Path) -> Lexicon:
    """The words of a folder, read once in the life of a process."""
    return load(folder)


def lexicon() -> Lexicon:
    return kept(settings.CONTENT)


def _read(file: Path, shape: type[Shape], wrong: Callable[[Shape], Wrong]) -> Shape:
    text = read(file)
    told = parse(file, text, shape)
    if found := [Mistake(file, line_of(text, where), what, mend) for where, what, mend in wrong(told)]:
        raise ContentError(found)
    return told


def _wrong_in_officialese(told: _OfficialeseIn) -> Wrong:
    return _twins((["words", at], (each.say, *each.forms)) for at, each in enumerate(told.words))


def _wrong_in_tone(told: _ToneIn) -> Wrong:
    for name, words in (("blame", told.blame), ("absolutes", told.absolutes)):
        yield from _twins(([name, at], (each.say, *each.forms)) for at, each in enumerate(words))


def _wrong_in_labels(told: _LabelsIn) -> Wrong:
    """A word that both lists hold would be advised on twice, so it stands in one."""
    both = [*_places("da", told.da), *_places("en", told.en)]
    yield from _twins((where, (each.say, *each.forms)) for where, each in both)
    for where, each in both:
        if each.group not in told.advice:
            yield where, f"There is no advice for the group {each.group!r}.", "Name a group that stands under advice."


def _places(name: str, labels: Iterable[_LabelIn]) -> Iterator[tuple[Place, _LabelIn]]:
    for at, each in enumerate(labels):
        yield [name, at], each


def _wrong_in_passives(told: _PassivesIn) -> Wrong:
    for verb in told.verbs:
        if not verb.endswith("s"):
            yield ["verbs", verb], f"{verb!r} is no passive.", "Write it with its s."
    for verb in told.active:
        if verb not in told.verbs:
            yield ["active", verb], f"{verb!r} is no verb of the list.", "Name a verb that stands under verbs."


def _twins(written: Iterable[tuple[Place, Iterable[str]]]) -> Iterator[tuple[Place, str, str]]:
    seen: set[str] = set()
    for where, forms in written:
        for form in forms:
            if (plain := form.lower()) in seen:
                yield where, f"The words {form!r} stand twice.", "Leave one of them out."
            seen.add(plain)


def _forms(words: Iterable[_WordIn]) -> Iterator[tuple[str, Phrase]]:
    for each in words:
        phrase = Phrase(each.say, tuple(each.instead))
        for form in (each.say, *each.forms):
            yield form, phrase


def _labels(told: _LabelsIn) -> Iterator[tuple[str, Phrase]]:
    for each in (*told.da, *told.en):
        phrase = Phrase(each.say, group=each.group)
        for form in (each.say, *each.forms):
            yield form, phrase


def _harmless(listed: Iterable[str]) -> Iterator[tuple[str, Phrase]]:
    for words in listed:
        yield words, Phrase(words, harmless=True)


def _verbs(told: _PassivesIn) -> Verbs:
    active = {verb: told.active.get(verb, f"{verb[:-1]}r") for verb in told.verbs}
    return Verbs(active, {past: active[verb] for verb, past in told.verbs.items()}, frozenset(told.never))
