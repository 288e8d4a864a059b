"""Does a document reach the browser as a PDF under a name that every system takes?"""

import pytest

from trappen.documents.http import ascii_name, pdf_response
from trappen.documents.rules import Document, Paragraph


def test_a_document_is_answered_as_a_pdf_to_look_at() -> None:
    response = pdf_response(Document("Tjekliste", "da", (Paragraph("Trin"),)), "tjekliste-rødt-trin.pdf")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'inline; filename="tjekliste-roedt-trin.pdf"',
    }


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("tjekliste.pdf", "tjekliste.pdf"),
        ("tjekliste", "tjekliste.pdf"),
        ("Overdragelse: Åse & Ærø", "Overdragelse-Aase-Aeroe.pdf"),
        ("a\u030a e\u0301", "aa-e.pdf"),
        ('x"; filename="y.exe\r\nSet-Cookie: a=b', "x-filename-y.exe-Set-Cookie-a-b.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("\u0633\u0644\u0627\u0645", "trappen.pdf"),
        ("", "trappen.pdf"),
        ("a" * 300, "a" * 100 + ".pdf"),
    ],
)
def test_the_name_is_plain(filename: str, name: str) -> None:
    assert ascii_name(filename) == name
