"""What a virtualization manager's provider does: one connection to a server (vCenter) that manages many hosts.

The engine keeps one `Manager` per server. It lists everything once, then tells every change in batches, already
fetched: nobody asks again because of a change. For each host it gives a `Provider`, which does the verbs on that host's
machines over the same connection; these need no `connect` of their own.

All calls block and may come from several threads at once. Only errors of `vmmconsole.model.errors` are raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from vmmconsole.model.errors import VMMError
from vmmconsole.model.host import VMHost
from vmmconsole.model.status import JobStatus, VirtualizationPlatform
from vmmconsole.model.virtual_machine import VirtualMachine

from .contract import Provider, VMStats


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and its password, for as long as a connection is made. Never shown, never stored by a provider."""

    user_name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """The certificate that a server shows.

    `fingerprint` is the SHA-256 of its DER form, as upper-case hex pairs with colons.
    """

    subject: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime
    host_names: tuple[str, ...]
    trusted: bool
    """Whether this computer's certificate authorities vouch for it, under the name it was asked by."""
    reason: str = ""
    """Why it is not trusted, in words."""
    pem: str = ""


class PlaceKind(StrEnum):
    """What a place in the server's tree is."""

    DATACENTER = "Datacenter"
    FOLDER = "Folder"
    CLUSTER = "Cluster"


@dataclass(frozen=True, slots=True)
class Place:
    """A datacenter, folder or cluster that hosts stand in. `key` is the server's own ID; `parent` is a key, or empty
    right below the server. Only places on the way to hosts, and empty ones of the host tree: no folders of machines."""

    key: str
    name: str
    kind: PlaceKind
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ResourcePool:
    """A resource pool; `owner` is the key of a cluster place or of a host, `parent` the key of a pool or empty."""

    key: str
    name: str
    owner: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ManagedHost:
    """A host of the server. `host` carries facts only, as in `HostInventory`."""

    key: str
    place: str
    host: VMHost


@dataclass(frozen=True, slots=True)
class ManagedMachine:
    """A virtual machine and the key of the host it is on. With `whole` its hardware and checkpoints are there; without,
    only what lists show, and the stored hardware stays as it is. Either way `machine.config_version` names the state
    that hardware and checkpoints are in now: where it is another than what was read whole, they are read again before
    anybody uses them."""

    host: str
    machine: VirtualMachine
    whole: bool = False
    template: bool = False
    """It is no machine that could run, but one that others are made from."""


@dataclass(frozen=True, slots=True)
class OutsideTask:
    """A task on the server that this product did not start."""

    key: str
    name: str
    """In words, as the server describes it."""
    user: str
    status: JobStatus
    percent: int = 0
    machine_id: UUID | None = None
    entity: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ManagerFacts:
    """What the server says of itself."""

    name: str
    version: str = ""
    api_version: str = ""
    instance_id: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the server and its hosts take at once, in units, and what an operation costs.

    An operation that is not named costs 1. The engine queues what goes beyond, visibly.
    """

    per_manager: int = 128
    per_host: int = 16
    cost: dict[str, int] = field(default_factory=lambda: {"move_storage": 8, "clone": 8, "move": 2})


@dataclass(frozen=True, slots=True)
class ManagerInventory:
    """Everything on the server, as fetched in a number of calls that does not grow with the number of machines."""

    facts: ManagerFacts
    places: tuple[Place, ...]
    hosts: tuple[ManagedHost, ...]
    machines: tuple[ManagedMachine, ...]
    pools: tuple[ResourcePool, ...] = ()
    tasks: tuple[OutsideTask, ...] = ()
    """After connecting all that run; else those that changed since they were told."""


@dataclass(frozen=True, slots=True)
class ManagerChanges:
    """What changed since the last batch; each thing in it is as it is now.

    A machine that only moved is in `machines` with its new host.
    """

    places: tuple[Place, ...] = ()
    removed_places: tuple[str, ...] = ()
    hosts: tuple[ManagedHost, ...] = ()
    removed_hosts: tuple[str, ...] = ()
    machines: tuple[ManagedMachine, ...] = ()
    removed_machines: tuple[UUID, ...] = ()
    pools: tuple[ResourcePool, ...] | None = None
    """All pools, when any changed."""
    tasks: tuple[OutsideTask, ...] = ()


class ManagerListener(Protocol):
    """What a manager tells by itself, from a thread of its own."""

    def changed(self, changes: ManagerChanges) -> None:
        """Some things changed; must not block for long: while it runs, later changes are gathered."""

    def connection_lost(self, reason: str) -> None:
        """No connection any more; the manager keeps trying by itself, with growing pauses."""

    def connection_refused(self, error: VMMError) -> None:
        """The certificate changed (CertificateError), or the login is refused (AccessError): it stops trying, and sends
        nothing any more, until `connect` is called again."""

    def connection_restored(self, inventory: ManagerInventory) -> None:
        """Connected again, with everything as it is now: what is not in it is gone."""


class Manager(Protocol):
    """The connection to one server with many hosts."""

    platform: VirtualizationPlatform

    def set_listener(self, listener: ManagerListener) -> None:
        """Who hears of changes; set before `connect`."""

    def connect(self) -> ManagerInventory:
        """Connect, read everything, and keep connected and telling of changes until `close`.

        Raises:
            HostUnreachableError: no connection; trying again may help.
            AccessError: the user name or password is wrong, or may not read.
            CertificateError: the certificate is neither trusted nor the pinned one. Nothing secret was sent.
            HostError: it answers, but not as such a server should.
        """

    def close(self) -> None:
        """End the session, the connection and all threads."""

    def inventory(self) -> ManagerInventory:
        """Everything as it is now, fetched anew; what differs from what was told comes through the listener as well."""

    def whole(self, machine_ids: Sequence[UUID]) -> list[ManagedMachine]:
        """These machines with hardware and checkpoints, in one call for all. Those that are gone are left out."""

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now, in a number of calls that does not grow with the number of hosts."""

    def tags(self) -> dict[UUID, tuple[str, ...]]:
        """The words that machines were tagged with on the server, ``Category: Tag``, sorted; only of those that have
        some. It tells of no change of them."""

    def host(self, key: str) -> Provider:
        """The provider that works on one host's machines. Cheap; the same object for the same key."""

    def limits(self) -> Limits:
        """How much may go on at once."""
