"""``vmmconsole database``: moving what an engine keeps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from vmmconsole.model.errors import VMMError

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.engine.backup.copying import Copied


def database_command(options: Options) -> int:
    """Move an engine's data to PostgreSQL; 1 when that failed, and nothing is there then."""
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


def _tell(copied: Copied) -> None:
    content = copied.content
    sys.stdout.write(f"{copied.table:30} {content.rows:>10,} rows  {content.digest[:16]}\n")
    sys.stdout.flush()
