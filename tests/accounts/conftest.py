"""Who signs in here? Two invented colleagues with passwords, and a clock that can be put forward."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from trappen.accounts.actions import make_user
from trappen.accounts.models import User

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
PASSWORD = "kastanjer i regnvejr"

SignIn = Callable[..., "Answer"]
Later = Callable[[dt.timedelta], None]


@pytest.fixture
def karen(db: None) -> User:
    return make_user(name="Karen Østergård", email="karen@aavang.example", password=PASSWORD, by=None, now=NOW)


@pytest.fixture
def jonas(db: None) -> User:
    return make_user(name="Jonas Lind", email="jonas@aavang.example", password=PASSWORD, by=None, now=NOW)


@pytest.fixture
def sign_in() -> SignIn:
    """Sign in as in a browser: by the form of the page."""

    def by_form(
        client: Client, email: str = "karen@aavang.example", password: str = PASSWORD, address: str = "127.0.0.1"
    ) -> "Answer":
        return client.post("/log-ind/", {"login": email, "password": password}, REMOTE_ADDR=address)

    return by_form


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Put the machine's clock forward, for what counts in seconds: signatures, limits, codes."""

    def put_forward(by: dt.timedelta) -> None:
        started = time.time
        monkeypatch.setattr(time, "time", lambda: started() + by.total_seconds())

    return put_forward
