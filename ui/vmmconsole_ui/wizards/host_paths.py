"""Paths on hosts as text, without Qt: of Linux, of Windows, and of VMware's datastores (``[datastore1] folder``)."""

from __future__ import annotations


def path_syntax_problem(path: str, what: str) -> str:
    """Why the text cannot be a whole path on a host; empty when it can. Whether the host has such paths, it says."""
    if not path.strip():
        return f"Enter the path of a {what} on the host."
    windows = len(path) > 2 and path[1] == ":" and path[2] in "\\/"
    if not (path.startswith(("/", "\\\\")) or windows or _datastore(path)):
        return "Enter the whole path, beginning with a slash, a drive letter or a [datastore]."
    if any(ord(c) < 32 or ord(c) == 127 for c in path):
        return "A path cannot contain line breaks or other control characters."
    return ""


def folder_below(path: str, name: str) -> str:
    """The folder of that name in a folder; empty where the path is."""
    if not path:
        return ""
    if _datastore(path) == path.strip():
        return f"{path.strip()} {name}"
    separator = separator_of(path)
    return f"{path.rstrip(separator)}{separator}{name}"


def parent_path(path: str) -> str:
    """The folder above; empty above the topmost."""
    if datastore := _datastore(path):
        head, _, tail = path.strip().rstrip("/").rpartition("/")
        return head if tail and head else datastore if path.strip() != datastore else ""
    separator = separator_of(path)
    head, _, tail = path.rstrip(separator).rpartition(separator)
    if not tail:
        return ""
    return head or (separator if path.startswith(separator) else "")


def same_path(one: str, other: str) -> bool:
    """Whether two texts mean one folder, apart from separators and blanks at the end."""
    return one.strip().rstrip("/\\") == other.strip().rstrip("/\\")


def separator_of(path: str) -> str:
    """What stands between the folders of a path."""
    return "\\" if "\\" in path and "/" not in path else "/"


def _datastore(path: str) -> str:
    """The ``[datastore1]`` that a path begins with; empty where it begins otherwise."""
    name, bracket, _ = path.strip()[1:].partition("]")
    return f"[{name}]" if path.strip().startswith("[") and bracket and name.strip() else ""
