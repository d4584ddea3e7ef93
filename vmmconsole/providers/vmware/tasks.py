"""Waiting for tasks of a vCenter: one filter in one thread for all of them, whoever waits."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyVmomi import vim, vmodl

from vmmconsole.model.errors import (
    AccessError,
    CancelledError,
    CertificateError,
    HostUnreachableError,
    VMMError,
)
from vmmconsole.providers.contract import Progress

from .faults import error_from, is_gone, is_session_lost

if TYPE_CHECKING:
    from .session import VCenterSession

_PROPERTIES = ["info.state", "info.progress", "info.error", "info.result"]
_LOOK_SECONDS = 0.25
"""How soon a cancelled job is noticed; the end of a task is noticed at once."""
_WAIT_SECONDS = 20
_PATIENCE_SECONDS = 60.0
"""How long the server may be away while somebody waits."""
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.1, 3.0


@dataclass(slots=True, eq=False)
class _Watched:
    """A task that somebody waits for."""

    task: Any
    ended: threading.Event = field(default_factory=threading.Event)
    succeeded: bool = False
    percent: int | None = None
    result: Any = None
    fault: Any = None
    lost: VMMError | None = None
    """Why nobody will know how it ended."""

    def take(self, values: dict[str, Any]) -> None:
        """Note what the server tells of it."""
        self.percent = values.get("info.progress", self.percent)
        self.result = values.get("info.result", self.result)
        self.fault = values.get("info.error", self.fault)
        state = values.get("info.state")
        if state in {"success", "error"}:
            self.succeeded = state == "success"
            self.ended.set()

    def lose(self, error: VMMError) -> None:
        """Nobody will know how it ended."""
        if not self.ended.is_set():
            self.lost = error
            self.ended.set()


class TaskWatch:
    """The tasks of one session that are waited for."""

    def __init__(self, session: VCenterSession) -> None:
        self._session = session
        self._condition = threading.Condition()
        self._watched: dict[str, _Watched] = {}
        self._leaving: list[Any] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        self._changing = threading.Lock()  # of the view and what is in it
        self._view: Any = None
        self._collector: Any = None
        self._version = ""
        self._viewed: set[str] = set()

    def wait(self, task: Any, progress: Progress, name: str) -> Any:
        """See `VCenterSession.wait`."""
        watched = self._enroll(task)
        try:
            self._watch(watched, progress, name)
        finally:
            self._dismiss(watched)
        if watched.lost is not None:
            raise watched.lost
        if watched.succeeded:
            return watched.result
        raise error_from(f"{name or 'The task'} failed.", watched.fault or vmodl.MethodFault())

    def close(self) -> None:
        """End the thread, whose wait ends with the connections; whoever waits learns that they are gone."""
        with self._condition:
            self._thread = None
            self._closed = True
            self._lose_all(_unknown("The connection was closed."))
            self._condition.notify_all()

    # In the threads of those who wait

    def _watch(self, watched: _Watched, progress: Progress, name: str) -> None:
        cancelled: CancelledError | None = None
        reported: int | None = None
        while not watched.ended.wait(_LOOK_SECONDS):
            if watched.percent is not None and watched.percent != reported:
                reported = watched.percent
                progress.report(reported, name)
            if cancelled is None:
                try:
                    progress.check()
                except CancelledError as err:
                    cancelled = err
                    self._cancel(watched, err)
        if cancelled is not None and not watched.succeeded:
            raise cancelled

    def _cancel(self, watched: _Watched, cancelled: CancelledError) -> None:
        try:
            self._session.call(watched.task.CancelTask)
        except HostUnreachableError:
            raise cancelled from None
        except VMMError:
            pass  # it cannot be cancelled, or has just ended: how it ends is what counts

    def _enroll(self, task: Any) -> _Watched:
        watched = _Watched(task)
        with self._condition:
            self._closed = False
            self._watched[task._moId] = watched
            if self._thread is None:
                self._view = None  # of a session that was closed
                self._thread = threading.Thread(target=self._run, name="vcenter-tasks", daemon=True)
                self._thread.start()
            self._condition.notify_all()
        self._put_in_view()
        return watched

    def _dismiss(self, watched: _Watched) -> None:
        with self._condition:
            self._watched.pop(watched.task._moId, None)
            self._leaving.append(watched.task)

    def _put_in_view(self) -> None:
        """Add what is waited for to the view, and whatever others want added or taken away meanwhile."""
        try:
            with self._changing:
                if self._view is not None:
                    self._update_view()
        except VMMError:
            with self._changing:
                self._view = None  # the thread makes it anew
            self._stop_waiting()

    def _stop_waiting(self) -> None:
        collector = self._collector
        if collector is not None:
            with contextlib.suppress(VMMError):  # then its wait has ended too
                self._session.call(collector.CancelWaitForUpdates)

    # The view; with `_changing` locked

    def _update_view(self) -> None:
        with self._condition:
            wanted = {key: each.task for key, each in self._watched.items() if key not in self._viewed}
            leaving, self._leaving = self._leaving, []
        gone = [task for task in leaving if task._moId in self._viewed]
        if not wanted and not gone:
            return
        self._viewed.update(wanted)
        self._viewed.difference_update(task._moId for task in gone)
        unresolved = self._session.call(lambda: _modify(self._view, list(wanted.values()), gone))
        for task in unresolved:
            self._lose(task._moId)

    def _make_view(self) -> None:
        content = self._session.content
        collector = vmodl.query.PropertyCollector

        def make() -> tuple[Any, Any]:
            own = content.propertyCollector.CreatePropertyCollector()
            view = content.viewManager.CreateListView()
            selection = collector.TraversalSpec(name="tasks", type=vim.view.ListView, path="view", skip=False)
            filter_spec = collector.FilterSpec(
                objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[selection])],
                propSet=[collector.PropertySpec(type=vim.Task, pathSet=_PROPERTIES)],
                reportMissingObjectsInResults=True,
            )
            own.CreateFilter(filter_spec, True)
            return own, view

        self._collector, self._view = self._session.call(make)
        self._version = ""
        self._viewed.clear()
        self._update_view()

    def _lose(self, key: str) -> None:
        with self._condition:
            watched = self._watched.get(key)
        if watched is not None:
            watched.lose(_unknown("The server does not know the task any more."))

    def _lose_all(self, error: VMMError) -> None:
        for watched in self._watched.values():
            watched.lose(error)

    # In the thread

    def _run(self) -> None:
        pause, away_since = _FIRST_PAUSE_SECONDS, None
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._closed or self._watched)
                if self._closed or self._thread is not threading.current_thread():
                    return
            try:
                self._follow()
                pause, away_since = _FIRST_PAUSE_SECONDS, None
            except VMMError as err:
                with self._changing:
                    self._view = None
                now = time.monotonic()
                away_since = away_since or now
                with self._condition:
                    hopeless = isinstance(err, AccessError | CertificateError)
                    if hopeless or now - away_since > _PATIENCE_SECONDS:
                        self._lose_all(err)
                    self._condition.wait_for(lambda: self._closed, pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _follow(self) -> None:
        """Ask once what is new of the tasks, and wait for it."""
        with self._changing:
            if self._view is None:
                self._make_view()
            else:
                self._update_view()
            collector, version = self._collector, self._version
        options = vmodl.query.PropertyCollector.WaitOptions(maxWaitSeconds=_WAIT_SECONDS)
        try:
            update = self._session.call(lambda: collector.WaitForUpdatesEx(version, options))
        except CancelledError:
            return  # somebody wants the view to be made anew, or the session is closed
        if update is None:
            return
        with self._changing:
            if self._collector is collector:
                self._version = update.version
        for part in update.filterSet:
            for each in part.objectSet or ():
                self._take(each)

    def _take(self, update: Any) -> None:
        key = update.obj._moId
        for missing in update.missingSet or ():
            if is_session_lost(missing.fault):
                raise HostUnreachableError("The session ended.")
        with self._condition:
            watched = self._watched.get(key)
        if watched is None:
            return
        if update.kind == "leave":
            self._lose(key)
        else:
            watched.take({change.name: change.val for change in update.changeSet or ()})


def _modify(view: Any, added: list[Any], removed: list[Any]) -> list[Any]:
    """Change what is in a view; returns those to be added that are not there any more."""
    unresolved: list[Any] = []
    while True:
        try:
            return unresolved + list(view.ModifyListView(add=added, remove=removed) or ())
        except vmodl.MethodFault as err:
            gone = getattr(err, "obj", None)
            known = [task for task in added if gone is not None and task._moId == gone._moId]
            if not is_gone(err) or not known:
                raise
            unresolved += known
            added = [task for task in added if task not in known]


def _unknown(cause: str) -> HostUnreachableError:
    return HostUnreachableError(
        "How the task ended is not known.",
        cause=cause,
        action="Run it again: what it did before is found.",
    )
