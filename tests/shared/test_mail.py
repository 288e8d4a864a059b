"""Does a letter leave after the transaction, and does a dead mail server break nothing?"""

import logging
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.serving import free_port
from trappen.shared.mail import send, send_after_commit

TO, SUBJECT, TEXT = "karen@aavang.example", "Din handling: Ring på tirsdag", "Hej Karen Østergård\n\nDu skal ringe.\n"


class PostOffice:
    """A real SMTP server on the loopback address that keeps what it takes."""

    def __init__(self, reply: str = "250 OK") -> None:
        self.reply = reply
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(  # noqa: N802  # the server's own name
        self, _server: object, _session: object, envelope: Any, address: str, _options: object
    ) -> str:
        if self.reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.reply

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802  # as above
        self.taken.append((list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


def served(office: PostOffice) -> Iterator[PostOffice]:
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtp(port):
            yield office
    finally:
        controller.stop()


def smtp(port: int) -> override_settings:
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
    )


@pytest.fixture
def office() -> Iterator[PostOffice]:
    yield from served(PostOffice())


@pytest.fixture
def strict_office() -> Iterator[PostOffice]:
    yield from served(PostOffice("550 No such person"))


def test_a_letter_is_taken_as_plain_text(office: PostOffice) -> None:
    assert send(to=TO, subject=SUBJECT, text=TEXT) is True
    [(receivers, content)] = office.taken
    letter = message_from_bytes(content, policy=policy.default)
    assert receivers == [TO]
    assert (letter["To"], letter["Subject"]) == (TO, SUBJECT)
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n") == TEXT


def test_a_dead_server_is_a_line_in_the_log_without_the_letter(caplog: pytest.LogCaptureFixture) -> None:
    with smtp(free_port()), caplog.at_level(logging.DEBUG):
        assert send(to=TO, subject=SUBJECT, text=TEXT) is False
    assert [record.getMessage() for record in caplog.records] == ["A mail could not be sent: ConnectionRefusedError"]
    assert "karen" not in caplog.text.lower()


def test_a_server_that_refuses_is_the_same(strict_office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    assert send(to=TO, subject=SUBJECT, text=TEXT) is False
    assert strict_office.taken == []
    assert [each.getMessage() for each in caplog.records if each.name == "trappen.shared.mail"] == [
        "A mail could not be sent: SMTPRecipientsRefused"
    ]


def test_a_name_that_no_machine_has_is_the_same() -> None:
    with smtp(1), override_settings(EMAIL_HOST="no-such-host.invalid"):
        assert send(to=TO, subject=SUBJECT, text=TEXT) is False


@pytest.mark.django_db(transaction=True)
def test_a_letter_leaves_when_what_it_tells_is_saved() -> None:
    with transaction.atomic():
        send_after_commit(to=TO, subject=SUBJECT, text=TEXT)
        assert mail.outbox == []
    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == ([TO], SUBJECT, TEXT)


@pytest.mark.django_db(transaction=True)
def test_no_letter_tells_of_what_was_not_saved() -> None:
    with transaction.atomic():
        send_after_commit(to=TO, subject=SUBJECT, text=TEXT)
        transaction.set_rollback(True)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_dead_server_breaks_nothing_that_was_saved(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, caplog: pytest.LogCaptureFixture
) -> None:
    with smtp(free_port()), django_capture_on_commit_callbacks(execute=True) as letters:
        send_after_commit(to=TO, subject=SUBJECT, text=TEXT)
    assert len(letters) == 1
    assert "A mail could not be sent" in caplog.text
