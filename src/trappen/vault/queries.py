"""Does the master key fit the database?"""

from pathlib import Path

from trappen.vault import ring
from trappen.vault.models import DataKey
from trappen.vault.rules import UnusableSecret, WrongKey


def trouble_with_keys(path: Path) -> str:
    """A sentence that says what is wrong with the master key, empty where all is well."""
    in_use = list(DataKey.objects.values_list("master", flat=True).distinct())
    try:
        keys = ring.load(path)
    except UnusableSecret as error:
        return f"The master key file {path} cannot be used: {error}."
    if keys is None:
        return (
            (
                f"The master key file {path} is missing, and the database holds text that only it can open. "
                "Put the file back, or name it in TRAPPEN_SECRET_KEY_FILE."
            )
            if in_use
            else f"The master key file {path} is missing. `trappen migrate` makes one."
        )
    names = {key.name for key in keys.keys}
    for name in in_use:
        sample = DataKey.objects.filter(master=name).first()
        if name not in names or sample is None:
            return _wrong(path)
        try:
            _ = sample.secret
        except WrongKey:
            return _wrong(path)
    return ""


def _wrong(path: Path) -> str:
    return (
        f"The master key in {path} is not the one that this database was sealed with. "
        "Put the right file back, or name it in TRAPPEN_SECRET_KEY_FILE."
    )
