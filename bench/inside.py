"""What happens inside one request? Runs the views in this process, on the benchmark's own database."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.serving import Account


class Inside:
    """The site in this process, with someone signed in. Its settings must stand in the environment before."""

    def __init__(self, account: Account) -> None:
        from django.test import Client

        self._client = Client(SERVER_NAME="127.0.0.1")
        signed = self._client.post("/log-ind/", {"login": account.email, "password": account.password})
        if signed.status_code != 302:
            raise RuntimeError(f"{account.email} could not sign in")

    def read(self, path: str) -> str:
        return self._client.get(path).content.decode()

    def statements(self, path: str, form: Mapping[str, str] | None = None) -> int:
        """How many SQL statements one request takes, those for session and person included."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        ask = self._ask(path, form)
        with CaptureQueriesContext(connection) as captured:
            ask()
        return len(captured)

    def milliseconds(self, path: str, form: Mapping[str, str] | None = None, times: int = 7) -> float:
        """How long one request takes, the middle one of some; the first does not count."""
        ask = self._ask(path, form)
        ask()
        found = []
        for _ in range(times):
            began = time.perf_counter()
            ask()
            found.append(time.perf_counter() - began)
        return statistics.median(found) * 1000

    def _ask(self, path: str, form: Mapping[str, str] | None) -> Callable[[], Any]:
        def ask() -> Any:
            answer = self._client.get(path) if form is None else self._client.post(path, dict(form))
            if answer.status_code >= 400:
                raise RuntimeError(f"{path} was answered with {answer.status_code}")
            return answer.content

        return ask
