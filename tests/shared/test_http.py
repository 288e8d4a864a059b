"""Is a page that is the same for everyone marked so, and no other?"""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from trappen.shared.http import BY_ADDRESS, BY_QUESTION, KEEP, kept_answer, kept_page


@kept_page
def page(request: HttpRequest, slug: str, *, number: int = 1) -> HttpResponse:
    """A page."""
    if slug == "gone":
        raise Http404(slug)
    return HttpResponse(f"{slug} {number}")


def test_a_marked_view_is_the_view_with_a_mark() -> None:
    response = page(RequestFactory().get("/"), "groen", number=3)
    assert (response.content, response[KEEP]) == (b"groen 3", BY_ADDRESS)
    assert (page.__name__, page.__doc__) == ("page", "A page.")
    with pytest.raises(Http404):
        page(RequestFactory().get("/"), "gone")


@pytest.mark.parametrize(
    "path",
    ["/", "/en/", "/trappen/", "/trappen/gul/", "/find-trin/", "/guide/", "/guide/language/", "/tilgaengelighed/"],
)
def test_public_pages_are_marked(client: Client, path: str) -> None:
    assert client.get(path)[KEEP] == BY_ADDRESS


def test_a_search_is_marked_with_its_question(client: Client) -> None:
    assert client.get("/guide/soeg/?q=klage")[KEEP] == BY_QUESTION
    assert kept_answer(page.__wrapped__)(RequestFactory().get("/?q=a"), "gul")[KEEP] == BY_QUESTION  # type: ignore[attr-defined]


def test_what_depends_on_more_than_its_address_is_not(client: Client, db: None) -> None:
    for response in (
        client.get("/log-ind/"),
        client.get("/nothing/"),
        client.get("/overblik/"),
        client.get("/healthz"),
        client.post("/find-trin/", {"sign": "press-and-media"}),
        client.post("/find-trin/", {"sign": "nonsense"}),
        client.post("/tjekliste.pdf", {"sign": "press-and-media"}),
    ):
        assert KEEP not in response
