"""Is a text back after its writer has lost the session, in every way of losing it, and only for that writer?"""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import connection
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.accounts.conftest import PASSWORD, Later
from trappen.accounts import keep
from trappen.accounts.actions import drop_old_kept_texts, keep_text
from trappen.accounts.models import KeptText, User
from trappen.accounts.rules import KEPT_AT_MOST, KEPT_FOR
from trappen.vault.models import DataKey

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PAGE = "/min-konto/"
TYPED = {"name": "Karen Østergård Lund", "language": "en"}
HERE_AGAIN = "Din tekst er her igen. Den er ikke gemt endnu."
TO_SIGN_IN = "/log-ind/?next=%2Fmin-konto%2F"


class Browser(Client):
    """A client that must pass the guard against forgery, and posts what the page's own form holds."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def hidden(self, address: str) -> dict[str, str]:
        main = self.get(address).text.partition("<main")[2]
        return {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)
        }

    def sign_in(self, email: str = "karen@aavang.example", address: str = "/log-ind/") -> "Answer":
        return self.post(address, self.hidden(address) | {"login": email, "password": PASSWORD})

    @property
    def shows_the_text(self) -> bool:
        page = self.get(PAGE).text
        return HERE_AGAIN in page and 'value="Karen Østergård Lund"' in page


@pytest.fixture
def browser(karen: User) -> Browser:
    browser = Browser()
    assert browser.sign_in().status_code == 302
    return browser


@pytest.fixture
def form(browser: Browser) -> dict[str, str]:
    """What the form of the page holds when it comes back."""
    return browser.hidden(PAGE) | TYPED


def expire(browser: Browser) -> None:
    browser.session.flush()


def forget_session(browser: Browser) -> None:
    del browser.cookies["trappen_session"]


def forget_everything(browser: Browser) -> None:
    browser.cookies.clear()


def sweep(_browser: Browser) -> None:
    Session.objects.all().delete()


def idle(browser: Browser) -> None:
    session = browser.session
    session["seen"] -= 100_000
    session.save()


@pytest.mark.parametrize("lose", [expire, forget_session, forget_everything, sweep, idle])
def test_the_text_is_back_however_the_session_was_lost(
    browser: Browser, form: dict[str, str], lose: Callable[[Browser], None]
) -> None:
    lose(browser)
    response = browser.post(PAGE, form)
    assert response["Location"] == TO_SIGN_IN
    assert "trappen_session" not in response.cookies or response.cookies["trappen_session"].value == ""
    door = browser.get(TO_SIGN_IN)
    assert "Din session er udløbet." in door.text
    assert browser.sign_in(address=TO_SIGN_IN)["Location"] == PAGE
    assert browser.shows_the_text
    assert User.objects.get().name == "Karen Østergård"


def test_it_stays_until_it_is_saved(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form)
    browser.sign_in(address=TO_SIGN_IN)
    assert browser.shows_the_text
    assert browser.shows_the_text
    assert browser.post(PAGE, browser.hidden(PAGE) | TYPED | {"name": ""}).status_code == 200
    assert browser.shows_the_text
    assert browser.post(PAGE, browser.hidden(PAGE) | TYPED).status_code == 302
    assert HERE_AGAIN not in browser.get(PAGE).text
    assert not KeptText.objects.exists()
    assert not DataKey.objects.exists()


def test_it_is_back_after_signing_in_in_another_window(browser: Browser, form: dict[str, str]) -> None:
    forget_everything(browser)
    browser.sign_in()
    response = browser.post(PAGE, form)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert browser.shows_the_text
    assert User.objects.get().name == "Karen Østergård"


def test_someone_else_in_another_window_gets_nothing(browser: Browser, form: dict[str, str], jonas: User) -> None:
    forget_everything(browser)
    browser.sign_in(jonas.email)
    assert browser.post(PAGE, form).status_code == 403
    assert not KeptText.objects.exists()


def test_someone_else_who_signs_in_sees_nothing(browser: Browser, form: dict[str, str], jonas: User) -> None:
    expire(browser)
    browser.post(PAGE, form)
    browser.sign_in(jonas.email, TO_SIGN_IN)
    page = browser.get(PAGE).text
    assert HERE_AGAIN not in page
    assert "Lund" not in page
    assert KeptText.objects.get().user.email == "karen@aavang.example"


def test_it_is_gone_after_an_hour(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form)
    row = KeptText.objects.get()
    KeptText.objects.update(until=row.until - KEPT_FOR)
    browser.sign_in(address=TO_SIGN_IN)
    assert not browser.shows_the_text


def test_it_is_gone_an_hour_after_one_saw_it_too(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form)
    browser.sign_in(address=TO_SIGN_IN)
    KeptText.objects.update(until=dt.datetime.now(dt.UTC))
    assert not browser.shows_the_text


def test_housekeeping_takes_what_is_old_with_its_keys(karen: User) -> None:
    now = dt.datetime.now(dt.UTC)
    for age in (0, 30, 59, 60, 61):
        keep_text(person=karen.id, path=f"/{age}/", form="f", posted=[], now=now - dt.timedelta(minutes=age))
    assert drop_old_kept_texts(now=now) == 2
    assert set(KeptText.objects.values_list("path", flat=True)) == {"/0/", "/30/", "/59/"}
    assert DataKey.objects.count() == 3
    assert drop_old_kept_texts(now=now) == 0


def test_it_is_gone_at_sign_out(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form)
    browser.sign_in(address=TO_SIGN_IN)
    browser.post("/log-ud/", {"csrfmiddlewaretoken": browser.hidden(PAGE)["csrfmiddlewaretoken"]})
    assert not KeptText.objects.exists()
    assert not DataKey.objects.exists()


def test_it_lies_sealed_and_without_tokens(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form | {"password": "hemmelig"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_kepttext")
        [row] = cursor.fetchall()
    raw = b"".join(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row)
    assert b"Lund" not in raw
    text = KeptText.objects.get().text
    assert "Lund" in text
    for word in ("hemmelig", "csrf", keep.FIELD):
        assert word not in text


@pytest.mark.parametrize("change", ["", "x", "eyJ:abc:def"])
def test_without_a_true_token_nothing_is_kept(browser: Browser, form: dict[str, str], change: str) -> None:
    expire(browser)
    assert browser.post(PAGE, form | {keep.FIELD: change})["Location"] == "/log-ind/"
    assert not KeptText.objects.exists()


def test_a_token_is_good_for_a_day(browser: Browser, form: dict[str, str], later: Later) -> None:
    forget_everything(browser)
    later(dt.timedelta(hours=23, minutes=59))
    assert browser.post(PAGE, form)["Location"] == TO_SIGN_IN
    later(dt.timedelta(minutes=2))
    assert browser.post(PAGE, form)["Location"] == "/log-ind/"


def test_for_someone_shut_out_nothing_is_kept(browser: Browser, form: dict[str, str]) -> None:
    User.objects.update(is_active=False)
    assert browser.post(PAGE, form)["Location"] == TO_SIGN_IN
    assert not KeptText.objects.exists()


def test_too_much_is_not_kept(browser: Browser, form: dict[str, str]) -> None:
    expire(browser)
    browser.post(PAGE, form | {"name": "æ" * 149_000})
    assert KeptText.objects.count() == 1
    browser.post(PAGE, form | {"name": "æ" * 150_001})
    assert len(KeptText.objects.get().text) < 150_000


def test_of_one_form_the_newest_is_kept(karen: User) -> None:
    now = dt.datetime.now(dt.UTC)
    for text in ("first", "second"):
        assert keep_text(person=karen.id, path="/a/", form="f", posted=[("t", [text])], now=now)
    assert KeptText.objects.get().text == '{"t": ["second"]}'
    assert DataKey.objects.count() == 1


def test_of_many_forms_the_newest_are_kept(karen: User) -> None:
    now = dt.datetime.now(dt.UTC)
    for number in range(KEPT_AT_MOST + 3):
        keep_text(person=karen.id, path=f"/{number}/", form="f", posted=[], now=now + dt.timedelta(seconds=number))
    kept = set(KeptText.objects.values_list("path", flat=True))
    assert kept == {f"/{number}/" for number in range(3, KEPT_AT_MOST + 3)}
    assert DataKey.objects.count() == KEPT_AT_MOST


def test_a_page_with_a_very_long_address_keeps_nothing(karen: User) -> None:
    now = dt.datetime.now(dt.UTC)
    assert not keep_text(person=karen.id, path="/" + "a" * 200, form="f", posted=[], now=now)


def test_ordinary_pages_ask_the_database_nothing_for_it(
    browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser.get(PAGE)
    with django_assert_max_num_queries(4) as found:
        browser.get(PAGE)
    assert not any("kepttext" in query["sql"] for query in found.captured_queries)


def test_a_visitors_form_carries_the_guard_alone(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    head = Template('{% load keep %}{% form_head "x" %}').render(RequestContext(request))
    assert "csrfmiddlewaretoken" in head
    assert keep.FIELD not in head


def test_a_forged_post_is_still_turned_away(browser: Browser) -> None:
    response = browser.post(PAGE, TYPED)
    assert response.status_code == 403
    assert User.objects.get().name == "Karen Østergård"
