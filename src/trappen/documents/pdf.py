"""How is a Document drawn as a PDF that can be read aloud?

One typst template draws every document. The document reaches it as JSON, so that what people typed
is data: it cannot run as typst code, read a file or reach another document. Equal documents give
equal bytes; no date is written into them.
"""

import json
from dataclasses import fields
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias, cast

import typst

from trappen.documents.glyphs import FONTS, printable
from trappen.documents.rules import Picture, Table
from trappen.documents.wrapping import breakable

if TYPE_CHECKING:
    from trappen.documents.rules import Block, Check, CutOut, Document, RunIn

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"

TEMPLATE = Path(__file__).parent / "template" / "document.typ"

# A compiler serves one thread at a time.
_turn = Lock()


def pdf(document: "Document") -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    Raises `typst.TypstError` where a picture is not an SVG.
    """
    inputs = {"document": json.dumps(_told(document))}
    with _turn:
        return cast("bytes", _compiler().compile(format="pdf", pdf_standards="ua-1", sys_inputs=inputs))


@cache
def _compiler() -> typst.Compiler:
    """Made at the first document, by the process that draws: typst's threads do not survive a fork."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


def _told(value: object) -> Json:
    """A document, or a part of one, as the template reads it."""
    match value:
        case str():
            return breakable(printable(value))
        case int():
            return value
        case tuple():
            return [_told(part) for part in value]
        case Table():
            return _fields(value) | {"widths": list(value.widths)}
        case Picture():
            return _fields(value) | {"svg": printable(value.svg)}
        case _:
            return _fields(cast("Document | Block | Check | CutOut | RunIn", value))


def _fields(value: "Document | Block | Check | CutOut | RunIn") -> dict[str, Json]:
    return {"kind": type(value).__name__} | {field.name: _told(getattr(value, field.name)) for field in fields(value)}
