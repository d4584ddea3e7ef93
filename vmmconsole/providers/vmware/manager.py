"""A vCenter as a virtualization manager: the contract in `vmmconsole.providers.manager`."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import HostUnreachableError, VMMError
from vmmconsole.model.status import VirtualizationPlatform
from vmmconsole.providers.contract import Provider, VMStats
from vmmconsole.providers.manager import Limits, Login, ManagedMachine, ManagerInventory, ManagerListener

from .collector import retrieve
from .load import STATS, stats_in
from .machine_read import WHOLE
from .session import VCenterSession
from .tags import read_tags
from .updates import UpdateFeed


class VCenterManager:
    """One vCenter. `session` is for calls; what the server tells comes through a second one."""

    platform = VirtualizationPlatform.VMWARE_VC

    def __init__(self, address: str, port: int, login: Login, *, fingerprint: str = "") -> None:
        self.session = VCenterSession(address, port, login, fingerprint=fingerprint)
        following = VCenterSession(address, port, login, fingerprint=fingerprint, own_tasks=self.session.own_tasks)
        self._feed = UpdateFeed(following, self.session)
        self._listener: ManagerListener | None = None
        self._hosts: dict[str, Provider] = {}
        self._lock = threading.Lock()

    def set_listener(self, listener: ManagerListener) -> None:
        """Who hears of changes; set before `connect`."""
        self._listener = listener

    def connect(self) -> ManagerInventory:
        """Connect, read everything, and keep telling of changes until `close`; again after the server refused."""
        self._feed.stop()
        self.session.connect()
        try:
            return self._feed.start(self._listener)
        except VMMError:
            self.session.close()
            raise

    def close(self) -> None:
        """End both sessions, the connections and all threads."""
        self._feed.stop()
        self.session.close()

    def inventory(self) -> ManagerInventory:
        """Everything as the server has it now. The server is asked only what it has not told yet."""
        return self._feed.inventory()

    def whole(self, machine_ids: Sequence[UUID]) -> list[ManagedMachine]:
        """These machines with hardware and checkpoints; those that are gone are left out."""
        state = self._feed.state
        if state is None:
            raise HostUnreachableError(f"The virtualization manager {self.session.address} is not connected.")
        keys = {machine_id: self.key_of(machine_id) for machine_id in machine_ids}
        found = retrieve(self.session, vim.VirtualMachine, WHOLE, [key for key in keys.values() if key is not None])
        for machine_id, key in keys.items():
            if key is not None and key not in found:  # it went, or was made anew under another key a moment ago
                other = self._asked_key(machine_id)
                if other is not None and other != key:
                    found |= retrieve(self.session, vim.VirtualMachine, WHOLE, [other])
        return list(state.read_whole(found, state.surroundings()).values())

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now; what disks and networks carried is not among it."""
        state = self._feed.state
        if state is None:
            raise HostUnreachableError(f"The virtualization manager {self.session.address} is not connected.")
        running = state.running()
        found = retrieve(self.session, vim.VirtualMachine, STATS, list(running))
        return {running[key]: stats for key, values in found.items() if (stats := stats_in(values)) is not None}

    def tags(self) -> dict[UUID, tuple[str, ...]]:
        """The tags of all machines that have some."""
        state = self._feed.state
        found = read_tags(self.session)
        ids = state.ids() if state is not None else {}
        return {ids[key]: tags for key, tags in found.items() if key in ids}

    def key_of(self, machine_id: UUID) -> str | None:
        """The server's key for a machine; the server is asked for one that it has not told of yet."""
        known = self.known_key(machine_id)
        return known if known is not None else self._asked_key(machine_id)

    def _asked_key(self, machine_id: UUID) -> str | None:
        search = self.session.content.searchIndex
        machine = self.session.call(lambda: search.FindByUuid(uuid=str(machine_id), vmSearch=True, instanceUuid=True))
        return str(machine._moId) if machine is not None else None

    def known_key(self, machine_id: UUID) -> str | None:
        """The server's key for a machine, as far as the server has told of it."""
        state = self._feed.state
        return state.key_of(machine_id) if state is not None else None

    def host(self, key: str) -> Provider:
        """The provider that works on one host's machines; the same object for the same key."""
        from .host import VMwareHost  # type: ignore[import-untyped, unused-ignore]  # the verbs are another part

        with self._lock:
            if key not in self._hosts:
                self._hosts[key] = VMwareHost(self, key)
            return self._hosts[key]

    def limits(self) -> Limits:
        """How much may go on at once: the defaults are vCenter's own."""
        return Limits()
