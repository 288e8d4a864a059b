"""Does every template lie where one would look for it, and is every word in it translated?"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "trappen"
OF_ALL = {"components", "django", "shared"}  # what `shared` gives to every app
NAMED = re.compile(r"""["']((?:[a-z_]+/)+[a-z_]+\.(?:html|txt|svg)|(?:base[a-z_]*|\d{3})\.html)["']""")


def templates() -> dict[str, Path]:
    """Every template of every app, by the name that Django knows it by."""
    return {
        str(path.relative_to(folder)): path
        for folder in SOURCE.glob("*/templates")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_template_lies_in_the_folder_of_its_app() -> None:
    for name, path in templates().items():
        app = path.relative_to(SOURCE).parts[0]
        folder = name.split("/")[0]
        assert folder == app or (app == "shared" and folder in OF_ALL) or "/" not in name, path


def test_every_template_that_is_named_is_there_and_every_one_there_is_named() -> None:
    named = {
        name
        for path in [*SOURCE.rglob("*.py"), *templates().values()]
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    there = templates().keys()
    assert {name for name in named - there if name.split("/")[0] != "django"} == set()
    by_django = {name for name in there if name.startswith("django/") or re.fullmatch(r"\d{3}\.html", name)}
    assert {name for name in there - named - by_django if not name.startswith("components/")} == set()


def test_a_page_is_shown_by_the_views_of_its_own_app() -> None:
    """Parts, whose names begin with a line, are free; pages of `shared` are everybody's."""
    for name, path in templates().items():
        app = path.relative_to(SOURCE).parts[0]
        if app == "shared" or path.suffix != ".html" or path.name.startswith("_") or "/mail/" in name:
            continue
        views = [*(SOURCE / app).glob("views.py"), *(SOURCE / app / "views").glob("*.py")]
        if "/" in name:
            assert any(f'"{name}"' in file.read_text(encoding="utf-8") for file in views), name


def test_there_is_no_inline_script_or_style() -> None:
    for name, path in templates().items():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:|url\(data:", text), name


def test_every_word_on_a_page_is_marked_for_translation() -> None:
    marks = re.compile(
        r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment.*?endcomment\s*%}|{#.*?#}"
        r"|{%\s*block \w*class\s*%}.*?{%\s*endblock[^%]*%}|{%.*?%}|{{.*?}}"
        r"|<!--.*?-->|<(\w+) translate=\"no\".*?</\1>|<[^>]*>|&\w+;",
        re.DOTALL,
    )
    for name, path in templates().items():
        if name.startswith("shared/gallery") or "base_alone.html" in path.read_text(encoding="utf-8"):
            continue  # for developers; and what is said, in both languages at once, when little works
        words = set(re.findall(r"[^\W\d_]{2,}", marks.sub(" ", path.read_text(encoding="utf-8"))))
        assert words - {"Trappen"} == set(), name
