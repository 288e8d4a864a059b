"""How does a document leave as an answer to a request?"""

import re
import unicodedata

from django.http import HttpResponse

from trappen.documents.pdf import pdf
from trappen.documents.rules import Document

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def pdf_response(document: Document, filename: str) -> HttpResponse:
    """The PDF, to be shown in the browser and saved under `filename`. Caching is the caller's choice."""
    return HttpResponse(
        pdf(document),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{ascii_name(filename)}"'},
    )


def ascii_name(filename: str) -> str:
    """The name in letters, digits, `-`, `_` and `.`, ending in .pdf: "Tjekliste, rødt" → "Tjekliste-roedt.pdf"."""
    stem = unicodedata.normalize("NFC", filename).removesuffix(".pdf").translate(_DANISH)
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return (re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_stem).strip("-.")[:100] or "trappen") + ".pdf"
