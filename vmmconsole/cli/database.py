"""``vmmconsole database``: moving what an engine keeps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from vmmconsole.model.errors import VMMError

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.engine.backup.copying import Copied


def database_command(options: Options) -> int:
    """Move an engine's data to PostgreSQL, or put a backup back; 1 when that failed, and nothing has changed then."""
    return _restore(options) if options.action == "restore" else _migrate(options)


def _migrate(options: Options) -> int:
    from vmmconsole.engine.backup.migration import migrate
    from vmmconsole.engine.store.address import server_database

    assert options.data is not None
    try:
        target = server_database(options.database, password_file=options.database_password_file)
        copied = migrate(options.data, target, told=_tell)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return 1
    for line in [line for table in copied for line in table.mended]:
        sys.stderr.write(f"A NUL character, which PostgreSQL does not take, was replaced in {line}.\n")
    sys.stdout.write(
        f"{sum(table.content.rows for table in copied):,} rows of {len(copied)} tables are in {target.shown}, and the "
        f"same as in {options.data}, which was left as it is.\n"
        f"Go on with: vmmconsole engine --data {options.data} --database {options.database}\n"
    )
    return 0


def _restore(options: Options) -> int:
    from vmmconsole.engine.backup.archive import restore
    from vmmconsole.engine.store.address import server_database

    assert options.data is not None
    assert options.backup is not None
    try:
        target = None
        if options.database:
            target = server_database(options.database, password_file=options.database_password_file)
        made = restore(options.backup, options.data, target, replace=options.replace, told=_tell)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return 1
    sys.stdout.write(
        f"The backup of {made.engine} from {made.made_at[:19].replace('T', ' ')} UTC is in its place.\n"
        "Nobody is signed in, and jobs that ran when it was made have failed. API tokens that were revoked since are "
        "good again: look at them with vmmconsole token list --everybody.\n"
    )
    if not (options.data / "credentials/key").exists():
        sys.stdout.write(
            f"Put the key to the stored passwords to {options.data / 'credentials/key'} before you start.\n"
        )
    return 0


def _tell(copied: Copied) -> None:
    content = copied.content
    sys.stdout.write(f"{copied.table:30} {content.rows:>10,} rows  {content.digest[:16]}\n")
    sys.stdout.flush()
