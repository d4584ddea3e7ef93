"""What all verbs share: the connection to the host, its files and networks, events and accelerator."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import libvirt

from vmmconsole.model.errors import NotFoundError

from .accelerator import Accelerator
from .connection import Connection, is_local
from .daemon import PrivateDaemon, find_connection
from .domain_read import DomainView, read_domain
from .domain_xml import NetworkTarget
from .events import Events
from .faults import faults
from .local_files import LocalFiles
from .networks import HostNetworks
from .pool_files import PoolFiles
from .storage import HostFiles
from .xmltree import NAMESPACE, PREFIX, metadata_text, parse

LOCAL = "local:"


class LibvirtHost:
    """One host as the verbs see it."""

    def __init__(self, connection: str, state_dir: Path, events: Events, restored: Callable[[], None]) -> None:
        self._wanted = connection
        self._state_dir = state_dir
        self._private: PrivateDaemon | None = None
        self._judged: tuple[libvirt.virConnect, str] | None = None
        self.events = events
        self.accelerator = Accelerator(state_dir, known=events.host_changed)
        self.connection = Connection(self._resolve, events.register, lost=events.connection_lost, restored=restored)

    def _resolve(self) -> str:
        """The URI; a private daemon that died is started again."""
        if self._wanted != LOCAL and self._wanted != LOCAL.rstrip(":"):
            return self._wanted
        if self._private is not None:
            return self._private.ensure()
        uri, self._private = find_connection(self._state_dir)
        return uri

    @property
    def handle(self) -> libvirt.virConnect:
        """The open connection.

        Raises:
            HostUnreachableError: there is none now.
        """
        return self.connection.handle

    @property
    def local(self) -> bool:
        """Whether the host's files are this machine's."""
        return is_local(self.connection.uri)

    @property
    def session(self) -> bool:
        """Whether it is a user's own libvirt, without the rights of the system's."""
        return "/session" in self.connection.uri

    @property
    def simulated(self) -> bool:
        """Whether it is libvirt's own test driver, which has no QEMU and no files."""
        return self.connection.uri.startswith("test:")

    @property
    def files(self) -> HostFiles:
        """The host's files."""
        return LocalFiles() if self.local else PoolFiles(self.handle)

    @property
    def networks(self) -> HostNetworks:
        """The host's networks."""
        return HostNetworks(self.handle, local=self.local, session=self.session)

    def network_targets(self) -> dict[str, NetworkTarget]:
        """What each virtual network's name means."""
        with faults("The virtual networks of the host cannot be read."):
            return self.networks.targets()

    def chosen_accelerator(self) -> str:
        """``kvm`` or ``tcg`` for a new domain. Of a remote host libvirt's word is taken; here it is found out."""
        if self.local and not self.simulated:
            return self.accelerator.wait()
        return self.known_accelerator()

    def known_accelerator(self) -> str:
        """As `chosen_accelerator`, but does not wait: empty when it is not known yet."""
        if self.simulated:
            return ""
        if self.local:
            return self.accelerator.verdict
        handle = self.handle
        if self._judged is None or self._judged[0] is not handle:
            with faults("The capabilities of the host cannot be read."):
                root = parse(handle.getCapabilities())
            has_kvm = root.find("guest/arch[@name='x86_64']/domain[@type='kvm']") is not None
            self._judged = (handle, "kvm" if has_kvm else "tcg")
        return self._judged[1]

    def find(self, machine_id: UUID) -> libvirt.virDomain | None:
        """The domain, None when it is not there."""
        try:
            return self.handle.lookupByUUID(machine_id.bytes)
        except libvirt.libvirtError as err:
            if err.get_error_code() == libvirt.VIR_ERR_NO_DOMAIN:
                return None
            raise

    def domain(self, machine_id: UUID) -> libvirt.virDomain:
        """The domain.

        Raises:
            NotFoundError: it is not on the host.
        """
        with faults("The virtual machine cannot be looked up."):
            found = self.find(machine_id)
        if found is None:
            raise NotFoundError(
                "The virtual machine is not on the host.",
                cause=f"The host has no virtual machine with the ID {machine_id}.",
                action="Refresh the host: it may have been removed outside of this product.",
            )
        return found


def view_of(domain: libvirt.virDomain) -> DomainView:
    """The lasting definition of a domain, which is what it has when it starts next."""
    return read_domain(parse(config_xml(domain)))


def set_own_metadata(domain: libvirt.virDomain, mark: ET.Element, flags: int) -> None:
    """Write our part of the metadata alone: into the running or the lasting definition, by libvirt's flags."""
    domain.setMetadata(libvirt.VIR_DOMAIN_METADATA_ELEMENT, metadata_text(mark), PREFIX, NAMESPACE, flags)


def config_xml(domain: libvirt.virDomain) -> str:
    """The lasting definition as text; of a domain that only lives while it runs, the running one."""
    flags = libvirt.VIR_DOMAIN_XML_SECURE
    if domain.isPersistent():
        flags |= libvirt.VIR_DOMAIN_XML_INACTIVE
    return str(domain.XMLDesc(flags))
