"""What does the guide's folder hold, and is it whole? Read and checked when the server starts."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from trappen.guide import checks
from trappen.guide.markup import told as all_told
from trappen.guide.rules import Change, Edition, Guide, Mark, Page, Part, Reader, Rule, Section, Source
from trappen.language.rules import words
from trappen.shared.yaml_files import ContentError, Mistake, Strict, line_of, parse, read
from trappen.staircase.rules import Staircase, StepId, Words

LANGUAGES = ("da", "en")
_UNCONFIRMED = {"da": "ikke bekræftet", "en": "not confirmed"}


class _Said(Strict):
    text: str = Field(min_length=2)
    about: str = Field(min_length=10)


class _RuleIn(Strict):
    da: _Said
    en: _Said
    source: str = Field(min_length=5)
    url: str = Field(pattern=r"^https://\S+$")
    checked: dt.date
    confirmed: bool


class _RulesIn(Strict):
    rules: dict[str, _RuleIn]


class _Named(Strict):
    name: str = Field(min_length=2)
    about: str = Field(min_length=10)


class _PartIn(Strict):
    id: str
    da: _Named
    en: _Named
    pages: list[str] = Field(min_length=1)


class _ContentsIn(Strict):
    parts: list[_PartIn] = Field(min_length=1)


class _ChangeIn(Strict):
    pages: list[str] = Field(min_length=1)
    da: str = Field(min_length=5)
    en: str = Field(min_length=5)


class _EditionIn(Strict):
    name: str = Field(pattern=r"^\d{4}\.\d+$")
    published: dt.date
    changes: list[_ChangeIn]


class _EditionsIn(Strict):
    editions: list[_EditionIn] = Field(min_length=1)


class _SourceIn(Strict):
    text: str = Field(min_length=5)
    checked: dt.date
    url: str = Field(default="", pattern=r"^(https://\S+)?$")


class _PageIn(Strict):
    id: str
    summary: str = Field(min_length=10, max_length=160)
    related: list[str] = Field(min_length=2, max_length=4)
    sources: list[_SourceIn] = Field(min_length=1)


class _ChapterIn(_PageIn):
    title: str = Field(min_length=3)
    steps: list[StepId] = Field(min_length=1)
    roles: list[Reader] = Field(min_length=1)


@dataclass(frozen=True)
class _Known:
    """What a page may speak of."""

    staircase: Staircase
    parts: tuple[Part, ...]
    rules: Mapping[str, _RuleIn]

    @property
    def pages(self) -> set[str]:
        return {page for part in self.parts for page in part.pages}


def load(folder: Path, staircase: Staircase) -> Guide:
    """Read and check the guide. Raises ContentError with every mistake found."""
    rules_file = folder / "rules.yaml"
    known = _Known(staircase, _parts(folder, staircase), parse(rules_file, read(rules_file), _RulesIn).rules)
    editions = _editions(folder, known.pages)
    mistakes: list[Mistake] = []
    pages: dict[str, dict[str, Page]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        for id_ in sorted(known.pages | {file.stem for file in (folder / "guide" / language).glob("*.md")}):
            file = folder / "guide" / language / f"{id_}.md"
            try:
                pages[language][id_] = _page(file, language, known)
            except ContentError as error:
                mistakes += error.mistakes
    mistakes += [] if mistakes else _differences(folder, pages)
    if mistakes:
        raise ContentError(mistakes)
    return Guide(known.parts, pages, editions)


def lemmas(folder: Path, language: str) -> Mapping[str, str]:
    """The forms that a stemmer parts from their word, each with the form under which it is held."""
    found: Mapping[str, str] = json.loads(read(folder / "guide" / "lemmas.json"))[language]
    return found


def _parts(folder: Path, staircase: Staircase) -> tuple[Part, ...]:
    file = folder / "guide" / "contents.yaml"
    text = read(file)
    told = parse(file, text, _ContentsIn).parts
    seen: set[str] = set()
    mistakes = []
    for at, part in enumerate(told):
        for n, page in enumerate(part.pages):
            if page in seen:
                where = line_of(text, ["parts", at, "pages", n])
                mistakes.append(Mistake(file, where, f"The page {page!r} stands twice.", "Name each page once."))
            seen.add(page)
    if missing := sorted(set(staircase.practices) - seen):
        mistakes.append(Mistake(file, 1, f"The page {missing[0]!r} is missing.", "Name every practice once."))
    if mistakes:
        raise ContentError(mistakes)
    return tuple(
        Part(part.id, Words(part.da.name, part.en.name), Words(part.da.about, part.en.about), tuple(part.pages))
        for part in told
    )


def _editions(folder: Path, pages: set[str]) -> tuple[Edition, ...]:
    file = folder / "guide" / "editions.yaml"
    text = read(file)
    told = parse(file, text, _EditionsIn).editions
    mistakes = [
        Mistake(
            file, line_of(text, ["editions", e, "changes", c, "pages", n]), f"There is no page {page!r}.", "Mend it."
        )
        for e, edition in enumerate(told)
        for c, change in enumerate(edition.changes)
        for n, page in enumerate(change.pages)
        if page not in pages
    ]
    if mistakes:
        raise ContentError(mistakes)
    return tuple(
        Edition(
            edition.name,
            edition.published,
            tuple(Change(tuple(change.pages), Words(change.da, change.en)) for change in edition.changes),
        )
        for edition in told
    )


def _page(file: Path, language: str, known: _Known) -> Page:
    text = read(file)
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not mark:
        raise ContentError([Mistake(file, 1, "There is no head between two lines of ---.", "Write one.")])
    practice = known.staircase.practices.get(file.stem)
    told = parse(file, head, _PageIn if practice else _ChapterIn, first_line=2)
    start = head.count("\n") + 4  # the line of the file on which the body begins
    said = all_told(body)
    mistakes = [*_wrong_in_head(file, head, told, known)]
    mistakes += [
        Mistake(file, start + fault.line, fault.what, fault.mend)
        for fault in checks.faults(
            body, said, language, is_practice=practice is not None, pages=known.pages, rules=set(known.rules)
        )
    ]
    if mistakes:
        raise ContentError(mistakes)
    opening, sections = _sections(_with_rules(body, language, known.rules))
    chapter = told if isinstance(told, _ChapterIn) else None
    plain = "\n".join(_in_words(each.text, language, known.rules) for each in said if not each.is_heading)
    return Page(
        id=told.id,
        title=practice.label.to(language) if practice else chapter.title if chapter else "",
        summary=told.summary,
        steps=tuple(chapter.steps) if chapter else (practice.step,) if practice else (),
        readers=tuple(chapter.roles) if chapter else tuple(Reader),
        related=tuple(told.related),
        sources=tuple(Source(each.text, each.checked, each.url) for each in told.sources),
        opening=opening,
        sections=sections,
        rules=tuple(_rule(id_, language, known.rules[id_]) for id_ in _named(body)),
        words=len(words(plain)),
        practice=practice,
    )


def _wrong_in_head(file: Path, head: str, told: _PageIn, known: _Known) -> Iterator[Mistake]:
    if told.id != file.stem or told.id not in known.pages:
        what = f"{told.id!r} is no page of contents.yaml, or not this file's name."
        yield Mistake(file, 1 + line_of(head, ["id"]), what, "Use the id of a page.")
    for n, page in enumerate(told.related):
        if page not in known.pages or page == told.id:
            yield Mistake(file, 1 + line_of(head, ["related", n]), f"{page!r} is no other page.", "Use a page's id.")


def _differences(folder: Path, pages: Mapping[str, Mapping[str, Page]]) -> Iterator[Mistake]:
    """Danish and English have one shape."""
    for id_, danish in pages["da"].items():
        english = pages["en"][id_]
        for what, one, other in (
            ("sections", _shape(danish), _shape(english)),
            ("rules", [rule.id for rule in danish.rules], [rule.id for rule in english.rules]),
            ("neighbours", danish.related, english.related),
            ("steps and roles", (danish.steps, danish.readers), (english.steps, english.readers)),
            ("sources", [each.checked for each in danish.sources], [each.checked for each in english.sources]),
        ):
            if one != other:
                yield Mistake(
                    folder / "guide" / "en" / f"{id_}.md",
                    1,
                    f"Its {what} are not those of the Danish page.",
                    "Compare.",
                )


def _shape(page: Page) -> list[object]:
    return [(each.mark, len(re.findall(r"^(?:> |- |\d+\. )", each.body, re.MULTILINE))) for each in page.sections]


def _named(body: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(checks.RULE.findall(body)))


def _with_rules(body: str, language: str, rules: Mapping[str, _RuleIn]) -> str:
    def told(found: re.Match[str]) -> str:
        rule = rules[found[1]]
        said = rule.da if language == "da" else rule.en
        doubt = "" if rule.confirmed else f" ({_UNCONFIRMED[language]})"
        return f"[{said.text}](#regel-{found[1]}){doubt}"

    return checks.RULE.sub(told, body)


def _in_words(text: str, language: str, rules: Mapping[str, _RuleIn]) -> str:
    return checks.RULE.sub(lambda found: getattr(rules[found[1]], language).text, text)


def _rule(id_: str, language: str, told: _RuleIn) -> Rule:
    said = told.da if language == "da" else told.en
    return Rule(id_, said.text, said.about, Source(told.source, told.checked, told.url), told.confirmed)


def _sections(body: str) -> tuple[str, tuple[Section, ...]]:
    headings = list(checks.HEADING.finditer(body))
    if not headings:
        return body.strip(), ()
    ends = [*(each.start() for each in headings[1:]), len(body)]
    return body[: headings[0].start()].strip(), tuple(
        Section(
            title=heading["title"],
            anchor=heading["mark"] or f"afsnit-{number}",
            body=body[heading.end() : end].strip(),
            mark=Mark(heading["mark"]) if heading["mark"] else None,
        )
        for number, (heading, end) in enumerate(zip(headings, ends, strict=True), start=1)
    )
