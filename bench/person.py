"""How does the benchmark sign in and fill in a form, as a browser would?"""

import urllib.request
import uuid
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from tests.serving import Account, Site


class Person:
    """Someone signed in at a site, over HTTP."""

    def __init__(self, site: Site, account: Account) -> None:
        self._site = site
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        form = form_in(self.read("/log-ind/")) | {"login": account.email, "password": account.password}
        answer = self._opener.open(site.url + "/log-ind/", urlencode(form).encode(), timeout=30)
        if answer.url.endswith("/log-ind/"):
            raise RuntimeError(f"{account.email} could not sign in")

    def read(self, path: str) -> str:
        with self._opener.open(self._site.url + path, timeout=30) as answer:
            return str(answer.read().decode())

    @property
    def cookies(self) -> str:
        """What the browser would send along."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)


class _Fields(HTMLParser):
    """The fields of the last form on a page, with what already stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "form":
            self.found.clear()
        is_sent = kind not in {"submit", "button"} and (kind not in {"radio", "checkbox"} or "checked" in given)
        if tag == "input" and name and is_sent:
            self.found[name] = given.get("value") or ""


def form_in(page: str) -> dict[str, str]:
    fields = _Fields()
    main = page.partition("<main")[2] or page
    fields.feed(main.partition("</main>")[0])
    return fields.found


def as_body(form: dict[str, str]) -> bytes:
    """The form as it is sent, each time as a new one: a second sending of the same would be recognised."""
    return urlencode(form | {"once": str(uuid.uuid4())}).encode()
