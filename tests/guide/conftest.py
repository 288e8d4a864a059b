"""What does the guide say, and who reads it?"""

import shutil
from pathlib import Path

import pytest

from tests.staircase.conftest import CONTENT, LANGUAGES
from trappen.guide.content import load
from trappen.guide.rules import Guide
from trappen.staircase.content import kept

CHAPTERS = [
    "using-the-staircase",
    "leading-at-green",
    "leading-at-yellow",
    "leading-at-red",
    "severe-cases",
    "conflict-ladder",
    "active-listening",
    "language-pairs",
    "seeing-from-the-other-side",
    "own-half",
    "what-escalates",
]
STAIRCASE = kept(CONTENT).staircase
GUIDE: Guide = load(CONTENT, STAIRCASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, to be spoiled."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
