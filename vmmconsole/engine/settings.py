"""How an engine is started, and its global settings."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .jobs.budget import Limits
from .refresh.connection import Intervals
from .store import Database

DEFAULT_PORT = 8100

GLOBAL_DEFAULTS: dict[str, Any] = {
    "PlacementGoal": "LoadBalance",
    "LibraryRefresherEnabled": True,
    "LibraryRefresherFrequency": 1,
    "PhysicalAddressRangeStart": "52:54:00:00:00:00",
    "PhysicalAddressRangeEnd": "52:54:00:FF:FF:FF",
    "VMConnectDefaultPort": 5900,
    "JobHistoryDays": 90,
}
"""Settings of Set-VMMServer that were never set. Hours for LibraryRefresherFrequency."""


def current_user() -> str:
    """The operating system's name of whoever runs the engine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "user"


def default_data_dir() -> Path:
    """Where an embedded engine keeps its data."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("vmmconsole", appauthor=False))


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine must know before it starts."""

    data_dir: Path = field(default_factory=default_data_dir)
    """Where everything is kept: objects, jobs, log, what providers keep."""
    local_host: bool = True
    """Take this computer as the first host, at the first start."""
    library_path: Path | None = None
    """The folder of the default library share; None is ``VMM Library`` in the home folder."""
    demo: tuple[int, int] | None = None
    """Simulated hosts and virtual machines instead of real ones: how many of each."""
    administrators: tuple[str, ...] = field(default_factory=lambda: (current_user(),))
    """Members of the Administrator role at the first start."""
    job_concurrency: int = 16
    """How many jobs run at the same time."""
    limits: Limits = field(default_factory=Limits)
    intervals: Intervals = field(default_factory=Intervals)
    log_to_file: bool = True

    database: Database | None = None
    """A PostgreSQL database for objects and jobs; None is files in the data folder."""

    @property
    def store_database(self) -> Database:
        """The database of objects and changes."""
        return self.database or Database(f"sqlite:///{self.data_dir / 'vmm.db'}")

    @property
    def jobs_database(self) -> Database:
        """The record of job runs. On a server it stands beside the objects, in a schema of its own."""
        return self.database or Database(f"sqlite:///{self.data_dir / 'jobs.db'}")

    @property
    def share_path(self) -> Path:
        """The folder of the default library share."""
        if self.library_path is not None:
            return self.library_path
        return self.data_dir / "VMM Library" if self.demo else Path.home() / "VMM Library"
