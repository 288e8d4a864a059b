"""What does a file say that someone wants read? A letter as DOCX or TXT, from memory alone.

Nothing is unpacked before its size is known: a DOCX is a zip, and its directory says how large each part will be.
Python reads no more of a part than that. What is no letter is refused with a reason.
"""

import enum
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

MOST_BYTES = 2_000_000
MOST_UNPACKED = 12_000_000  # bytes of all parts; two megabytes of real letter come to less
MOST_OF_A_PART = 4_000_000
MOST_PARTS = 500

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CONTENT_TYPES = "[Content_Types].xml"
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")
_UNSEEN = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff"}


class Reason(enum.StrEnum):
    """Why a file is not read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BOMB = "bomb"
    BROKEN = "broken"
    PDF = "pdf"
    OLD_WORD = "old-word"
    OTHER = "other"
    NO_TEXT = "no-text"


class Unreadable(Exception):
    """The file is not read, for a `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def text_of(data: bytes) -> str:
    """The text of a file, by what it holds, whatever it is called. Raises Unreadable."""
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > MOST_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if data.startswith(_OLE):
        raise Unreadable(Reason.ENCRYPTED if _ENCRYPTED in data else Reason.OLD_WORD)
    if data.startswith(b"%PDF"):
        raise Unreadable(Reason.PDF)
    text = tidy(_of_docx(data) if data.startswith(b"PK") else _of_plain(data))
    if not text.strip():
        raise Unreadable(Reason.NO_TEXT)
    return text


def tidy(text: str) -> str:
    """One sign for a newline and for each letter, and none that nobody sees."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", plain.translate(_UNSEEN)).strip()


def _of_plain(data: bytes) -> str:
    text = _decoded(data)
    if any(unicodedata.category(sign) == "Cc" and sign not in _ALLOWED_CONTROLS for sign in text):
        raise Unreadable(Reason.OTHER)
    return text


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark or with every other byte empty, else Windows-1252, as old programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data[1::2].count(0) > len(data) // 4:
        encodings = ["utf-16-le"]
    elif data[::2].count(0) > len(data) // 4:
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Reason.OTHER)


def _of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse(package)
        return "\n".join(_lines(docx.Document(io.BytesIO(data))))
    except _BROKEN as error:
        raise Unreadable(Reason.BROKEN) from error


# What the libraries raise over a file that is not whole, or not what it says it is.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    SyntaxError,  # of XML
    TypeError,
    ValueError,
)


def _refuse(package: zipfile.ZipFile) -> None:
    """By the directory alone; then by the list of what the parts are."""
    parts = package.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Reason.ENCRYPTED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(Reason.BOMB)
    if any(part.file_size > MOST_OF_A_PART for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
        raise Unreadable(Reason.BOMB)
    if any("vbaproject" in name or "/activex/" in name for name in names):
        raise Unreadable(Reason.MACROS)
    if _CONTENT_TYPES.lower() not in names:
        raise Unreadable(Reason.OTHER)
    if b"macroenabled" in package.read(_CONTENT_TYPES).lower():
        raise Unreadable(Reason.MACROS)
    if not any(name.startswith("word/") for name in names):
        raise Unreadable(Reason.OTHER)


def _lines(document: Any) -> Iterator[str]:
    """Every paragraph in the order of the page: head, body with its tables and text boxes, foot."""
    sections = document.sections
    for section in sections:
        if not section.header.is_linked_to_previous:
            yield from _paragraphs(section.header._element)  # noqa: SLF001  # its text alone would miss tables
    yield from _paragraphs(document.element.body)
    for section in sections:
        if not section.footer.is_linked_to_previous:
            yield from _paragraphs(section.footer._element)  # noqa: SLF001


_PARAGRAPH = qn("w:p")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What Word does not show: a picture's copy for old programs, what was moved away.
_TWICE = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:moveFrom")}


def _paragraphs(element: Any) -> Iterator[str]:
    """One by one, those within content controls and inserted changes too."""
    if element.tag in _TWICE:
        return
    if element.tag == _PARAGRAPH:
        yield "".join(_signs(element))
    for child in element:
        if isinstance(child.tag, str):
            yield from _paragraphs(child)


def _signs(element: Any) -> Iterator[str]:
    """The text of a paragraph without that of the paragraphs in its text boxes."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif isinstance(child.tag, str) and child.tag != _PARAGRAPH and child.tag not in _TWICE:
            yield from _signs(child)
