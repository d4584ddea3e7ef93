"""Virtualization managers: servers such as vCenter, through which many hosts are managed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from .noun import Noun, Ref
from .status import HostStatus, text_of

DEFAULT_PORT = 443


class VirtualizationManager(Noun):
    """A server with hosts. `fingerprint` is that of the accepted certificate, empty where a trusted one is asked for;
    `credential` names a Run As account."""

    kind: ClassVar[str] = "VirtualizationManager"
    title: ClassVar[str] = "virtualization manager"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Status", "StatusText", "StatusReason", "Version", "Port", "RefreshedTime", "Description",
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
    version: str = ""
    instance_id: str = ""
    """What the server calls itself: the same under another address, another after it was set up anew."""
    refreshed_at: datetime | None = Field(default=None, alias="RefreshedTime")

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.status)
