"""How hard is a text to read? Words, sentences, and LIX.

LIX (Björnsson) is words for each sentence plus long words in a hundred. The bands are those used for Danish:
https://sprogvaskeriet.dk/tjek-din-lix/ (read November 2026). It tells of length, and of nothing else.
"""

import enum
import re
from dataclasses import dataclass
from typing import NamedTuple

LONG_WORD = 7  # letters


def listed(written: str) -> frozenset[str]:
    """The words of a list that is written with spaces."""
    return frozenset(written.split())


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W_]+")
# A sentence ends with a mark that is followed by space and a sign that may begin the next, or with its line.
_END = re.compile(r"[.!?:][\"”’)»«]*(?=\s)|$", re.MULTILINE)
# Never the end of a sentence, whatever follows.
_SHORT = listed(
    "fx f.eks bl.a ca d dvs evt inkl ekskl kl m.h.t mht mhp nr pga pkt stk tlf vedr jf jr hr fr dr afs adv alm ang"
    " ansv c/o dir e.g i.e ifm iht ift j.nr kap maks max min mobil p.g.a p.t p.b.v pba pr ref s.u sml st stud str"
    " til.nr udg ung vha"
)
# As often as not the end of one: it is where a capital letter follows.
_CLOSING = listed("etc kr m.m m.v mv mm o.l o.lign osv pct o.a m.fl u.å")
_MONTHS = listed(
    "januar februar marts april maj juni juli august september oktober november december"
    " jan feb mar apr jun jul aug sep sept okt nov dec"
)
_LAST_WORD = re.compile(r"[\w./]*$")
_NEXT_WORD = re.compile(r"[ \t]*([^\W\d_]+)?")
_LONGEST_SHORT = 12  # characters that are looked back at
# A line of a letter that a mail program has broken: long, not ended, and carried on with a small letter.
_WRAPPED = re.compile(r"(?<=[^\n.!?:;\s])[ \t]*\n(?=[a-zæøå])")
_FULL_LINE = 50


class Band(enum.StrEnum):
    """How hard a LIX is, the easiest first."""

    VERY_EASY = "very-easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very-hard"


_LOWEST = {25: Band.EASY, 35: Band.MEDIUM, 45: Band.HARD, 55: Band.VERY_HARD}


class Token(NamedTuple):
    """A run of letters and digits in small letters, and its place."""

    start: int
    end: int
    word: str


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


def tokens(text: str) -> list[Token]:
    return [Token(*match.span(), match[0].lower()) for match in _TOKEN.finditer(text)]


def sentences(text: str) -> list[Sentence]:
    """The sentences that hold a word. A line ends one, be it a paragraph, a heading or a point of a list."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0] and not _may_end(text, match.start(), match.end()):
            continue
        piece = text[start : match.end()]
        if count := len(words(piece)):
            end = start + len(piece.rstrip())
            found.append(Sentence(start + len(piece) - len(piece.lstrip()), end, count))
        start = match.end()
    return found


def lix(text: str) -> Lix | None:
    """None where there is no word."""
    all_words = words(text)
    if not all_words:
        return None
    parts = len(sentences(text))
    long = sum(len(word) >= LONG_WORD for word in all_words)
    value = len(all_words) / parts + 100 * long / len(all_words)
    return Lix(int(value + 0.5), len(all_words), parts, long)


def unwrapped(text: str) -> str:
    """The text with the line breaks undone that a mail program has put into its sentences. Every place stays."""
    joined = list(text)
    for match in _WRAPPED.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - line_start >= _FULL_LINE:
            joined[match.end() - 1] = " "
    return "".join(joined)


def _may_end(text: str, at: int, after: int) -> bool:
    """Whether a mark ends a sentence: not after "fx.", "kl.", "1." of a date, or before a small letter."""
    if text[at] != ".":
        return True
    found = _NEXT_WORD.match(text, after)
    following = (found[1] if found else None) or ""
    if following[:1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, at - _LONGEST_SHORT), at)
    written = before[0] if before else ""
    last = written.lower()
    if last in _CLOSING:
        return bool(following) or text[after : after + 1] == "\n"
    is_initial = len(written) == 1 and written.isupper()
    is_date = last.isdigit() and following.lower() in _MONTHS
    return not (last in _SHORT or is_initial or is_date)
