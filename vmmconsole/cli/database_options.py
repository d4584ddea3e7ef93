"""What ``vmmconsole database`` can be told."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_database_command(commands: Any) -> None:
    """The command that moves what an engine keeps."""
    parser = commands.add_parser(
        "database", help="move an engine's data to PostgreSQL", allow_abbrev=False, argument_default=argparse.SUPPRESS
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    migrate = actions.add_parser(
        "migrate", help="copy objects and jobs from files to an empty PostgreSQL database", allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )  # fmt: skip
    migrate.add_argument(
        "--from", dest="data", type=Path, required=True, metavar="DIR", help="the data folder; no engine may run on it"
    )
    migrate.add_argument(
        "--to",
        dest="database",
        required=True,
        metavar="URL",
        help="postgresql://user@server/database; no password in it",
    )
    migrate.add_argument(
        "--password-file", dest="database_password_file", type=Path, metavar="FILE",
        help="the database's password, in a file that only you may read; else PGPASSFILE or ~/.pgpass is used",
    )  # fmt: skip
