"""How is a page that is the same for everyone answered without rendering it again? It is kept, compressed, in memory.

A layer around Django's WSGI application. A page is kept where its view is marked by `kept_page`, it was asked for
without a query and without a session, and it came out whole. A page marked by `kept_answer` is kept with its query; of
these the last few stay. Nothing of a person ever lies here.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import brotli

from trappen.shared.http import BY_ADDRESS, BY_QUESTION, KEEP

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
Errors = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Place = tuple[str, str, str, str, str]

MOST_PAGES = 500
MOST_ANSWERS = 200
LONGEST_QUESTION = 100  # characters; longer ones are not asked again
_LEAST_TO_COMPRESS = 200
_THOROUGH, _QUICK = 11, 4  # how hard Brotli tries: a page is compressed once, an answer while its reader waits
_FOR_EVERYONE = ("Cache-Control", "public, no-cache")  # anyone may hold it, and asks whether it still stands
_OWN = {"content-length", "content-encoding", "etag", KEEP.lower()}


@dataclass(frozen=True)
class Form:
    """One page in one encoding, with its headers."""

    body: bytes
    etag: str
    headers: Headers


@dataclass(frozen=True)
class Page:
    """One page as it is sent: by encoding, "" for the plain one."""

    forms: dict[str, Form]

    def for_reader(self, accepts: str) -> Form:
        wanted = _encodings(accepts)
        return next(self.forms[name] for name in ("br", "gzip", "") if name in self.forms and name in wanted | {""})


class KeptPages:
    """The WSGI application that keeps pages. `person_cookies` name the cookies that may change what a page shows."""

    def __init__(self, application: Application, *, person_cookies: Iterable[str]) -> None:
        self._application = application
        self._person_cookies = tuple(f"{name}=" for name in person_cookies)
        self._pages: dict[Place, Page] = {}
        self._answers: dict[Place, Page] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._is_for_everyone(environ):
            return _Answer.of(self._application, environ).sent(start_response)
        place = _place(environ)
        page = (self._answers if environ.get("QUERY_STRING") else self._pages).get(place)
        if page is None:
            answer = _Answer.of(self._application, environ)
            if environ["REQUEST_METHOD"] == "HEAD" or not answer.may_be_kept(environ.get("QUERY_STRING", "")):
                return answer.sent(start_response)
            page = self._keep(place, answer)
        return _send(page, environ, start_response)

    def _is_for_everyone(self, environ: Environ) -> bool:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return False
        cookies = environ.get("HTTP_COOKIE", "")
        return not any(name in cookies for name in self._person_cookies)

    def _keep(self, place: Place, answer: "_Answer") -> Page:
        page = _page(answer.read(), answer.headers, for_long=answer.mark == BY_ADDRESS)
        there, most = (self._answers, MOST_ANSWERS) if place[-1] else (self._pages, MOST_PAGES)
        while len(there) >= most:
            there.pop(
                next(iter(there)), None
            )  # the oldest, so that odd host names and questions cannot fill the memory
        there[place] = page
        return page


@dataclass(frozen=True)
class _Answer:
    """What the inner application said."""

    status: str
    headers: Headers
    body: Iterable[bytes]
    errors: Errors
    mark: str

    @classmethod
    def of(cls, application: Application, environ: Environ) -> "_Answer":
        said: list[tuple[str, Headers, Errors]] = []

        def start(status: str, headers: Headers, errors: Errors = None) -> None:
            said.append((status, headers, errors))

        body = application(environ, start)
        status, headers, errors = said[-1]
        others = [(name, value) for name, value in headers if name != KEEP]
        return cls(status, others, body, errors, mark=dict(headers).get(KEEP, ""))

    def may_be_kept(self, question: str) -> bool:
        names = {name.lower() for name, _ in self.headers}
        fits = self.mark == (BY_QUESTION if question else BY_ADDRESS) and len(question) <= LONGEST_QUESTION
        return fits and self.status.startswith("200 ") and "set-cookie" not in names

    def read(self) -> bytes:
        try:
            return b"".join(self.body)
        finally:
            getattr(self.body, "close", lambda: None)()  # so that Django ends the request

    def sent(self, start_response: StartResponse) -> Iterable[bytes]:
        start_response(self.status, self.headers, self.errors)
        return self.body


def _place(environ: Environ) -> Place:
    """What a page may depend on: its address, down to the name of the host and how it was reached."""
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )


def _page(body: bytes, headers: Headers, *, for_long: bool) -> Page:
    own = _OWN | {"vary"} | ({"cache-control"} if for_long else set())
    common = [(name, value) for name, value in headers if name.lower() not in own]
    varies = [value for name, value in headers if name.lower() == "vary"]
    common += [("Vary", ", ".join([*varies, "Accept-Encoding"])), *([_FOR_EVERYONE] if for_long else [])]
    digest = hashlib.sha256(body).hexdigest()[:20]
    forms = {"": _form("", body, digest, common)}
    if len(body) >= _LEAST_TO_COMPRESS:
        forms["gzip"] = _form("gzip", gzip.compress(body, mtime=0), digest, common)
        quality = _THOROUGH if for_long else _QUICK
        forms["br"] = _form("br", brotli.compress(body, quality=quality), digest, common)
    return Page(forms)


def _form(encoding: str, body: bytes, digest: str, common: Headers) -> Form:
    etag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    own = [("ETag", etag), *([("Content-Encoding", encoding)] if encoding else [])]
    return Form(body, etag, common + own)


def _send(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    form = page.for_reader(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), form.etag):
        start_response("304 Not Modified", form.headers)
        return []
    start_response("200 OK", [*form.headers, ("Content-Length", str(len(form.body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def _has_it(if_none_match: str, etag: str) -> bool:
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in held or "*" in held


def _encodings(accepts: str) -> set[str]:
    """The encodings that the reader takes. `br;q=0` says that they do not take it."""
    found = set()
    for part in accepts.split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "").removeprefix("q=").strip("0.") or not weight:
            found.add(name.strip().lower())
    return found
