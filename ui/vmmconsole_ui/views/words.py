"""How values read: statuses with icon and colour, sizes, times, durations. Unknown is blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

VM_STATES: dict[str, tuple[str, str]] = {
    "Running": ("running", "ok"),
    "PowerOff": ("stopped", "muted"),
    "Saved": ("saved", "muted"),
    "Paused": ("paused", "warning"),
    "Stored": ("stored", "muted"),
    "Missing": ("missing", "error"),
    "HostNotResponding": ("offline", "error"),
    "Unsupported": ("warning", "warning"),
    "IncompleteVMConfig": ("warning", "warning"),
    "UnsupportedSharedFiles": ("warning", "warning"),
    "UnsupportedCluster": ("warning", "warning"),
}
HOST_STATES: dict[str, tuple[str, str]] = {
    "OK": ("ok", "ok"),
    "OKLimited": ("ok", "ok"),
    "NeedsAttention": ("warning", "warning"),
    "NotResponding": ("failed", "error"),
    "AccessDenied": ("failed", "error"),
    "MaintenanceMode": ("maintenance", "warning"),
}
JOB_STATES: dict[str, tuple[str, str]] = {
    "Queued": ("queued", "muted"),
    "Running": ("in_progress", "accent"),
    "Completed": ("ok", "ok"),
    "SucceedWithInfo": ("info", "warning"),
    "Failed": ("failed", "error"),
    "Canceled": ("canceled", "muted"),
    "Skipped": ("skipped", "muted"),
}


def vm_state(status: str) -> tuple[str, str]:
    """Icon and colour token of a virtual machine's status."""
    if status.endswith("Failed"):
        return ("failed", "error")
    return VM_STATES.get(status, ("busy", "accent"))


def host_state(status: str) -> tuple[str, str]:
    """Icon and colour token of a host's status."""
    return HOST_STATES.get(status, ("busy", "accent"))


def host_color(status: str) -> str:
    """The colour token of a host in the tree."""
    return host_state(status)[1]


def job_state(status: str) -> tuple[str, str]:
    """Icon and colour token of a job's or step's status."""
    return JOB_STATES.get(status, ("pending", "muted"))


@lru_cache(maxsize=512)
def sentence(text: str) -> str:
    """Sentence case: ``Under Creation`` → ``Under creation``; words in capitals stay."""
    words = text.split(" ")
    return " ".join([words[0], *(w if w.isupper() and len(w) > 1 else _lower_first(w) for w in words[1:])])


def role_profile(profile: str) -> str:
    """What people call a user role's profile."""
    return _PROFILES.get(profile, profile)


_PROFILES = {
    "DelegatedAdmin": "Delegated administrator", "SelfServiceUser": "Self-service user",
    "ReadOnlyAdmin": "Read-only administrator",
}  # fmt: skip


def _lower_first(word: str) -> str:
    return word if any(c.isupper() for c in word[1:]) else word[:1].lower() + word[1:]


def megabytes(value: float | None) -> str:
    """A size in MB: ``512 MB``, ``16.0 GB``."""
    if not value:
        return ""
    if value < 1024:
        return f"{value:,.0f} MB"
    if value < 1024 * 1024:
        return f"{value / 1024:,.1f} GB"
    return f"{value / 1024 / 1024:,.1f} TB"


def size(value: float | None) -> str:
    """A size in bytes: ``700 KB``, ``4.2 GB``."""
    if not value:
        return ""
    if value < 1024 * 1024:
        return f"{value / 1024:,.0f} KB"
    return megabytes(value / 1024 / 1024)


def percent(value: float | None) -> str:
    """A percentage: ``31 %``."""
    return "" if value is None else f"{value:.0f} %"


@lru_cache(maxsize=8192)
def moment(value: str | datetime | None) -> datetime | None:
    """A time from the wire, aware; None when there is none."""
    if not value:
        return None
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def time_text(value: str | datetime | None, *, seconds: bool = False) -> str:
    """A time in the person's zone: ``2026-09-20 14:03``."""
    found = moment(value)
    if found is None:
        return ""
    return found.astimezone().strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def duration(seconds: float | None) -> str:
    """A duration in its two largest units: ``61 d 2 h``, ``3 min 20 s``, ``0.4 s``."""
    if seconds is None or seconds < 0:
        return ""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = int(seconds)
    for unit, name, smaller, smaller_name in (
        (86_400, "d", 3_600, "h"),
        (3_600, "h", 60, "min"),
        (60, "min", 1, "s"),
    ):
        if whole >= unit:
            rest = whole % unit // smaller
            return f"{whole // unit} {name} {rest} {smaller_name}" if rest else f"{whole // unit} {name}"
    return f"{whole} s"


def uptime(seconds: float | None) -> str:
    """A duration of something that goes on, in whole seconds: ``3 s``."""
    return f"{int(seconds)} s" if seconds is not None and 0 <= seconds < 10 else duration(seconds)


def since(value: str | datetime | None) -> float | None:
    """The seconds since a time, None when there is none."""
    found = moment(value)
    return None if found is None else (datetime.now(UTC) - found).total_seconds()


def ago(value: str | datetime | None) -> str:
    """How long ago: ``3 days ago``, ``just now``."""
    seconds = since(value)
    if seconds is None:
        return ""
    for unit, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= unit:
            count = int(seconds // unit)
            return f"{count} {name}{'s' if count != 1 else ''} ago"
    return "just now"


def count(number: int, singular: str, plural: str = "") -> str:
    """A number and its noun: ``1 disk``, ``12 disks``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def in_common(texts: Iterable[str]) -> str:
    """What statuses there are, the most frequent first: ``3 running, 9 stopped``."""
    counts = Counter(sentence(text).lower() for text in texts if text)
    return ", ".join(f"{number:,} {word}" for word, number in counts.most_common())


def verb_of(job_name: str) -> str:
    """The verb of a job's name, for narrow places: ``Create virtual machine`` → ``Create``."""
    return job_name.split(" ", 1)[0]
