"""Which kind of film is a file, by what stands in it and not by its name?"""

MP4, WEBM = "video/mp4", "video/webm"
ENOUGH = 4096  # bytes from the start that tell it

_MP4_BRANDS = frozenset(
    {b"isom", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"mmp4", b"f4v ", b"cmfc"}
    | {b"iso%d" % number for number in range(2, 10)}
)
_EBML, _DOC_TYPE = b"\x1a\x45\xdf\xa3", b"\x42\x82"


def kind_of(start: bytes) -> str | None:
    """The media type of an MP4 or WebM file that begins so; None for every other."""
    if start[4:8] == b"ftyp":
        return MP4 if _is_mp4(start) else None
    if start.startswith(_EBML):
        return WEBM if _doc_type(start) == b"webm" else None
    return None


def _is_mp4(start: bytes) -> bool:
    """The box of the file's type names what it can be read as; a sound or a picture has other names."""
    size = int.from_bytes(start[:4], "big")
    if size < 16 or size > ENOUGH or len(start) < size:
        return False
    brands = {start[8:12], *(start[at : at + 4] for at in range(16, size - 3, 4))}
    return start[8:12] in _MP4_BRANDS or (start[8:12] != b"M4A " and bool(brands & _MP4_BRANDS))


def _doc_type(start: bytes) -> bytes:
    """What an EBML head says the document is; empty where it says nothing."""
    size, at = _number(start, 4)
    end = min(at + size, len(start))
    while at < end - 2:
        is_doc_type = start[at : at + 2] == _DOC_TYPE
        at += _width(start[at])
        if at >= end:
            break
        length, at = _number(start, at)
        if is_doc_type:
            return start[at : at + length].rstrip(b"\x00")
        at += length
    return b""


def _width(first: int) -> int:
    """How many bytes a number of EBML has, by its first byte."""
    return 9 - max(1, first.bit_length())


def _number(start: bytes, at: int) -> tuple[int, int]:
    """A size, without the bits that tell its width, and where what follows begins."""
    width = _width(start[at]) if at < len(start) else 1
    raw = int.from_bytes(start[at : at + width], "big")
    return raw & ((1 << 7 * width) - 1), at + width
