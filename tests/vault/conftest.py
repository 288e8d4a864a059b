"""Whose texts are sealed here? Those of a person who was interrupted, under a key file of the test's own."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django import Settings

from trappen.accounts.actions import make_user
from trappen.accounts.models import KeptText, User
from trappen.vault import ring
from trappen.vault.actions import new_key

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TEXT = "Hun ringede tre gange om børnetilskud på Kastanjevej"


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "keys" / "master.key"
    ring.create(path)
    settings.MASTER_KEY_FILE = path
    return path


@pytest.fixture
def person(db: None) -> User:
    return make_user(name="Karen Østergård", email="karen@aavang.example", by=None, now=NOW)


def kept(person: User, text: str = TEXT, path: str = "/a/") -> KeptText:
    """A saved row with a key of its own."""
    row = KeptText(user=person, key=new_key(), path=path, form="note", text=text, until=NOW)
    row.save(force_insert=True)
    return row


def read(row: KeptText) -> str:
    """The text as a new request reads it."""
    return str(KeptText.objects.get(id=row.id).text)
