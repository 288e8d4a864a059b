"""How is the second factor switched on, used and switched off, and how do its secrets lie?"""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.accounts.conftest import PASSWORD, Later, SignIn
from tests.accounts.test_sign_in import LOCKED, told
from trappen.accounts.actions import remove_second_factor
from trappen.accounts.models import User
from trappen.vault.models import DataKey

WRONG = "Koden passer ikke."


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def confirm(client: Client, address: str, **answer: str) -> None:
    """Prove once more who one is, as `address` demands, and land there."""
    door = client.get(address)
    assert door.status_code == 302, door.content
    assert door["Location"].startswith("/min-konto/bekraeft/")
    assert client.get(door["Location"]).status_code == 200
    assert client.post(door["Location"], answer)["Location"] == address


@pytest.fixture
def secret(client: Client, karen: User, sign_in: SignIn) -> str:
    """Karen has switched the second factor on; what her app knows."""
    sign_in(client)
    confirm(client, "/min-konto/totrin/", password=PASSWORD)
    page = client.get("/min-konto/totrin/")
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)
    assert found
    assert "<svg" in page.text
    assert "style=" not in page.text.partition("<main")[2].partition("</main>")[0]
    assert "data:" not in page.text
    response = client.post("/min-konto/totrin/", {"code": code_for(found[1])})
    assert response["Location"] == "/min-konto/totrin/koder/"
    return found[1]


def codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get("/min-konto/totrin/koder/").text)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "adgangskode/",
        "bekraeft/",
        "bekraeft/kode/",
        "totrin/",
        "totrin/fra/",
        "totrin/koder/",
        "totrin/koder/nye/",
    ],
)
def test_a_visitor_is_sent_to_sign_in(client: Client, db: None, address: str) -> None:
    response = client.get(f"/min-konto/{address}")
    assert response["Location"].startswith("/log-ind/?next=%2Fmin-konto%2F")
    assert client.post(f"/min-konto/{address}", {})["Location"] == "/log-ind/"


def test_a_wrong_code_switches_nothing_on(client: Client, karen: User, sign_in: SignIn) -> None:
    sign_in(client)
    confirm(client, "/min-konto/totrin/", password=PASSWORD)
    client.get("/min-konto/totrin/")
    assert WRONG in client.post("/min-konto/totrin/", {"code": "000000"}).text
    assert not Authenticator.objects.exists()
    assert "Totrinslogin er slået fra" in client.get("/min-konto/").text


def test_switching_on_shows_the_recovery_codes(client: Client, secret: str) -> None:
    assert len(codes(client)) == 10
    assert "Totrinslogin er slået til" in client.get("/min-konto/").text
    assert told()[-1] == ("second-factor-on", "")
    assert client.get("/min-konto/totrin/")["Location"] == "/min-konto/totrin/fra/"


def test_the_secrets_lie_sealed(client: Client, secret: str) -> None:
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in rows
    assert not set(codes(client)) & set(re.findall(r"\d{8}", rows))
    assert DataKey.objects.count() == 2


def test_password_and_code_together_let_in(client: Client, secret: str, sign_in: SignIn, later: Later) -> None:
    fresh = Client()
    assert sign_in(fresh)["Location"] == "/log-ind/kode/"
    assert fresh.get("/min-konto/").status_code == 302
    page = fresh.get("/log-ind/kode/")
    assert "Skriv koden fra din app" in page.text
    assert fresh.post("/log-ind/kode/", {"code": code_for(secret)})["Location"] == "/overblik/"
    assert fresh.get("/min-konto/").status_code == 200


def test_a_code_works_once(client: Client, secret: str, sign_in: SignIn) -> None:
    code = code_for(secret)
    for door, expected in ((Client(), 302), (Client(), 200)):
        sign_in(door)
        assert door.post("/log-ind/kode/", {"code": code}).status_code == expected


def test_the_code_page_is_nothing_without_the_password(client: Client, db: None) -> None:
    assert client.get("/log-ind/kode/")["Location"] == "/log-ind/"
    assert client.post("/log-ind/kode/", {"code": "123456"})["Location"] == "/log-ind/"


def test_guessing_codes_is_stopped(client: Client, secret: str, sign_in: SignIn, later: Later) -> None:
    fresh = Client()
    sign_in(fresh)
    for _ in range(5):
        assert WRONG in fresh.post("/log-ind/kode/", {"code": "000000"}).text
    assert LOCKED in fresh.post("/log-ind/kode/", {"code": code_for(secret)}).text
    assert told()[-6:] == [("sign-in-failed", "second-factor")] * 5 + [("locked-out", "second-factor")]
    later(dt.timedelta(minutes=5, seconds=1))
    assert fresh.post("/log-ind/kode/", {"code": code_for(secret)}).status_code == 302


def test_a_recovery_code_works_once(client: Client, secret: str, sign_in: SignIn) -> None:
    code = codes(client)[0]
    for expected in (302, 200):
        fresh = Client()
        sign_in(fresh)
        assert fresh.post("/log-ind/kode/", {"code": code}).status_code == expected
    assert len(codes(client)) == 9


def test_new_codes_replace_the_old(client: Client, secret: str) -> None:
    old = codes(client)
    assert "10 nødkoder" in client.get("/min-konto/totrin/koder/nye/").text
    assert client.post("/min-konto/totrin/koder/nye/")["Location"] == "/min-konto/totrin/koder/"
    assert len(codes(client)) == 10
    assert not set(old) & set(codes(client))
    assert DataKey.objects.count() == 2
    assert told()[-1] == ("recovery-codes-renewed", "")


def test_switching_off_needs_the_second_factor_itself(
    client: Client, karen: User, secret: str, sign_in: SignIn, later: Later
) -> None:
    spare = codes(client)[0]
    later(dt.timedelta(minutes=6))
    door = client.get("/min-konto/totrin/fra/")["Location"]
    assert door.startswith("/min-konto/bekraeft/kode/")
    assert client.get("/min-konto/bekraeft/")["Location"] == "/min-konto/bekraeft/kode/"
    assert WRONG in client.post(door, {"code": "000000"}).text
    assert client.post(door, {"code": spare})["Location"] == "/min-konto/totrin/fra/"
    assert client.get("/min-konto/totrin/fra/").status_code == 200
    assert client.post("/min-konto/totrin/fra/")["Location"] == "/min-konto/"
    assert not Authenticator.objects.exists()
    assert not DataKey.objects.exists()
    assert told()[-1] == ("second-factor-off", "")
    assert sign_in(Client())["Location"] == "/overblik/"


def test_without_a_second_factor_there_are_no_codes(client: Client, karen: User, sign_in: SignIn) -> None:
    sign_in(client)
    confirm(client, "/min-konto/totrin/koder/nye/", password=PASSWORD)
    assert client.get("/min-konto/totrin/koder/").status_code == 404
    assert client.get("/min-konto/totrin/fra/").status_code == 404
    client.post("/min-konto/totrin/koder/nye/")
    assert not Authenticator.objects.exists()


def test_confirming_with_a_wrong_password_is_counted(client: Client, karen: User, sign_in: SignIn) -> None:
    sign_in(client)
    door = client.get("/min-konto/totrin/")["Location"]
    for _ in range(5):
        assert "Adgangskoden passer ikke." in client.post(door, {"password": "forkert"}).text
    assert LOCKED in client.post(door, {"password": PASSWORD}).text


def test_it_can_be_taken_off_by_another(client: Client, karen: User, jonas: User, secret: str) -> None:
    now = dt.datetime.now(dt.UTC)
    remove_second_factor(person=karen, by=jonas.id, now=now)
    remove_second_factor(person=karen, by=jonas.id, now=now)
    assert told()[-2:] == [("second-factor-on", ""), ("second-factor-off", "")]
