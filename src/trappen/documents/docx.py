"""How is a Document written as a file for a word processor (DOCX)?

The same value that becomes a PDF, with headings, lists and tables that a screen reader and a table of contents know,
its language and its title. What someone typed is text and stays text.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import docx
from docx.document import Document as File
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from trappen.documents.rules import (
    Block,
    Checks,
    Columns,
    Contents,
    CutOuts,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RunIn,
    Table,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TICKED, EMPTY = "\u2612", "\u2610"
LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_TITLE_SIZE, _SMALL, _LEAD = Pt(22), Pt(9), Pt(13)


def docx_bytes(document: Document) -> bytes:
    """The file. No date is written into it."""
    file = docx.Document()
    _dress(file, document)
    file.add_paragraph(_text(document.title), style="Title")
    if document.subtitle:
        file.add_paragraph(_text(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _write(file, block)
    if document.footer:
        file.sections[0].footer.paragraphs[0].text = _text(document.footer)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _text(text: str) -> str:
    """The text without signs that no XML file may hold."""
    return _NOT_XML.sub("", text)


def _dress(file: File, document: Document) -> None:
    """Title, author and language, and plain black type instead of the template's blue."""
    core = file.core_properties
    core.title, core.author, core.language = _text(document.title), _text(document.author), _of(document)
    core.comments = ""
    for name in ("dcterms:created", "dcterms:modified"):  # the template's own
        for each in cast("Any", core)._element.findall(qn(name)):  # noqa: SLF001  # they cannot be emptied otherwise
            each.getparent().remove(each)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _of(document))
    for style in file.styles:
        if style.name in {"Title", "Subtitle"} or (style.name or "").startswith("Heading"):
            _plain(style)
    cast("Any", file.styles["Title"]).font.size = _TITLE_SIZE


def _plain(style: Any) -> None:
    style.font.color.rgb = _INK
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.font.name = "Calibri"


def _of(document: Document) -> str:
    return LANGUAGES[document.language]


def _write(file: File, block: Block) -> None:
    _WRITERS[type(block)](file, block)


def _heading(file: File, block: Heading) -> None:
    file.add_heading(_text(block.text), level=block.level - 1)


def _paragraph(file: File, block: Paragraph) -> None:
    _run_in(file.add_paragraph(), block.start, block.text, block.tone)


def _quote(file: File, block: Quote) -> None:
    if block.place:
        _run_in(file.add_paragraph(), block.place, "")
    file.add_paragraph(_text(block.text), style="Quote")


def _cut_outs(file: File, block: CutOuts) -> None:
    """The cards one after another: nothing is cut out of a text that can be changed."""
    for card in block.cards:
        _run_in(file.add_paragraph(), " ".join(part for part in (card.place, card.number) if part), card.text)


def _checks(file: File, block: Checks) -> None:
    for check in block.items:
        line = file.add_paragraph(f"{TICKED if check.ticked else EMPTY} {_text(check.text)}")
        if check.note:
            line.add_run().add_break()
            line.add_run(_text(check.note)).font.size = _SMALL


def _facts(file: File, block: Facts) -> None:
    for term, value in block.items:
        _run_in(file.add_paragraph(), f"{term}:", value)


def _picture(file: File, block: Picture) -> None:
    """What a picture shows, in words: a drawing of lines has no place in such a file."""
    file.add_paragraph(f"[{_text(block.alt)}]")
    if block.caption:
        file.add_paragraph(_text(block.caption), style="Caption")


def _columns(file: File, block: Columns) -> None:
    for inner in (*block.left, *block.right):
        _write(file, inner)


def _page_break(file: File, _block: PageBreak) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _run_in(line: Line, start: str, text: str, tone: str = "normal") -> None:
    """Words in semibold, then the rest."""
    if start:
        line.add_run(_text(start) + (" " if text else "")).bold = True
    rest = line.add_run(_text(text))
    if tone != "normal":
        rest.font.size = _SMALL if tone == "small" else _LEAD


def _items(file: File, block: Items) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    number = _own_numbers(file) if block.ordered else None
    for item in block.items:
        line = file.add_paragraph(style=style)
        if number is not None:
            properties = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # the library has no other way
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0
        if isinstance(item, RunIn):
            _run_in(line, item.start, item.text)
        else:
            line.add_run(_text(item))


def _own_numbers(file: File) -> int:
    """A numbering that begins at 1, whatever lists stand before."""
    numbering = file.part.numbering_part.element
    style = cast("Any", file.styles["List Number"]).element
    used = numbering.num_having_numId(style.pPr.numPr.numId.val)
    own = numbering.add_num(used.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    return cast("int", own.numId)


def _table(file: File, block: Table) -> None:
    if block.caption:
        file.add_paragraph(_text(block.caption), style="Caption")
    table = file.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for row in (block.head, *block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _text(text)
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # a head that is told as one, page after page
    for run in _runs(head.cells):
        run.bold = True
    file.add_paragraph()


def _runs(cells: Any) -> Iterator[Any]:
    return (run for cell in cells for line in cell.paragraphs for run in line.runs)


def _notice(file: File, block: Notice) -> None:
    cell = file.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    _run_in(cell.paragraphs[0], block.title, "")
    if block.text:
        cell.add_paragraph(_text(block.text))
    file.add_paragraph()


def _contents(file: File, block: Contents) -> None:
    """A field that the word processor fills in when the file is opened or printed."""
    _run_in(file.add_paragraph(), block.title, "")
    line = file.add_paragraph()
    for kind, instruction in (("begin", ""), ("", f'TOC \\o "1-{block.deepest - 1}" \\h \\z'), ("end", "")):
        run = line.add_run()._r  # noqa: SLF001  # the library knows no fields
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            mark.set(qn("w:dirty"), "true")
        else:
            mark = OxmlElement("w:instrText")
            mark.text = instruction
        run.append(mark)


_WRITERS: dict[type[Block], Callable[[File, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Quote: _quote,
    CutOuts: _cut_outs,
    Contents: _contents,
    Checks: _checks,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
    Notice: _notice,
    Columns: _columns,
    PageBreak: _page_break,
}
