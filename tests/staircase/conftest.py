"""What does the checklist say, read by other eyes than the program's, and what stands on a page?"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"
CHECKLIST = CONTENT / "staircase" / "2021.1.yaml"
SLUGS = {"green": "groen", "yellow": "gul", "red": "roed"}
TRACKS = ("organisational", "contact")
LANGUAGES = ("da", "en")
START = {"da": "", "en": "/en"}

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@cache
def checklist() -> dict[str, Any]:
    """The file as YAML has it, without the program."""
    data: dict[str, Any] = yaml.safe_load(CHECKLIST.read_text(encoding="utf-8"))
    return data


def raw_step(id_: str) -> dict[str, Any]:
    return next(step for step in checklist()["steps"] if step["id"] == id_)


def raw_signs() -> list[dict[str, Any]]:
    """Every sign with its step, in the checklist's order."""
    return [sign | {"step": step["id"]} for step in checklist()["steps"] for sign in step["signs"]]


def raw_practices(step: str) -> list[dict[str, Any]]:
    """One step's own practices, the organisational ones first."""
    return [practice for track in TRACKS for practice in raw_step(step)["practices"][track]]


PRACTICES = [practice["id"] for step in SLUGS for practice in raw_practices(step)]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tree = ET.TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        self.tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.data(data)


def words(element: ET.Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Page:
    """A page as someone without a script has it."""

    root: ET.Element

    @classmethod
    def of(cls, html: str) -> "Page":
        builder = _Builder()
        builder.tree.start("page", {})
        builder.feed(html)
        builder.close()
        builder.tree.end("page")
        return cls(builder.tree.close())

    def only(self, tag: str) -> ET.Element:
        [element] = self.root.iter(tag)
        return element

    def by_id(self, id_: str) -> ET.Element | None:
        return next((each for each in self.root.iter() if each.get("id") == id_), None)

    @property
    def main(self) -> ET.Element:
        return self.only("main")

    @property
    def text(self) -> str:
        return words(self.main)

    @property
    def addresses(self) -> list[str]:
        """Everything that the page links to, loads or posts to."""
        return [
            each.attrib[name] for each in self.root.iter() for name in ("href", "src", "action") if name in each.attrib
        ]

    def links(self, start: str) -> list[tuple[str, str]]:
        """The links of the content whose address begins so: address and words, in order."""
        return [
            (each.get("href", ""), words(each))
            for each in self.main.iter("a")
            if each.get("href", "").startswith(start)
        ]

    @property
    def plain_items(self) -> list[str]:
        """The items of the content's lists that hold no link and no field."""
        return [
            words(each)
            for each in self.main.iter("li")
            if not any(inner.tag in {"a", "input", "li"} for inner in each.iter() if inner is not each)
        ]

    def form(self, action: str) -> ET.Element:
        [form] = [each for each in self.main.iter("form") if each.get("action") == action]
        return form


def fields(form: ET.Element) -> Iterator[tuple[str, str]]:
    """What a browser sends if nothing more is touched."""
    for each in form.iter("input"):
        if each.get("type") not in {"checkbox", "radio"} or "checked" in each.attrib:
            yield each.attrib["name"], each.get("value", "on")


def labels(form: ET.Element) -> dict[str, str]:
    """The words of each field's label, by the field's id."""
    return {each.attrib["for"]: words(each) for each in form.iter("label")}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
