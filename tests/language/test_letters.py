"""Is a letter read from its file whole, and is everything else refused with its reason?"""

import io
import zipfile
from contextlib import suppress
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.conftest import GOOD, changed, letter, saved
from trappen.language import letters
from trappen.language.letters import Reason, Unreadable, text_of, tidy

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"


def refused(data: bytes) -> Reason:
    with pytest.raises(Unreadable) as error:
        text_of(data)
    return error.value.reason


def test_a_word_letter_is_read_in_order() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Aavang Kommune"
    document.sections[0].footer.paragraphs[0].text = "Side 1"
    document.add_paragraph("Kære Anna")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Dato", "3. maj"
    last = document.add_paragraph("Vi ringer\ttil")
    last.add_run().add_break()
    last.add_run("dig.")
    assert text_of(saved(document)) == "Aavang Kommune\nKære Anna\nDato\n3. maj\nVi ringer\ttil\ndig.\nSide 1"


def body_with(xml: str) -> bytes:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    return saved(document)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:sdt><w:sdtContent><w:r><w:t>Kære Anna</w:t></w:r></w:sdtContent></w:sdt>", "Kære Anna"),
        ('<w:ins w:id="1" w:author="x"><w:r><w:t>sat ind</w:t></w:r></w:ins>', "sat ind"),
        ('<w:r><w:t>a</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>væk</w:delText></w:r></w:del>', "a"),
        ('<w:r><w:t>a</w:t></w:r><w:moveFrom w:id="1" w:author="x"><w:r><w:t>b</w:t></w:r></w:moveFrom>', "a"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:cr/><w:t/></w:r><!-- x -->", "e-mail"),
        ("<w:r><w:t>ude</w:t><w:pict><w:p><w:r><w:t>inde</w:t></w:r></w:p></w:pict></w:r>", "ude\ninde"),
    ],
)
def test_what_word_shows_is_read_and_what_it_hides_is_not(xml: str, text: str) -> None:
    assert text_of(body_with(xml)) == text


def test_a_picture_s_copy_for_old_programs_is_not_read_twice() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x"><w:p><w:r><w:t>én gang</w:t></w:r></w:p>'
        "</mc:Choice><mc:Fallback><w:p><w:r><w:t>to gange</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(body_with(xml)) == "én gang"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_plain_text_is_read_in_the_encodings_that_programs_write(encoding: str) -> None:
    assert text_of(GOOD.replace("\n", "\r\n").encode(encoding)) == GOOD


def bomb(size: int, name: str = "word/big.bin") -> bytes:
    return changed(letter("Kære Anna"), {name: b"\0" * size})


def encrypted_entry() -> bytes:
    data = bytearray(letter("Kære Anna"))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def macro_types() -> bytes:
    with zipfile.ZipFile(io.BytesIO(letter("x"))) as package:
        types = package.read(TYPES)
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert kind in types
    return types.replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def entities() -> bytes:
    lol = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}{"&a" + (str(n - 1) if n else "") + ";"}">'
        for n in range(30)
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body>"
    xml = f'{lol}]><w:document xmlns:w="{namespace}">{body}</w:document>'
    return changed(letter("x"), {"word/document.xml": xml.encode()})


REFUSED: dict[str, tuple[Any, Reason]] = {
    "nothing": (lambda: b"", Reason.EMPTY),
    "too large": (lambda: b"a" * 2_000_001, Reason.TOO_LARGE),
    "encrypted": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, Reason.ENCRYPTED),
    "encrypted entry": (encrypted_entry, Reason.ENCRYPTED),
    "old word": (lambda: OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), Reason.OLD_WORD),
    "pdf": (lambda: b"%PDF-1.7\n...", Reason.PDF),
    "vba": (lambda: changed(letter("x"), {"word/vbaProject.bin": b"x"}), Reason.MACROS),
    "vba elsewhere": (lambda: changed(letter("x"), {"word/VBAPROJECT.BIN": b"x"}), Reason.MACROS),
    "activex": (lambda: changed(letter("x"), {"word/activeX/activeX1.xml": b"<x/>"}), Reason.MACROS),
    "macro type": (lambda: changed(letter("x"), {TYPES: macro_types()}), Reason.MACROS),
    "bomb": (lambda: bomb(20_000_000), Reason.BOMB),
    "bomb of a part": (lambda: bomb(5_000_000, "word/other.xml"), Reason.BOMB),
    "many parts": (lambda: changed(letter("x"), {f"word/{n}": b"" for n in range(501)}), Reason.BOMB),
    "cut off": (lambda: letter("Kære Anna")[:2_000], Reason.BROKEN),
    "only its start": (lambda: b"PK\x03\x04", Reason.BROKEN),
    "no document": (lambda: changed(letter("x"), {"word/document.xml": None}), Reason.BROKEN),
    "no xml": (lambda: changed(letter("x"), {"word/document.xml": b"<w:"}), Reason.BROKEN),
    "no body": (
        lambda: changed(letter("x"), {"word/document.xml": f"<w:document {nsdecls('w')}/>".encode()}),
        Reason.BROKEN,
    ),
    "entities": (entities, Reason.BROKEN),
    "sheet": (lambda: changed(letter("x"), {"xl/workbook.xml": b"<x/>"} | dict.fromkeys(_word_parts())), Reason.OTHER),
    "any zip": (lambda: changed(letter("x"), {TYPES: None}), Reason.OTHER),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason.OTHER),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)), Reason.OTHER),
    "half a utf-16": (lambda: b"\xff\xfeab\x00\xd8", Reason.OTHER),
    "blank": (lambda: b" \r\n\t ", Reason.NO_TEXT),
    "empty letter": (lambda: letter(""), Reason.NO_TEXT),
}


def _word_parts() -> list[str]:
    with zipfile.ZipFile(io.BytesIO(letter("x"))) as package:
        return [name for name in package.namelist() if name.startswith("word/")]


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_letter_is_refused_with_its_reason(make: Any, reason: Reason) -> None:
    assert refused(make()) is reason


def test_a_size_that_lies_is_not_believed() -> None:
    """The directory says that the part is small; no more than that is read, and the file counts as broken."""
    true = 3_000_000
    data = bytearray(changed(letter("x"), {"word/document.xml": b" " * true}))
    for mark, size_at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            if int.from_bytes(data[at + size_at : at + size_at + 4], "little") == true:
                data[at + size_at : at + size_at + 4] = (100).to_bytes(4, "little")
            at = data.find(mark, at + 4)
    assert refused(bytes(data)) is Reason.BROKEN


def test_the_limits_fit_each_other() -> None:
    assert letters.MOST_OF_A_PART < letters.MOST_UNPACKED < 10 * letters.MOST_BYTES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("A\u030arhus", "Århus"),
        ("kommu\u00adne\u200b", "kommune"),
        ("  x  ", "x"),
    ],
)
def test_a_text_is_tidied(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: letter("x")[:-200] + tail))
def test_no_file_whatever_brings_it_down(data: bytes) -> None:
    with suppress(Unreadable):
        assert text_of(data).strip()
