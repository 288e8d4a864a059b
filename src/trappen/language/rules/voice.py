"""Where does a sentence hide who does it? Danish passives: "behandles", "skal indsendes", "bliver behandlet".

Many words that end like a passive are none ("findes", "kommunens", "alles"), so a word counts where it is one of the
verbs that letters are full of, or where a modal verb stands before it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trappen.language.rules.reading import Token, listed

_MODALS = listed("skal skulle kan kunne må måtte vil ville bør burde")
_BECOMES = listed("blive bliver blev blevet")
# What may stand between a modal verb and its verb without making it another's.
_BETWEEN = listed(
    "ikke også altid derfor først straks nu alene kun selv gerne dog herefter fremover endnu således samtidig derefter"
    " normalt ligeledes aldrig fortsat så endvidere desuden tidligst senest som udgangspunkt"
)
# A new thought begins: what follows belongs to another verb.
_STOPS = listed("og eller men at når hvis som der har havde er var have være skal kan må vil fordi da mens om hvor")
_NO_VERB = listed("alles andres begges deres ens fleres hendes jeres manges nogles tilfælles vores ellers")
_EACH_OTHER = listed("høres ses tales snakkes hjælpes følges skrives mødes")
_FURTHEST = 5  # words between "bliver" and its participle
_SHORTEST = 5  # letters of a verb after a modal one
_SHORTEST_LOAN = 7


@dataclass(frozen=True)
class Verbs:
    """Verbs by their passive and by their participle, each with what someone does; and those that only look so."""

    active_of: Mapping[str, str]
    active_of_participle: Mapping[str, str]
    never: frozenset[str]


class Passive(NamedTuple):
    """A place in a text, and the verb as someone does it."""

    start: int
    end: int
    active: str


def passives(text: str, cut: Sequence[Token], verbs: Verbs) -> Iterator[Passive]:
    joined = _joined(text, cut)
    for at, token in enumerate(cut):
        if token.word in _BECOMES:
            yield from _become(cut, at, verbs, joined)
        elif token.word.endswith("s") and not _is_each_other(cut, at):
            if active := _listed(token.word, verbs):
                yield Passive(token.start, token.end, active)
            elif _may_be_verb(token.word, verbs) and _is_after_modal(cut, at, joined) and not _is_name(text, token):
                yield Passive(token.start, token.end, f"{token.word[:-1]}r")


def _joined(text: str, cut: Sequence[Token]) -> Callable[[int], bool]:
    """Whether nothing but space stands between a word, by its number, and the next."""
    return lambda at: text[cut[at].end : cut[at + 1].start].isspace()


def _listed(word: str, verbs: Verbs) -> str:
    """The active of a listed verb, in the past tense too: "behandledes"."""
    now = f"{word[:-4]}es" if word.endswith("edes") else word
    return verbs.active_of.get(word) or verbs.active_of.get(now, "")


def _may_be_verb(word: str, verbs: Verbs) -> bool:
    looks_so = word.endswith("es") and len(word) >= _SHORTEST
    is_genitive = word.endswith(("ernes", "enes"))  # "borgernes", "børnenes"
    return looks_so and not is_genitive and word not in _NO_VERB and word not in verbs.never


def _is_after_modal(cut: Sequence[Token], at: int, joined: Callable[[int], bool]) -> bool:
    before = at - 1
    while before >= 0 and joined(before):
        if cut[before].word in _MODALS:
            return True
        if cut[before].word not in _BETWEEN:
            return False
        before -= 1
    return False


def _is_name(text: str, token: Token) -> bool:
    return text[token.start].isupper()


def _is_each_other(cut: Sequence[Token], at: int) -> bool:
    """People who do it to one another: "vi ses", "vi høres ved"."""
    if cut[at].word not in _EACH_OTHER:
        return False
    before = cut[at - 1].word if at else ""
    after = cut[at + 1].word if at + 1 < len(cut) else ""
    return before in {"vi", "i"} or after in {"ved", "ad", "med"}


def _become(cut: Sequence[Token], at: int, verbs: Verbs, joined: Callable[[int], bool]) -> Iterator[Passive]:
    for here in range(at + 1, min(at + 2 + _FURTHEST, len(cut))):
        word = cut[here].word
        if not joined(here - 1) or word in _STOPS:
            return
        active = verbs.active_of_participle.get(word, "")
        if not active and word.endswith("eret") and len(word) >= _SHORTEST_LOAN and word not in verbs.never:
            active = f"{word[:-1]}r"  # "registreret", "orienteret"
        if active:
            yield Passive(cut[at].start, cut[here].end, active)
            return
