"""How calls reach a vCenter: pyVmomi's transport over connections that look at the certificate first."""

from __future__ import annotations

import threading
import weakref
import xml.etree.ElementTree as ET
import zlib
from collections import OrderedDict
from http.client import HTTPException, HTTPResponse
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
    """Which tasks of the server were started here, so that those of others can be told apart from them.

    The server may tell of a task before the call that started it returns.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started: OrderedDict[str, None] = OrderedDict()
        self._calls: set[int] = set()
        self._last = 0

    def begin(self) -> int:
        """A call that starts a task is made; returns its number."""
        with self._lock:
            self._last += 1
            self._calls.add(self._last)
            return self._last

    def end(self, call: int, key: str = "") -> None:
        """The call ended, with that task or with none."""
        with self._lock:
            self._calls.discard(call)
            if key:
                self._started[key] = None
                while len(self._started) > _REMEMBERED_TASKS:
                    self._started.popitem(last=False)

    @property
    def last(self) -> int:
        """The number of the latest call."""
        return self._last

    def has(self, key: str, last: int | None = None) -> bool | None:
        """Whether it was started here; None while a call up to `last` goes on, whose task it may be."""
        with self._lock:
            if key in self._started:
                return True
            limit = self._last if last is None else last
            return None if any(call <= limit for call in self._calls) else False


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
        """The connection is free for another call, unless all of them were ended meanwhile."""
        conn.was_used = True
        with self._open_lock:
            if not self._aborted:
                super().ReturnConnection(conn)
                return
        conn.close()

    def InvokeMethod(self, mo: Any, info: Any, args: Any, outerStub: Any = None) -> Any:  # noqa: N802, N803
        """Make a call."""
        if info.result is not vim.Task:
            return super().InvokeMethod(mo, info, args, outerStub)
        task = None
        number = self._own_tasks.begin()
        try:
            task = super().InvokeMethod(mo, info, args, outerStub)
        finally:
            self._own_tasks.end(number, task._moId if task is not None else "")
        return task

    def fetch(self, obj: Any, method: str, *arguments: Any) -> bytes:
        """Make a call and return the answer's text as it came, for a reader that is faster than pyVmomi's.

        Raises:
            Exception: the fault that the server answered with, as pyVmomi raises it.
        """
        info = type(obj)._GetMethodInfo(method)
        request = self.SerializeRequest(obj, info, arguments)
        headers = {
            "Cookie": self.cookie, "SOAPAction": self.versionId, "Content-Type": "text/xml; charset=utf-8",
            "Accept-Encoding": "gzip",
        }  # fmt: skip
        connection = self.GetConnection()
        try:
            connection.request("POST", self.path, request, headers)
            answer = connection.getresponse()
            body = _unpacked(answer)
        except (OSError, HTTPException):
            connection.close()
            self.DropConnections()
            raise
        if answer.status not in {200, 500}:
            connection.close()
            raise HTTPException(f"{answer.status} {answer.reason}")
        self.ReturnConnection(connection)
        if answer.status == 500:
            fault = SoapAdapter.SoapResponseDeserializer(self).Deserialize(body, object)
            raise fault if isinstance(fault, Exception) else HTTPException("500, without a fault")
        return body

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


def _unpacked(answer: HTTPResponse) -> bytes:
    body = answer.read()
    if answer.getheader("Content-Encoding", "").lower() == "gzip":
        return zlib.decompress(body, wbits=zlib.MAX_WBITS + 16)
    return body


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
