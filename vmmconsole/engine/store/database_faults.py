"""What a database raises, as errors that say what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from vmmconsole.model.errors import DatabaseAwayError, EngineError

from .address import Database


@contextmanager
def translated(doing: str, database: Database) -> Iterator[None]:
    """Turn what the database raises into an EngineError; one that will pass when the database is back or has space
    again is a DatabaseAwayError. `doing` is what failed: ``The engine cannot save.``"""
    try:
        yield
    except SQLAlchemyError as err:
        text = str(getattr(err, "orig", None) or err)
        cause, action, away = _explain(text)
        if away is None:
            # What a server's connection has beside faults of our statements: it is away, ends, or has no room.
            away = not database.is_sqlite and isinstance(err, (OperationalError, PoolTimeoutError))
        kind = DatabaseAwayError if away or getattr(err, "connection_invalidated", False) else EngineError
        raise kind(doing, cause=cause, action=action.format(database=database.shown), details=text) from err


_AWAY = "Check that the database server runs at {database} and can be reached; the engine goes on by itself then."
_SPACE = "Free space on the disk of {database}; the engine goes on by itself then."
_CAUSES = (
    ("no space left", "The disk that holds the database is full.", _SPACE, True),
    ("disk is full", "The disk that holds the database is full.",
     "Free space where {database} is, then try again.", True),
    ("disk i/o error", "The disk that holds the database does not take writes: it is full, failing or gone.",
     "Check space and health of the disk where {database} is, then try again.", True),
    ("readonly database", "The database can only be read.",
     "Make {database} and its folder writable for the engine.", False),
    ("database is locked", "Another program keeps the database locked.",
     "See which program has {database} open; only one engine may use it.", False),
    ("unable to open", "The database file cannot be opened.", "Check that {database} may be read and written.", False),
    ("not a database", "The file is not a database.",
     "Check that {database} is the right file, or restore a backup.", False),
    ("malformed", "The database file is damaged.", "Restore {database} from a backup.", False),
    ("no password supplied", "The database server asks for a password, and there is none.",
     "Name a file that holds it with --database-password-file, or write it into ~/.pgpass.", False),
    ("password authentication failed", "The database server does not accept the user or the password.",
     "Check user and password of {database}.", False),
    ("no pg_hba.conf entry", "The database server does not admit this user from this computer.",
     "Add a line for it to the server's pg_hba.conf.", False),
    ("too many clients", "The database server has as many connections as it takes.",
     "Raise max_connections at {database}, or end what else is connected.", True),
    ("remaining connection slots", "The database server has as many connections as it takes.",
     "Raise max_connections at {database}, or end what else is connected.", True),
    ("does not exist", "The database server knows no such database or user.",
     "Check {database}; createuser and createdb make both.", False),
    ("starting up", "The database server is starting.", _AWAY, True),
    ("accepting connections", "The database server is starting.", _AWAY, True),
    ("recovery", "The database server is starting.", _AWAY, True),
    ("shutting down", "The database server is shutting down.", _AWAY, True),
    ("lock timeout", "Another engine or program has kept the database locked for too long.",
     "See which program uses {database}, and try again.", True),
    ("read-only transaction", "The database server takes no changes: it is a copy of another.",
     "Use the address of the primary server instead of {database}.", True),
    ("connection refused", "The database server does not answer.", _AWAY, True),
    ("connection timeout expired", "The database server does not answer.", _AWAY, True),
    ("name or service not known", "The database server's name is not known.", _AWAY, True),
    ("could not translate host name", "The database server's name is not known.", _AWAY, True),
    ("server closed the connection", "The connection to the database server broke off.", _AWAY, True),
    ("terminating connection", "The database server ended the connection.", _AWAY, True),
    ("connection to server", "The database server cannot be reached.", _AWAY, True),
    ("queuepool limit", "All connections to the database are in use.", "Try again.", True),
)  # fmt: skip


def _explain(text: str) -> tuple[str, str, bool | None]:
    """Cause, action, and whether it passes by itself, as far as the text tells."""
    lowered = text.lower()
    for words, cause, action, away in _CAUSES:
        if words in lowered and not (words == "connection to server" and "fatal" in lowered):
            return cause, action, away
    first = text.splitlines()[0] if text else "No reason was given"
    return f"The database reports: {first.rstrip('.')}.", "Check the database {database}.", None
