"""Is every text on screen also there in English? Danish is the source; this keeps the English catalogue in step.

Without arguments: takes new texts into `locale/en/LC_MESSAGES/django.po`, drops those that are gone, compiles.
With `--check`: changes nothing, and fails where a text lacks a translation or a file is not in step.
"""

import argparse
import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trappen"
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
HEADER = "# English texts of Trappen. The source language is Danish; `make messages` keeps this file in step."
KEYWORDS = DEFAULT_KEYWORDS | {
    name + ending: DEFAULT_KEYWORDS[name]
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for ending in ("_lazy", "_noop")
    if name + ending not in DEFAULT_KEYWORDS
}


def found_texts() -> Catalog:
    """Every text that the code and the templates mark, in order of file."""
    found = Catalog(locale="en", fuzzy=False)
    for path in sorted(
        [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    ):
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            code = _as_code(code, path)
        for line, message, comments, context in extract(
            "python",
            io.BytesIO(code.encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, None, locations=[place], auto_comments=comments, context=context)
    return found


def _as_code(template: str, path: Path) -> str:
    """A template's texts as calls of gettext; its indentation would mean something to Python, so it goes."""
    code = templatize(template, origin=str(path))
    return "\n".join(line.lstrip() for line in code.split("\n"))


def in_step(old: Catalog) -> Catalog:
    """The old translations of the texts that are there now, the new ones empty."""
    old.update(found_texts(), no_fuzzy_matching=True, update_creation_date=False)
    old.obsolete.clear()
    return old


def as_text(catalogue: Catalog) -> bytes:
    lines = io.BytesIO()
    write_po(lines, catalogue, width=110, omit_header=True, sort_by_file=True, include_lineno=False)
    head = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + lines.getvalue()


def read() -> Catalog:
    text = CATALOGUE.read_bytes() if CATALOGUE.exists() else b""
    return read_po(io.BytesIO(text), locale="en", abort_invalid=True)


def compiled(text: bytes) -> bytes:
    """The same bytes for the same texts, whenever it is done."""
    catalogue = read_po(io.BytesIO(text), locale="en")
    catalogue.creation_date = catalogue.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def texts_of(file: bytes) -> list[tuple[object, object, object]]:
    """What a compiled catalogue says, without its head, which names the tool."""
    return [(message.id, message.context, message.string) for message in read_mo(io.BytesIO(file)) if message.id]


def troubles(catalogue: Catalog) -> Iterator[str]:
    """Texts without a translation, unsure ones, and those whose placeholders differ, each with its place."""
    for message in catalogue:
        if not message.id:
            continue
        words = message.id if isinstance(message.id, str) else message.id[0]
        where = ", ".join(sorted({place for place, _ in message.locations}))
        strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if not all(strings):
            yield f"{where}: no English for {words!r}"
        elif message.fuzzy:
            yield f"{where}: an unsure translation of {words!r}"
        else:
            yield from (f"{where}: {error} in {words!r}" for error in message.check(catalogue))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is missing")
    options = parser.parse_args()
    settings.configure()  # templates are read, none of the site's settings matter
    catalogue = in_step(read())
    text = as_text(catalogue)
    missing = list(troubles(catalogue))
    for trouble in missing:
        print(trouble, file=sys.stderr)
    if options.check:
        if not CATALOGUE.exists() or CATALOGUE.read_bytes() != text:
            missing.append("stale")
            print("The catalogue is not in step with the code. Run `make messages`.", file=sys.stderr)
        elif not COMPILED.exists() or texts_of(COMPILED.read_bytes()) != texts_of(compiled(text)):
            missing.append("stale")
            print("The compiled catalogue is not the catalogue's. Run `make messages`.", file=sys.stderr)
        return 1 if missing else 0
    CATALOGUE.write_bytes(text)
    COMPILED.write_bytes(compiled(text))
    print(f"{len(catalogue)} texts, {len(missing)} of them to be translated, in {CATALOGUE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
