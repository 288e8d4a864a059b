"""How does a browser prove which seat is its own? By a signed ticket, of which the database knows the digest only."""

import hashlib
import hmac
import secrets
import uuid

from django.conf import settings
from django.core import signing

_SIGNER = "trappen.live.seat"


def new_ticket(room: uuid.UUID) -> tuple[str, str]:
    """A ticket for a browser, and its digest for the database."""
    said = f"{room.hex}.{secrets.token_urlsafe(16)}"
    return signing.Signer(salt=_SIGNER).sign(said), _digest(said)


def digest_of(ticket: str, room: uuid.UUID) -> str | None:
    """What the database knows a ticket by; None for one that is not of this room."""
    try:
        said = signing.Signer(salt=_SIGNER).unsign(ticket)
    except signing.BadSignature:
        return None
    return _digest(said) if said.startswith(f"{room.hex}.") else None


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def stream_of(room: uuid.UUID, language: str) -> str:
    """The name of a room's stream, signed, so that the live process opens none for strangers."""
    name = f"{room.hex}.{language}"
    return f"{name}.{hmac.new(settings.LIVE_SECRET.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]}"
