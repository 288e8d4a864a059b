"""How does the Markdown of a page become HTML, plain lines, or the blocks of a paper?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trappen.documents.rules import Block, Heading, Items, Paragraph, Quote, RunIn

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_LISTS = {"bullet_list_open", "ordered_list_open"}


def html(markdown: str) -> SafeString:
    """HTML in which a link to a page's id leads to the page; HTML in the text comes out as text."""
    return _html(markdown, get_language())


@lru_cache(maxsize=2048)
def _html(markdown: str, _language: str | None) -> SafeString:
    """The pages are few and shown again and again; an address hangs on the language."""
    tokens = _MARKDOWN.parse(markdown)
    for token in _inside(tokens):
        if token.type == "link_open" and not str(token.attrs["href"]).startswith(("#", "https://")):
            token.attrs["href"] = reverse("guide_page", args=[token.attrs["href"]])
    rendered: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(rendered)  # noqa: S308  # html=False: the renderer escapes what is not Markdown


@dataclass(frozen=True)
class Told:
    """A paragraph, a heading or a point of a list as it is read aloud, with the line on which it begins, from 0."""

    text: str
    line: int
    is_heading: bool
    links: tuple[str, ...]


def told(markdown: str) -> list[Told]:
    """Everything that a text says, in order."""
    found, is_heading = [], False
    for block in _MARKDOWN.parse(markdown):
        if block.type == "inline":
            children = block.children or ()
            links = tuple(str(child.attrs["href"]) for child in children if child.type == "link_open")
            found.append(Told(_spoken(children), block.map[0] if block.map else 0, is_heading, links))
        is_heading = block.type == "heading_open"
    return found


def lines(markdown: str) -> list[str]:
    """The text as it is read aloud: a paragraph, a heading or a point of a list on each line."""
    return [each.text for each in told(markdown)]


def blocks(markdown: str) -> Iterator[Block]:
    """The text as blocks of a paper. Links are left as their words."""
    tokens = _MARKDOWN.parse(markdown)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end_of(tokens, at)
        inlines = [each for each in tokens[at:end] if each.type == "inline"]
        if token.type in _LISTS:
            items = tuple(_run_in(each.children or ()) for each in inlines)
            yield Items(items, ordered=token.type == "ordered_list_open")
        elif token.type == "blockquote_open":
            for each in inlines:
                run_in = _run_in(each.children or ())
                yield Quote(run_in.text, run_in.start)
        elif token.type == "heading_open":
            yield Heading(_spoken(inlines[0].children or ()), level=int(token.tag[1:]))
        elif inlines:
            run_in = _run_in(inlines[0].children or ())
            yield Paragraph(run_in.text, start=run_in.start)
        at = end


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """The place after the block that opens at `at`."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place + 1
    return len(tokens)


def _run_in(children: Sequence[Token]) -> RunIn:
    """Words in bold at the start, and what follows."""
    if (
        len(children) > 1
        and (children[0].type, children[1].type) == ("text", "strong_open")
        and not children[0].content
    ):
        children = children[1:]
    if not children or children[0].type != "strong_open":
        return RunIn("", _spoken(children))
    close = next(at for at, child in enumerate(children) if child.type == "strong_close")
    return RunIn(_spoken(children[:close]), _spoken(children[close + 1 :]).lstrip())


def _spoken(children: Sequence[Token]) -> str:
    return "".join(" " if child.type in {"softbreak", "hardbreak"} else child.content for child in children)


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()
