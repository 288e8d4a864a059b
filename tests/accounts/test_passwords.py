"""How does someone get a new password, and who does not?"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.accounts.conftest import PASSWORD, Later, SignIn
from trappen.accounts.actions import LinkUsed, choose_password
from trappen.accounts.mail import password_link
from trappen.accounts.models import User
from trappen.accounts.queries import holder_of
from trappen.accounts.rules import Purpose
from trappen.audit.models import Event

NEW = "ribs stikkelsbær hyld"
GONE = "Linket virker ikke længere"


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


Ask = Callable[[str], str]


@pytest.fixture
def ask(client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Ask:
    """Ask for a new password by the page; gives the address that the letter leads to."""

    def asked(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/glemt-adgangskode/", {"email": email})
        assert (response.status_code, response["Location"]) == (302, "/glemt-adgangskode/sendt/")
        assert "trappen_session" not in response.cookies
        return path_of(next(line for line in mail.outbox[-1].body.split() if "/adgangskode/" in line))

    return asked


def test_a_link_by_mail_gives_a_new_password(client: Client, karen: User, ask: Ask, sign_in: SignIn) -> None:
    address = ask("Karen@aavang.example")
    page = client.get(address)
    assert page.status_code == 200
    assert set(page.cookies) == {"trappen_csrf"}
    response = client.post(address, {"password": NEW, "again": NEW})
    assert response["Location"] == "/log-ind/"
    assert sign_in(client, password=NEW).status_code == 302
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    events = Event.objects.filter(subject=karen.id).order_by("at").values_list("verb", "note")
    assert [*events][1:3] == [("reset-asked", ""), ("password-chosen", "reset")]


def test_the_letter_is_plain_and_in_the_readers_language(karen: User, ask: Ask) -> None:
    ask(karen.email)
    letter = mail.outbox[-1]
    assert letter.to == [karen.email]
    assert letter.subject == "Vælg en ny adgangskode til Trappen"
    assert letter.body.startswith("Hej Karen Østergård\n")
    assert letter.content_subtype == "plain"
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}
    karen.language = "en"
    karen.save()
    assert ask(karen.email).startswith("/en/adgangskode/")


def test_a_name_is_not_escaped_and_adds_no_header(karen: User, ask: Ask) -> None:
    karen.name = "Karen <b> & O'Neill"
    karen.save()
    ask(karen.email)
    assert "Karen <b> & O'Neill" in mail.outbox[-1].body


def test_a_link_works_once(client: Client, karen: User, ask: Ask) -> None:
    address = ask(karen.email)
    client.post(address, {"password": NEW, "again": NEW})
    response = client.get(address)
    assert response.status_code == 410
    assert GONE in response.text
    assert client.post(address, {"password": "noget helt tredje", "again": "noget helt tredje"}).status_code == 410


def test_two_who_hold_one_link_do_not_both_choose(karen: User) -> None:
    key = password_link(karen, Purpose.RESET).split("/")[-2]
    first, second = holder_of(key), holder_of(key)
    assert first
    assert second
    choose_password(holder=first, password=NEW, now=dt.datetime.now(dt.UTC))
    with pytest.raises(LinkUsed):
        choose_password(holder=second, password="noget helt tredje", now=dt.datetime.now(dt.UTC))


def test_a_link_is_gone_after_its_time(client: Client, karen: User, later: Later) -> None:
    reset, invitation = (path_of(password_link(karen, purpose)) for purpose in Purpose)
    later(dt.timedelta(hours=2, seconds=5))
    assert client.get(reset).status_code == 410
    assert client.get(invitation).status_code == 200
    later(dt.timedelta(days=7))
    assert client.get(invitation).status_code == 410


@pytest.mark.parametrize(
    "change", [lambda key: key[:-3] + "abc", lambda key: "x" + key, lambda _: "a:b:c", lambda _: "ø"]
)
def test_a_forged_link_is_gone(client: Client, karen: User, change: Callable[[str], str]) -> None:
    key = password_link(karen, Purpose.RESET).split("/")[-2]
    assert client.get(f"/adgangskode/{change(key)}/").status_code == 410


def test_a_link_of_someone_shut_out_is_gone(client: Client, karen: User) -> None:
    address = path_of(password_link(karen, Purpose.INVITATION))
    karen.is_active = False
    karen.save()
    assert client.get(address).status_code == 410


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, karen: User) -> None:
    response = client.post("/glemt-adgangskode/", {"email": "nobody@aavang.example"})
    assert response["Location"] == "/glemt-adgangskode/sendt/"
    assert mail.outbox == []
    assert not Event.objects.filter(verb="reset-asked").exists()


def test_asking_again_and_again_is_refused(client: Client, karen: User) -> None:
    for _ in range(5):
        assert client.post("/glemt-adgangskode/", {"email": karen.email}).status_code == 302
    response = client.post("/glemt-adgangskode/", {"email": karen.email.upper()})
    assert response.status_code == 200
    assert "Prøv igen om 5 minutter." in response.text


def test_a_mail_server_that_is_down_is_not_shown(
    client: Client,
    karen: User,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/glemt-adgangskode/", {"email": karen.email})
    assert response["Location"] == "/glemt-adgangskode/sendt/"
    assert caplog.messages == ["A mail could not be sent: ConnectionRefusedError"]


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        (NEW, "noget andet langt", "De to adgangskoder er ikke ens."),
        ("kort", "kort", "12"),
        ("karen@aavang.example", "karen@aavang.example", "e"),
        ("passwordpassword", "passwordpasswordx", "De to"),
        ("", "", "påkrævet"),
        ("x" * 300, "x" * 300, "256"),
    ],
)
def test_a_poor_password_is_refused(client: Client, karen: User, password: str, again: str, told: str) -> None:
    address = path_of(password_link(karen, Purpose.RESET))
    response = client.post(address, {"password": password, "again": again})
    assert response.status_code == 200
    assert "Der er noget, der skal rettes" in response.text
    assert told in response.text
    karen.refresh_from_db()
    assert karen.check_password(PASSWORD)


# By someone who is signed in


def test_changing_ones_password_ends_all_other_sessions(client: Client, karen: User, sign_in: SignIn) -> None:
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    response = client.post("/min-konto/adgangskode/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert response["Location"] == "/min-konto/"
    assert "Din adgangskode er skiftet." in client.get("/min-konto/").text
    assert elsewhere.get("/min-konto/").status_code == 302
    assert Event.objects.filter(verb="password-changed", actor=karen.id).count() == 1


def test_changing_ones_password_needs_the_old_one(client: Client, karen: User, sign_in: SignIn) -> None:
    sign_in(client)
    for _ in range(5):
        response = client.post("/min-konto/adgangskode/", {"old": "forkert", "password": NEW, "again": NEW})
        assert "Adgangskoden passer ikke." in response.text
    response = client.post("/min-konto/adgangskode/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert "Der har været for mange forsøg." in response.text
    karen.refresh_from_db()
    assert karen.check_password(PASSWORD)
