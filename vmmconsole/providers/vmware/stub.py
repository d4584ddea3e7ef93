"""How calls reach a vCenter: pyVmomi's transport over connections that look at the certificate first."""

from __future__ import annotations

import threading
import weakref
import xml.etree.ElementTree as ET
from collections import OrderedDict
from http.client import HTTPException
from typing import Any

from pyVmomi import SoapAdapter, vim
from pyVmomi.VmomiSupport import GetServiceVersions, versionIdMap

from .certificate import ANSWER_SECONDS, Trust, TrustedConnection

_POOL_SIZE = 40
_IDLE_SECONDS = 45
"""An unused connection is not used again after that long; servers and firewalls close those that idle longer."""
_OLDEST = "vim.version.version9"
_REMEMBERED_TASKS = 10_000


class OwnTasks:
    """Which tasks of the server were started here, so that those of others can be told apart from them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started: OrderedDict[str, None] = OrderedDict()
        self._starting = 0

    def begin(self) -> None:
        """A call that starts a task is made."""
        with self._lock:
            self._starting += 1

    def end(self, key: str = "") -> None:
        """The call ended, with that task or with none."""
        with self._lock:
            self._starting -= 1
            if key:
                self._started[key] = None
                while len(self._started) > _REMEMBERED_TASKS:
                    self._started.popitem(last=False)

    def has(self, key: str) -> bool | None:
        """Whether the task was started here; None while a call is on its way whose task it may be."""
        with self._lock:
            return True if key in self._started else None if self._starting else False


class VCenterStub(SoapAdapter.SoapStubAdapter):  # type: ignore[misc]
    """The transport of one session; any number of threads may call through it at the same time."""

    def __init__(self, address: str, port: int, trust: Trust, own_tasks: OwnTasks) -> None:
        super().__init__(
            host=address, port=port, version=_OLDEST, poolSize=_POOL_SIZE, connectionPoolTimeout=_IDLE_SECONDS
        )
        self._trust = trust
        self._own_tasks = own_tasks
        self._open: weakref.WeakSet[TrustedConnection] = weakref.WeakSet()
        self._open_lock = threading.Lock()
        self._aborted = False
        self.answer_seconds = ANSWER_SECONDS
        self.scheme = self._new_connection

    def _new_connection(self, host: str, port: int) -> TrustedConnection:
        made = TrustedConnection(host, port, self._trust, answer_seconds=self.answer_seconds)
        with self._open_lock:
            if self._aborted:
                raise ConnectionAbortedError("The session was closed.")
            self._open.add(made)
        return made

    def GetConnection(self) -> Any:  # noqa: N802  pyVmomi's name
        """A connection that the server has not closed meanwhile, as far as that shows."""
        connection: Any = super().GetConnection()
        while connection.was_closed:
            connection.close()
            connection = super().GetConnection()
        return connection

    def ReturnConnection(self, conn: Any) -> None:  # noqa: N802
        """The connection is free for another call."""
        conn.was_used = True
        super().ReturnConnection(conn)

    def InvokeMethod(self, mo: Any, info: Any, args: Any, outerStub: Any = None) -> Any:  # noqa: N802, N803
        """Make a call."""
        if info.result is not vim.Task:
            return super().InvokeMethod(mo, info, args, outerStub)
        task = None
        self._own_tasks.begin()
        try:
            task = super().InvokeMethod(mo, info, args, outerStub)
        finally:
            self._own_tasks.end(task._moId if task is not None else "")
        return task

    def speak(self, version: str) -> None:
        """Use that version of the interface from now on."""
        self.version = version
        self.ComputeVersionInfo(version)

    def revive(self, answer_seconds: float = ANSWER_SECONDS) -> None:
        """Allow connections again after `abort`; an answer may take that long."""
        with self._open_lock:
            self._aborted = False
            self.answer_seconds = answer_seconds

    def abort(self) -> None:
        """End all connections now, also under threads that wait for an answer; none is made until `revive`."""
        with self._open_lock:
            self._aborted = True
            found = list(self._open)
        for connection in found:
            connection.abort()
        self.DropConnections()


def spoken_version(address: str, port: int, trust: Trust) -> str:
    """The newest version of the interface that both sides speak. No name or password is sent for that."""
    connection = TrustedConnection(address, port, trust)
    try:
        connection.request("GET", "/sdk/vimServiceVersions.xml")
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise HTTPException(f"{answer.status} {answer.reason}")
    root = ET.fromstring(body)  # noqa: S314  expat of this age refuses what is dangerous
    offered = {element.text for element in root.iter("version")}
    return next((v for v in GetServiceVersions("vim25") if versionIdMap[v] in offered), _OLDEST)
