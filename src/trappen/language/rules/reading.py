"""How hard is a text to read? Words, sentences, and LIX.

LIX (Björnsson) is words for each sentence plus long words in a hundred. The bands are those used for Danish:
https://sprogvaskeriet.dk/tjek-din-lix/ (read November 2026). It tells of length, and of nothing else.
"""

import enum
import re
from dataclasses import dataclass

LONG_WORD = 7  # letters

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A sentence ends with a mark that is followed by space and a sign that may begin the next, or with its line.
_END = re.compile(r"[.!?:][\"”’)»]*(?=\s)|$", re.MULTILINE)
_SHORT = (
    "fx f.eks bl.a ca d dvs evt inkl ekskl kl kr m.m m.v mv mht mhp nr o.l osv pga pkt stk tlf vedr jf jr hr fr dr afs "
    "e.g i.e etc jan feb apr jun jul aug sep sept okt nov dec"
)
_SHORT_FORMS = frozenset(_SHORT.split())
_LAST_WORD = re.compile(r"[\w.]*$")


class Band(enum.StrEnum):
    """How hard a LIX is, the easiest first."""

    VERY_EASY = "very-easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very-hard"


_LOWEST = {25: Band.EASY, 35: Band.MEDIUM, 45: Band.HARD, 55: Band.VERY_HARD}


@dataclass(frozen=True)
class Sentence:
    """A place in a text: characters from 0, `end` not included; `words` is how many it has."""

    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Lix:
    """A LIX, rounded, and what it was counted from."""

    value: int
    words: int
    sentences: int
    long_words: int

    @property
    def band(self) -> Band:
        return next((band for lowest, band in reversed(_LOWEST.items()) if self.value >= lowest), Band.VERY_EASY)


def words(text: str) -> list[str]:
    """The words: letters, with a hyphen or an apostrophe inside. Numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[Sentence]:
    """The sentences that hold a word. A line ends one, be it a paragraph, a heading or a point of a list."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0] and not _may_end(text, match.start(), match.end()):
            continue
        piece = text[start : match.end()]
        if count := len(words(piece)):
            found.append(Sentence(start + len(piece) - len(piece.lstrip()), match.end(), count))
        start = match.end()
    return found


def lix(text: str) -> Lix | None:
    """None where there is no word."""
    all_words = words(text)
    if not all_words:
        return None
    parts = len(sentences(text))
    long = sum(len(word) >= LONG_WORD for word in all_words)
    return Lix(round(len(all_words) / parts + 100 * long / len(all_words)), len(all_words), parts, long)


def _may_end(text: str, at: int, after: int) -> bool:
    """Whether a mark ends a sentence: not after "fx.", "kl.", "1." of a date, or before a small letter."""
    if text[at] != ".":
        return True
    following = text[after : after + 40].lstrip(" \t")
    before = _LAST_WORD.search(text, max(0, at - 20), at)
    last = before[0].lower() if before else ""
    if last in _SHORT_FORMS or (last.isdigit() and following[:1].islower()):
        return False
    return not following[:1].islower()
