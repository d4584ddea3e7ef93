"""Following a vCenter: a thread with a session of its own that hears of every change and tells it in batches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from pyVmomi import vim

from vmmconsole.model.errors import AccessError, CertificateError, HostUnreachableError, VMMError
from vmmconsole.providers.manager import ManagedMachine, ManagerChanges, ManagerInventory, ManagerListener

from .collector import Follower, Update, retrieve
from .inventory import Changed, ServerState, filter_spec
from .machine_read import WHOLE
from .outside_tasks import names_of_tasks
from .session import VCenterSession

T = TypeVar("T")
_log = logging.getLogger(__name__)
_WAIT_SECONDS = 30
_UNDECIDED_SECONDS = 1
"""How soon it is asked again whose a task is, when a call of ours is on its way."""
_READ_AT_ONCE = 200
"""Machines of one batch that are read whole; of more, only that they changed is told."""
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.1, 30.0
_ASK_SECONDS = 0.5
_ALIVE_EVERY = 10
"""Waits after which the other session is used once, so that the server does not end it: five minutes."""


class UpdateFeed:
    """Follows the server from `start` to `stop`. `session` is for this alone; `others` is kept alive beside it."""

    def __init__(self, session: VCenterSession, others: VCenterSession) -> None:
        self._session = session
        self._others = others
        self._listener: ManagerListener | None = None
        self._state: ServerState | None = None
        self._follower: Follower | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._asked: list[_Question] = []
        self._lost: VMMError | None = None

    @property
    def state(self) -> ServerState | None:
        """What is known of the server; its keys and IDs may be read by any thread."""
        return self._state

    def start(self, listener: ManagerListener | None) -> ManagerInventory:
        """Connect and read everything; from then on every change is told.

        Raises:
            VMMError: as `Manager.connect` has it.
        """
        self._listener = listener
        self._stopped.clear()
        try:
            inventory = self._begin()
        except VMMError:
            self._session.close()
            raise
        self._lost = None
        self._thread = threading.Thread(target=self._run, name=f"vcenter-{self._session.address}", daemon=True)
        self._thread.start()
        return inventory

    def stop(self) -> None:
        """End the thread and the session."""
        self._stopped.set()
        self._session.close()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        self._refuse_questions(_not_connected(self._session.address))

    def inventory(self) -> ManagerInventory:
        """Everything as the server has it now; what it had not told yet is told to the listener first.

        Raises:
            HostUnreachableError: there is no connection now.
        """
        question = _Question()
        with self._lock:
            if self._lost is not None or self._thread is None:
                raise self._lost or _not_connected(self._session.address)
            self._asked.append(question)
            follower = self._follower
        if follower is not None:
            follower.interrupt()
        while not question.wait(_ASK_SECONDS) and follower is not None:
            follower.interrupt()  # again when it came just before the thread began to wait
        return question.answer()

    # In the thread

    def _run(self) -> None:
        pause, waits = _FIRST_PAUSE_SECONDS, 0
        while not self._stopped.is_set():
            try:
                if self._lost is None:
                    self._follow()
                    waits += 1
                    if waits % _ALIVE_EVERY == 0:
                        self._keep_others_alive()
                else:
                    self._restore()
                    pause = _FIRST_PAUSE_SECONDS
            except VMMError as err:
                if self._stopped.is_set() or not self._note_loss(err):
                    return
                self._stopped.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            except Exception as err:  # noqa: BLE001  whatever it is, the thread must not end silently
                _log.exception("Following %s failed", self._session.address)
                if not self._note_loss(
                    HostUnreachableError("The virtualization manager cannot be followed.", details=repr(err))
                ):
                    return
                self._stopped.wait(_LONGEST_PAUSE_SECONDS)

    def _begin(self) -> ManagerInventory:
        session = self._session
        session.connect()
        content = session.content
        spec, _view = session.call(lambda: filter_spec(content))
        manager = content.taskManager
        described = retrieve(session, vim.TaskManager, ["description"], [manager._moId])
        names = names_of_tasks(described.get(manager._moId, {}).get("description"))
        state = ServerState(content.about, session.own_tasks, names)
        follower = Follower(session, spec)
        updates = follower.next(_WAIT_SECONDS)
        while updates is not None:
            state.take(updates.objects)
            updates = follower.next(_WAIT_SECONDS) if updates.truncated else None
        self._state, self._follower = state, follower
        return state.everything()

    def _restore(self) -> None:
        inventory = self._begin()
        with self._lock:
            self._lost = None
        self._tell(lambda listener: listener.connection_restored(inventory))

    def _follow(self) -> None:
        """Wait for what is new and tell it; answer whoever asked for everything."""
        follower, state = self._follower, self._state
        assert follower is not None
        assert state is not None
        with self._lock:
            asked = list(self._asked)
        wait = 0 if asked else _UNDECIDED_SECONDS if state.tasks.waits else _WAIT_SECONDS
        changed, found = self._gather(follower, state, wait)
        if found or state.tasks.waits:
            self._tell_changes(state, changed)
        if asked and not found:  # asked after nothing was left to be told
            inventory = state.everything()
            with self._lock:
                self._asked = [question for question in self._asked if question not in asked]
            for question in asked:
                question.give(inventory)

    @staticmethod
    def _gather(follower: Follower, state: ServerState, wait: int) -> tuple[Changed, bool]:
        gathered: list[Update] = []
        updates = follower.next(wait)
        while updates is not None:
            gathered += updates.objects
            updates = follower.next(_WAIT_SECONDS) if updates.truncated else None
        return state.take(gathered), bool(gathered)

    def _tell_changes(self, state: ServerState, changed: Changed) -> None:
        keys = state.reconfigured(changed)
        whole: dict[str, ManagedMachine] = {}
        if 0 < len(keys) <= _READ_AT_ONCE:
            found = retrieve(self._session, vim.VirtualMachine, WHOLE, keys)
            whole = state.read_whole(found, state.surroundings())
            state.note_creating(whole.values())
        changes = state.changes(changed, whole)
        if changes != ManagerChanges():
            self._tell(lambda listener: listener.changed(changes))

    def _note_loss(self, error: VMMError) -> bool:
        """Tell that the connection is lost; returns whether to try again."""
        refused = isinstance(error, AccessError | CertificateError)
        with self._lock:
            was_lost = self._lost is not None
            self._lost = error
        self._refuse_questions(error)
        if refused:
            self._tell(lambda listener: listener.connection_refused(error))
        elif not was_lost:
            self._tell(lambda listener: listener.connection_lost(str(error)))
        return not refused

    def _keep_others_alive(self) -> None:
        try:
            self._others.keep_alive()
        except VMMError as err:
            _log.info("The session for calls to %s: %s", self._session.address, err)

    def _refuse_questions(self, error: VMMError) -> None:
        with self._lock:
            asked, self._asked = self._asked, []
        for question in asked:
            question.refuse(error)

    def _tell(self, message: Callable[[ManagerListener], None]) -> None:
        if self._listener is None or self._stopped.is_set():
            return
        try:
            message(self._listener)
        except Exception:  # noqa: BLE001  the listener's fault must not end the telling
            _log.exception("A listener of the VMware provider failed")


class _Question:
    """Somebody waits for everything."""

    def __init__(self) -> None:
        self._answered = threading.Event()
        self._inventory: ManagerInventory | None = None
        self._error: VMMError | None = None

    def give(self, inventory: ManagerInventory) -> None:
        self._inventory = inventory
        self._answered.set()

    def refuse(self, error: VMMError) -> None:
        self._error = error
        self._answered.set()

    def wait(self, seconds: float) -> bool:
        return self._answered.wait(seconds)

    def answer(self) -> ManagerInventory:
        self._answered.wait()
        if self._inventory is None:
            raise self._error or HostUnreachableError("The virtualization manager is not connected.")
        return self._inventory


def _not_connected(address: str) -> HostUnreachableError:
    return HostUnreachableError(f"The virtualization manager {address} is not connected.", object_name=address)
