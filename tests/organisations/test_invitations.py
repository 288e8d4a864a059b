"""How does a colleague come in, and what happens when the letter does not leave?"""

import datetime as dt
import socket
import uuid
from collections.abc import Iterator
from contextlib import closing

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.organisations.conftest import NOW, Place, person
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.organisations.actions import invite, send_invitations
from trappen.organisations.models import Organisation
from trappen.organisations.rules import Refused, Role

CHOSEN = "ribs stikkelsbær hyld"


@pytest.fixture
def answer(aavang: Place) -> dict[str, str]:
    return {
        "name": "Lise Toft",
        "email": "Lise@Aavang.example",
        "unit": str(aavang.station.id),
        "role": "employee",
        "once": str(uuid.uuid4()),
    }


def break_mail(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def link() -> str:
    words = mail.outbox[-1].body.split()
    return next(word for word in words if "/adgangskode/" in word).removeprefix("http://127.0.0.1:8000")


def test_from_invitation_to_signing_in(inger: Client, client: Client, aavang: Place, answer: dict[str, str]) -> None:
    response = inger.post("/administration/inviter/", answer)
    lise = User.objects.get(email="lise@aavang.example")
    assert response["Location"] == reverse("person", args=[lise.id])
    assert "Invitationen er sendt til lise@aavang.example." in inger.get(response["Location"]).text
    assert (lise.name, lise.memberships.get().unit_id, lise.memberships.get().role) == (
        "Lise Toft",
        aavang.station.id,
        "employee",
    )
    [letter] = mail.outbox
    assert letter.subject == "Du er inviteret til Trappen i Åvang Kommune"
    assert letter.body.startswith("Hej Lise Toft\n")
    assert "7 dage" in letter.body
    assert lise.invited_at
    assert client.get(link()).status_code == 200
    assert client.post(link(), {"password": CHOSEN, "again": CHOSEN})["Location"] == "/log-ind/"
    assert client.get(link()).status_code == 410
    entered = client.post("/log-ind/", {"login": lise.email, "password": CHOSEN})
    assert entered.status_code == 302
    verbs = Event.objects.filter(subject=lise.id).order_by("at").values_list("verb", flat=True)
    assert set(verbs) == {"made", "role-given", "invited", "password-chosen", "signed-in"}


def test_a_double_submit_makes_one_person_and_no_error(inger: Client, aavang: Place, answer: dict[str, str]) -> None:
    for _ in range(2):
        assert inger.post("/administration/inviter/", answer).status_code == 302
    assert User.objects.filter(email="lise@aavang.example").count() == 1
    assert Event.objects.filter(verb="made", actor=aavang.inger.id).count() == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"email": "karen@aavang.example"}, "Der er allerede en konto med den e-mail."),
        ({"email": "BO@birkelunde.example"}, "E-mailen kan ikke bruges her."),
        ({"email": "lise"}, "e-mail"),
        ({"email": "lise@aavang.example\nBcc: x@y.example"}, "e-mail"),
        ({"name": ""}, "påkrævet"),
        ({"name": "Lise 010190-1234"}, "CPR-nummer"),
        ({"unit": "11111111-1111-4111-8111-111111111111"}, "11111111"),
        ({"role": "king"}, "king"),
        ({"once": "x"}, "UUID"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    inger: Client, stranger: User, answer: dict[str, str], change: dict[str, str], told: str
) -> None:
    before = User.objects.count()
    page = inger.post("/administration/inviter/", answer | change)
    assert page.status_code == 200
    assert told in page.text
    assert "Birkelunde" not in page.text
    assert User.objects.count() == before
    assert mail.outbox == []


def test_without_a_mail_server_the_person_is_made_and_the_letter_sent_later(
    inger: Client, aavang: Place, answer: dict[str, str], settings: Settings
) -> None:
    break_mail(settings)
    page = inger.post("/administration/inviter/", answer, follow=True)
    assert "mailserveren tog ikke imod invitationen" in page.text
    assert "Ikke inviteret endnu" in page.text
    lise = User.objects.get(email="lise@aavang.example")
    assert lise.invited_at is None
    assert "Én person har endnu ikke fået en invitation." in inger.get("/administration/").text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = inger.post("/administration/invitationer/", follow=True)
    assert "1 invitation er sendt." in page.text
    assert "endnu ikke fået" not in page.text
    assert [letter.to for letter in mail.outbox] == [[lise.email]]


def test_an_invitation_is_sent_again(inger: Client, aavang: Place, answer: dict[str, str]) -> None:
    inger.post("/administration/inviter/", answer)
    lise = User.objects.get(email="lise@aavang.example")
    page = inger.post(reverse("send_invitation", args=[lise.id]), follow=True)
    assert "Send invitationen igen" in page.text
    assert len(mail.outbox) == 2
    assert Event.objects.filter(verb="invited", subject=lise.id).count() == 2


def test_who_has_a_password_gets_no_invitation(inger: Client, aavang: Place) -> None:
    inger.post(reverse("send_invitation", args=[aavang.karen.id]))
    assert mail.outbox == []
    aavang.karen.refresh_from_db()
    assert aavang.karen.has_usable_password()


def test_another_organisations_people_are_not_waiting_here(inger: Client, aavang: Place, stranger: User) -> None:
    person("Ove Dam", stranger.memberships.get().unit, Role.EMPLOYEE, password=None)
    assert "endnu ikke fået" not in inger.get("/administration/").text
    inger.post("/administration/invitationer/")
    assert mail.outbox == []


def test_who_is_shut_out_is_not_waiting(inger: Client, aavang: Place) -> None:
    ove = person("Ove Dam", aavang.station, Role.EMPLOYEE, password=None)
    inger.post(reverse("shut_out", args=[ove.id]))
    inger.post("/administration/invitationer/")
    assert mail.outbox == []


def test_a_letter_is_in_the_readers_language(aavang: Place) -> None:
    ove = person("Ove Dam", aavang.station, Role.EMPLOYEE, password=None)
    ove.language = "en"
    sent = send_invitations(people=[ove], organisation=Organisation.objects.get(), by=aavang.administrator, now=NOW)
    assert sent == 1
    assert "/en/adgangskode/" in mail.outbox[0].body


class Refusing:
    """A mail server that takes no letter for anyone, and counts how often it was asked."""

    asked = 0

    async def handle_RCPT(self, *_args: object) -> str:  # noqa: N802  aiosmtpd's own name
        self.asked += 1
        return "550 No such person"


@pytest.fixture
def refusing(settings: Settings) -> Iterator[Refusing]:
    handler = Refusing()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    break_mail(settings)
    settings.EMAIL_PORT = port
    yield handler
    server.stop()


def test_a_server_that_takes_nothing_is_asked_three_times(inger: Client, aavang: Place, refusing: Refusing) -> None:
    for number in range(5):
        person(f"P{number} Dam", aavang.station, Role.EMPLOYEE, password=None)
    page = inger.post("/administration/invitationer/", follow=True)
    assert "0 invitationer er sendt. Resten tog mailserveren ikke imod." in page.text
    assert refusing.asked == 3
    assert not User.objects.filter(invited_at__isnull=False).exists()


def test_who_chose_a_password_meanwhile_is_not_written_to(
    inger: Client, aavang: Place, answer: dict[str, str]
) -> None:
    inger.post("/administration/inviter/", answer)
    lise = User.objects.get(email="lise@aavang.example")
    lise.set_password(CHOSEN)
    lise.save()
    inger.post("/administration/inviter/", answer)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("email", ["lise", "lise@aavang.example\nBcc: x@y.example"])
def test_the_action_itself_refuses_what_is_no_address(aavang: Place, email: str) -> None:
    with pytest.raises(Refused, match="elsewhere"):
        invite(name="Lise", email=email, unit=aavang.station, role=Role.EMPLOYEE, by=aavang.administrator, now=NOW)


def test_a_dead_server_is_not_asked_for_ever(aavang: Place, settings: Settings) -> None:
    break_mail(settings)
    people = [person(f"P{number} Dam", aavang.station, Role.EMPLOYEE, password=None) for number in range(5)]
    now = NOW + dt.timedelta(hours=1)
    organisation = Organisation.objects.get()
    assert send_invitations(people=people, organisation=organisation, by=aavang.administrator, now=now) == 0
    assert not User.objects.filter(invited_at__isnull=False).exists()
