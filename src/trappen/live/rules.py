"""What does a code look like, how many tries does a player have, and who is asking too often?"""

import secrets
from dataclasses import dataclass, replace

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else from the back of a room
CODE_LENGTH = 6
MOST_TRIES = 20  # times that one player may change an answer
MOST_SEATS = 2_000
LANGUAGES = ("da", "en")


def new_code() -> str:
    """One of 887 million, from the machine's own source of chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def tidy_code(text: str) -> str:
    """A code as someone typed it, in capitals and without spaces; empty where it can be no code."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def spoken(code: str) -> str:
    """A code in two halves, so that it can be read aloud and typed."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


@dataclass(frozen=True)
class Bucket:
    """How much someone may still ask for. It holds `most`, and fills up by `rate` a second."""

    left: float
    at: float
    most: float = 10
    rate: float = 2

    def drawn(self, now: float) -> "Bucket | None":
        """The bucket after one more request, None where it is empty. `now` is in seconds."""
        left = min(self.most, self.left + max(0.0, now - self.at) * self.rate)
        return replace(self, left=left - 1, at=now) if left >= 1 else None
