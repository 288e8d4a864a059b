"""Which ports can be served on? Found out before anything starts, so that a port in use is one plain sentence."""

import errno
import os
import socket
from contextlib import suppress

from trappen.site.environment import read
from trappen.site.start import Refusal

_NEXT_PORTS = 20  # that are tried for the live process where none was asked for


def choose_live_port(environment: "os._Environ[str] | dict[str, str]") -> int | None:
    """A free port for the live process, the one above `PORT` if it may be; None where one was asked for.

    Raises Refusal where none is free.
    """
    if environment.get("LIVE_PORT"):
        return None
    first = read(environment).live_port
    for port in range(first, first + _NEXT_PORTS):
        with suppress(Refusal):
            check_port("127.0.0.1", port)
            return port
    raise Refusal(
        f"No port from {first} to {first + _NEXT_PORTS - 1} is free for live rooms. Choose one in LIVE_PORT."
    )


def check_port(host: str, port: int) -> None:
    """Raises Refusal where the address cannot be served on. Workers share a port, so they would not notice."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise Refusal(f"HOST={host} is no address of this machine.") from error
    except OSError as error:
        raise Refusal(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program. Choose another, for example PORT={port + 1}."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} needs rights that this user does not have. Choose one above 1023, for example PORT=8000."
    return f"Port {port} on {host} cannot be served on: {error.strerror}."
