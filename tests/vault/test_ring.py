"""Is the key file made, read, changed and replaced without ever being half or readable by others?"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from trappen.vault import ring
from trappen.vault.rules import UnusableSecret, ring_of

OLD, NEW = "gammel hemmelighed, lang nok til at bruge", "ny hemmelighed, lang nok til at bruge her"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master.key"


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A careless operator's machine, where new files are everyone's."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_where_there_is_no_file_there_is_no_ring(path: Path) -> None:
    assert ring.load(path) is None
    with pytest.raises(FileNotFoundError):
        ring.current(path)


def test_a_new_file_is_its_owners_alone(path: Path, open_umask: None) -> None:
    made = ring.create(path)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert made == ring.load(path) == ring.current(path)
    assert len(ring.secrets_in(path)) == 1
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_two_files_hold_two_secrets(path: Path, tmp_path: Path) -> None:
    assert ring.create(path).current.name != ring.create(tmp_path / "other").current.name


def test_a_file_that_others_could_read_is_theirs_no_more_after_a_change(path: Path, open_umask: None) -> None:
    path.parent.mkdir()
    path.write_text(OLD, encoding="utf-8")
    assert mode(path) == 0o666
    ring.write(path, [OLD, NEW])
    assert mode(path) == 0o600
    assert path.read_text(encoding="utf-8") == f"{OLD}\n{NEW}\n"
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_what_an_interrupted_change_left_behind_is_no_hindrance(path: Path) -> None:
    ring.create(path)
    path.with_name("master.key.new").write_text("half a sec", encoding="utf-8")
    ring.write(path, [NEW])
    assert path.read_text(encoding="utf-8") == f"{NEW}\n"
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


@pytest.mark.parametrize(
    ("content", "secrets"),
    [
        (OLD.encode(), [OLD]),
        (f"{OLD}\n".encode(), [OLD]),
        (f"\r\n  {OLD}\t\r\n\r\n{NEW}\r\n".encode(), [OLD, NEW]),
        (("æøå " * 8 + "\U0001f642").encode(), [("æøå " * 8 + "\U0001f642")]),
        (b"a" * 5_000, ["a" * 5_000]),
    ],
)
def test_an_operators_own_secret_is_taken_as_it_is(path: Path, content: bytes, secrets: list[str]) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert ring.secrets_in(path) == secrets
    assert ring.load(path) == ring.current(path) == ring_of("\n".join(secrets))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"short", "line 1 is shorter than 32 characters"),
        (f"{OLD}\nshort".encode(), "line 2 is shorter than 32 characters"),
        (b"\xff\xfe" + bytes(range(128, 192)), "the file is not text in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(path: Path, content: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for read in (ring.load, ring.current):
        with pytest.raises(UnusableSecret) as error:
            read(path)
        assert str(error.value) == why


def test_a_changed_file_counts_at_once(path: Path) -> None:
    """Even when it changes twice within one tick of the file system's clock."""
    path.parent.mkdir()
    moment = 1_700_000_000_000_000_000
    for secrets in ([OLD], [OLD, NEW], [NEW], [OLD]):
        ring.write(path, secrets)
        os.utime(path, ns=(moment, moment))
        assert ring.current(path) == ring_of("\n".join(secrets))


def test_an_unchanged_file_is_worked_out_once(path: Path) -> None:
    ring.create(path)
    assert ring.current(path) is ring.current(path)
