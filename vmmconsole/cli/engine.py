"""``vmmconsole engine``: an engine in this process."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import sys
from typing import TYPE_CHECKING

from vmmconsole.client.embedded import default_address, default_data_dir, demo_data_dir
from vmmconsole.model.errors import VMMError

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.engine.store import Database

IN_USE = 3
"""The exit code when another engine uses the data folder."""
_COLLECT_AFTER = (100_000, 20, 50)
"""The collector's thresholds: with tens of thousands of machines its usual ones take half of the processor time."""


def _share_one_heap() -> None:
    """One heap for all threads, where the C library is glibc: with one for each of them, an engine with a vCenter of
    10,000 machines kept 368 MB, and 276 with this."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(-8, 1)  # M_ARENA_MAX


def run_engine(options: Options) -> int:
    """Run an engine until it is told to end."""
    _share_one_heap()
    from vmmconsole.engine.datadir import DataInUseError
    from vmmconsole.engine.engine import EngineSettings
    from vmmconsole.server.serve import serve

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    # The engine keeps its own log; a terminal sees all of it, the output file of an embedded one only what is wrong.
    logging.getLogger().handlers[0].setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    data_dir = (options.data or (demo_data_dir(*options.demo) if options.demo else default_data_dir())).resolve()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    try:
        settings = EngineSettings(
            data_dir=data_dir, demo=options.demo, local_host=options.local_host, database=_database(options)
        )
        serve(settings, options.listen or default_address(data_dir), end_when_unused=options.end_when_unused)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return IN_USE if isinstance(err, DataInUseError) else 1
    return 0


def _database(options: Options) -> Database | None:
    from vmmconsole.engine.store.address import server_database

    if not options.database:
        return None
    return server_database(options.database, password_file=options.database_password_file)
