"""Is a kept page the same page, and does nothing of a person ever get kept?"""

import gzip
from collections.abc import Iterable
from typing import Any

import brotli
import pytest

from trappen.site import kept_pages
from trappen.site.kept_pages import KeptPages

BODY = ("<p>Hvor på trappen er I?</p>" * 40).encode()
COMMON = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "max-age=60"), ("Vary", "Cookie")]


class Inner:
    """An application that counts how often it is asked."""

    def __init__(self, *more: tuple[str, str], status: str = "200 OK", body: bytes = BODY) -> None:
        self.headers, self.status, self.body, self.asked = [*COMMON, *more], status, body, 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


MARK = ("X-Keep", "by-address")
ANSWER = ("X-Keep", "by-question")


def ask(site: KeptPages, method: str = "GET", path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    said: list[tuple[str, list[tuple[str, str]]]] = []
    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "localhost"} | environ
    body = b"".join(site(asked, lambda status, headers, *_: said.append((status, headers))))
    status, headers = said[-1]
    assert "X-Keep" not in dict(headers)
    assert len({name.lower() for name, _ in headers}) == len(headers), "a header twice"
    return status, dict(headers), body


def around(inner: Inner) -> KeptPages:
    return KeptPages(inner, person_cookies=["trappen_session", "messages"])


@pytest.mark.parametrize(
    ("accepts", "encoding", "decode"),
    [
        ("", None, bytes),
        ("identity", None, bytes),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=0.5, br;q=0", "gzip", gzip.decompress),
        ("br ; q=1.0", "br", brotli.decompress),
        ("br;q=0.0, gzip; q=0", None, bytes),
    ],
)
def test_a_marked_page_is_rendered_once_and_reads_the_same(accepts: str, encoding: str | None, decode: Any) -> None:
    inner = Inner(MARK)
    site = around(inner)
    for _ in range(3):
        status, headers, body = ask(site, HTTP_ACCEPT_ENCODING=accepts)
        assert status == "200 OK"
        assert headers.get("Content-Encoding") == encoding
        assert headers["Content-Length"] == str(len(body))
        assert headers["Vary"] == "Cookie, Accept-Encoding"
        assert headers["Cache-Control"] == "public, no-cache"
        assert decode(body) == BODY
    assert inner.asked == 1


def test_head_is_answered_like_get_without_the_body() -> None:
    inner = Inner(MARK)
    site = around(inner)
    ask(site, "HEAD")
    _, got, body = ask(site)
    status, headers, nothing = ask(site, "HEAD")
    assert (status, headers, nothing) == ("200 OK", got, b"")
    assert len(body) == int(headers["Content-Length"])
    assert inner.asked == 2, "a HEAD alone keeps nothing"


def test_who_has_the_page_gets_304() -> None:
    site = around(Inner(MARK))
    _, headers, _ = ask(site, HTTP_ACCEPT_ENCODING="br")
    etag = headers["ETag"]
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        status, again, body = ask(site, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=held)
        assert (status, body, again["ETag"]) == ("304 Not Modified", b"", etag)
        assert "Content-Length" not in again
    assert ask(site, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=etag)[0] == "200 OK", "another encoding"
    assert ask(site, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "trappen_session=abc"},
        {"HTTP_COOKIE": "a=b; messages=abc"},
        {"QUERY_STRING": "q=1"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_a_person_a_query_or_a_form_goes_to_django(environ: dict[str, str]) -> None:
    inner = Inner(MARK)
    site = around(inner)
    ask(site)
    for _ in range(2):
        assert ask(site, **environ)[2] == BODY
    assert inner.asked == 3
    fresh = Inner(MARK)
    untouched = around(fresh)
    ask(untouched, **environ)
    ask(untouched)
    assert fresh.asked == 2, "what a person saw was not kept"


def test_a_cookie_that_changes_nothing_is_no_hindrance() -> None:
    inner = Inner(MARK)
    site = around(inner)
    ask(site)
    ask(site, HTTP_COOKIE="trappen_csrf=abc")
    assert inner.asked == 1


@pytest.mark.parametrize(
    "inner",
    [
        Inner(),
        Inner(MARK, ("Set-Cookie", "a=b")),
        Inner(MARK, status="404 Not Found"),
        Inner(MARK, status="302 Found"),
        Inner(MARK, status="503 Service Unavailable"),
    ],
)
def test_nothing_else_is_kept(inner: Inner) -> None:
    site = around(inner)
    for _ in range(2):
        assert ask(site)[:1] == (inner.status,)
    assert inner.asked == 2


@pytest.mark.parametrize(
    "other",
    [{"path": "/en/"}, {"HTTP_HOST": "trappen.example"}, {"HTTP_X_FORWARDED_PROTO": "https"}],
)
def test_another_address_is_another_page(other: dict[str, str]) -> None:
    inner = Inner(MARK)
    site = around(inner)
    ask(site)
    ask(site, **other)
    assert inner.asked == 2


def test_a_short_page_is_not_compressed() -> None:
    site = around(Inner(MARK, body=b"ok"))
    _, headers, body = ask(site, HTTP_ACCEPT_ENCODING="br, gzip")
    assert body == b"ok"
    assert "Content-Encoding" not in headers


def test_the_number_of_kept_pages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 3)
    inner = Inner(MARK)
    site = around(inner)
    for number in range(10):
        ask(site, path=f"/{number}/")
    assert len(site._pages) == 3
    ask(site, path="/9/")
    assert inner.asked == 10


# Answers to a question


def test_an_answer_is_kept_with_its_question_and_its_own_caching() -> None:
    inner = Inner(ANSWER)
    site = around(inner)
    for question in ("q=a", "q=b", "q=a", "q=b"):
        _, headers, body = ask(site, QUERY_STRING=question)
        assert (headers["Cache-Control"], body) == ("max-age=60", BODY)
    assert inner.asked == 2


@pytest.mark.parametrize(
    ("environ", "mark"),
    [
        ({"QUERY_STRING": "q=" + "a" * 100}, ANSWER),
        ({"QUERY_STRING": ""}, ANSWER),
        ({"QUERY_STRING": "q=a"}, MARK),
        ({"QUERY_STRING": "q=a", "HTTP_COOKIE": "trappen_session=x"}, ANSWER),
    ],
)
def test_what_is_too_long_or_marked_otherwise_is_not_kept(environ: dict[str, str], mark: tuple[str, str]) -> None:
    inner = Inner(mark)
    site = around(inner)
    ask(site, **environ)
    ask(site, **environ)
    assert inner.asked == 2


def test_many_questions_push_no_page_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_ANSWERS", 3)
    inner = Inner(ANSWER)
    site = around(inner)
    for number in range(5):
        ask(site, QUERY_STRING=f"q={number}")
    assert inner.asked == 5
    ask(site, QUERY_STRING="q=4")
    assert inner.asked == 5, "the last few stay"
    ask(site, QUERY_STRING="q=0")
    assert inner.asked == 6
