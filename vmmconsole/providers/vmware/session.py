"""A session with a vCenter: who is logged in, over which certificate, and how calls are made.

What needs the server takes a `VCenterSession` and works through it:

- ``session.call(lambda: machine.PowerOnVM_Task())`` makes a call; its faults come as errors of the model, and a session
  that the server ended meanwhile is begun anew, once, under the same references.
- ``session.wait(task, progress, "Start web-01")`` waits for a task and returns its result.
- ``session.collect(vim.VirtualMachine, ["name", "config.files"], machines)`` reads properties of many objects at once.
- ``session.stub`` makes a reference out of a key: ``vim.HostSystem("host-21", session.stub)``.

Any number of threads may use one session at the same time. `task.info` must not be read whole: that of a task about a
snapshot cannot be parsed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pyVmomi import vim, vmodl

from vmmconsole.model.errors import AccessError, CertificateError, HostUnreachableError, VMMError
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.manager import Login

from .certificate import Trust, TrustedConnection
from .faults import faults, is_session_lost
from .stub import OwnTasks, VCenterStub, spoken_version
from .tasks import TaskWatch

T = TypeVar("T")
_REFUSED = "The virtualization manager refused the call."
_LOCALE = "en"
_LOGOUT_SECONDS = 3.0
"""A session that was not ended ends by itself after a while, so nobody waits long for that."""


class VCenterSession:
    """One login on a vCenter. `fingerprint` is that of the certificate that must be shown; empty takes a trusted one.

    `own_tasks` is where the tasks are noted that are started through this session.
    """

    def __init__(
        self, address: str, port: int, login: Login, *, fingerprint: str = "", own_tasks: OwnTasks | None = None
    ) -> None:
        self.address = address
        self.port = port
        self.own_tasks = own_tasks or OwnTasks()
        self._login = login
        self._trust = Trust(fingerprint)
        self.stub = VCenterStub(address, port, self._trust, self.own_tasks)
        self._content: Any = None
        self._lock = threading.Lock()
        self._generation = 0
        self._refused: VMMError | None = None
        self._closed = True
        self._tasks = TaskWatch(self)

    @property
    def content(self) -> Any:
        """The server's ServiceInstanceContent.

        Raises:
            HostUnreachableError: the session is not open.
        """
        content = self._content
        if content is None:
            raise HostUnreachableError(
                f"The virtualization manager {self.address} is not connected.", object_name=self.address
            )
        return content

    @property
    def generation(self) -> int:
        """Another one after each login: what a session holds on the server, such as views, is gone with it."""
        return self._generation

    def connect(self) -> None:
        """Look at the certificate, then log in; again after a lost connection or another password.

        Raises:
            HostUnreachableError: no connection; trying again may help.
            AccessError: the user name or password is wrong.
            CertificateError: the certificate is not the right one. Nothing but the TLS greeting was sent.
            HostError: it answers, but not as a vCenter.
        """
        with self._lock:
            self._closed = False
            self._refused = None
            self.stub.revive()
            try:
                with faults(f"{self.address} does not answer as a virtualization manager does.", self.address):
                    self.stub.speak(spoken_version(self.address, self.port, self._trust))
                    self._content = vim.ServiceInstance("ServiceInstance", self.stub).RetrieveContent()
                self._log_in()
            except VMMError:
                self.stub.DropConnections()
                raise

    def close(self) -> None:
        """Log out, and end all calls and connections."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._tasks.close()
            self.stub.abort()
            self.stub.revive(_LOGOUT_SECONDS)
            with contextlib.suppress(VMMError), faults("The session could not be ended."):
                self.content.sessionManager.Logout()
            self.stub.abort()
            self._content = None

    def _log_in(self) -> None:
        try:
            with faults(f"Logging in to {self.address} failed.", self.address):
                self.stub.cookie = ""
                self._content.sessionManager.Login(self._login.user_name, self._login.password, _LOCALE)
        except (AccessError, CertificateError) as err:
            self._refused = err  # asking again and again would lock the account
            raise
        self._generation += 1

    def _renew(self, generation: int) -> None:
        """Log in again after the server ended the session, unless somebody did."""
        with self._lock:
            if self._closed:
                raise HostUnreachableError(
                    f"The virtualization manager {self.address} is not connected.", object_name=self.address
                )
            if self._refused is not None:
                raise self._refused
            if self._generation == generation:
                self._log_in()

    # Files, and what only other interfaces have

    @property
    def login(self) -> Login:
        """With what an interface with a login of its own is signed in to."""
        return self._login

    def open_connection(self) -> TrustedConnection:
        """A connection to the server's other services, under the same trust; whoever asks for it closes it."""
        return TrustedConnection(self.address, self.port, self._trust)

    @property
    def cookie(self) -> str:
        """What tells the file service which session asks."""
        return str(self.stub.cookie)

    # Calls

    def call(self, make: Callable[[], T], problem: str = _REFUSED, object_name: str = "") -> T:
        """Make a call of pyVmomi; `problem` says what failed, in words, when it does.

        Raises:
            VMMError: the server's fault in our words; its type and message stand in `details`.
        """
        with faults(problem, object_name):
            generation = self._generation
            try:
                return make()
            except vmodl.MethodFault as err:
                if not is_session_lost(err):
                    raise
            self._renew(generation)
            return make()

    def collect(self, kind: type[Any], properties: Iterable[str], objs: Sequence[Any]) -> dict[str, dict[str, Any]]:
        """Properties of these objects by their keys (``vm-12``), in one call, or a few where the server sends pages.

        What is not set, or not allowed to be read, is left out; so are objects that are gone.
        """
        if not objs:
            return {}
        collector = vmodl.query.PropertyCollector
        spec = collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=obj) for obj in objs],
            propSet=[collector.PropertySpec(type=kind, pathSet=list(properties))],
            reportMissingObjectsInResults=True,
        )
        return self.call(lambda: self._retrieve(spec), "The properties could not be read.")

    def _retrieve(self, spec: Any) -> dict[str, dict[str, Any]]:
        collector = self.content.propertyCollector
        found: dict[str, dict[str, Any]] = {}
        page = collector.RetrievePropertiesEx([spec], vmodl.query.PropertyCollector.RetrieveOptions())
        while page is not None:
            for item in page.objects:
                raise_when_lost(item.missingSet)
                found[item.obj._moId] = {p.name: p.val for p in item.propSet or ()}
            page = collector.ContinueRetrievePropertiesEx(page.token) if page.token else None
        return found

    def keep_alive(self) -> None:
        """Let the server see that the session is used.

        Raises:
            VMMError: it cannot be used any more.
        """
        self.call(lambda: vim.ServiceInstance("ServiceInstance", self.stub).CurrentTime())

    def wait(self, task: Any, progress: Progress, name: str = "") -> Any:
        """Wait for a task that `call` returned; its percent is reported under `name`. Returns the task's result.

        When `progress.check` raises, the server is asked to cancel the task, and its end is waited for: where the task
        could not be cancelled, or was done meanwhile, it has succeeded and its result is returned. A lost connection is
        waited out for a minute.

        Raises:
            CancelledError: the task was cancelled, by this or in vCenter.
            HostUnreachableError: the server did not come back, or without the task: whether it was done is not known.
            VMMError: the task failed; its fault in our words.
        """
        return self._tasks.wait(task, progress, name)


def raise_when_lost(missing: Iterable[Any] | None) -> None:
    """Of properties that could not be read: raise the fault that says the session ended; others are no matter."""
    for each in missing or ():
        if is_session_lost(each.fault):
            raise each.fault
