"""What does an operator have? A machine with a data directory, a database, and the `trappen` command."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import command, environment_for, made_ready, own_database


@dataclass(frozen=True)
class Machine:
    """A fresh machine. `run` gives what the command said and its exit code."""

    data_dir: Path
    environment: dict[str, str]

    @property
    def key_file(self) -> Path:
        return self.data_dir / "keys" / "master.key"

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command(*words), env=self.environment | more, capture_output=True, text=True, timeout=60, check=False
        )

    def python(self, code: str) -> str:
        """What a piece of code says that runs with the machine's settings."""
        start = "from trappen.site.start import set_up; set_up()\n"
        words = [*command()[:1], "-c", start + code]
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with own_database() as database:
        yield Machine(tmp_path / "data", environment_for(tmp_path / "data", **database))


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Machine]:
    """One on which `trappen migrate` has been run."""
    ready = made_ready(demo=False)
    ready.copy_to(tmp_path / "data")
    with own_database(ready.database) as database:
        yield Machine(tmp_path / "data", environment_for(tmp_path / "data", **database))
