"""Can the master key be changed, and cut off at any moment, without a text being lost?"""

from pathlib import Path

import pytest
from django.db import transaction

from tests.vault.conftest import TEXT, kept, read
from trappen.accounts.models import KeptText, User
from trappen.vault import ring
from trappen.vault.actions import change_master_key, new_key
from trappen.vault.models import DataKey
from trappen.vault.queries import trouble_with_keys
from trappen.vault.rules import UnusableSecret, WrongKey, ring_of, wrap

OWN = "en hemmelighed, som driften selv har valgt"


@pytest.fixture
def rows(key_file: Path, person: User) -> list[KeptText]:
    return [kept(person, f"{TEXT} {number}", f"/{number}/") for number in range(6)]


def texts(rows: list[KeptText]) -> list[str]:
    return [read(row) for row in rows]


def masters() -> set[str]:
    return set(DataKey.objects.values_list("master", flat=True))


def rewrap_some(path: Path, many: int) -> None:
    """What a change that was cut off has done: the first `many` keys lie under the last secret of the file."""
    new = ring.current(path).current
    for key in DataKey.objects.order_by("id")[:many]:
        key.wrapped, key.master = wrap(new, key.secret, str(key.id)), new.name
        key.save()


def test_a_new_key_is_saved(key_file: Path, db: None) -> None:
    key = new_key()
    assert DataKey.objects.get().secret == key.secret


def test_every_text_is_read_as_before_and_the_old_secret_is_gone(key_file: Path, rows: list[KeptText]) -> None:
    before, wrapped = ring.secrets_in(key_file), {bytes(key.wrapped) for key in DataKey.objects.all()}
    expected = texts(rows)
    assert change_master_key(path=key_file) == 6
    after = ring.secrets_in(key_file)
    assert len(after) == 1
    assert after != before
    assert masters() == {ring_of(after[0]).current.name}
    assert not wrapped & {bytes(key.wrapped) for key in DataKey.objects.all()}
    assert texts(rows) == expected
    assert trouble_with_keys(key_file) == ""
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_once_more_is_once_more(key_file: Path, rows: list[KeptText]) -> None:
    expected = texts(rows)
    names = [ring.current(key_file).current.name]
    for _ in range(3):
        assert change_master_key(path=key_file) == 6
        names.append(ring.current(key_file).current.name)
    assert len(set(names)) == 4
    assert texts(rows) == expected


def test_with_nothing_sealed_the_secret_changes_alone(key_file: Path, db: None) -> None:
    before = ring.secrets_in(key_file)
    assert change_master_key(path=key_file) == 0
    assert len(ring.secrets_in(key_file)) == 1
    assert ring.secrets_in(key_file) != before


@pytest.mark.parametrize("many", [0, 1, 3, 6])
def test_a_change_that_was_cut_off_is_readable_and_can_be_taken_up(
    key_file: Path, rows: list[KeptText], many: int
) -> None:
    expected, [old] = texts(rows), ring.secrets_in(key_file)
    ring.write(key_file, [old, OWN])
    rewrap_some(key_file, many)
    assert texts(rows) == expected, "both secrets are in the file"
    assert trouble_with_keys(key_file) == ""
    assert change_master_key(path=key_file) == 6 - many
    assert ring.secrets_in(key_file) == [OWN]
    assert masters() == {ring_of(OWN).current.name}
    assert texts(rows) == expected


def test_a_change_that_fails_in_the_middle_leaves_everything_as_it_was(key_file: Path, rows: list[KeptText]) -> None:
    expected, [old] = texts(rows), ring.secrets_in(key_file)
    spoilt = DataKey.objects.order_by("id")[3]
    whole = bytes(spoilt.wrapped)
    DataKey.objects.filter(id=spoilt.id).update(wrapped=b"x" * len(whole))
    with pytest.raises(WrongKey, match=str(spoilt.id)), transaction.atomic():
        change_master_key(path=key_file)
    assert ring.secrets_in(key_file)[0] == old
    assert len(ring.secrets_in(key_file)) == 2
    assert masters() == {ring_of(old).current.name}
    DataKey.objects.filter(id=spoilt.id).update(wrapped=whole)
    assert texts(rows) == expected
    assert change_master_key(path=key_file) == 6
    assert texts(rows) == expected


def test_an_operators_second_line_becomes_the_one_in_use(key_file: Path, rows: list[KeptText]) -> None:
    expected = texts(rows)
    with key_file.open("a", encoding="utf-8") as file:
        file.write(f"\n  {OWN} \n")
    fresh = new_key()
    assert fresh.master == ring_of(OWN).current.name
    assert change_master_key(path=key_file) == 6
    assert ring.secrets_in(key_file) == [OWN]
    assert texts(rows) == expected
    assert DataKey.objects.get(id=fresh.id).secret == fresh.secret


def test_of_three_lines_the_last_stays(key_file: Path, rows: list[KeptText]) -> None:
    expected, [old] = texts(rows), ring.secrets_in(key_file)
    ring.write(key_file, [old, OWN])
    rewrap_some(key_file, 2)
    ring.write(key_file, [old, OWN, OWN.upper()])
    assert change_master_key(path=key_file) == 6
    assert ring.secrets_in(key_file) == [OWN.upper()]
    assert texts(rows) == expected


def test_a_second_line_that_is_too_short_changes_nothing(key_file: Path, rows: list[KeptText]) -> None:
    with key_file.open("a", encoding="utf-8") as file:
        file.write("kort\n")
    before = key_file.read_bytes()
    with pytest.raises(UnusableSecret, match="line 2 is shorter"):
        change_master_key(path=key_file)
    assert key_file.read_bytes() == before


def test_the_same_line_twice_loses_nothing(key_file: Path, rows: list[KeptText]) -> None:
    expected, [old] = texts(rows), ring.secrets_in(key_file)
    ring.write(key_file, [old, old])
    assert change_master_key(path=key_file) == 0
    assert ring.secrets_in(key_file) == [old]
    assert texts(rows) == expected


def test_without_a_file_nothing_is_made_up(tmp_path: Path, db: None) -> None:
    with pytest.raises(FileNotFoundError):
        change_master_key(path=tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_many_keys_are_wrapped_in_one_go(key_file: Path, db: None) -> None:
    keys = [DataKey.made() for _ in range(450)]
    secrets = {key.id: key.secret for key in keys}
    DataKey.objects.bulk_create(keys)
    assert change_master_key(path=key_file) == 450
    assert {key.id: key.secret for key in DataKey.objects.all()} == secrets
