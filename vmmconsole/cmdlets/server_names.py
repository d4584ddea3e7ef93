"""The names by which scripts call the server they work on: those written for another server run here unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from vmmconsole.model.errors import NotFoundError
from vmmconsole.script.cmdlet import Cmdlet

from .resolve import names_server
from .server import GetVMMServer
from .session import ServerConnection

_OURS = "localhost"
_HOST_NAME = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*\.?(:\d{1,5})?")
"""A computer's name; an engine's address, such as ``unix:/run/…``, is none and can only mean that engine."""


class ServerNames:
    """What one script, or one shell, calls the server that it is connected to.

    One name of another server is taken for the connected one, with a warning. A second one is not: the script then
    works with several servers, and what it means for one of them must not happen to another.
    """

    def __init__(self, server: Callable[[], ServerConnection], warn: Callable[[str], None]) -> None:
        self._server = server
        self._warn = warn
        self._connected: ServerConnection | None = None
        self._other = ""

    def resolve(self, kind: Any, value: object) -> object:
        """`value` for a parameter of class `kind`; where it is another server's name, one that means ours.

        Raises:
            NotFoundError: it is a second other server's, or an address.
        """
        return self._ours(value) if kind is ServerConnection and isinstance(value, str) else value

    def prepare(self, cmdlet: Cmdlet) -> None:
        """Do the same for the name of the server that a call connects to, which is a text.

        Raises:
            NotFoundError: as `resolve`.
        """
        if isinstance(cmdlet, GetVMMServer) and isinstance(name := cmdlet.bound.get("computer_name"), str) and name:
            ours = self._ours(name)
            cmdlet.computer_name = cmdlet.bound["computer_name"] = ours

    def _ours(self, name: str) -> str:
        if name.strip().lower() == _OURS:
            return name
        self._connected = self._connected or self._server()
        if names_server(self._connected, name):
            return name
        if not _HOST_NAME.fullmatch(name.strip()):
            raise NotFoundError(
                f"There is no connection to the server '{name}'.",
                cause="It is not the name of a computer.",
                action=f"Give localhost or {self._connected.name}, or connect to it with --server.",
            )
        if self._other and not _same_computer(self._other, name):
            raise NotFoundError(
                f"There is no connection to the server '{name}'.",
                cause=f"This script has one connection, to '{self._connected.name}', which it called '{self._other}'.",
                action=f"Run what is for '{name}' apart, connected to that server.",
            )
        if not self._other:
            self._other = name
            self._warn(f"Connected to '{self._connected.name}'; '{name}', which the script names, is not contacted.")
        return _OURS


def _same_computer(one: str, other: str) -> bool:
    """Whether two names are one computer's: with or without the port, and the domain."""
    first, second = (name.strip().lower().partition(":")[0].rstrip(".") for name in (one, other))
    return first == second or (
        first.partition(".")[0] == second.partition(".")[0] and ("." not in first or "." not in second)
    )
