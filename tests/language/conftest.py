"""Which letters are there to look at, and the words of the content."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from trappen.language.lexicon import load
from trappen.language.rules import Lexicon

CONTENT = Path(__file__).resolve().parents[2] / "content"

BAD = """Kære Anna Jensen

Som tidligere oplyst skal du fremsende dokumentation. Såfremt du ikke fremsender den inden fristen, vil sagen blive \
afgjort på det foreliggende grundlag, idet det bemærkes, at det påhviler dig at medvirke til sagens oplysning, og at \
manglende medvirken får konsekvenser for din sag og for udbetalingen af din ydelse.

Du burde have svaret. Du svarer ALDRIG!! Ansøgningen behandles efter reglerne.

Med venlig hilsen
Borgerservice"""

GOOD = """Kære Anna Jensen

Tak for dit brev. Vi mangler to papirer fra dig, før vi kan svare på din ansøgning. Det er din lønseddel fra april og \
din lejekontrakt.

Hvad sker der nu? Send os papirerne senest den 3. maj. Vi ringer til dig i uge 20 og fortæller, hvad vi er nået \
frem til.

Venlig hilsen
Mette Holm"""


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load(CONTENT)


def letter(*paragraphs: str) -> bytes:
    """A DOCX with these paragraphs."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None], *, add: bool = True) -> bytes:
    """A zip with parts put in, in place of those of the same name; None takes one away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None and add:
                new.writestr(name, content)
    return out.getvalue()
