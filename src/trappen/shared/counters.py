"""Where are failed sign-ins counted, where there is no Redis? In a table, as Django's cache does it."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection


class Counters(DatabaseCache):
    """Django's table of cached values; but that the database is locked is said, not taken for an answer.

    Django counts a failed write as "somebody else was there first", and whoever signs in is then told that they have
    tried too often.
    """

    def _base_set(self, *what: Any, **more: Any) -> Any:
        trouble: list[OperationalError] = []

        def watch(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except OperationalError as error:
                trouble.append(error)
                raise

        with connection.execute_wrapper(watch):
            done = super()._base_set(*what, **more)  # type: ignore[misc]  # Django's own, untyped
        if trouble and not done:
            raise trouble[0]
        return done
