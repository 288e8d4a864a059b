"""Which Python is taken, and what is said where there is none? Tried with made-up ones on an otherwise empty path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "find-python.sh"
GOOD = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
BROKEN = "#!/bin/sh\necho 'this version is not installed' >&2\nexit 127\n"
OLD = '#!/bin/sh\ncase "$2" in *print*) echo 3.9;; *) exit 1;; esac\n'
BARE = f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n'


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs, its name with a space and an æ in it."""
    programs = tmp_path / "små programmer"
    programs.mkdir()
    for name in ("sh", "cat"):
        (programs / name).symlink_to(shutil.which(name) or name)
    return programs


def add(machine: Path, name: str, text: str) -> Path:
    program = machine / name
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program


def look(machine: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": str(machine), "HOME": os.environ.get("HOME", "/")} | more
    return subprocess.run(
        [str(machine / "sh"), str(SCRIPT)], env=environment, capture_output=True, text=True, check=False
    )


def test_the_first_that_works_is_taken(machine: Path) -> None:
    add(machine, "python3.14", BROKEN)
    add(machine, "python3.13", BARE)
    good = add(machine, "python3.12", GOOD)
    add(machine, "python3", OLD)
    assert look(machine).stdout.strip() == str(good)


def test_the_one_that_is_named_comes_first(machine: Path) -> None:
    add(machine, "python3.14", GOOD)
    own = add(machine, "my python", GOOD)
    assert look(machine, PYTHON=str(own)).stdout.strip() == str(own)


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({}, "No working Python was found"),
        ({"python3": BROKEN, "python3.12": BROKEN}, "No working Python was found"),
        ({"python3": OLD}, "3.11 or later; the newest found here is python3 (3.9)"),
        ({"python3": BARE}, f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"),
    ],
)
def test_what_is_missing_is_said(machine: Path, programs: dict[str, str], said: str) -> None:
    for name, text in programs.items():
        add(machine, name, text)
    done = look(machine)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
