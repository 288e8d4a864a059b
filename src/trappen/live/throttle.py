"""Who guesses codes? After a number of wrong ones an address has to wait.

Only wrong codes count, since a whole town hall may share one address, and who has a seat is never asked.
"""

import ipaddress
import logging
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from redis.exceptions import RedisError

MOST_WRONG = 30
WAIT = 60  # seconds
_log = logging.getLogger(__name__)


def address_of(request: Any) -> str:
    """Where a request comes from, as far as the proxies that we trust can tell."""
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    address = told[-trusted] if trusted and len(told) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return "unknown"


def must_wait(address: str) -> bool:
    try:
        return bool(cache.get(_key(address), 0) >= MOST_WRONG)
    except (RedisError, DatabaseError):
        return _cannot_count()


def wrong_code(address: str) -> None:
    try:
        if not cache.add(_key(address), 1, WAIT):
            cache.incr(_key(address))
    except ValueError:  # its time ran out in between
        cache.set(_key(address), 1, WAIT)
    except (RedisError, DatabaseError):
        _cannot_count()


def _cannot_count() -> bool:
    """A game does not stop because nobody can count: codes are many, and rooms are few and short."""
    _log.warning("Wrong codes cannot be counted at present.")
    return False


def _key(address: str) -> str:
    return f"live-wrong-code-{address}"
