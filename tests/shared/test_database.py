"""Is what was deleted gone from the files too?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from trappen.shared.database import wipe
from trappen.vault.models import DataKey

pytestmark = pytest.mark.django_db(transaction=True)

MARK = b"kastanjer i regnvejr " * 20


def files() -> Iterator[bytes]:
    name = Path(connection.settings_dict["NAME"])
    for file in name.parent.glob(f"{name.name}*"):
        yield file.read_bytes()


def test_a_deleted_row_is_in_no_file_any_more() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the files of PostgreSQL are its server's")
    key = DataKey.objects.create(master="x", wrapped=MARK)
    assert any(MARK in content for content in files())
    key.delete()
    wipe([DataKey._meta.db_table])
    assert not any(MARK in content for content in files())


def test_what_is_kept_is_still_there() -> None:
    keys = [DataKey.objects.create(master="x", wrapped=MARK) for _ in range(3)]
    keys[0].delete()
    wipe([DataKey._meta.db_table])
    assert {bytes(key.wrapped) for key in DataKey.objects.all()} == {MARK}
    assert DataKey.objects.count() == 2


def test_nothing_to_wipe_is_no_trouble() -> None:
    wipe([])
    wipe([DataKey._meta.db_table])
    assert DataKey.objects.count() == 0
