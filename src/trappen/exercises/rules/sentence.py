"""How do what I see, what it does and what I wish become something that can be said?"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

_AFTER_WORD = " ,\n"


class Slot(enum.StrEnum):
    """The parts of a sentence from one's own half of the pitch, in the order in which they are said."""

    BEHAVIOUR = "behaviour"
    EFFECT = "effect"
    WISH = "wish"
    CHOICE = "choice"


@dataclass(frozen=True)
class Said:
    """What someone has written, in their own words; the choice may be left out."""

    behaviour: str
    effect: str
    wish: str
    choice: str = ""


@dataclass(frozen=True)
class Openings:
    """How people begin.

    With `whole` sentences of their own, with words that are `repeated` since they stand before already, with the word
    `that` where they wish something of the other, and with words that are written in `capital` wherever they stand.
    """

    whole: Mapping[Slot, tuple[str, ...]]
    repeated: Mapping[Slot, tuple[str, ...]]
    that: str
    capital: frozenset[str]


@dataclass(frozen=True)
class Manner:
    """One way to say it: what stands before each part, and what frames the whole.

    `that_you` stands before a wish that begins with "that".
    """

    leads: Mapping[Slot, str]
    that_you: str
    before: str = ""
    after: str = ""
    paragraphs: bool = False


def put_together(said: Said, manner: Manner, openings: Openings) -> str:
    """The whole thing to say. What was written stands in it word for word."""
    written = [(slot, getattr(said, slot.value).strip()) for slot in Slot]
    middle = " ".join(_sentence(slot, text, manner, openings) for slot, text in written if text)
    parts = [part for part in (manner.before, middle, manner.after) if part]
    return ("\n\n" if manner.paragraphs else " ").join(parts)


def _sentence(slot: Slot, text: str, manner: Manner, openings: Openings) -> str:
    if _begins(text, openings.whole[slot]):
        return _ended(text[0].upper() + text[1:])
    if slot is Slot.WISH and _begins(text, (openings.that,)):
        return _ended(f"{manner.that_you} {text[len(openings.that) :].lstrip(_AFTER_WORD)}")
    for word in openings.repeated[slot]:
        if _begins(text, (word,)):
            text = text[len(word) :].lstrip(_AFTER_WORD)
    return _ended(f"{manner.leads[slot]} {_small(text, openings.capital)}")


def _begins(text: str, openings: tuple[str, ...]) -> bool:
    words = " ".join(word.rstrip(",.;:") for word in text.casefold().split())
    return any(f"{words} ".startswith(f"{opening.casefold()} ") for opening in openings)


def _small(text: str, capital: frozenset[str]) -> str:
    """A first word that is large only because it came first becomes small."""
    first = text.partition(" ")[0].rstrip(",.;:!?")
    is_name_of_letters = len(first) > 1 and first.isupper()
    return text if first in capital or is_name_of_letters else text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ".«", '."', ".”")) else f"{text}."
