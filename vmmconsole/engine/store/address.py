"""Where a database is, and how its password is found without ever standing on a command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from vmmconsole.model.errors import EngineError, ParameterError

DRIVER = "postgresql+psycopg"


@dataclass(frozen=True, slots=True)
class Database:
    """A database by its SQLAlchemy URL. Without a `password_file`, PostgreSQL's own client library looks for the
    password: ``PGPASSWORD``, ``PGPASSFILE``, ``~/.pgpass``."""

    url: str
    password_file: Path | None = None
    """A file with the password as its first line, read at each connection, so that it may change meanwhile."""
    secret: str = field(default="", repr=False)
    """The password itself, from a configuration that nobody else may read."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this computer."""
        return self.url.startswith("sqlite")

    @property
    def shown(self) -> str:
        """For people: a file's path, or the address without its password."""
        try:
            parsed = make_url(self.url)
        except ArgumentError:
            return self.url.rpartition("@")[2]
        if parsed.get_backend_name() == "sqlite":
            return parsed.database or ""
        return parsed.set(drivername=parsed.get_backend_name()).render_as_string()

    def password(self) -> str | None:
        """The password; None where the client library is to look for it.

        Raises:
            EngineError: the file cannot be read, is empty, or is open to other users.
        """
        if self.password_file is None:
            return self.secret or None
        try:
            if self.password_file.stat().st_mode & 0o077:
                raise _no_password(
                    self.password_file,
                    "Other users may read it.",
                    f"Run: chmod 600 '{self.password_file}', and change the password.",
                )
            first = self.password_file.read_text("utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as err:
            cause = getattr(err, "strerror", "") or "It is no text"
            raise _no_password(self.password_file, f"{cause}.", "Check the path and who may read it.") from err
        if not first:
            raise _no_password(self.password_file, "Its first line is empty.", "Write the password into it.")
        return first


def _no_password(file: Path, cause: str, action: str) -> EngineError:
    return EngineError(f"The database's password cannot be read from {file}.", cause=cause, action=action)


def server_database(text: str, *, password_file: Path | None = None, secret_allowed: bool = False) -> Database:
    """The PostgreSQL database that ``postgresql://user@host:port/name`` means. A password in it is taken only where
    nobody else sees it (`secret_allowed`): every user of a computer can read command lines.

    Raises:
        ParameterError: it is no such address, or has a password.
    """
    try:
        parsed = make_url(text)
    except ArgumentError as err:
        raise _not_an_address(text) from err
    if parsed.get_backend_name() not in {"postgresql", "postgres"} or not (
        parsed.database or "service" in parsed.query
    ):
        raise _not_an_address(text)
    if not secret_allowed and (parsed.password is not None or "password" in parsed.query):
        raise ParameterError(
            "The address of the database has a password in it.",
            cause="Every user of this computer can read command lines.",
            action="Take it out, change it, and name a file that holds it with --database-password-file; or use "
            "PostgreSQL's own password file (PGPASSFILE, ~/.pgpass).",
        )
    # `set` keeps a password that it is told to be None.
    url = URL.create(DRIVER, parsed.username, None, parsed.host, parsed.port, parsed.database, parsed.query)
    return Database(url.render_as_string(hide_password=False), password_file, parsed.password or "")


def _not_an_address(text: str) -> ParameterError:
    return ParameterError(
        "The database's address is not understood.",
        cause=f"{text.rpartition('@')[2]!r} is not the address of a PostgreSQL database.",
        action="Give it as postgresql://user@server:5432/database.",
    )


# A frozen engine must not keep the others from writing.
SERVER_OPTIONS = "-c idle_in_transaction_session_timeout=10000"
_CONNECTING: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "vmmconsole",
    "options": SERVER_OPTIONS,
}


def connecting(url: URL) -> dict[str, Any]:
    """How the client library connects where the address does not say: a server that went away is noticed within
    15 seconds, in seconds but for the milliseconds that the library itself has."""
    return {name: value for name, value in _CONNECTING.items() if name not in url.query}
