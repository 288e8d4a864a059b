"""Does the documentation tell of every setting and command, and of no other?"""

import argparse
import re
import tomllib
from pathlib import Path

import yaml

from trappen import __version__
from trappen.site.cli import parser

ROOT = Path(__file__).resolve().parents[2]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_explained() -> None:
    read = re.findall(r'"((?:TRAPPEN_)?[A-Z]+(?:_[A-Z]+)*)"', text("src/trappen/site/environment.py"))
    explained = re.findall(r"^\| `([A-Z_]+)` \|", text("docs/settings.md"), re.MULTILINE)
    assert sorted(set(read)) == sorted(explained)


def test_settings_come_from_one_place() -> None:
    asking = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"environ\b|getenv", path.read_text(encoding="utf-8")) and "kept_pages" not in path.name
    ]
    hand_on = {"server.py", "process.py"}  # the live process is told what the server has read
    assert set(asking) <= {"environment.py", "cli.py", "start.py"} | hand_on


def commands() -> dict[str, argparse.ArgumentParser]:
    choices = next(each.choices for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(choices)


def test_every_command_is_explained_with_its_options() -> None:
    parts = re.split(r"^### `trappen ([a-z-]+)`$", text("docs/commands.md"), flags=re.MULTILINE)
    explained = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert explained.keys() == commands().keys()
    for name, command in commands().items():
        options = {word for action in command._actions for word in action.option_strings} - {"-h", "--help"}
        assert options == set(re.findall(r"`(--[a-z-]+)`", explained[name])), name


def test_every_make_target_is_explained() -> None:
    (targets,) = re.findall(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    explained = re.findall(r"^\| `make ([a-z-]+)` \|", text("docs/commands.md"), re.MULTILINE)
    assert sorted(targets.split()) == sorted([*explained, "help"])
    assert set(explained) <= set(re.findall(r"make ([a-z-]+) ", text("Makefile")))


def test_the_version_is_the_same_everywhere() -> None:
    newest = re.findall(r"^## \[?(\d+\.\d+\.\d+)", text("CHANGELOG.md"), re.MULTILINE)[0]
    published = yaml.safe_load(text("publiccode.yml"))["softwareVersion"]
    assert newest == published == __version__


def test_publiccode_speaks_both_languages_and_names_the_licence() -> None:
    published = yaml.safe_load(text("publiccode.yml"))
    assert {"da", "en"} <= published["description"].keys()
    licence = tomllib.loads(text("pyproject.toml"))["project"]["license"]
    assert published["legal"]["license"] == licence == "MPL-2.0"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "content").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:")):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"
