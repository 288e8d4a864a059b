"""Are the guide's pages there for everyone, in both languages, whole, and do they ask the database nothing?"""

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.guide.conftest import GUIDE
from tests.staircase.conftest import LANGUAGES, PRACTICES, START, Page, words
from tests.staircase.test_views import CSP
from trappen.guide.rules import Reader
from trappen.staircase import queries as staircase

LISTS = [
    "/guide/",
    "/guide/udgaver/",
    "/guide/regler/",
    "/guide/trin/groen/",
    "/guide/trin/gul/",
    "/guide/trin/roed/",
    "/guide/rolle/leder/",
    "/guide/rolle/medarbejder/",
    "/guide/rolle/repraesentant/",
    "/guide/soeg/",
    "/guide/soeg/?q=klage",
    "/guide/soeg/?q=zzzz",
]
PATHS = [*LISTS, *(f"/guide/{page}/" for page in GUIDE.order)]
each_path = pytest.mark.parametrize("path", [START[language] + path for language in LANGUAGES for path in PATHS])
SLUGS = {"green": "groen", "yellow": "gul", "red": "roed"}


def read(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page.of(response.text)


def said(language: str, danish: str) -> str:
    with translation.override(language):
        return gettext(danish)


@each_path
def test_a_page_is_whole_and_leaves_nothing_with_the_visitor(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Security-Policy"] == CSP
    page = Page.of(response.text)
    language = "en" if path.startswith("/en/") else "da"
    assert page.only("html").get("lang") == response["Content-Language"] == language
    assert len(list(page.main.iter("h1"))) == 1
    assert words(page.only("title")).endswith("– Trappen")
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(ids)
    assert sorted(set(ids)) == sorted(ids)
    assert {each.attrib["for"] for each in page.root.iter("label")} <= set(ids)
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    loaded = [each.get("src") or each.get("href") or "" for each in page.root.iter() if each.tag in {"script", "link"}]
    assert [address for address in loaded if not address.startswith("/")] == []


@each_path
def test_headings_skip_no_level(client: Client, path: str) -> None:
    levels = [int(each.tag[1]) for each in read(client, path).main.iter() if re.fullmatch(r"h[1-6]", each.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_all_pages_ask_the_database_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for path in [
            *PATHS,
            "/guide/guide.pdf",
            "/guide/mediation.pdf",
            "/guide/nonsense/",
            "/uden-net.json",
            "/sw.js",
        ]:
            client.get(path)
            client.get(f"/en{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/guide/nonsense/",
        "/guide/press-and-media/",
        "/guide/REACT-FAST/",
        "/en/guide/nonsense/",
        "/guide/trin/green/",
        "/guide/trin/blaa/",
        "/guide/rolle/leader/",
        "/guide/nonsense.pdf",
        "/en/guide/rolle/borger/",
    ],
)
def test_what_there_is_not_is_said_in_the_language_of_the_address(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("path", ["/guide/", "/guide/mediation/", "/guide/soeg/", "/guide/guide.pdf"])
def test_a_page_is_only_read(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405


def test_the_guide_lists_all_38_in_the_order_of_reading(client: Client, language: str) -> None:
    page = read(client, f"{START[language]}/guide/")
    pages = GUIDE.pages[language]
    found = [link for link in page.links(f"{START[language]}/guide/") if link[0].split("/")[-2] in pages]
    assert found == [(f"{START[language]}/guide/{id_}/", pages[id_].title) for id_ in GUIDE.order]


@pytest.mark.parametrize("step", SLUGS)
def test_a_step_shows_its_own_practices_and_chapters(client: Client, language: str, step: str) -> None:
    page = read(client, f"{START[language]}/guide/trin/{SLUGS[step]}/")
    expected = [each.id for each in GUIDE.in_order(language) if step in each.steps]
    assert [address.split("/")[-2] for address, _ in page.links(f"{START[language]}/guide/")] == expected
    assert set(expected) >= {each for each in PRACTICES if staircase.newest().practices[each].step == step}


@pytest.mark.parametrize("reader", list(Reader))
def test_a_role_shows_what_it_does_in_every_practice(client: Client, language: str, reader: Reader) -> None:
    page = read(client, f"{START[language]}/guide/rolle/{reader.slug}/")
    for id_ in PRACTICES:
        duty = re.sub(
            r"\[([^\]]+)\]\([^)]*\)|\*", lambda found: found[1] or "", GUIDE.pages[language][id_].duties[reader]
        )
        assert " ".join(duty.split()) in page.text


@pytest.mark.parametrize("id_", GUIDE.order)
def test_a_page_says_what_its_file_says(client: Client, language: str, id_: str) -> None:
    page, told = read(client, f"{START[language]}/guide/{id_}/"), GUIDE.pages[language][id_]
    assert words(next(page.main.iter("h1"))) == told.title
    assert told.summary in page.text
    headings = [words(each) for each in page.main.iter("h2") if each.get("id") != "kontakter"]
    assert headings[: len(told.sections)] == [section.title for section in told.sections]
    jumps = [each for each in page.addresses if each.startswith("#") and not each.startswith(("#regel-", "#main"))]
    assert jumps == [f"#{section.anchor}" for section in told.sections]
    for source in told.sources:
        assert source.text in page.text
    for rule in told.rules:
        assert rule.about in page.text
        assert rule.source.url in page.addresses
    assert page.text.count(said(language, "Ikke bekræftet.")) == sum(not rule.confirmed for rule in told.rules)
    rels = {each.get("rel"): each.get("href") for each in page.main.iter("a") if each.get("rel") in {"prev", "next"}}
    before, after = GUIDE.neighbours(id_)
    assert rels == {
        rel: f"{START[language]}/guide/{other}/" for rel, other in (("prev", before), ("next", after)) if other
    }
    near = [
        each for each in page.only("aside").iter("a") if each.get("href", "").split("/")[-2:-1] == [told.related[0]]
    ]
    assert [words(each) for each in near] == [GUIDE.pages[language][told.related[0]].title]


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_tool_opens_or_says_that_it_comes_later(client: Client, language: str, practice: str) -> None:
    page = read(client, f"{START[language]}/guide/{practice}/")
    tools = [each for each in page.main.iter() if "data-tool" in each.attrib]
    assert [(each.get("data-tool"), words(each), each.get("data-state")) for each in tools] == [
        (tool.name, tool.label.to(language), None if tool.page else "later")
        for tool in staircase.content().tools[practice]
    ]
    for tool in tools:
        if tool.get("data-state"):
            assert tool.get("href") is None
        else:
            assert leads_somewhere(client, tool.attrib["href"])


def leads_somewhere(client: Client, address: str) -> bool:
    """To a page for everyone, or to one that asks a visitor to sign in first."""
    answer = client.get(address)
    return answer.status_code == 200 or answer.get("Location", "").startswith("/log-ind/?next=")


def test_every_link_between_pages_leads_somewhere(client: Client, language: str) -> None:
    links = {
        address
        for id_ in GUIDE.order
        for address in read(client, f"{START[language]}/guide/{id_}/").addresses
        if address.startswith("/") and not address.startswith("/static/") and "#" not in address
    }
    assert len(links) > 60
    assert [address for address in links if "log-ind" not in address and not leads_somewhere(client, address)] == []


# Search


def finds(client: Client, query: str, language: str = "da") -> list[str]:
    """The pages that are found, in order."""
    page = read(client, f"{START[language]}/guide/soeg/?q={quote(query)}")
    return [address for address, _ in page.links("/")]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("da", ["klage", "klager", "klagen", "klagerne", "KLAGE", " klage "]),
        ("da", ["trussel", "trusler", "truslen", "truslerne"]),
        ("da", ["aftale", "aftaler", "aftalen", "aftalerne"]),
        ("da", ["barn", "børn", "barnet", "børnene"]),
        ("da", ["konflikt", "konflikter", "konflikten", "konflikterne"]),
        ("en", ["complaint", "complaints"]),
        ("en", ["threat", "threats"]),
        ("en", ["agreement", "agreements"]),
        ("en", ["child", "children"]),
    ],
)
def test_the_forms_of_a_word_find_the_same_pages(client: Client, language: str, forms: list[str]) -> None:
    first, *others = [finds(client, form, language) for form in forms]
    assert len(first) > 1
    assert others == [first] * len(others)


def test_the_content_of_the_search_links_to_finds_alone(client: Client, language: str) -> None:
    page = read(client, f"{START[language]}/guide/soeg/?q={'klage' if language == 'da' else 'complaint'}")
    addresses = [each.attrib["href"] for each in page.main.iter("a")]
    assert len(addresses) > 1
    assert set(addresses) <= {f"{START[language]}/guide/{id_}/" for id_ in GUIDE.order}
    assert len(set(addresses)) == len(addresses)


def test_what_was_looked_for_stands_out(client: Client) -> None:
    page = read(client, "/guide/soeg/?q=trusler")
    marks = [words(each).lower() for each in page.main.iter("mark")]
    assert marks
    assert {mark[:4] for mark in marks} == {"trus"}


def test_the_best_find_stands_first(client: Client) -> None:
    assert finds(client, "mægling")[0] == "/guide/mediation/"
    assert finds(client, "action card")[0] == "/guide/action-card/"
    assert finds(client, "conflict ladder", "en")[0] == "/en/guide/conflict-ladder/"


@pytest.mark.parametrize(
    "query",
    [
        *["", " ", '"', '"""', "'", "(", ".*", "[a-", "\\", "title:", "klage AND", "-klage", "klage~2", "*", "%"],
        *["<script>", "\x00", "🙂", "x" * 10_000, "klage " * 1_700],
    ],
)
def test_whatever_is_asked_is_answered(client: Client, query: str) -> None:
    response = client.get("/guide/soeg/", {"q": query})
    assert response.status_code == 200
    assert "<script>" not in response.text.replace('<script type="module"', "")
    assert response["Cache-Control"] == "no-store"
    if len(query) > 200:
        assert gettext("Din søgning var meget lang. Vi har søgt på de første 200 tegn.") in response.text


def test_several_words_are_all_wanted_and_else_some(client: Client) -> None:
    both = set(finds(client, "leder klage"))
    assert both
    assert both == set(finds(client, "leder")) & set(finds(client, "klage"))
    assert finds(client, "mægling zzzzzz") == finds(client, "mægling")
    assert finds(client, "hvad er mægling") == finds(client, "mægling")


# Paper


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_whole_guide_is_a_tagged_paper_with_contents(client: Client, language: str) -> None:
    response = client.get(f"{START[language]}/guide/guide.pdf")
    assert response["Content-Type"] == "application/pdf"
    paper = PdfReader(io.BytesIO(response.content))
    root: Any = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert b"pdfuaid" in response.content or "pdfuaid" in str(paper.xmp_metadata)
    assert len(paper.pages) > 60
    outline = str(paper.outline)
    for part in GUIDE.parts:
        assert part.name.to(language) in outline
    text = text_of(response.content)
    squeezed = re.sub(r"\W", "", text)
    for page in GUIDE.in_order(language):
        assert re.sub(r"\W", "", page.summary) in squeezed


@pytest.mark.parametrize("id_", ["mediation", "own-half", "violence-preparedness"])
def test_a_page_is_a_paper_too(client: Client, language: str, id_: str) -> None:
    response = client.get(f"{START[language]}/guide/{id_}.pdf")
    page = GUIDE.pages[language][id_]
    squeezed = re.sub(r"\W", "", text_of(response.content))
    for section in page.sections:
        assert squeezed.count(re.sub(r"\W", "", section.title)) >= 2, "in the contents and over its text"
    for rule in page.rules:
        assert re.sub(r"\W", "", rule.about) in squeezed


# Without a network


def test_the_pages_for_reading_without_a_network_are_those_a_visitor_sees(client: Client, language: str) -> None:
    held = client.get(f"{START[language]}/uden-net.json").json()["pages"]
    assert len(held) == 38 + 12
    for path in (f"{START[language]}/guide/", f"{START[language]}/guide/mediation/", f"{START[language]}/"):
        assert held[path] == client.get(path).text


def test_the_worker_lies_at_the_root_and_changes_with_what_it_holds(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert re.search(r'^const VERSION = "[0-9a-f]{12}";', response.text)
    assert "/static/css/app" in response.text


def test_the_lemmas_are_those_of_the_guide_as_it_stands() -> None:
    from tools import lemmas

    file = Path(lemmas.FILE)
    assert file.read_text(encoding="utf-8") == lemmas.told(), "run tools/lemmas.py"
