"""``vmmconsole engine``: an engine in this process."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.client.embedded import default_address, default_data_dir, demo_data_dir
from vmmconsole.model.errors import VMMError

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.engine.store import Database
    from vmmconsole.server.config import ServerSettings

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
    if options.settings:
        from vmmconsole.server.config_text import settings_text

        sys.stdout.write(settings_text())
        return 0
    _share_one_heap()
    from vmmconsole.engine.datadir import DataInUseError
    from vmmconsole.engine.engine import EngineSettings
    from vmmconsole.server.serve import serve

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    # The engine keeps its own log; a terminal sees all of it, the output file of an embedded one only what is wrong.
    logging.getLogger().handlers[0].setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    try:
        server = _settings(options)
        data_dir = (server.data or (demo_data_dir(*options.demo) if options.demo else default_data_dir())).resolve()
        settings = EngineSettings(
            data_dir=data_dir, demo=options.demo, local_host=server.local_host, database=_database(server)
        )
        gc.freeze()
        gc.set_threshold(*_COLLECT_AFTER)
        serve(settings, _addresses(server, data_dir), server=server, end_when_unused=options.end_when_unused)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return IN_USE if isinstance(err, DataInUseError) else 1
    return 0


def _settings(options: Options) -> ServerSettings:
    """The settings of the file and the environment, with what the command line says in their place."""
    from vmmconsole.server.config import TLSSettings, read_settings

    said: dict[str, object] = {}
    if options.data:
        said["data"] = options.data
    if options.listen:
        said["listen"] = options.listen
    if not options.local_host:
        said["local_host"] = False
    if options.database:
        said |= {"database": options.database, "database_password_file": options.database_password_file}
    server = read_settings(options.config)
    if options.certificate and options.key:
        said["tls"] = TLSSettings(certificate=options.certificate, key=options.key, names=server.tls.names)
    return server.model_copy(update=said)


def _database(server: ServerSettings) -> Database | None:
    from vmmconsole.engine.store.address import server_database

    return server_database(server.database, password_file=server.database_password_file) if server.database else None


def _addresses(server: ServerSettings, data_dir: Path) -> list[str]:
    """Where to listen: what is said, and for this computer's own commands always a place without TLS."""
    local = default_address(data_dir)
    if any(address.startswith(("unix:", "loopback:")) for address in server.listen):
        return server.listen
    return [*server.listen, local]
