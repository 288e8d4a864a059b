"""What do the pages of care have in common?"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from trappen.accounts.keep import kept
from trappen.audit.queries import Line
from trappen.care import wording
from trappen.organisations.http import Request


def heard(lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A list in the language of the page."""
    return lists[get_language() or "da"]


def given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def log_lines(lines: Iterable[tuple[Line, str]]) -> list[dict[str, Any]]:
    """The history as `collaborations/_log.html` shows it."""
    return [
        {
            "at": line.at,
            "who": who,
            "by_itself": line.actor is None,
            "did": wording.VERBS.get(line.verb, line.verb),
            "what": wording.VIEWED.get(line.note, "") if line.verb == "viewed" else "",
        }
        for line, who in lines
    ]
