"""Does the wheel hold all that the site needs, and do the locked requirements name packages and nothing else?"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from trappen import __version__

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def test_the_wheel_carries_code_content_translations_and_static_files(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in (("src/trappen", "trappen"), ("content", "trappen/content"), ("locale", "trappen/locale")):
        expected = {f"{place}/{name}" for name in files(ROOT / folder)}
        assert expected
        assert expected <= inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert not [name for name in inside if name.startswith("tests/") or "/var/" in name]


def test_what_is_installed_from_the_wheel_works(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the packages of this environment, away from the checkout."""
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TRAPPEN_", "DJANGO_")) and name not in {"DATABASE_URL", "REDIS_URL"}
    } | {"PYTHONPATH": str(place), "TRAPPEN_DATA_DIR": str(tmp_path / "data")}

    def trappen(*words: str) -> str:
        command = [sys.executable, "-m", "trappen.site.cli", *words]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    where = "import trappen; print(trappen.__file__)"
    asked = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, text=True, check=True)
    assert asked.stdout.startswith(str(place))
    assert (place / "bin" / "trappen").exists()
    assert trappen("version") == f"{__version__}\n"
    trappen("migrate")
    assert "in order" in trappen("check")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_and_hashes_every_package_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|file:|git\+", text)
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    for package in packages:
        assert re.match(r"[a-z0-9.-]+==\S+", package), package[:60]
        assert "--hash=sha256:" in package, package[:60]


def test_the_locks_agree() -> None:
    run, dev = (
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in LOCKS
    )
    assert run.items() <= dev.items(), "what the tests run with is what the server runs with"
