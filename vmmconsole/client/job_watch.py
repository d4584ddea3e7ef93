"""Follows the jobs of calls with -RunAsynchronously while the shell waits for the next statement."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from vmmconsole.model import Job
from vmmconsole.model.errors import NotFoundError, VMMError
from vmmconsole.model.status import JobStatus

from .endpoint import Endpoint
from .screen import Bar, bar_of
from .sync import SyncClient

MOST_SHOWN = 6
"""So many jobs are followed at once; the next ones when these have ended."""
_LOOK_SECONDS = 0.4


class JobWatch:
    """A thread that asks for the jobs' progress, for as long as any goes on; it has a connection of its own."""

    def __init__(
        self,
        endpoint: Callable[[], Endpoint | None],
        show: Callable[[Sequence[Bar]], None],
        failed: Callable[[Job], None],
    ) -> None:
        """`show` gets the bars of what goes on, `failed` each job that did not succeed; both on the thread."""
        self._endpoint = endpoint
        self._show = show
        self._failed = failed
        self._lock = threading.Lock()
        self._jobs: list[Job] = []
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def add(self, jobs: Iterable[Job]) -> None:
        """Follow these too."""
        with self._lock:
            self._jobs += jobs
            if not self._jobs or self._closing.is_set():
                return
            self._show([bar_of(job) for job in self._jobs[:MOST_SHOWN]])
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="job watch", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop following; the jobs go on."""
        self._closing.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        endpoint = self._endpoint()
        if endpoint is None:
            self._forget()
            return
        try:
            with SyncClient(endpoint) as client:
                while not self._closing.is_set() and self._look(client):
                    self._closing.wait(_LOOK_SECONDS)
        except VMMError:  # the connection is lost; the next statement says so
            self._forget()

    def _look(self, client: SyncClient) -> bool:
        """Ask for the first few jobs; whether any is left."""
        with self._lock:
            asked = self._jobs[:MOST_SHOWN]
        fresh = {job.id: _now(client, job) for job in asked}
        ended = [job for job in fresh.values() if job.is_completed]
        with self._lock:
            self._jobs = [fresh.get(job.id, job) for job in self._jobs]
            self._jobs = [job for job in self._jobs if not job.is_completed]
            bars = [bar_of(job) for job in self._jobs[:MOST_SHOWN]]
            if not bars:
                self._thread = None
        for job in ended:
            if job.status in {JobStatus.FAILED, JobStatus.CANCELED}:
                self._failed(job)
        self._show(bars)
        return bool(bars)

    def _forget(self) -> None:
        with self._lock:
            self._jobs = []
            self._thread = None
        self._show(())


def _now(client: SyncClient, job: Job) -> Job:
    try:
        return client.get(Job, job.id)
    except NotFoundError:  # it was removed from the history
        return job.model_copy(update={"status": JobStatus.COMPLETED})
