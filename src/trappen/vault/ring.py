"""Where is the master key? A file outside the database: one secret a line, the last one in use."""

import os
from functools import lru_cache
from pathlib import Path

from trappen.vault.rules import Ring, UnusableSecret, new_secret, ring_of


def load(path: Path) -> Ring | None:
    """The keys in the file, None where there is no file. Raises UnusableSecret."""
    try:
        return ring_of(_text(path))
    except FileNotFoundError:
        return None


def create(path: Path) -> Ring:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write(path, [new_secret()])
    return ring_of(_text(path))


def secrets_in(path: Path) -> list[str]:
    return [line.strip() for line in _text(path).splitlines() if line.strip()]


def write(path: Path, secrets: list[str]) -> None:
    """Replace the file in one move, so that a power cut leaves the old or the new one, never half."""
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(secrets) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def current(path: Path) -> Ring:
    """The ring as the file has it now: a changed file counts at once, in every process.

    Raises FileNotFoundError where there is none.
    """
    return _parsed(_text(path))


@lru_cache(maxsize=2)
def _parsed(text: str) -> Ring:
    return ring_of(text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UnusableSecret("the file is not text in UTF-8") from None
