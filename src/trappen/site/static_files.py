"""Are the style sheets, scripts and fonts where the server finds them? Collected when they have changed."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from trappen.site.start import Refusal

_STAMP = "collected"


def collect() -> None:
    """Put all static files, hashed and compressed, into STATIC_ROOT, unless the same ones lie there already.

    Old ones stay, for a page that is being read while the server is renewed.
    """
    target = Path(settings.STATIC_ROOT)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with (target.parent / "static.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two servers that start at once
            stamp, now = target / _STAMP, _fingerprint()
            if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
                call_command("collectstatic", interactive=False, verbosity=0)
                stamp.write_text(now, encoding="utf-8")
    except OSError as error:
        raise Refusal(f"The static files cannot be collected in {target}: {error.strerror}.") from error


def _fingerprint() -> str:
    """A word for all static files as they are now, by name, size and time."""
    found = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            found.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return found.hexdigest()
