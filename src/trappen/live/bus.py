"""How does the live process hear that a room has changed? By Redis where there is one, else by a call on loopback.

Nothing is lost where it does not hear: the database knows what is shown, and players who hear nothing ask.
"""

import json
import logging
import urllib.request
import uuid
from collections.abc import Mapping
from urllib.error import URLError

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from trappen.live.process import CHANNEL, SECRET_HEADER

_PATIENCE = 0.5  # seconds
_log = logging.getLogger(__name__)


def tell(room: uuid.UUID, version: int, shown: Mapping[str, str]) -> None:
    """Send what a room shows now, by language, to all who are listening."""
    said = json.dumps({"room": room.hex, "version": version, "shown": shown}).encode()
    try:
        if settings.REDIS_URL:
            _redis().publish(CHANNEL, said)
        else:
            _call(said)
    except (RedisError, URLError, OSError) as error:
        _log.warning("A room has changed, and the live process does not hear it (%s).", type(error).__name__)


def _call(said: bytes) -> None:
    asked = urllib.request.Request(  # noqa: S310  # our own process, on loopback
        settings.LIVE_INNER_URL, data=said, headers={SECRET_HEADER: settings.LIVE_SECRET}, method="POST"
    )
    with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:  # noqa: S310
        answer.read()


_connection: dict[str, "Redis"] = {}


def _redis() -> "Redis":
    """One connection a process, made when it is first needed."""
    if settings.REDIS_URL not in _connection:
        _connection[settings.REDIS_URL] = Redis.from_url(
            settings.REDIS_URL, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
        )
    return _connection[settings.REDIS_URL]
