"""``vmmconsole engine``: an engine in this process."""

from __future__ import annotations

import logging
import sys

from vmmconsole.client.embedded import default_address, default_data_dir, demo_data_dir
from vmmconsole.model.errors import VMMError

from .options import Options


def run_engine(options: Options) -> int:
    """Run an engine until it is told to end."""
    from vmmconsole.engine.engine import EngineSettings
    from vmmconsole.server.serve import serve

    logging.basicConfig(
        level=logging.INFO if sys.stderr.isatty() else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    data_dir = (options.data or (demo_data_dir(*options.demo) if options.demo else default_data_dir())).resolve()
    settings = EngineSettings(data_dir=data_dir, demo=options.demo, local_host=options.local_host)
    try:
        serve(settings, options.listen or default_address(data_dir))
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return 1
    return 0
