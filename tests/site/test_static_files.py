"""Are the static files collected when they have changed, and only then?"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from trappen.site import static_files
from trappen.site.start import Refusal

HASHED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def test_they_are_collected_once_hashed_and_compressed(tmp_path: Path) -> None:
    target = tmp_path / "static"
    with override_settings(STATIC_ROOT=target, STORAGES=settings.STORAGES | HASHED):
        static_files.collect()
        stamp = target / "collected"
        first = stamp.stat().st_mtime_ns
        assert (target / "staticfiles.json").exists()
        (sheet,) = [path for path in (target / "css").glob("app.*.css") if path.name != "app.css"]
        for ending in (".gz", ".br"):
            assert sheet.with_name(sheet.name + ending).stat().st_size < sheet.stat().st_size

        static_files.collect()
        assert stamp.stat().st_mtime_ns == first

        stamp.write_text("of another release", encoding="utf-8")
        static_files.collect()
        assert stamp.read_text(encoding="utf-8") != "of another release"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        override_settings(STATIC_ROOT=tmp_path / "file" / "static"),
        pytest.raises(Refusal, match="The static files cannot be collected in"),
    ):
        static_files.collect()
