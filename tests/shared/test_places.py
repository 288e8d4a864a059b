"""Are content and translations found, in a checkout as in a wheel?"""

from pathlib import Path

import pytest

from trappen.shared import places

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_checkout_they_lie_at_the_root() -> None:
    assert (places.CONTENT_DIR, places.LOCALE_DIR) == (ROOT / "content", ROOT / "locale")
    assert (places.CONTENT_DIR / "staircase" / "2021.1.yaml").is_file()
    assert (places.LOCALE_DIR / "en" / "LC_MESSAGES" / "django.po").is_file()


def test_in_a_wheel_they_lie_beside_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "trappen"
    (package / "content").mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places._find("content") == package / "content"
    assert places._find("locale") == tmp_path / "locale"
