"""What stands on every answer, and which language does an address speak?"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]

_ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src {listens}; media-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers(get_response: Handler) -> Handler:
    live = urlsplit(settings.LIVE_URL)
    beside = f"{live.scheme}://{live.netloc}"
    listens = "'self'" if beside == settings.PUBLIC_URL else f"'self' {beside}"
    always = {name: value.format(listens=listens) for name, value in _ALWAYS.items()}

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in always.items():
            response[name] = value
        return response

    return handle


def language_of_address(get_response: Handler) -> Handler:
    """`/en/…` speaks English, every other address Danish; a signed-in page then turns to its reader's language."""

    def handle(request: HttpRequest) -> HttpResponse:
        with translation.override("en" if f"{request.path_info}/".startswith("/en/") else "da"):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "da")
            return response

    return handle
