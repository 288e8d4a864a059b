"""What can an operator set from the outside? Every environment variable, in one place.

`docs/settings.md` explains the same list; a test holds the two together.
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Environment:
    """The environment, read once at start.

    Times are in minutes, sizes in bytes. A path that is relative counts from the working directory.
    """

    data_dir: Path
    database_url: str
    redis_url: str
    secret_key_file: Path
    host: str
    port: int
    workers: int
    url: str
    live_port: int
    live_url: str
    mail_url: str
    mail_from: str
    idle_minutes: int
    session_minutes: int
    proxies: int
    debug: bool


def read(values: "os._Environ[str] | dict[str, str]" = os.environ) -> Environment:
    """Read the variables. Raises ValueError, naming the variable, where a number is none."""
    data_dir = Path(values.get("TRAPPEN_DATA_DIR") or "var").resolve()
    host = values.get("HOST") or "127.0.0.1"
    port = _number(values, "PORT", 8000)
    live_port = _number(values, "LIVE_PORT", port + 1)
    url = (values.get("TRAPPEN_URL") or f"http://{host}:{port}").rstrip("/")
    beside = values.get("TRAPPEN_URL") or f"http://{host}:{live_port}"  # a proxy shows both under one address
    return Environment(
        data_dir=data_dir,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'trappen.sqlite3'}",
        redis_url=values.get("REDIS_URL", ""),
        secret_key_file=Path(values.get("TRAPPEN_SECRET_KEY_FILE") or data_dir / "keys" / "master.key").resolve(),
        host=host,
        port=port,
        workers=_number(values, "TRAPPEN_WORKERS", min(os.cpu_count() or 1, 4)),
        url=url,
        live_port=live_port,
        live_url=(values.get("LIVE_URL") or beside).rstrip("/"),
        mail_url=values.get("TRAPPEN_MAIL_URL", ""),
        mail_from=values.get("TRAPPEN_MAIL_FROM") or "Trappen <trappen@localhost>",
        idle_minutes=_number(values, "TRAPPEN_IDLE_MINUTES", 60),
        session_minutes=_number(values, "TRAPPEN_SESSION_MINUTES", 600),
        proxies=_number(values, "TRAPPEN_PROXIES", 0, least=0),
        debug=values.get("TRAPPEN_DEBUG", "") == "1",
    )


def _number(values: "os._Environ[str] | dict[str, str]", name: str, default: int, least: int = 1) -> int:
    text = values.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise ValueError(f"{name} must be a whole number of {least} or more, not {text!r}.")
    return int(text)
