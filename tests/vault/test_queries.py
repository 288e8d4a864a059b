"""Is a master key that is missing, wrong or unusable told in one sentence that says what to do?"""

from pathlib import Path

import pytest

from trappen.vault import ring
from trappen.vault.actions import new_key
from trappen.vault.models import DataKey
from trappen.vault.queries import trouble_with_keys

pytestmark = pytest.mark.django_db

OWN = "en hemmelighed, som driften selv har valgt"


def wrong(path: Path) -> str:
    return (
        f"The master key in {path} is not the one that this database was sealed with. "
        "Put the right file back, or name it in TRAPPEN_SECRET_KEY_FILE."
    )


@pytest.mark.parametrize("keys", [0, 1, 3])
def test_all_is_well(key_file: Path, keys: int) -> None:
    for _ in range(keys):
        new_key()
    assert trouble_with_keys(key_file) == ""


def test_a_file_that_is_missing_before_anything_was_sealed_can_be_made(key_file: Path) -> None:
    key_file.unlink()
    assert trouble_with_keys(key_file) == (f"The master key file {key_file} is missing. `trappen migrate` makes one.")


def test_a_file_that_is_missing_must_be_put_back(key_file: Path) -> None:
    new_key()
    key_file.unlink()
    assert trouble_with_keys(key_file) == (
        f"The master key file {key_file} is missing, and the database holds text that only it can open. "
        "Put the file back, or name it in TRAPPEN_SECRET_KEY_FILE."
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the file is empty"),
        (b"kort", "line 1 is shorter than 32 characters"),
        (b"\xff" * 40, "the file is not text in UTF-8"),
    ],
)
@pytest.mark.parametrize("sealed", [False, True])
def test_a_file_that_cannot_be_used_is_told(key_file: Path, content: bytes, why: str, sealed: bool) -> None:
    if sealed:
        new_key()
    key_file.write_bytes(content)
    assert trouble_with_keys(key_file) == f"The master key file {key_file} cannot be used: {why}."


def test_another_secret_is_wrong_where_something_was_sealed(key_file: Path) -> None:
    ring.write(key_file, [OWN])
    assert trouble_with_keys(key_file) == ""
    new_key()
    ring.create(key_file)
    assert trouble_with_keys(key_file) == wrong(key_file)


def test_every_master_in_use_must_be_there(key_file: Path) -> None:
    [old] = ring.secrets_in(key_file)
    new_key()
    ring.write(key_file, [old, OWN])
    new_key()
    assert trouble_with_keys(key_file) == ""
    ring.write(key_file, [OWN])
    assert trouble_with_keys(key_file) == wrong(key_file)
    ring.write(key_file, [old])
    assert trouble_with_keys(key_file) == wrong(key_file)


def test_a_key_that_does_not_open_is_told_though_its_master_is_named(key_file: Path) -> None:
    new_key()
    DataKey.objects.update(wrapped=b"x" * 60)
    assert trouble_with_keys(key_file) == wrong(key_file)


def test_the_secret_itself_is_never_told(key_file: Path) -> None:
    new_key()
    key_file.write_text(OWN[:31], encoding="utf-8")
    assert OWN[:31] not in trouble_with_keys(key_file)
