"""Writing the audit: jobs by the store's own events, and what is done without a job by whoever does it."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from vmmconsole.engine.peek import peek
from vmmconsole.engine.store import Event, Store
from vmmconsole.engine.store.encoding import now_text, time_text
from vmmconsole.model import Job
from vmmconsole.model.status import JobStatus

from .chain import Chain, lines_of
from .origin import origin

log = logging.getLogger(__name__)

MOST_CHANGES = 1_000
"""Of a job with more, Change Tracking has the rest."""
_KEPT = 100_000
_STATUS, _OUTSIDE = (Job.list_properties.index(name) for name in ("Status", "VirtualizationManager.ID"))


class Trail:
    """The audit of one engine. Records are written in order, on a thread of their own."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._chain = Chain(folder)
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._running: set[UUID] = set()
        self._ended: dict[UUID, None] = {}
        self._recalled = False
        self._revision = 0
        """The job events up to this revision are in the audit, or told nothing for it."""

    def start(self) -> None:
        """Go on after the last record, with the jobs that were taken or ended after it.

        Raises:
            OSError: the audit cannot be written.
        """
        self._chain.open()
        self._revision = int(self._chain.last.get("Revision", 0))
        self._unsubscribe = self._store.subscribe(self._hear)
        self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
        self._thread.start()
        since = self._revision
        self._waiting.put(lambda: self._catch_up(since))

    def stop(self) -> None:
        """Write what is left, then end."""
        if self._unsubscribe is not None:
            self._store.wait_until_announced(2)
            self._unsubscribe()
            self._unsubscribe = None
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=10)
            self._thread = None
        self._chain.close()

    def record(self, kind: str, user: str, **facts: Any) -> None:
        """Note what somebody did without a job, or was refused. Values are plain JSON."""
        if self._thread is not None:
            record = {"Kind": kind, "User": user, "Origin": origin.get(), "Revision": self._revision, **facts}
            time = now_text()
            self._waiting.put(lambda: self._write(record, time))

    def wait_written(self, timeout_seconds: float = 10) -> bool:
        """Whether everything so far was written within that time."""
        self._store.wait_until_announced(timeout_seconds)
        done = threading.Event()
        self._waiting.put(done.set)
        return done.wait(timeout_seconds)

    # On the thread of the audit

    def _run(self) -> None:
        while (work := self._waiting.get()) is not None:
            try:
                work()
            except Exception:
                # A record that cannot be written must not keep those after it from being.
                log.exception("The audit could not be written")

    def _write(self, record: dict[str, Any], time: str = "") -> None:
        self._chain.append(time or now_text(), record)

    def _catch_up(self, since: int) -> None:
        for event in self._store.events_since(since, ("Job",))[1]:
            if event.row is not None:
                self._take(event)

    def _recall(self) -> None:
        """Read which jobs of this month and the one before are in the audit, once a job comes that may be."""
        if self._recalled:
            return
        self._recalled = True
        for _, _, line in lines_of(self._chain.folder, newest=2):
            record = orjson.loads(line)
            if record.get("Kind") == "JobStarted":
                self._running.add(UUID(record["JobID"]))
                self._ended.pop(UUID(record["JobID"]), None)
            elif record.get("Kind") == "JobEnded":
                self._running.discard(UUID(record["JobID"]))
                self._end(UUID(record["JobID"]))

    def _hear(self, events: list[Event]) -> None:
        for event in events:
            if event.kind == Job.kind and event.row is not None:
                self._waiting.put(lambda event=event: self._take(event))  # type: ignore[misc]

    def _take(self, event: Event) -> None:
        values = orjson.loads(event.row or "[]")
        if values[_OUTSIDE]:
            return
        final = JobStatus(values[_STATUS]).is_final
        if event.id not in self._running and event.id not in self._ended:
            self._recall()
        if event.id not in self._running and not (final and event.id in self._ended):
            job = peek(self._store, Job, event.id)
            if job is not None:
                self._revision = max(self._revision, event.revision)
                self._write(self._started(job))
                self._running.add(event.id)
                self._ended.pop(event.id, None)
        if final and event.id in self._running:
            job = peek(self._store, Job, event.id)
            if job is not None and job.status.is_final:
                self._revision = max(self._revision, event.revision)
                self._write(self._ended_record(job))
                self._running.discard(event.id)
                self._end(event.id)

    def _end(self, job_id: UUID) -> None:
        self._ended[job_id] = None
        if len(self._ended) > _KEPT:
            del self._ended[next(iter(self._ended))]

    def _started(self, job: Job) -> dict[str, Any]:
        return {
            "Kind": "JobStarted", "User": job.owner, "Origin": job.origin, "JobID": str(job.id), "Name": job.name,
            "Script": job.script, "ScriptHash": job.script_hash, "WhatIf": job.what_if, "Restarted": job.restarted,
            "AddedTime": time_text(job.added_at),
            "Revision": self._revision,
        }  # fmt: skip

    def _ended_record(self, job: Job) -> dict[str, Any]:
        changes = self._store.changes(job_id=job.id, limit=MOST_CHANGES)
        error = job.error_info
        return {
            "Kind": "JobEnded", "User": job.owner, "Origin": job.origin, "JobID": str(job.id), "Name": job.name,
            "ScriptHash": job.script_hash, "Status": job.status.value, "Error": error.message if error else "",
            "EndTime": time_text(job.ended_at) if job.ended_at else None, "Result": job.result_name,
            "Revision": self._revision,
            "Changes": [
                {
                    "ObjectType": change.object_kind, "ObjectID": str(change.object_id), "Name": change.object_name,
                    "Property": change.property_name, "Before": change.previous_value, "After": change.new_value,
                }
                for change in changes
            ],
        }  # fmt: skip
