"""On what do the tests run? A data directory and a key of their own, and the database that DATABASE_URL names.

Without DATABASE_URL and REDIS_URL that is SQLite and nothing else. `tools/with_servers.py` names both.
All of it must stand in the environment before the settings are read, hence at import.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import pytest
from hypothesis.configuration import set_hypothesis_home_dir
from pytest_django import DjangoDbBlocker

from trappen.vault import ring

HOME = Path(tempfile.mkdtemp(prefix="trappen-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def _prepare_environment() -> None:
    for name in [name for name in os.environ if name.startswith("TRAPPEN_")] + ["HOST", "PORT"]:
        os.environ.pop(name, None)
    os.environ["TRAPPEN_DATA_DIR"] = str(HOME)
    os.environ["TRAPPEN_SECRET_KEY_FILE"] = str(HOME / "keys" / "master.key")
    os.environ["DJANGO_SETTINGS_MODULE"] = "trappen.site.settings"
    # Playwright's waiting counts as a running event loop, though nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and os.environ.get("REDIS_URL"):  # workers empty their caches, so each has a numbered one of its own
        os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path="/" + worker[2:]))
    ring.create(HOME / "keys" / "master.key")
    (HOME / "static").mkdir()


set_hypothesis_home_dir(Path(__file__).resolve().parent.parent / "var" / "hypothesis")
_prepare_environment()
django.setup()
# Workers inherit the environment, and would read the settings before they have prepared one of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as in use, not in memory, where it would know neither WAL nor secure deletion."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default.setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that someone is connected to, be it a browser's thread or its own cleaning."""
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def _quick(django_test_environment: None) -> Iterator[None]:
    """Argon2 with its least cost, and static files by their plain names, since nobody collects them here."""
    from django.conf import settings
    from django.contrib.auth.hashers import Argon2PasswordHasher
    from django.test import override_settings

    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with pytest.MonkeyPatch.context() as patch, override_settings(STORAGES=settings.STORAGES | plain):
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "memory_cost", 16)
        patch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No failed sign-in of one test counts in the next, where the cache lies outside the database."""
    yield
    if os.environ.get("REDIS_URL"):
        from django.core.cache import cache

        cache.clear()
