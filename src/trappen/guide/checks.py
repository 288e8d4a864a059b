"""Is a page of the guide whole, plain, and true to the table of rules? Each fault is told with its line.

What is checked of language alone (officialese, labels on people, spelling) is checked by the tests, with the rules of
the language mirror.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trappen.guide.markup import Told
from trappen.guide.rules import Mark
from trappen.language.rules import lix

HIGHEST_LIX = 44
LEAST_SAID, LEAST_AVOIDED = 3, 2

RULE = re.compile(r"\[\[([^\]\n]*)\]\]")
HEADING = re.compile(r"^## (?P<title>.+?)(?: \{(?P<mark>\w+)\})?\s*$", re.MULTILINE)
_SAID = re.compile(r'^> \*\*[^*\n]+\*\* "', re.MULTILINE)
_AVOIDED = re.compile(r'^- "', re.MULTILINE)
_FOREIGN = re.compile(r"<[a-z/]|!\[|^\||^# ", re.MULTILINE | re.IGNORECASE)

# An act, or a paragraph of it, is named by the table alone.
_ACT = {
    "da": re.compile(
        r"§|\bstk\. ?\d|\w+loven(s)?\b|\bbekendtgørelse|\bforordning|\bGDPR\b|\bartikel \d", re.IGNORECASE
    ),
    "en": re.compile(r"§|\bsection \d|\bGDPR\b|(?-i:\b[A-Z]\w+ Act\b)|\bregulation \d|\barticle \d", re.IGNORECASE),
}
# So is a deadline or a penalty: a number with a unit of time, beside a word that makes it one.
_TIME = {
    "da": re.compile(
        r"\b(\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|fjorten) ?"
        r"(timer|dage|arbejdsdage|hverdage|uger?|måneder|måned|år)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|fourteen) "
        r"(hours?|days?|working days?|weeks?|months?|years?)\b",
        re.IGNORECASE,
    ),
}
_OF_LAW = {
    "da": re.compile(
        r"\b(frist\w*|anmeld\w*|aktindsigt\w*|klagefrist\w*|straf\w*|fængsel\w*|bøde\w*|erstatning\w*|notatpligt\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(deadlines?|reported to the police|access to files|punish\w*|prison|compensation)\b", re.IGNORECASE
    ),
}
_QUOTED = re.compile(r'"[^"\n]*"')


@dataclass(frozen=True)
class Fault:
    """What is wrong, how to mend it, and where: the line of the body, from 0."""

    line: int
    what: str
    mend: str


def faults(
    body: str, told: Sequence[Told], language: str, *, is_practice: bool, pages: set[str], rules: set[str]
) -> Iterator[Fault]:
    """`body` is the Markdown as it was written, with its marks and its [[rules]]; `told` is what it says."""
    yield from _unknown(body, told, pages, rules)
    yield from _law(told, language)
    if found := _FOREIGN.search(body):
        yield Fault(_line(body, found.start()), "HTML, pictures and tables may not stand here.", "Write it as text.")
    if is_practice:
        yield from _shape(body)
    if language == "da":
        counted = lix("\n".join(RULE.sub("reglen", each.text) for each in told if not each.is_heading))
        if counted and counted.value > HIGHEST_LIX:
            yield Fault(0, f"The page has LIX {counted.value}.", f"Write it plainer: {HIGHEST_LIX} at most.")


def _unknown(body: str, told: Sequence[Told], pages: set[str], rules: set[str]) -> Iterator[Fault]:
    for each in told:
        for target in each.links:
            if target not in pages:
                yield Fault(each.line, f"The link leads to {target!r}, which is no page.", "Use the id of a page.")
    for found in RULE.finditer(body):
        if found[1] not in rules:
            yield Fault(_line(body, found.start()), f"There is no rule {found[1]!r}.", "Use an id from rules.yaml.")


def _law(told: Sequence[Told], language: str) -> Iterator[Fault]:
    mend = "Put it into rules.yaml, and [[its id]] here."
    for each in told:
        for sentence in re.split(r"(?<=[.!?]) ", RULE.sub("", each.text)):
            if named := _ACT[language].search(sentence):
                yield Fault(each.line, f"The law stands in the text: {named[0]!r}.", mend)
            elif (time := _TIME[language].search(_QUOTED.sub("", sentence))) and _OF_LAW[language].search(sentence):
                yield Fault(each.line, f"A figure of law stands in the text: {time[0]!r}.", mend)


def _shape(body: str) -> Iterator[Fault]:
    headings = list(HEADING.finditer(body))
    marks = [each["mark"] for each in headings if each["mark"]]
    if sorted(marks) != sorted(Mark):
        missing = ", ".join(f"{{{mark}}}" for mark in Mark if marks.count(mark) != 1)
        yield Fault(0, f"These parts must stand once: {missing}.", "Mark each heading: ## Words {mark}.")
        return
    for at, heading in enumerate(headings):
        end = headings[at + 1].start() if at + 1 < len(headings) else len(body)
        part, line = body[heading.end() : end].strip(), _line(body, heading.start())
        if heading["mark"] == Mark.SAY and len(_SAID.findall(part)) < LEAST_SAID:
            yield Fault(line, "There are too few sentences to say.", 'Write three or more: > **Where:** "…"')
        if heading["mark"] == Mark.AVOID and len(_AVOIDED.findall(part)) < LEAST_AVOIDED:
            yield Fault(line, "There are too few sentences to avoid.", 'Write two or more: - "…" and why.')
        if heading["mark"] == Mark.STEPS and "1. " not in part:
            yield Fault(line, "There are no steps.", "Write a numbered list.")
        if heading["mark"] == Mark.WHO and not _names_three(part):
            yield Fault(line, "Who does what is not said for three.", "Write three paragraphs that begin in bold.")


def _names_three(part: str) -> bool:
    paragraphs = [each for each in part.split("\n\n") if each.strip()]
    return len(paragraphs) == 3 and all(each.strip().startswith("**") for each in paragraphs)


def _line(body: str, at: int) -> int:
    return body.count("\n", 0, at)
