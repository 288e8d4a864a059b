"""Are the public pages there for everyone, in both languages, whole, and do they keep nothing?"""

import io
import logging
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.staircase.conftest import (
    LANGUAGES,
    PRACTICES,
    SLUGS,
    START,
    TRACKS,
    Page,
    checklist,
    fields,
    labels,
    raw_practices,
    raw_signs,
    raw_step,
    words,
)
from trappen.staircase import queries

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self' http://127.0.0.1:8001; media-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ["/trappen/", "/trappen/groen/", "/trappen/gul/", "/trappen/roed/", "/find-trin/"]

each_page = pytest.mark.parametrize("path", [START[lang] + path for lang in LANGUAGES for path in PAGES])


def read(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page.of(response.text)


def said(language: str, danish: str) -> str:
    with translation.override(language):
        return gettext(danish)


def below(step: str) -> list[str]:
    """The steps that one continues from, highest first."""
    found, here = [], raw_step(step)["continues"]
    while here:
        found.append(here)
        here = raw_step(here)["continues"]
    return found


def practice_links(step: str, language: str) -> list[tuple[str, str]]:
    return [(f"{START[language]}/guide/{each['id']}/", each[language]) for each in raw_practices(step)]


# Every page. No test here opens the database: asking it anything would fail.


@each_page
def test_a_page_is_whole_and_leaves_nothing_with_the_visitor(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Security-Policy"] == CSP
    assert response["Content-Type"] == "text/html; charset=utf-8"
    page = Page.of(response.text)
    language = "en" if path.startswith("/en/") else "da"
    assert page.only("html").get("lang") == response["Content-Language"] == language
    assert len(list(page.main.iter("h1"))) == 1
    assert words(page.only("title")).endswith("– Trappen")
    assert words(page.only("title")) != "– Trappen"


@each_page
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(client: Client, path: str) -> None:
    page = read(client, path)
    outside = [each for each in page.addresses if not re.match(r"/(?!/)|#", each) and each != "tel:112"]
    assert outside == []
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    assert [each.attrib for each in page.root.iter("script") if not each.get("src") or words(each)] == []
    assert [name for each in page.root.iter() for name in each.attrib if name.startswith("on")] == []


@each_page
def test_a_page_leads_to_itself_in_the_other_language(client: Client, path: str) -> None:
    other = path.removeprefix("/en") if path.startswith("/en/") else f"/en{path}"
    page = read(client, path)
    [link] = [each for each in page.root.iter("a") if each.get("hreflang")]
    assert link.get("href") == other
    assert client.get(other).status_code == 200


@each_page
def test_every_id_of_a_page_is_its_own_and_every_label_names_a_field(client: Client, path: str) -> None:
    page = read(client, path)
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert sorted(ids) == sorted(set(ids))
    assert {each.attrib["for"] for each in page.root.iter("label")} <= set(ids)
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(ids)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405
    if path != "/find-trin/":
        assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/trappen/blaa/",
        "/trappen/green/",
        "/trappen/GROEN/",
        "/en/trappen/yellow/",
        "/tjekliste.pdf?trin=blaa",
        "/tjekliste.pdf?trin=green",
        "/de/trappen/",
        "/da/trappen/",
    ],
)
def test_what_there_is_not_is_said_in_the_language_of_the_address(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert not response.cookies
    assert response["Content-Security-Policy"] == CSP
    language = "en" if path.startswith("/en/") else "da"
    page = Page.of(response.text)
    assert page.only("html").get("lang") == language
    assert words(next(page.main.iter("h1"))) == said(language, "Siden findes ikke")


def test_all_pages_ask_the_database_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for path in [*PAGES, "/tjekliste.pdf", "/trappen/blaa/"]:
            client.get(path)
            client.get(f"/en{path}")
        client.post("/find-trin/", {"sign": "press-and-media", "persistently_difficult": "yes"})
        client.post("/find-trin/", {"sign": "nonsense"})
        client.post("/tjekliste.pdf", {"sign": "press-and-media"})


# What the pages say


def test_the_introduction_is_the_checklists_own(client: Client, language: str) -> None:
    page = read(client, f"{START[language]}/trappen/")
    introduction = queries.content().introduction
    assert words(next(page.main.iter("h1"))) == introduction.title.to(language)
    paragraphs = [words(each) for each in page.main.iter("p")]
    assert paragraphs == [*introduction.paragraphs[language], introduction.credit.to(language)]
    tracks = checklist()["tracks"]
    assert [words(each) for each in page.main.iter("dt")] == [tracks[track][language] for track in TRACKS]
    assert [words(each) for each in page.main.iter("dd")] == [tracks[track][f"about_{language}"] for track in TRACKS]


def test_the_staircase_is_drawn_with_its_three_steps_to_choose(client: Client, language: str) -> None:
    links = read(client, f"{START[language]}/trappen/").links(f"{START[language]}/trappen/")
    assert [address for address, _ in links] == [f"{START[language]}/trappen/{slug}/" for slug in SLUGS.values()]
    for step, (_, text) in zip(SLUGS, links, strict=True):
        raw = raw_step(step)[language]
        assert text.startswith(f"{raw['name']} {raw['when']}")


@pytest.mark.parametrize("step", SLUGS)
def test_a_step_has_its_signs_and_practices_and_those_that_it_continues(
    client: Client, language: str, step: str
) -> None:
    page, raw, whole = read(client, f"{START[language]}/trappen/{SLUGS[step]}/"), raw_step(step), checklist()
    assert words(next(page.main.iter("h1"))) == raw[language]["name"]
    assert page.plain_items == [sign[language] for sign in raw["signs"]]
    assert [link for link in page.links(f"{START[language]}/guide/") if "#" not in link[0]] == [
        link for each in (step, *below(step)) for link in practice_links(each, language)
    ]
    paragraphs = [words(each) for each in page.main.iter("p")]
    expected = [raw[language]["when"]]
    expected += [raw["about"][language]] if "about" in raw else []
    expected += [whole["signs_lead_in"][language]] if raw["signs"] else []
    assert paragraphs[1:] == expected, "after the badge"
    headings = [words(each) for each in page.main.iter("h2")]
    assert (raw.get(f"continue_{language}") in headings) == bool(raw["continues"])
    tracks = [whole["tracks"][track][language] for track in TRACKS]
    assert [words(each) for each in page.main.iter("h3")] == tracks * (1 + len(below(step)))
    assert words(page.only("aside")).endswith(whole["aim"][language])


@pytest.mark.parametrize("step", ["yellow", "red"])
def test_what_a_step_continues_from_is_folded(client: Client, step: str) -> None:
    page = read(client, f"/trappen/{SLUGS[step]}/")
    folded = list(page.main.iter("details"))
    assert [each.get("open") for each in folded] == [None] * len(below(step))
    for element, other in zip(folded, below(step), strict=True):
        found = [(each.get("href"), words(each)) for each in element.iter("a")]
        assert found == practice_links(other, "da")


# The finder


def test_the_finder_asks_about_every_sign_and_how_often_only_where_it_must(client: Client, language: str) -> None:
    path = f"{START[language]}/find-trin/"
    page = read(client, path)
    form = page.form(path)
    assert form.get("method") == "post"
    named = labels(form)
    assert [named[f"sign-{sign['id']}"] for sign in raw_signs()] == [sign[language] for sign in raw_signs()]
    boxes = [each.get("value") for each in form.iter("input") if each.get("type") == "checkbox"]
    assert boxes == [sign["id"] for sign in raw_signs()]
    choices: dict[str, list[str]] = {}
    for each in form.iter("input"):
        if each.get("type") == "radio":
            choices.setdefault(each.attrib["name"], []).append(each.attrib["value"])
    often = {
        f"often-{sign['id']}": ["once", "several", "persistently"] for sign in raw_signs() if "persistent" not in sign
    }
    assert choices == {**often, "persistently_difficult": ["yes", "no"]}
    assert list(fields(form)) == [(name, "several") for name in often], "nothing ticked, several times if not said"
    assert words(page.main).count(checklist()["signs_lead_in"][language]) == 1
    question = said(language, "Opleves samarbejdet vedvarende svært, kompliceret eller massivt?")
    assert [words(each) for each in form.iter("legend")][-1] == question


def test_one_may_go_straight_to_the_step_that_one_judges_oneself(client: Client, language: str) -> None:
    links = read(client, f"{START[language]}/find-trin/").links(f"{START[language]}/trappen/")
    assert links == [
        (f"{START[language]}/trappen/{slug}/", raw_step(step)[language]["name"]) for step, slug in SLUGS.items()
    ]


def test_answers_in_an_address_are_not_read(client: Client) -> None:
    asked = client.get("/find-trin/?sign=press-and-media&often-press-and-media=several&persistently_difficult=yes")
    assert asked.content == client.get("/find-trin/").content


TITLES = {"green": "I står på det grønne trin", "yellow": "I står på det gule trin", "red": "I står på det røde trin"}
DANGER = "different-reality-or-aggression"


@dataclass(frozen=True)
class Answer:
    """What the page must say: sign ids, and whether someone may be in danger."""

    step: str
    decided_by: tuple[str, ...] = ()
    near_because: tuple[str, ...] = ()
    danger: bool = False


ONCE = {"often-press-and-media": "once", f"often-{DANGER}": "once"}
MEDIA = "press-and-media"


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ({}, Answer("green")),
        ({"sign": "dissatisfaction"}, Answer("yellow", ("dissatisfaction",))),
        ({"sign": ["dissatisfaction", MEDIA], **ONCE}, Answer("yellow", ("dissatisfaction", MEDIA), (MEDIA,))),
        ({"sign": MEDIA}, Answer("red", (MEDIA,))),
        ({"sign": MEDIA, f"often-{MEDIA}": "never"}, Answer("red", (MEDIA,))),
        ({"sign": MEDIA, f"often-{MEDIA}": "x" * 200_000}, Answer("red", (MEDIA,))),
        (
            {"sign": "recurring-complaints", "often-recurring-complaints": "once"},
            Answer("red", ("recurring-complaints",)),
        ),
        ({"persistently_difficult": "yes"}, Answer("red")),
        ({"persistently_difficult": "no"}, Answer("green")),
        ({"sign": DANGER, **ONCE}, Answer("yellow", (DANGER,), (DANGER,), danger=True)),
        ({"sign": DANGER}, Answer("red", (DANGER,), danger=True)),
        ({"sign": DANGER, **ONCE, "persistently_difficult": "yes"}, Answer("red", danger=True)),
        ({"note": "<script>alert(1)</script>" * 8_000}, Answer("green")),
    ],
)
def test_the_answer_names_step_reason_safety_and_practices(
    client: Client, language: str, posted: dict[str, Any], expected: Answer
) -> None:
    response = client.post(f"{START[language]}/find-trin/", posted)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert not response.cookies
    page = Page.of(response.text)
    answer = page.by_id("answer")
    assert answer is not None
    assert answer.get("class") == f"notice step--{expected.step}"
    assert words(next(answer.iter("h2"))) == said(language, TITLES[expected.step])
    named = {sign["id"]: sign[language] for sign in raw_signs()}
    listed = [*expected.decided_by, *expected.near_because]
    assert [words(each) for each in answer.iter("li")] == [named[sign] for sign in listed]
    near = said(language, "Det røde trin er tæt på. Hold især øje med:")
    assert (near in words(answer)) == bool(expected.near_because)
    definition = said(language, "Fordi I oplever samarbejdet vedvarende svært, kompliceret eller massivt.")
    assert (definition in words(answer)) == (posted.get("persistently_difficult") == "yes")
    first = [(f"{START[language]}/guide/{id_}/", name) for id_, name in safety_practices(language)]
    practices = [link for each in (expected.step, *below(expected.step)) for link in practice_links(each, language)]
    assert page.links(f"{START[language]}/guide/") == (first if expected.danger else []) + practices
    assert "alert(1)" not in response.text


def safety_practices(language: str) -> list[tuple[str, str]]:
    by_id = {each["id"]: each[language] for step in SLUGS for each in raw_practices(step)}
    return [(id_, by_id[id_]) for id_ in checklist()["safety_practices"]]


@pytest.mark.parametrize("often", ["once", "several"])
def test_safety_stands_before_the_step(client: Client, language: str, often: str) -> None:
    text = Page.of(client.post(f"{START[language]}/find-trin/", {"sign": DANGER, f"often-{DANGER}": often}).text).text
    danger = text.index(said(language, "Er nogen i fare?"))
    first = text.index(safety_practices(language)[0][1])
    step = text.index(said(language, TITLES["yellow" if often == "once" else "red"]))
    assert danger < first < step


def test_without_danger_nobody_is_frightened(client: Client) -> None:
    assert "Er nogen i fare?" not in client.post("/find-trin/", {"sign": "press-and-media"}).text


def test_nothing_of_the_answers_comes_into_an_address(client: Client, language: str) -> None:
    everything = {"sign": [sign["id"] for sign in raw_signs()], "persistently_difficult": "yes"}
    response = client.post(f"{START[language]}/find-trin/", everything)
    assert response.status_code == 200
    addresses = Page.of(response.text).addresses
    assert [each for each in addresses if "?" in each] == []
    assert [each for each in addresses for sign in raw_signs() if sign["id"] in each] == []
    assert "Location" not in response


def test_the_answers_are_still_ticked_below_the_answer(client: Client) -> None:
    posted = {
        "sign": ["dissatisfaction", "press-and-media"],
        "often-press-and-media": "once",
        "persistently_difficult": "no",
    }
    page = Page.of(client.post("/find-trin/", posted).text)
    kept = list(fields(page.form("/find-trin/")))
    assert [value for name, value in kept if name == "sign"] == ["dissatisfaction", "press-and-media"]
    assert dict(kept)["often-press-and-media"] == "once"
    assert dict(kept)["persistently_difficult"] == "no"


def test_a_page_without_script_and_cookies_is_enough_to_get_from_the_question_to_the_paper(language: str) -> None:
    client = Client(enforce_csrf_checks=True)
    path = f"{START[language]}/find-trin/"
    form = Page.of(client.get(path).text).form(path)
    ticked = [*fields(form), ("sign", "press-and-media"), ("sign", "recurring-complaints")]
    found = Page.of(post(client, form, ticked).text)
    answer = found.by_id("answer")
    assert answer is not None
    assert answer.get("class") == "notice step--red"
    paper = post(client, to_paper := found.form(f"{START[language]}/tjekliste.pdf"), list(fields(to_paper)))
    text = pdf_text(paper)
    assert text.count(raw_step("red")[language]["name"]) == 2, "the result and the step itself"
    assert not client.cookies


def post(client: Client, form: Any, sent: list[tuple[str, str]]) -> Any:
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    assert form.get("method") == "post"
    return client.post(form.get("action"), data)


@pytest.mark.parametrize(
    "posted",
    [
        {"sign": "nonsense"},
        {"sign": ["press-and-media", "nonsense"], "often-press-and-media": "once"},
        {"sign": ""},
        {"sign": "x" * 200_000},
        {"sign": "<script>alert(1)</script>"},
        {"persistently_difficult": "perhaps"},
        {"persistently_difficult": "\U0001f642\u202e" * 50_000},
    ],
)
@pytest.mark.parametrize("path", ["/find-trin/", "/en/find-trin/", "/tjekliste.pdf", "/en/tjekliste.pdf"])
def test_nonsense_gets_the_form_back_and_no_answer(client: Client, path: str, posted: dict[str, Any]) -> None:
    response = client.post(path, posted)
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "<script>alert" not in response.text
    page = Page.of(response.text)
    assert page.by_id("answer") is None
    assert [each.get("role") for each in page.main.iter() if "data-error-summary" in each.attrib] == ["alert"]
    start = START["en" if path.startswith("/en/") else "da"]
    kept = dict(fields(page.form(f"{start}/find-trin/")))
    assert kept["often-press-and-media"] == posted.get("often-press-and-media", "several")
    assert kept.get("sign") == ("press-and-media" if "press-and-media" in posted.get("sign", "") else None)


def test_a_body_that_is_no_form_is_an_empty_answer(client: Client) -> None:
    response = client.post("/find-trin/", b'{"sign": "press-and-media"}', content_type="application/json")
    assert response.status_code == 200
    answer = Page.of(response.text).by_id("answer")
    assert answer is not None
    assert answer.get("class") == "notice step--green"


def test_what_is_posted_is_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/find-trin/", {"sign": ["press-and-media", "kastanje"], "persistently_difficult": "yes"})
        client.post("/tjekliste.pdf", {"sign": ["press-and-media", "kastanje"]})
    assert "kastanje" not in caplog.text
    assert "press-and-media" not in caplog.text


# The checklist on paper


def pdf_text(response: Any) -> str:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="tjekliste.pdf"'
    pages = PdfReader(io.BytesIO(response.content), strict=True).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    """Without what a line break in a narrow column adds or takes."""
    return re.sub(r"(?<=\w-) ", "", re.sub(r"[\s\u00ad\u200b]+", " ", text)).strip()


def printed(step: str, language: str) -> list[str]:
    raw = raw_step(step)
    return [raw[language]["name"], *(each[language] for each in raw["signs"] + raw_practices(step))]


@pytest.mark.parametrize("steps", [["red", "yellow", "green"], ["green"], ["yellow"], ["red"]])
def test_the_blank_checklist_holds_the_steps_that_were_asked_for(
    client: Client, language: str, steps: list[str]
) -> None:
    query = f"?trin={SLUGS[steps[0]]}" if len(steps) == 1 else ""
    response = client.get(f"{START[language]}/tjekliste.pdf{query}")
    text = pdf_text(response)
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert checklist()["title"][language] in text
    assert checklist()["source"] in text
    for step in SLUGS:
        missing = [each for each in printed(step, language) if squeezed(each) not in text]
        assert missing == ([] if step in steps else printed(step, language))
    reader = PdfReader(io.BytesIO(response.content))
    assert str(reader.root_object["/Lang"]) == language


@pytest.mark.parametrize(
    ("posted", "step"),
    [
        ({}, "green"),
        ({"sign": "dissatisfaction", "often-dissatisfaction": "once"}, "yellow"),
        ({"sign": ["dissatisfaction", "plays-staff-off"], "often-plays-staff-off": "persistently"}, "red"),
        ({"persistently_difficult": "yes"}, "red"),
    ],
)
def test_the_filled_checklist_says_the_step_and_ticks_what_was_seen(
    client: Client, language: str, posted: dict[str, Any], step: str
) -> None:
    response = client.post(f"{START[language]}/tjekliste.pdf", posted)
    text = pdf_text(response)
    assert response["Cache-Control"] == "no-store"
    name, others = raw_step(step)[language]["name"], set(SLUGS) - {step}
    assert text.count(name) == 2
    assert [text.count(raw_step(other)[language]["name"]) for other in others] == [1, 1]
    seen = [posted["sign"]] if isinstance(posted.get("sign"), str) else posted.get("sign", [])
    assert boxes(response).count("sat kryds" if language == "da" else "ticked") == len(seen)
    assert len(boxes(response)) == len(raw_signs()) + len(PRACTICES)
    often = {"once": "én gang", "several": "flere gange", "persistently": "vedvarende"}
    for sign in seen:
        label = next(squeezed(each[language]) for each in raw_signs() if each["id"] == sign)
        note = said(language, often[posted.get(f"often-{sign}", "several")])
        assert f"{label} {note}" in text


def boxes(response: Any) -> list[str]:
    """What the drawn boxes say, in the order of the file."""
    root: Any = PdfReader(io.BytesIO(response.content)).root_object

    def alternatives(node: Any) -> list[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return [found for child in node for found in alternatives(child)]
        if not isinstance(node, dict):
            return []
        own = [str(node["/Alt"])] if "/Alt" in node else []
        return own + (alternatives(node["/K"]) if "/K" in node else [])

    return [
        each
        for each in alternatives(root["/StructTreeRoot"])
        if each in {"sat kryds", "ikke sat kryds", "ticked", "not ticked"}
    ]


def test_one_step_can_be_filled_too(client: Client) -> None:
    text = pdf_text(client.post("/tjekliste.pdf?trin=gul", {"sign": "dissatisfaction"}))
    assert text.count("Det gule trin") == 2
    assert "Det røde trin" not in text


def test_the_checklist_is_read_or_filled_and_nothing_else(client: Client) -> None:
    assert client.head("/tjekliste.pdf").status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)("/tjekliste.pdf").status_code == 405
    assert client.post("/tjekliste.pdf?trin=blaa", {}).status_code == 404


@pytest.mark.parametrize("step", ["green", "yellow", "red"])
def test_every_practice_of_a_step_names_its_tool(client: Client, step: str) -> None:
    """One that is not built yet says so in words and leads nowhere."""
    content = queries.content()
    here = content.staircase.step(step)
    page = client.get(f"/trappen/{here.slug}/").text
    tools = [tool for practice in here.practices for tool in content.tools[practice.id]]
    assert re.findall(r'data-tool="([a-z-]+)"', page) == [tool.name for tool in tools]
    later = re.findall(r'data-tool="([a-z-]+)"\s+data-state="later"', page)
    assert later == [tool.name for tool in tools if not tool.page]
    assert page.count("kommer senere") == len(later)
