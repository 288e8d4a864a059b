"""How do people come in, and how are they shut out?"""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.accounts.conftest import NOW, PASSWORD, SignIn
from trappen.accounts.actions import UnusableEmail, keep_text, let_in_again, make_user, shut_out
from trappen.accounts.models import KeptText, User
from trappen.accounts.rules import Session as Known
from trappen.accounts.rules import worth_keeping
from trappen.audit.models import Event

MINUTE = dt.timedelta(minutes=1)


def test_a_new_person_cannot_sign_in_before_choosing_a_password(client: Client, db: None, sign_in: SignIn) -> None:
    person = make_user(name=" Inger Holm ", email=" Inger@Aavang.EXAMPLE ", by=None, now=NOW)
    assert (person.name, person.email, person.language) == ("Inger Holm", "inger@aavang.example", "da")
    assert not person.has_usable_password()
    assert sign_in(client, person.email, "").status_code == 200
    assert person.emailaddress_set.get().verified  # type: ignore[attr-defined]  # allauth's side of the relation
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject, event.at) == ("made", None, person.id, NOW)


@pytest.mark.parametrize("email", ["", "inger", "inger@", "a b@c.example", "inger@aavang.example\nBcc: x@y.example"])
def test_what_is_no_address_is_refused(db: None, email: str) -> None:
    with pytest.raises(UnusableEmail):
        make_user(name="Inger Holm", email=email, by=None, now=NOW)
    assert not User.objects.exists()


def test_an_address_is_one_persons(karen: User) -> None:
    with pytest.raises(UnusableEmail):
        make_user(name="En anden", email="KAREN@aavang.example", by=None, now=NOW)


def test_shutting_out_ends_every_session_for_good(client: Client, karen: User, jonas: User, sign_in: SignIn) -> None:
    other = Client()
    sign_in(client)
    sign_in(other, jonas.email)
    keep_text(person=karen.id, path="/x/", form="note", posted=[("text", ["a"])], now=dt.datetime.now(dt.UTC))
    shut_out(person=karen, by=jonas.id, now=dt.datetime.now(dt.UTC), organisation=None)
    assert client.get("/min-konto/").status_code == 302
    assert other.get("/min-konto/").status_code == 200
    assert Session.objects.count() == 1
    assert not KeptText.objects.exists()
    let_in_again(person=karen, by=jonas.id, now=NOW, organisation=None)
    assert client.get("/min-konto/").status_code == 302
    assert sign_in(client, password=PASSWORD).status_code == 302
    verbs = Event.objects.filter(actor=jonas.id, subject=karen.id).values_list("verb", flat=True)
    assert sorted(verbs) == ["let-in-again", "shut-out"]


@pytest.mark.parametrize(
    ("since", "seen", "over"),
    [(0, 0, False), (599, 0, False), (601, 0, True), (0, 59, False), (0, 61, True), (60, 60, False)],
)
def test_when_a_session_is_over(since: int, seen: int, over: bool) -> None:
    now = 1_000_000.0
    known = Known(since=now - since * 60, seen=now - seen * 60)
    assert known.is_over(now, age=600 * MINUTE, idle=60 * MINUTE) is over


@pytest.mark.parametrize(
    ("idle", "after", "worth"), [(60, 299, False), (60, 300, True), (12, 60, True), (600, 299, False)]
)
def test_when_being_seen_is_worth_writing(idle: int, after: int, worth: bool) -> None:
    assert Known(since=0, seen=1000).is_worth_writing(1000.0 + after, idle=idle * MINUTE) is worth


def test_passwords_and_tokens_are_never_kept() -> None:
    fields = [("text", ["a"]), ("csrfmiddlewaretoken", ["b"]), ("new_Password", ["c"]), ("adgangskode", ["d"])]
    assert worth_keeping(fields) == {"text": ["a"]}
