"""Do our own pages pass the rules that the language mirror holds letters to?

What stands in quotation marks is said by someone, and the sentences to avoid are there to be avoided.
"""

import re

import pytest

from trappen.guide import queries
from trappen.guide.markup import lines
from trappen.guide.rules import Mark, Page
from trappen.language.lexicon import lexicon
from trappen.language.rules import Kind, findings, labels

NOT_OURS = {Kind.OFFICIALESE, Kind.BLAME, Kind.LABEL, Kind.SHOUTING, Kind.LONG_SENTENCE, Kind.CPR}
MOST = {Kind.PASSIVE: 10, Kind.ABSOLUTE: 6}  # on one page: some things are done by nobody in particular

_QUOTED = re.compile(r'"[^"\n]*"')

each_danish_page = pytest.mark.parametrize(
    "leaf", [pytest.param(page, id=page.id) for page in queries.guide().in_order("da")]
)


def said(leaf: Page) -> str:
    parts = [leaf.summary, leaf.opening, *(each.body for each in leaf.sections if each.mark is not Mark.AVOID)]
    return _QUOTED.sub("»«", "\n".join(line for part in parts for line in lines(part)))


def found(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, text[each.start : each.end]) for each in findings(text, lexicon())]


@each_danish_page
def test_a_page_keeps_the_rules_of_the_mirror(leaf: Page) -> None:
    marked = found(said(leaf))
    assert [each for each in marked if each[0] in NOT_OURS] == []
    for kind, most in MOST.items():
        assert len([each for each in marked if each[0] is kind]) <= most


@pytest.mark.parametrize("leaf", [pytest.param(page, id=page.id) for page in queries.guide().in_order("en")])
def test_an_english_page_labels_nobody(leaf: Page) -> None:
    text = said(leaf)
    assert [text[each.start : each.end] for each in labels(text, lexicon())] == []


def test_the_rules_of_law_are_told_plainly() -> None:
    rules = {rule.id: rule for page in queries.guide().in_order("da") for rule in page.rules}
    text = "\n".join(f"{rule.text}.\n{rule.about}" for rule in rules.values())
    assert [each for each in found(text) if each[0] in {Kind.BLAME, Kind.LABEL, Kind.SHOUTING}] == []


def test_what_is_heavy_would_be_found() -> None:
    assert found("Såfremt du har undladt at svare, er du en kværulant.")[0][0] is Kind.OFFICIALESE
