"""How does another program speak with the interface?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Post = Callable[[object], Any]


@pytest.fixture
def post(client: Client) -> Post:
    """Ask for a placement. Bytes and text are sent as they are, anything else as JSON."""

    def send(body: object) -> Any:
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post("/api/v1/placement", sent, content_type="application/json")

    return send
