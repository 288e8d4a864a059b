"""Where do the words of a list stand in a text? As whole words, in any case, over a line break too.

The text is cut into words once, and a phrase is looked up by its first word, so that three hundred phrases cost no
more than one, and no text, however odd, makes it slow.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from trappen.language.rules.reading import Token, tokens

_HYPHENS = frozenset("-‐‑")
# What others have said or written, in the quotation marks of either language. A quotation ends with its line.
_QUOTED = re.compile(r"»[^»«\n]*«|«[^»«\n]*»|“[^“”\n]*”|”[^”\n]*”|„[^„“”\n]*[“”]|\"[^\"\n]*\"")


@dataclass(frozen=True)
class Phrase:
    """Words that are looked for, and what may stand instead. A harmless one keeps those within it from being told."""

    say: str
    instead: tuple[str, ...] = ()
    group: str = ""
    harmless: bool = False


class Match(NamedTuple):
    """A phrase in a text: characters from 0, `end` not included."""

    start: int
    end: int
    phrase: Phrase


class _Form(NamedTuple):
    """One way of writing a phrase: its words and what stands between them, a space or a sign."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    phrase: Phrase


@dataclass(frozen=True)
class Phrases:
    """Phrases by their first two words, the longest first; the second word is empty where there is only one."""

    by_start: Mapping[tuple[str, str], tuple[_Form, ...]]

    @classmethod
    def of(cls, written: Iterable[tuple[str, Phrase]]) -> Self:
        """From each form that a phrase may have. Raises ValueError where a form has no word."""
        found: dict[tuple[str, str], list[_Form]] = {}
        for text, phrase in written:
            form = _form(text, phrase)
            found.setdefault((form.words[0], "".join(form.words[1:2])), []).append(form)
        return cls({start: tuple(sorted(forms, key=_longest_first)) for start, forms in found.items()})

    def find(self, text: str, cut: Sequence[Token]) -> Iterator[Match]:
        """What stands in a text that is cut into `cut`; of two at one place the longer."""
        after = 0
        for at, token in enumerate(cut):
            if at < after or _is_tied(text, token.start - 1):
                continue
            for form in self._may_begin(cut, at):
                if (end := _fits(text, cut, at, form)) is not None:
                    after = at + len(form.words)
                    if not form.phrase.harmless:
                        yield Match(token.start, end, form.phrase)
                    break

    def _may_begin(self, cut: Sequence[Token], at: int) -> tuple[_Form, ...]:
        following = cut[at + 1].word if at + 1 < len(cut) else ""
        alone = self.by_start.get((cut[at].word, ""), ())
        return (*self.by_start.get((cut[at].word, following), ()), *alone) if following else alone

    def __iter__(self) -> Iterator[tuple[str, Phrase]]:
        """Every form with its phrase, a space between its words where nothing else stands."""
        for forms in self.by_start.values():
            for form in forms:
                gaps = [gap or " " for gap in form.gaps]
                yield "".join(part for pair in zip(form.words, [*gaps, ""], strict=True) for part in pair), form.phrase


def quotations(text: str) -> list[tuple[int, int]]:
    """The places that are in quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _form(text: str, phrase: Phrase) -> _Form:
    cut = tokens(text)
    if not cut:
        raise ValueError(f"{text!r} has no word")
    gaps = tuple(text[one.end : other.start].strip() for one, other in pairwise(cut))
    return _Form(tuple(token.word for token in cut), gaps, phrase)


def _longest_first(form: _Form) -> int:
    return -len(form.words)


def _fits(text: str, cut: Sequence[Token], at: int, form: _Form) -> int | None:
    """The end of a form that begins at a word, None where it does not stand there."""
    last = at + len(form.words) - 1
    if last >= len(cut):
        return None
    for here, word, gap in zip(range(at + 1, last + 1), form.words[1:], form.gaps, strict=True):
        if cut[here].word != word or not _is_gap(text, cut[here - 1].end, cut[here].start, gap):
            return None
    end = cut[last].end
    return None if _is_tied(text, end) else end


def _is_gap(text: str, start: int, end: int, gap: str) -> bool:
    between = text[start:end]
    return between.strip() == gap and between.count("\n") <= 1


def _is_tied(text: str, at: int) -> bool:
    """Whether a hyphen stands there between two words: "aggressiv-agtig" is a word of its own."""
    if not 0 < at < len(text) - 1 or text[at] not in _HYPHENS:
        return False
    return text[at - 1].isalnum() and text[at + 1].isalnum()
