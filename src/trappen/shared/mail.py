"""How does a letter leave the house? After the transaction, in plain text, and a dead mail server breaks nothing."""

import logging
import smtplib

from django.core.mail import send_mail
from django.db import transaction

log = logging.getLogger(__name__)


def send(*, to: str, subject: str, text: str) -> bool:
    """Send now. False where the mail server did not take it; the log says so without the address."""
    try:
        send_mail(subject, text, None, [to])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A mail could not be sent: %s", type(error).__name__)
        return False
    return True


def send_after_commit(*, to: str, subject: str, text: str) -> None:
    transaction.on_commit(lambda: send(to=to, subject=subject, text=text) and None)
