"""Which edition of the staircase, and which words of the guide, does a page show?"""

from dataclasses import dataclass

from django.conf import settings

from trappen.staircase.content import Content, GuidePage, Tool, kept
from trappen.staircase.rules import Practice, Staircase


def content() -> Content:
    return kept(settings.CONTENT)


def newest() -> Staircase:
    return content().staircase


def edition(version: str) -> Staircase:
    """The edition that something was answered with. Raises KeyError where its file has been taken away."""
    return content().editions[version]


@dataclass(frozen=True)
class Guidance:
    """A practice with its page in one language, its tools, and its neighbours in the checklist."""

    practice: Practice
    page: GuidePage
    tools: tuple[Tool, ...]
    before: Practice | None
    after: Practice | None


def guidance(practice: str, language: str) -> Guidance | None:
    """None where there is no such practice."""
    whole = content()
    if practice not in whole.guide[language]:
        return None
    order = list(whole.staircase.practices.values())
    at = next(n for n, each in enumerate(order) if each.id == practice)
    return Guidance(
        practice=order[at],
        page=whole.guide[language][practice],
        tools=whole.tools[practice],
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
    )
