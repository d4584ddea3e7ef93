"""``[System.IO.Path]``: the parts of it that look at text only, never at a disk."""

from __future__ import annotations

import ntpath
import posixpath
from collections.abc import Callable
from typing import Any

from .convert import to_text
from .limits import check_string

Static = Callable[..., Any]


def flavour(text: str) -> Any:
    """How a path is written: Windows' way with a drive or backslashes, else with slashes."""
    return ntpath if "\\" in text or text[1:2] == ":" else posixpath


def _combined(*parts: object) -> str:
    texts = [to_text(p) for p in parts]
    mark = "\\" if any(flavour(t) is ntpath for t in texts) else "/"
    found = ""
    check_string(sum(len(t) + 1 for t in texts))
    for text in texts:
        if not found or text.startswith(("\\", "/")) or text[1:2] == ":":
            found = text or found
        elif text:
            found += ("" if found[-1] in "\\/:" else mark) + text
    return found


def _folder(path: object) -> str:
    found = str(flavour(to_text(path)).dirname(to_text(path)))
    return found.rstrip("\\") if found.startswith("\\\\") else found


def _root(path: object) -> str:
    text = to_text(path)
    drive, rest = map(str, flavour(text).splitdrive(text))
    return drive + (rest[:1] if rest[:1] in ("\\", "/") else "")


def _changed(path: object, extension: object) -> str:
    text, new = to_text(path), to_text(extension)
    stem = str(flavour(text).splitext(text)[0])
    return stem if extension is None else stem + (new if new.startswith(".") else "." + new)


PATH: dict[str, Static] = {
    "getfilename": lambda p: flavour(to_text(p)).basename(to_text(p)),
    "getfilenamewithoutextension": lambda p: flavour(to_text(p)).splitext(flavour(to_text(p)).basename(to_text(p)))[0],
    "getextension": lambda p: flavour(to_text(p)).splitext(to_text(p))[1],
    "getdirectoryname": _folder,
    "getpathroot": _root,
    "combine": _combined,
    "changeextension": _changed,
    "hasextension": lambda p: bool(flavour(to_text(p)).splitext(to_text(p))[1]),
    "ispathrooted": lambda p: to_text(p).startswith(("\\", "/")) or to_text(p)[1:2] == ":",
    "getinvalidfilenamechars": lambda: [*map(chr, range(32)), *'"<>|:*?\\/'],
    "getinvalidpathchars": lambda: [*map(chr, range(32)), *'"<>|'],
}
PATH_CHARACTERS: dict[str, Callable[[], Any]] = {
    "directoryseparatorchar": lambda: "\\",
    "altdirectoryseparatorchar": lambda: "/",
    "pathseparator": lambda: ";",
    "volumeseparatorchar": lambda: ":",
}
