"""How does a test ask a server that really runs? As a browser does, with cookies, over HTTP."""

import http.client
import re
import urllib.error
import urllib.request
from html import unescape
from http.cookiejar import CookieJar
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.serving import Site

LOST = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer, not a way on."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str


class Browser:
    """Someone who is signed in, with a page open."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay)

    def ask(self, path: str, sent: dict[str, str] | None = None) -> Answer:
        body = None if sent is None else urlencode(sent).encode()
        try:
            with self.opener.open(self.url + path, body, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.code, answer.read().decode())

    def get(self, path: str) -> str:
        return self.ask(path).text

    def post(self, path: str, sent: dict[str, str]) -> int:
        return self.ask(path, sent).status

    def hidden(self, path: str) -> dict[str, str]:
        main = self.get(path).partition("<main")[2]
        return {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)
        }


def signed_in(url: str, site: Site) -> Browser:
    browser, account = Browser(url), site.account("leader")
    sent = browser.hidden("/log-ind/") | {"login": account.email, "password": account.password}
    assert browser.post("/log-ind/", sent) == 302
    return browser
