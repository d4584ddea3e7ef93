"""Which tabs the details pane has for which kind of object."""

from __future__ import annotations

from . import administration, host, job, library, machine, template
from .tab import TabSpec

_TRACKING = TabSpec("tracking", "Change tracking", job.ChangeTracking)
_FILE = (TabSpec("summary", "Summary", library.Summary, scrolls=True), _TRACKING)

TABS: dict[str, tuple[TabSpec, ...]] = {
    "VM": (
        TabSpec("summary", "Summary", machine.Summary, scrolls=True),
        TabSpec("networks", "Networks", machine.Networks),
        TabSpec("checkpoints", "Checkpoints", machine.Checkpoints),
        TabSpec("latest_job", "Latest job", job.LatestJob),
        _TRACKING,
    ),
    "VMHost": (
        TabSpec("summary", "Summary", host.Summary, scrolls=True),
        TabSpec("networks", "Networks", host.Networks),
        TabSpec("machines", "Virtual machines", host.Machines),
        TabSpec("status", "Status", host.Status, scrolls=True),
        _TRACKING,
    ),
    "Job": (
        TabSpec("summary", "Summary", job.JobSummary, scrolls=True),
        TabSpec("steps", "Details", job.Steps),
        _TRACKING,
        TabSpec("script", "Script", job.JobScript),
    ),
    "ISO": _FILE,
    "VirtualHardDisk": _FILE,
    "VirtualFloppyDisk": _FILE,
    "Script": _FILE,
    "AnswerFile": _FILE,
    "HardwareProfile": (TabSpec("summary", "Summary", library.ProfileSummary, scrolls=True), _TRACKING),
    "Template": (
        TabSpec("summary", "Summary", template.Summary, scrolls=True),
        TabSpec("hardware", "Hardware", template.Hardware),
        _TRACKING,
    ),
    "VirtualizationManager": (
        TabSpec("summary", "Summary", administration.ManagerSummary, scrolls=True),
        TabSpec("hosts", "Hosts", administration.ManagerHosts),
        TabSpec("pools", "Resource pools", administration.ManagerPools),
        _TRACKING,
    ),
    "RunAsAccount": (TabSpec("summary", "Summary", administration.AccountSummary, scrolls=True), _TRACKING),
    "UserRole": (TabSpec("summary", "Summary", administration.RoleSummary, scrolls=True), _TRACKING),
}
