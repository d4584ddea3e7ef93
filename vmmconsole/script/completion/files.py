"""Paths of files, for the cmdlets that take some and for redirections."""

from __future__ import annotations

import os
from pathlib import Path

from .offer import MOST, Offer, as_argument

PATH_PARAMETERS = frozenset(
    ("path", "literalpath", "filepath", "destination", "outfile", "pspath", "sharedpath", "configurationfile")
)
_MOST_LOOKED_AT = 5_000


def paths(typed: str, quote: str = "") -> list[Offer]:
    """The files and folders whose paths begin with what is typed; a folder ends in a slash."""
    written = typed.replace("\\", "/") if "/" not in typed else typed
    folder, slash, beginning = written.rpartition("/")
    base = Path(folder + slash or ".")
    found: list[tuple[bool, str]] = []
    try:
        base = base.expanduser()
        with os.scandir(base) as entries:
            for number, entry in enumerate(entries):
                if number >= _MOST_LOOKED_AT:
                    break
                hidden = entry.name.startswith(".") and not beginning.startswith(".")
                if not hidden and entry.name.casefold().startswith(beginning.casefold()):
                    found.append((not entry.is_dir(), entry.name))
    except (OSError, RuntimeError):  # no such folder, or no such user's home
        return []
    offers = []
    for is_file, name in sorted(found, key=lambda entry: (entry[0], entry[1].casefold()))[:MOST]:
        path = f"{folder}{slash}{name}{'' if is_file else '/'}"
        text = as_argument(path, quote) if quote or not _is_safe(path) else path
        offers.append(Offer(text, path, "file", "File" if is_file else "Folder"))
    return offers


def _is_safe(path: str) -> bool:
    return all(c.isalnum() or c in "._/~-:" for c in path) and not path.startswith("-")
