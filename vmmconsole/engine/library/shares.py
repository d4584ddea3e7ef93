"""The library: its shares, kept in line with their folders, and the files behind its objects."""

from __future__ import annotations

import logging
import math
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock, Thread
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from vmmconsole.engine.store import Store
from vmmconsole.model import LibraryScript, LibraryServer, LibraryShare, Noun, Ref
from vmmconsole.model.errors import LibraryError, NotFoundError
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import LibraryItemState

from . import script_files
from .catalog import ITEM_KINDS, Catalog, items_of
from .scan import Findings, look, scan
from .watch import SETTLE_SECONDS, DuePaths, FolderWatch

log = logging.getLogger(__name__)

DEFAULT_SHARE = "VMM Library"
POLL_SECONDS = 10.0
"""How often a folder is read whose changes the system does not report."""
_TICK_SECONDS = 1.0
_SETTINGS_SECONDS = 5.0
"""How soon another setting of the library refresher has effect."""
_FRESH_SECONDS = 1.0
"""A file younger than that may still be in writing."""


class Library:
    """The shares of this computer. Methods may be called from any thread."""

    def __init__(self, store: Store, host_name: str) -> None:
        """`host_name` is the name of this computer as a library server."""
        self._store = store
        self._host_name = host_name
        self._lock = RLock()
        self._due = DuePaths()
        self._watches: dict[UUID, FolderWatch] = {}
        self._polled_at: dict[UUID, float] = {}
        self._scanned_at: dict[UUID, float] = {}
        self._settings_at = -math.inf
        self._hours = math.inf
        self._thread: Thread | None = None

    # Shares

    def ensure_default(self, path: Path) -> LibraryShare:
        """This computer as a library server with the default share in that folder, made where they are not there. A
        folder that cannot be made leaves a share that says why."""
        return self.add_share(path, name=DEFAULT_SHARE)

    def add_share(
        self, path: Path, *, name: str = "", description: str = "", job: Ref | None = None, by: str = ""
    ) -> LibraryShare:
        """Take a folder of this computer as a share and read it. The folder is made where it is not there; the same
        folder again is the same share."""
        folder = Path(os.path.normpath(path.expanduser().absolute()))
        server = self._ensure_server()
        known = self._store.find(LibraryShare, path=str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as err:
            log.warning("The library folder %s cannot be made: %s", folder, err)
        share = (
            known[0]
            if known
            else self._store.save(
                LibraryShare(
                    id=uuid5(server.id, str(folder)),
                    name=name or folder.name or str(folder),
                    description=description,
                    path=str(folder),
                    library_server=server.ref,
                ),
                job=job,
                by=by,
            )
        )
        if self._thread is not None:
            self._watch(share)
        self.refresh(share)
        return self._store.get(LibraryShare, share.id)

    def remove_share(self, share: LibraryShare, *, job: Ref | None = None, by: str = "") -> None:
        """Forget a share and its objects; the files stay. One that is gone already is no error."""
        with self._lock:
            watch = self._watches.pop(share.id, None)
            if watch is not None:
                watch.stop()
            for kind in ITEM_KINDS:
                ids = [item.id for item in self._store.find(kind, library_share=share.ref)]
                self._store.remove_many(kind, ids, job=job, by=by)
            self._store.remove(LibraryShare, share.id, job=job, by=by)

    def refresh(self, share: Noun, path: str = "") -> None:
        """Read a share, or one folder or file of it, again. A file that is still being written is left as it is.

        Raises:
            NotFoundError: the share was removed.
            LibraryError: `path` is outside the share.
        """
        with self._lock:
            stored = self._store.get(LibraryShare, share.id)
            self._read(stored, {_below(stored, path)})

    # Files

    def locate(self, item: LibraryItem) -> Path:
        """The path of the item's file.

        Raises:
            LibraryError: the file is not there.
        """
        path = Path(item.share_path)
        if not path.is_file():
            raise LibraryError(
                f"The {item.title} {item.name!r} cannot be used.",
                cause=f"Its file {path} is not there.",
                action="Put the file back, or choose another one from the library.",
                object_name=item.name,
            )
        return path

    def delete_item(self, item: LibraryItem, *, job: Ref | None = None, by: str = "") -> None:
        """Delete the item's file and forget the item. A file that is gone already is no error; of a link only the link
        is deleted.

        Raises:
            LibraryError: the file is not inside its share, or cannot be deleted.
        """
        failed = f"The {item.title} {item.name!r} cannot be deleted."
        share = self._store.get(LibraryShare, item.library_share.id)
        root, path = Path(share.path), Path(item.share_path)
        with self._lock:
            try:
                place = path.parent.resolve(strict=True) / path.name
                if not place.is_relative_to(root.resolve(strict=True)) or path.name in {"", ".", ".."}:
                    raise LibraryError(
                        failed,
                        cause=f"{path} is not inside the library share {share.name}.",
                        action="Delete the file where it is, then refresh the share.",
                        object_name=item.name,
                    )
                place.unlink(missing_ok=True)
            except FileNotFoundError:
                pass  # its folder is gone too
            except OSError as err:
                raise LibraryError(
                    failed,
                    cause=f"{path}: {err.strerror or err}.",
                    action="Check who may write in the folder of the share.",
                    object_name=item.name,
                ) from err
            self._store.remove(type(item), item.id, job=job, by=by)

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str, job: Ref | None = None,
        by: str = "",
    ) -> LibraryScript:  # fmt: skip
        """Write a script to a path below a share, and return its object; see `script_files.write` for what it raises.
        A new one belongs to whoever wrote it."""
        with self._lock:
            stored = self._store.get(LibraryShare, share.id)
            script_files.write(stored, path, data, overwrite=overwrite, replaces=replaces)
            known = {item.id for item in self._store.find(LibraryScript, library_share=stored.ref)}
            Catalog(self._store, stored).compare(scan(Path(stored.path), {path}), {path})
            place = str(Path(stored.path) / path)
            script = self._store.find(LibraryScript, share_path=place)[0]
            if script.id in known:
                return script
            return self._store.save(script.model_copy(update={"owner": by}), job=job, by=by)

    def read_script(self, item: LibraryScript) -> bytes:
        """The content of a script; see `script_files.read` for what it raises."""
        return script_files.read(self._store.get(LibraryShare, item.library_share.id), item)

    # Watching

    def start(self) -> None:
        """Read all shares, then notice by itself what happens in them, until `stop`."""
        if self._thread is not None:
            return
        self._due = DuePaths()
        self._thread = Thread(target=self._run, name="library", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End watching."""
        self._due.end()
        if self._thread is not None:
            self._thread.join(timeout=5)
            self._thread = None
        with self._lock:
            for watch in self._watches.values():
                watch.stop()
            self._watches.clear()

    def _run(self) -> None:
        self._guarded(self._start_watching)
        while (due := self._due.take(_TICK_SECONDS)) is not None:
            for share_id, paths in due.items():
                self._guarded(self._read_due, share_id, paths)
            if not due:
                self._guarded(self._tick)

    @staticmethod
    def _guarded(work: Any, *arguments: Any) -> None:
        """Run a part of the watching; what fails is logged, and watching goes on."""
        try:
            work(*arguments)
        except NotFoundError:
            pass  # the share was removed meanwhile
        except Exception:  # whatever strange file caused it, the others must still be noticed
            log.exception("Watching the library failed")

    def _start_watching(self) -> None:
        for share in self._store.find(LibraryShare):
            self._watch(share)
            self._guarded(self.refresh, share)

    def _watch(self, share: LibraryShare) -> None:
        with self._lock:
            old = self._watches.pop(share.id, None)
            if old is not None:
                old.stop()
            due, share_id = self._due, share.id
            watch = FolderWatch(Path(share.path), lambda path, after: due.add(share_id, path, after))
            watch.start()
            self._watches[share.id] = watch

    def _read_due(self, share_id: UUID, paths: set[str]) -> None:
        with self._lock:
            share = self._store.get(LibraryShare, share_id)
            self._read(share, paths)

    def _tick(self) -> None:
        """Once a second: folders that went or came back, folders without events, the regular reading."""
        now = time.monotonic()
        hours = self._refresher_hours(now)
        for share_id, watch in list(self._watches.items()):
            moved = not watch.is_same_folder()
            polls = bool(watch.problem) and now - self._polled_at.get(share_id, 0) >= POLL_SECONDS
            if not moved and not polls and now - self._scanned_at.get(share_id, now) < hours * 3600:
                continue  # without asking the database: most of the time nothing is due
            share = self._store.get(LibraryShare, share_id)
            if moved:
                self._watch(share)
            elif polls:
                self._polled_at[share_id] = now
            self.refresh(share)

    def _refresher_hours(self, now: float) -> float:
        """How often everything is read; the settings are asked for now and then."""
        if now - self._settings_at >= _SETTINGS_SECONDS:
            self._settings_at = now
            enabled = bool(self._store.setting("LibraryRefresherEnabled", True))
            self._hours = float(self._store.setting("LibraryRefresherFrequency", 1) or 1) if enabled else math.inf
        return self._hours

    # Reading

    def _read(self, share: LibraryShare, scopes: set[str]) -> None:
        root = Path(share.path)
        catalog = Catalog(self._store, share)
        reason = _missing_reason(root)
        if reason:
            catalog.lose_all()
            self._note(share, LibraryItemState.MISSING, reason)
            return
        findings = scan(root, scopes)
        self._leave_out_unsettled(share, root, findings)
        catalog.compare(findings, scopes)
        reason = share.status_reason
        if "" in scopes:
            self._scanned_at[share.id] = time.monotonic()
            watch = self._watches.get(share.id)
            reason = _summary(watch.problem if watch else "", [*findings.skipped, *catalog.skipped])
        elif share.state is LibraryItemState.MISSING:
            reason = ""
        self._note(share, LibraryItemState.NORMAL, reason)

    def _leave_out_unsettled(self, share: LibraryShare, root: Path, findings: Findings) -> None:
        """Leave files that are just being written as they are, and look at them again later."""
        now = datetime.now(UTC)
        fresh = [f for f in findings.files.values() if abs((now - f.modified_at).total_seconds()) < _FRESH_SECONDS]
        if not fresh:
            return
        time.sleep(SETTLE_SECONDS)
        for file in fresh:
            if look(root, file.path) != file:
                del findings.files[file.path]
                findings.unknown.add(file.path)
                self._due.add(share.id, file.path, SETTLE_SECONDS)

    def _note(self, share: LibraryShare, state: LibraryItemState, reason: str) -> None:
        values: dict[str, Any] = {"state": state, "status_reason": reason, "refreshed_at": datetime.now(UTC)}
        try:
            values["free_space"] = shutil.disk_usage(share.path).free
        except OSError:
            values["free_space"] = 0
        self._store.update(LibraryShare, share.id, lambda stored: stored.model_copy(update=values))

    def _ensure_server(self) -> LibraryServer:
        known = self._store.find(LibraryServer, name=self._host_name)
        if known:
            return known[0]
        server_id = uuid5(NAMESPACE_URL, f"library-server:{self._host_name.casefold()}")
        return self._store.save(LibraryServer(id=server_id, name=self._host_name))


def _missing_reason(root: Path) -> str:
    try:
        os.scandir(root).close()
    except FileNotFoundError:
        return f"The folder {root} is not there. Make it again, or connect the disk it is on."
    except NotADirectoryError:
        return f"{root} is a file. Move it away and make a folder of that name."
    except OSError as err:
        return f"The folder {root} cannot be read: {err.strerror or err}. Check who may read it."
    return ""


def _below(share: LibraryShare, path: str) -> str:
    """A path, absolute or below the share, as one below the share with ``/``."""
    full = os.path.normpath(Path(share.path) / path)
    if "\0" in path or not Path(full).is_relative_to(share.path):
        raise LibraryError(
            f"The library share {share.name!r} cannot be refreshed.",
            cause=f"{path} is not inside it.",
            action=f"Name a folder below {share.path}.",
            object_name=share.name,
        )
    below = Path(full).relative_to(share.path).as_posix()
    return "" if below == "." else below


def _summary(watching: str, skipped: list[str]) -> str:
    parts = []
    if watching:
        parts.append(f"Changes are noticed only every {POLL_SECONDS:.0f} seconds. {watching}")
    parts.extend(skipped[:3])
    if len(skipped) > 3:
        parts.append(f"{len(skipped) - 3:,} more files were left out; refresh the share to see them in the log.")
        for reason in skipped:
            log.warning("Library: %s", reason)
    return " ".join(parts)


__all__ = ["DEFAULT_SHARE", "Library", "items_of"]
