"""When does a session end, what is put away when it has, and what may a link in a mail do?"""

import enum
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

KEPT_FOR = timedelta(hours=1)
KEPT_AT_MOST = 20
KEPT_BYTES = 300_000
KEPT_PATH = 200
FORM_AGE = timedelta(hours=24)
LOCKED_MINUTES = 5
_NEVER_KEPT = ("csrfmiddlewaretoken", "password", "adgangskode")
_SEEN_IS_WRITTEN_EVERY = timedelta(minutes=5)


class Purpose(enum.StrEnum):
    """Why a mail carries a link for choosing a password."""

    RESET = "reset"
    INVITATION = "invitation"


LINK_AGE = {Purpose.RESET: timedelta(hours=2), Purpose.INVITATION: timedelta(days=7)}


@dataclass(frozen=True)
class Session:
    """When someone signed in and when they were last seen, in seconds since 1970."""

    since: float
    seen: float

    def is_over(self, now: float, *, age: timedelta, idle: timedelta) -> bool:
        return now - self.since > age.total_seconds() or now - self.seen > idle.total_seconds()

    def is_worth_writing(self, now: float, *, idle: timedelta) -> bool:
        """Not at every page: a twelfth of the idle time, and five minutes at most, may go unwritten."""
        return now - self.seen >= min(_SEEN_IS_WRITTEN_EVERY, idle / 12).total_seconds()


def worth_keeping(fields: Iterable[tuple[str, list[str]]]) -> Mapping[str, list[str]]:
    """What someone typed, without tokens and passwords."""
    return {name: values for name, values in fields if not any(word in name.lower() for word in _NEVER_KEPT)}


def mark(stored_password: str) -> str:
    """What a link remembers of the password, so that it dies when one is chosen."""
    return hashlib.sha256(b"trappen link " + stored_password.encode()).hexdigest()[:20]
