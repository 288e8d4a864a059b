"""Where do content and translations lie? Beside the code in a wheel, at the root in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _find(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name


CONTENT_DIR = _find("content")
LOCALE_DIR = _find("locale")
