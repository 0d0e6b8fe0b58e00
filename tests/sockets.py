"""Nothing here speaks to a network: while the tests run, whoever tries is stopped and found out.

Python tells an audit hook of every connection, message and look for an address, from whichever package it
comes. Sockets that don't leave the machine (X server, screen reader) pass.
"""

from __future__ import annotations

import socket
import sys
from typing import Any, Final

_HERE: Final = {getattr(socket, "AF_UNIX", None), getattr(socket, "AF_NETLINK", None)}
_TO_SOMEBODY: Final = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_FOR_ADDRESSES: Final = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}

attempts: Final[list[str]] = []
"""What was tried. A thread, or an `except` somewhere, may have kept the error from the test itself."""


class NetworkUsed(BaseException):
    """Somebody tried to reach a network. No `except Exception` may hide that."""


def watch() -> None:
    """Stop every use of a network from now on, for as long as this process lives."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _TO_SOMEBODY and arguments[0].family not in _HERE:
        said = f"{event} {arguments[1:]}"
    elif event in _FOR_ADDRESSES:
        said = f"{event} {arguments}"
    else:
        return
    attempts.append(said)
    raise NetworkUsed(said)
