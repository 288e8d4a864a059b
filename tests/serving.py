"""How does a test get a real site? A `trappen serve` of its own, with its own data, on a free loopback port."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg

PATIENCE = 60.0
_GRACE = 20.0


@dataclass(frozen=True)
class Account:
    """A demo person who can sign in."""

    role: str
    email: str
    password: str


@dataclass(frozen=True)
class Site:
    """A site that answers at `url`."""

    url: str
    accounts: tuple[Account, ...]
    data_dir: Path
    process: "subprocess.Popen[bytes]"
    environment: Mapping[str, str]

    def account(self, role: str) -> Account:
        return next(account for account in self.accounts if account.role == role)

    @property
    def log(self) -> str:
        return (self.data_dir / "log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_for(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a fresh site: nothing of the developer's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAPPEN_", "DJANGO_", "COV_"))}
    kept.pop("HOST", None)
    kept.pop("PORT", None)
    kept = {name: value for name, value in kept.items() if not name.startswith("LIVE_")}
    kept |= {"TRAPPEN_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
    return kept | more


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "trappen.site.cli", *words]


@dataclass(frozen=True)
class Ready:
    """A site that has been made ready, to be copied: its data directory and, on PostgreSQL, its database."""

    data_dir: Path
    database: str
    accounts: tuple[Account, ...]

    def copy_to(self, data_dir: Path) -> None:
        if not (data_dir / "keys").exists():
            shutil.copytree(self.data_dir, data_dir, dirs_exist_ok=True)


@lru_cache
def made_ready(*, demo: bool) -> Ready:
    """A migrated site, empty or filled with the demo, made once; every other begins as its copy."""
    keep = ExitStack()
    atexit.register(keep.close)
    data_dir = Path(keep.enter_context(tempfile.TemporaryDirectory(prefix="trappen-ready-")))
    database = keep.enter_context(own_database())
    environment = environment_for(data_dir, **database)
    accounts: tuple[Account, ...] = ()
    if demo:
        told = subprocess.run(command("demo", "--json"), env=environment, check=True, capture_output=True, text=True)
        accounts = tuple(Account(**account) for account in json.loads(told.stdout)["accounts"])
    else:
        subprocess.run(command("migrate"), env=environment, check=True, capture_output=True)
    collect = (
        "from trappen.site.start import set_up; set_up()\nfrom trappen.site import static_files as s; s.collect()"
    )
    subprocess.run([*command()[:1], "-c", collect], env=environment, check=True)
    return Ready(data_dir, urlsplit(database.get("DATABASE_URL", "")).path.lstrip("/"), accounts)


@contextmanager
def served_site(data_dir: Path, *, demo: bool = True, workers: int = 1, **more: str) -> Iterator[Site]:
    """A site of its own, served until the end of the block. `more` are environment variables."""
    ready = made_ready(demo=demo)
    ready.copy_to(data_dir)
    with own_database(ready.database) as database:
        port = free_port()
        environment = environment_for(data_dir, **database, **more)
        with (data_dir / "log").open("wb") as log:
            process = _start(environment, port, workers, log)
            try:
                site = Site(f"http://127.0.0.1:{port}", ready.accounts, data_dir, process, environment)
                try:
                    wait_until_served(f"{site.url}/readyz", process)
                except RuntimeError as error:
                    raise RuntimeError(site.log) from error
                yield site
            finally:
                stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(environment: Mapping[str, str], port: int, workers: int, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    words = command("serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers))
    return subprocess.Popen(words, env=environment, stdout=log, stderr=subprocess.STDOUT)


def wait_until_served(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Raises RuntimeError where nothing answers, or the process has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"Nothing answers at {url}.")


@contextmanager
def own_database(original: str = "") -> Iterator[dict[str, str]]:
    """A new PostgreSQL database where DATABASE_URL names a server, empty or as a copy; else nothing, for SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield {}
        return
    name = f"site_{os.getpid()}_{free_port()}"
    with psycopg.connect(server, autocommit=True) as connection:
        copied = original or "template1"
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copied}"')
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
