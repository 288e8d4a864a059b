"""How long from `make run` to the first answer, when everything is installed and filled already?"""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tests.serving import free_port

ROOT = Path(__file__).resolve().parents[1]


def warm(environment: Mapping[str, str]) -> float:
    """Seconds until `/healthz` answers."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run", "HOST=127.0.0.1", f"PORT={port}"],
        cwd=ROOT,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.perf_counter() - began < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                    return time.perf_counter() - began
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.01)
        raise RuntimeError("`make run` did not answer within a minute")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
