"""Which files a library share has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .recognition import is_ignored

MAXIMUM_DEPTH = 32
MAXIMUM_FILES = 200_000


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file: its path below the share with ``/``, its size in bytes, its time, and how the file system knows it."""

    path: str
    size: int
    modified_at: datetime
    key: str


@dataclass(slots=True)
class Findings:
    """The files found by path, what was left out with the reason, and the paths (files and folders) of which nothing
    is known, because they could not be read."""

    files: dict[str, FoundFile] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    _folders: set[tuple[int, int]] = field(default_factory=set)


def scan(root: Path, below: Iterable[str] = ("",)) -> Findings:
    """The files at these paths below the share's folder, folders with all in them. What is not there is left out.

    Hidden and half-downloaded files are passed over. A folder that is reached twice, as through a link that leads back,
    is read once.
    """
    findings = Findings()
    for path in sorted(set(below)):
        if any(is_ignored(part) for part in path.split("/") if part):
            continue
        if _readable(path) != path:
            _leave_out(findings, path)
        else:
            _visit(root, path, findings, depth=path.count("/"))
    return findings


def look(root: Path, path: str) -> FoundFile | None:
    """The regular file at that path as it is now, None when there is none."""
    try:
        facts = (root / path).stat()
    except (OSError, ValueError):
        return None
    return _found(path, facts) if stat.S_ISREG(facts.st_mode) else None


def _found(path: str, facts: os.stat_result) -> FoundFile:
    modified = datetime.fromtimestamp(max(0, facts.st_mtime_ns // 1000) / 1_000_000, UTC)
    return FoundFile(path, facts.st_size, modified, f"{facts.st_dev}:{facts.st_ino}")


def _visit(root: Path, path: str, findings: Findings, depth: int) -> None:
    full = root / path if path else root
    try:
        facts = full.stat()
    except (FileNotFoundError, NotADirectoryError):
        return  # gone, or a link to nothing
    except OSError as err:
        _skip(findings, path, f"{_readable(path)} cannot be read: {err.strerror or err}.")
        return
    if stat.S_ISREG(facts.st_mode):
        if len(findings.files) < MAXIMUM_FILES:
            findings.files[path] = _found(path, facts)
        else:
            _skip(findings, path, f"Only the first {MAXIMUM_FILES:,} files are read.")
    elif stat.S_ISDIR(facts.st_mode):
        place = (facts.st_dev, facts.st_ino)
        if place in findings._folders:
            return
        findings._folders.add(place)
        if depth >= MAXIMUM_DEPTH:
            _skip(findings, path, f"{_readable(path)} is too deep; {MAXIMUM_DEPTH} folders is the most.")
        else:
            _enter(root, path, full, findings, depth)


def _enter(root: Path, path: str, full: Path, findings: Findings, depth: int) -> None:
    try:
        names = sorted(entry.name for entry in full.iterdir())
    except FileNotFoundError:
        return
    except OSError as err:
        _skip(findings, path, f"{_readable(path) or 'The folder'} cannot be read: {err.strerror or err}.")
        return
    for name in names:
        if is_ignored(name):
            continue
        if _readable(name) != name:
            _leave_out(findings, name)
            continue
        _visit(root, f"{path}/{name}" if path else name, findings, depth + 1)


def _skip(findings: Findings, path: str, reason: str) -> None:
    if reason not in findings.skipped:
        findings.skipped.append(reason)
    findings.unknown.add(path)


def _leave_out(findings: Findings, name: str) -> None:
    """A name that no script and no message could carry."""
    findings.skipped.append(f"{_readable(name)} is left out: its name is not valid text. Rename it.")


def _readable(text: str) -> str:
    """The text with bytes that are no UTF-8, as old systems leave them in names, replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
