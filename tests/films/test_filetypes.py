"""Is a file what it says, whatever its name?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.films.filetypes import ENOUGH, MP4, WEBM, kind_of


def mp4(major: bytes = b"isom", *others: bytes, size: int | None = None) -> bytes:
    body = b"ftyp" + major + b"\0\0\2\0" + b"".join(others)
    return (size or len(body) + 4).to_bytes(4, "big") + body + b"\0\0\0\x08free"


def webm(doc_type: bytes = b"webm", *, before: bytes = b"\x42\x86\x81\x01", wide: bool = False) -> bytes:
    inside = before + b"\x42\x82" + bytes([0x80 | len(doc_type)]) + doc_type
    length = b"\x01" + len(inside).to_bytes(7, "big") if wide else bytes([0x80 | len(inside)])
    return b"\x1a\x45\xdf\xa3" + length + inside + b"\x18\x53\x80\x67"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (mp4(), MP4),
        (mp4(b"mp42", b"isom", b"avc1"), MP4),
        (mp4(b"XAVC", b"mp42"), MP4),
        (webm(), WEBM),
        (webm(b"webm\0\0"), WEBM),
        (webm(wide=True), WEBM),
        (webm(before=b""), WEBM),
        (mp4(b"M4A ", b"isom"), None),
        (mp4(b"qt  "), None),
        (mp4(b"heic", b"mif1"), None),
        (mp4(size=8), None),
        (mp4(size=ENOUGH + 1), None),
        (mp4(size=400), None),
        (webm(b"matroska"), None),
        (b"\x1a\x45\xdf\xa3", None),
        (b"\x1a\x45\xdf\xa3\x84\x42\x86\x81\x01", None),
        (b"\x1a\x45\xdf\xa3\x82\x42\x82", None),
        (b"\x1a\x45\xdf\xa3\x83\x42\x86\x81", None),
        (b"\x1a\x45\xdf\xa3\x83\x10\x00\x00", None),
        (b"RIFF\0\0\0\0AVI LIST", None),
        (b"<html>film.mp4</html>", None),
        (b"", None),
    ],
)
def test_kinds(start: bytes, kind: str | None) -> None:
    assert kind_of(start) == kind


@given(st.binary(max_size=64), st.sampled_from([b"", b"\x1a\x45\xdf\xa3", b"\0\0\0\x18ftyp"]))
def test_nothing_breaks_it(rest: bytes, start: bytes) -> None:
    assert kind_of(start + rest) in {MP4, WEBM, None}
