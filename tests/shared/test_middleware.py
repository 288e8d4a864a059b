"""What stands on every answer, and which language does an address speak?"""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from trappen.shared.middleware import headers, language_of_address

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self' http://127.0.0.1:8001; media-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/find-trin/", 200),
        ("/tjekliste.pdf", 200),
        ("/api/v1/staircase", 200),
        ("/healthz", 200),
        ("/overblik/", 302),
        ("/en/trappen/gul", 301),
        ("/nothing/", 404),
        ("/static/css/app.css", 404),
        ("/log-ind/", 200),
    ],
)
def test_every_answer_has_its_headers(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_view_cannot_soften_them() -> None:
    answer = headers(lambda _: HttpResponse(headers={"Content-Security-Policy": "default-src *"}))
    response = answer(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == EXPECTED["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "da"),
        ("/trappen/", "da"),
        ("/en/", "en"),
        ("/en", "en"),
        ("/en/guide/language/", "en"),
        ("/english/", "da"),
        ("/enheder/", "da"),
        ("/EN/", "da"),
        ("/da/", "da"),
        ("/trappen/en/", "da"),
        ("/api/v1/staircase", "da"),
    ],
)
def test_the_address_alone_says_the_language(path: str, language: str) -> None:
    seen: list[str | None] = []

    def view(_: object) -> HttpResponse:
        seen.append(translation.get_language())
        return HttpResponse()

    request = RequestFactory().get(path, headers={"Accept-Language": "de"})
    with translation.override("en" if language == "da" else "da"):
        before = translation.get_language()
        response = language_of_address(view)(request)
        assert translation.get_language() == before, "and the next request begins anew"
    assert (seen, response["Content-Language"]) == ([language], language)


def test_a_view_that_turns_to_its_reader_names_that_language() -> None:
    def turning(_: object) -> HttpResponse:
        translation.activate("en")
        return HttpResponse()

    assert language_of_address(turning)(RequestFactory().get("/overblik/"))["Content-Language"] == "en"
    spoken = HttpResponse(headers={"Content-Language": "en"})
    assert language_of_address(lambda _: spoken)(RequestFactory().get("/"))["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("path", "location"),
    [("/en", "/en/"), ("/en/trappen/gul", "/en/trappen/gul/"), ("/trappen", "/trappen/"), ("/guide", "/guide/")],
)
def test_an_address_without_its_last_stroke_is_led_on(client: Client, path: str, location: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.get("Location")) == (301, location)


def test_what_a_browser_prefers_changes_nothing(client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "da"
    assert '<html lang="da">' in response.text
