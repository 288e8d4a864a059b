"""What does someone decide about themselves?"""

import pytest
from django.test import Client

from tests.accounts.conftest import SignIn
from trappen.accounts.models import User
from trappen.audit.models import Event


@pytest.fixture
def inside(client: Client, karen: User, sign_in: SignIn) -> Client:
    sign_in(client)
    return client


def test_the_page_is_ones_own(inside: Client, jonas: User) -> None:
    page = inside.get("/min-konto/")
    assert "Karen Østergård" in page.text
    assert "karen@aavang.example" in page.text
    assert "Jonas" not in page.text
    assert page["Cache-Control"] == "no-store, private"


def test_name_and_language_are_changed(inside: Client, karen: User) -> None:
    response = inside.post("/min-konto/", {"name": "Karen Ø. Lund", "language": "en"})
    assert response["Location"] == "/min-konto/"
    karen.refresh_from_db()
    assert (karen.name, karen.language) == ("Karen Ø. Lund", "en")
    assert '<html lang="en">' in inside.get("/min-konto/").text
    assert Event.objects.filter(verb="account-changed", actor=karen.id, subject=karen.id).count() == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"name": "", "language": "da"}, "påkrævet"),
        ({"name": "Karen 010190-1234", "language": "da"}, "CPR-nummer"),
        ({"name": "K" * 121, "language": "da"}, "120"),
        ({"name": "Karen", "language": "sv"}, "sv"),
        ({"name": "Karen\x00", "language": "da"}, "Null"),
    ],
)
def test_what_cannot_be_is_refused(inside: Client, karen: User, answer: dict[str, str], told: str) -> None:
    page = inside.post("/min-konto/", answer)
    assert page.status_code == 200
    assert told in page.text
    karen.refresh_from_db()
    assert (karen.name, karen.language) == ("Karen Østergård", "da")


def test_names_are_shown_as_text(inside: Client, karen: User) -> None:
    inside.post("/min-konto/", {"name": "<b>Karen</b> שלום 🌿", "language": "da"})
    page = inside.get("/min-konto/").text
    assert "&lt;b&gt;Karen&lt;/b&gt; שלום 🌿" in page
    assert "<b>Karen" not in page


def test_the_other_language_is_one_click_away(client: Client, karen: User) -> None:
    client.force_login(karen)
    answer = client.post("/min-konto/sprog/", {"language": "en", "next": "/overblik/"})
    assert (answer.status_code, answer["Location"]) == (302, "/overblik/")
    assert User.objects.get(id=karen.id).language == "en"


@pytest.mark.parametrize("then", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_way_back_stays_here_and_nonsense_changes_nothing(client: Client, karen: User, then: str) -> None:
    client.force_login(karen)
    answer = client.post("/min-konto/sprog/", {"language": "klingon", "next": then})
    assert answer["Location"] == "/min-konto/"
    assert User.objects.get(id=karen.id).language == "da"
