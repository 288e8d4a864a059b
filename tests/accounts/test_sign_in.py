"""Who comes in, who does not, and what does a visitor carry away?"""

import datetime as dt

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.accounts.conftest import PASSWORD, Later, SignIn
from trappen.accounts.adapter import Adapter
from trappen.accounts.models import User
from trappen.accounts.rules import LOCKED_MINUTES
from trappen.audit.models import Event

WRONG = "E-mailen eller adgangskoden passer ikke."
LOCKED = "Der har været for mange forsøg. Prøv igen om 5 minutter."


def told() -> list[tuple[str, str]]:
    """What the history says, by verb and note."""
    return list(Event.objects.exclude(verb="made").order_by("at").values_list("verb", "note"))


@pytest.mark.parametrize("address", ["/log-ind/", "/en/log-ind/", "/glemt-adgangskode/", "/glemt-adgangskode/sendt/"])
def test_a_visitor_gets_no_session(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert set(response.cookies) <= {"trappen_csrf"}


def test_the_page_speaks_english_under_en(client: Client, db: None) -> None:
    response = client.get("/en/log-ind/")
    assert response["Content-Language"] == "en"
    assert 'name="login"' in response.text
    assert 'name="password"' in response.text
    assert 'name="remember"' not in response.text


def test_the_right_password_leads_to_ones_own_page(client: Client, karen: User, sign_in: SignIn) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/overblik/")
    assert client.get("/min-konto/").status_code == 200
    assert told() == [("signed-in", "")]
    event = Event.objects.get(verb="signed-in")
    assert (event.actor, event.subject, event.kind) == (karen.id, karen.id, "person")


def test_the_address_may_be_written_in_capitals(client: Client, karen: User, sign_in: SignIn) -> None:
    assert sign_in(client, "KAREN@Aavang.example").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/min-konto/", "/min-konto/"),
        ("https://elsewhere.example/", "/overblik/"),
        ("//elsewhere.example/", "/overblik/"),
    ],
)
def test_sign_in_leads_back_within_the_site_only(client: Client, karen: User, wanted: str, reached: str) -> None:
    answer = {"login": karen.email, "password": PASSWORD, "next": wanted}
    assert client.post("/log-ind/", answer)["Location"] == reached


@pytest.mark.parametrize("email", ["karen@aavang.example", "nobody@aavang.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, karen: User, sign_in: SignIn, email: str
) -> None:
    response = sign_in(client, email, "forkert adgangskode")
    assert response.status_code == 200
    assert response.text.count(WRONG) == 1
    assert "trappen_session" not in response.cookies
    assert told() == [("sign-in-failed", "password")]
    assert Event.objects.get(verb="sign-in-failed").subject == (karen.id if email == karen.email else None)


def test_after_five_failures_the_right_password_is_refused_too(client: Client, karen: User, sign_in: SignIn) -> None:
    for _ in range(5):
        assert WRONG in sign_in(client, password="forkert").text
    response = sign_in(client)
    assert response.status_code == 200
    assert LOCKED in response.text
    assert WRONG not in response.text
    assert told() == [("sign-in-failed", "password")] * 5 + [("locked-out", "password")]
    assert Event.objects.get(verb="locked-out").subject == karen.id


def test_the_lock_opens_when_the_page_says(client: Client, karen: User, sign_in: SignIn, later: Later) -> None:
    for _ in range(5):
        sign_in(client, password="forkert")
    later(dt.timedelta(minutes=LOCKED_MINUTES, seconds=-5))
    assert LOCKED in sign_in(client).text
    later(dt.timedelta(seconds=6))
    assert sign_in(client).status_code == 302


def test_nobody_locks_a_colleague_out_from_elsewhere(client: Client, karen: User, sign_in: SignIn) -> None:
    for _ in range(6):
        sign_in(client, password="forkert", address="192.0.2.7")
    assert sign_in(client, address="192.0.2.8").status_code == 302


def test_capitals_and_spaces_give_no_further_attempts(client: Client, karen: User, sign_in: SignIn) -> None:
    for email in ["karen@aavang.example", "Karen@aavang.example", " karen@aavang.example"] * 2:
        sign_in(client, email, "forkert")
    assert LOCKED in sign_in(client).text


def test_one_address_cannot_try_many_accounts(
    client: Client, karen: User, sign_in: SignIn, settings: Settings
) -> None:
    """With a smaller number than ours, since a slow machine does not try a hundred in a minute."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "10/m/ip,5/5m/key"}
    for number in range(10):
        assert WRONG in sign_in(client, f"person{number}@aavang.example", "forkert").text
    response = sign_in(client)
    assert response.status_code == 429 or LOCKED in response.text
    assert "trappen_session" not in response.cookies


def test_successes_do_not_wipe_failures(client: Client, karen: User, jonas: User, sign_in: SignIn) -> None:
    for _ in range(5):
        sign_in(client, password="forkert")
    sign_in(Client(), jonas.email)
    assert LOCKED in sign_in(client).text


def test_the_limits_are_what_the_message_says(settings: Settings) -> None:
    rates = settings.ACCOUNT_RATE_LIMITS["login_failed"].split(",")
    assert f"5/{LOCKED_MINUTES}m/key" in rates
    assert any(rate.endswith("/ip") for rate in rates)


def test_a_closed_account_is_told_so_and_stays_out(client: Client, karen: User, sign_in: SignIn) -> None:
    karen.is_active = False
    karen.save()
    response = sign_in(client)
    assert response["Location"] == "/log-ind/"
    assert "Din konto er lukket." in client.get("/log-ind/").text
    assert client.get("/min-konto/").status_code == 302


def test_the_history_holds_no_address(client: Client, karen: User, sign_in: SignIn) -> None:
    for _ in range(6):
        sign_in(client, password="forkert")
    rows = " ".join(str(value) for event in Event.objects.values() for value in event.values())
    assert "karen" not in rows
    assert "@" not in rows


def test_nothing_answers_in_json(client: Client, karen: User) -> None:
    response = client.get("/log-ind/", headers={"accept": "application/json"})
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "address", ["/signup/", "/log-ind/signup/", "/accounts/signup/", "/email/", "/log-ind/email/"]
)
def test_there_is_no_other_way_in(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_nobody_signs_up(rf: RequestFactory) -> None:
    assert not Adapter().is_open_for_signup(rf.get("/"))


def test_signing_out_is_a_post_and_ends_the_session(client: Client, karen: User, sign_in: SignIn) -> None:
    sign_in(client)
    assert client.get("/log-ud/").status_code == 405
    assert client.get("/min-konto/").status_code == 200
    assert client.post("/log-ud/")["Location"] == "/"
    assert client.get("/min-konto/")["Location"] == "/log-ind/?next=%2Fmin-konto%2F"


def test_signing_out_twice_does_no_harm(client: Client, db: None) -> None:
    assert client.post("/log-ud/")["Location"] == "/"


def test_signing_out_keeps_ones_language(client: Client, karen: User, sign_in: SignIn) -> None:
    karen.language = "en"
    karen.save()
    sign_in(client)
    assert client.post("/log-ud/")["Location"] == "/en/"
