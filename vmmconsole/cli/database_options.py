"""What ``vmmconsole database`` can be told."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_database_command(commands: Any) -> None:
    """The command that moves what an engine keeps."""
    parser = commands.add_parser(
        "database",
        help="move an engine's data to PostgreSQL, or put a backup back",
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
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

    restore = actions.add_parser(
        "restore", help="put a backup in the place of what an engine has", allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )  # fmt: skip
    restore.add_argument("backup", type=Path, metavar="FILE", help="what Backup-VMMServer has written")
    restore.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="the engine's data folder; no engine may run on it"
    )
    restore.add_argument(
        "--database", metavar="URL", help="postgresql://user@server/database, where the engine keeps its data there"
    )
    restore.add_argument(
        "--password-file", dest="database_password_file", type=Path, metavar="FILE", help="as for migrate"
    )
    restore.add_argument("--replace", action="store_true", help="also where there is data already")
