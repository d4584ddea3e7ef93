"""Virtualization managers: servers such as vCenter, through which many hosts are managed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .noun import Noun, Ref, Value
from .status import HostStatus, text_of

DEFAULT_PORT = 443


class VMwareResourcePool(Value):
    """A share of the processors and memory of a host, or of a cluster, whose host group it names."""

    id: UUID
    name: str
    parent_id: UUID | None = Field(default=None, alias="ParentID")
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    vm_host_group: Ref | None = Field(default=None, alias="VMHostGroup")
    virtualization_manager: Ref | None = None

    def __str__(self) -> str:
        return self.name


class ClientCertificate(Value):
    """The certificate that a computer shows, as Get-Certificate has fetched it. `fingerprint` is the SHA-256, and what
    `-Certificate` takes to accept it."""

    computer_name: str
    tcp_port: int = Field(default=DEFAULT_PORT, alias="TCPPort")
    subject: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime
    host_names: list[str] = Field(default_factory=list)
    trusted: bool = False
    """Whether this engine's computer trusts it as it is, so that nobody needs to accept it."""
    reason: str = ""
    """Why it is not trusted, in words."""
    property_aliases: ClassVar[dict[str, str]] = {
        "Thumbprint": "fingerprint", "NotBefore": "valid_from", "NotAfter": "valid_to", "Name": "subject",
    }  # fmt: skip

    def __str__(self) -> str:
        return self.fingerprint


class VirtualizationManager(Noun):
    """A server with hosts. `fingerprint` is that of the accepted certificate, empty where a trusted one is asked for;
    `credential` names a Run As account."""

    kind: ClassVar[str] = "VirtualizationManager"
    title: ClassVar[str] = "virtualization manager"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Status", "StatusText", "StatusReason", "Version", "Port", "RefreshedTime", "Description",
        "Address", "Credential", "Fingerprint", "CertificateRefused",
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset({"refreshed_at", "modified_at", "revision"})
    property_aliases: ClassVar[dict[str, str]] = {
        "ComputerName": "address", "FullyQualifiedDomainName": "address", "TCPPort": "port",
        "StatusText": "status_text", "StatusString": "status_text",
    }  # fmt: skip

    address: str = ""
    port: int = DEFAULT_PORT
    credential: str = ""
    fingerprint: str = ""
    secure_mode: bool = True
    vm_host_group: Ref | None = Field(default=None, alias="VMHostGroup")
    """The group below which its tree stands; none is All Hosts."""
    status: HostStatus = HostStatus.CONNECTING
    status_reason: str = ""
    """Why the status is not OK, in words, with what to do."""
    certificate_refused: bool = False
    """Whether it shows a certificate that is neither accepted nor trusted: nothing is sent to it until somebody has
    checked that with Get-Certificate, and accepted it with Set-VirtualizationManager -Certificate."""
    version: str = ""
    instance_id: str = ""
    """What the server calls itself: the same under another address, another after it was set up anew."""
    resource_pools: list[VMwareResourcePool] = Field(default_factory=list)
    refreshed_at: datetime | None = Field(default=None, alias="RefreshedTime")

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.status)
