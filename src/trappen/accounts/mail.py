"""How is a letter written and sent? In the reader's language, as plain text, without a word of any case."""

import logging
import smtplib
from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from trappen.accounts.models import User
from trappen.accounts.queries import salt_of
from trappen.accounts.rules import Purpose, mark

log = logging.getLogger(__name__)

NO_MAIL = (OSError, smtplib.SMTPException)


def letter(person: User, template: str, context: Mapping[str, object]) -> EmailMessage:
    """A letter from a template whose first line is the subject."""
    with translation.override(person.language):
        text = render_to_string(template, {"person": person, "site": settings.PUBLIC_URL, **context})
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(
        subject.strip(), body.strip() + "\n", to=[person.email], headers={"Auto-Submitted": "auto-generated"}
    )


def send(message: EmailMessage, connection: BaseEmailBackend | None = None) -> bool:
    """Whether the mail server took the letter. Where it did not, the log says why, but not to whom."""
    message.connection = connection
    try:
        message.send()
    except NO_MAIL as error:
        log.warning("A mail could not be sent: %s", type(error).__name__)
        return False
    return True


def password_link(person: User, purpose: Purpose) -> str:
    """An address that works once, until its time is out or a password is chosen."""
    key = signing.dumps([str(person.id), mark(person.password)], salt=salt_of(purpose))
    with translation.override(person.language):
        return settings.PUBLIC_URL + reverse("choose_password", args=[key])
