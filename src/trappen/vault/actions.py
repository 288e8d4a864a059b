"""How are keys made, changed and checked?"""

from pathlib import Path

from django.db import transaction

from trappen.vault import ring
from trappen.vault.models import DataKey
from trappen.vault.rules import Ring, new_secret, ring_of, wrap


def new_key() -> DataKey:
    """A saved data key for a new owner."""
    key = DataKey.made()
    key.save(force_insert=True)
    return key


def change_master_key(*, path: Path) -> int:
    """Wrap every data key under a new master key and forget the old one. Gives the number of keys wrapped.

    Where the file already holds more than one secret (an operator added one, or an earlier run was cut off),
    the last of them is the new one. Both secrets stay in the file until every key is wrapped anew, so that a
    cut at any moment leaves everything readable and the command can be run again.
    """
    secrets = ring.secrets_in(path)
    if is_new := len(secrets) == 1:
        secrets.append(new_secret())
    keys = ring_of("\n".join(secrets))
    if is_new:
        ring.write(path, secrets)
    changed = 0
    while found := _rewrap(keys):  # again, for a key that was being made while the first round ran
        changed += found
    ring.write(path, secrets[-1:])
    return changed


def _rewrap(keys: Ring) -> int:
    new = keys.current
    with transaction.atomic():
        rows = list(DataKey.objects.select_for_update().exclude(master=new.name))
        for row in rows:
            row.wrapped = wrap(new, row.secret, str(row.id))
            row.master = new.name
        DataKey.objects.bulk_update(rows, ["wrapped", "master"], batch_size=200)
    return len(rows)
