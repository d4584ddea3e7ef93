"""Drafts: what was typed and not saved, kept beside the settings until it is saved or thrown away. No Qt."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from .script_file import save

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Draft:
    """A text that is nowhere else."""

    text: str
    title: str = ""
    path: str = ""
    """The file it was opened from, if any."""
    origin: dict[str, Any] = field(default_factory=dict)
    """What else must be known to save it where it came from."""
    key: str = ""


class Drafts:
    """The drafts of this console; those of another one that still runs are left to it."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` None keeps none."""
        self._folder = folder

    @staticmethod
    def new_key() -> str:
        """A key for a new draft."""
        return uuid4().hex

    def keep(self, draft: Draft) -> None:
        """Write a draft; that it cannot be written is logged, because saving the script is what matters."""
        if self._folder is None:
            return
        pid, started = _me()
        content = {**asdict(draft), "pid": pid, "started": started}
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            save(self._file(draft.key), json.dumps(content, ensure_ascii=True).encode())
        except OSError as err:
            _log.warning("The draft of %s was not kept: %s", draft.title, err)

    def drop(self, key: str) -> None:
        """Forget a draft."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._file(key).unlink()

    def left_behind(self) -> list[Draft]:
        """The drafts of consoles that ended without saving them, oldest first; they are ours from now on."""
        found: list[tuple[float, Draft]] = []
        for file in self._folder.glob("*.draft") if self._folder is not None else ():
            try:
                content = json.loads(file.read_bytes())
                owner = content.pop("pid"), content.pop("started")
                draft = Draft(**content)
                changed_at = file.stat().st_mtime
            except (OSError, ValueError, TypeError, KeyError) as err:
                _log.warning("The draft %s cannot be read: %s", file, err)
                continue
            if draft.key == file.stem and owner != _me() and not _runs(*owner):
                found.append((changed_at, draft))
        drafts = [draft for _, draft in sorted(found, key=lambda pair: pair[0])]
        for draft in drafts:
            self.keep(draft)
        return drafts

    def _file(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}.draft"


@cache
def _me() -> tuple[int, float]:
    import psutil  # not needed before the first draft

    return os.getpid(), psutil.Process().create_time()


def _runs(pid: object, started: object) -> bool:
    import psutil

    try:
        return isinstance(pid, int) and psutil.Process(pid).create_time() == started
    except psutil.Error:
        return False
