"""Which package opens which connection. The scheme of a host's connection decides; nothing else knows them all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from vmmconsole.model.errors import CapabilityError

from .contract import Provider
from .manager import Login, Manager, ServerCertificate

PACKAGES = {
    "local": "libvirt",
    "qemu": "libvirt",
    "test": "libvirt",
    "simulated": "simulated",
}
"""Scheme of the connection (before ``:`` or ``+``) → package below ``vmmconsole.providers``."""


def open_provider(connection: str, *, state_dir: Path) -> Provider:
    """The provider for a host's connection, not yet connected.

    `connection` is ``local:`` (this computer's libvirt), a libvirt URI, or ``simulated:NAME``; `state_dir` is the
    engine's folder for what providers keep.

    Raises:
        CapabilityError: nothing here speaks that connection, or its library is not installed.
    """
    scheme = connection.partition(":")[0].partition("+")[0].lower()
    package = PACKAGES.get(scheme)
    if package is None:
        known = ", ".join(f"{name}:" for name in sorted(PACKAGES))
        raise CapabilityError(
            f"The connection '{connection}' cannot be opened.",
            cause=f"Nothing here speaks '{scheme}'.",
            action=f"Use one of: {known}",
        )
    module = import_module(f"vmmconsole.providers.{package}")
    return cast("Provider", module.open(connection, state_dir=state_dir))


MANAGERS = {"vcenter": "vmware"}
"""Kind of virtualization manager → package below ``vmmconsole.providers``."""


def open_manager(
    kind: str, address: str, port: int, login: Login, *, fingerprint: str = "", state_dir: Path
) -> Manager:
    """The connection to a virtualization manager, not yet connected.

    `fingerprint` is that of the certificate that was accepted; empty accepts only a trusted one.

    Raises:
        CapabilityError: its library is not installed.
    """
    module = import_module(f"vmmconsole.providers.{MANAGERS[kind]}")
    return cast("Manager", module.open_manager(address, port, login, fingerprint=fingerprint, state_dir=state_dir))


def server_certificate(kind: str, address: str, port: int, *, timeout_seconds: float = 10) -> ServerCertificate:
    """The certificate that a virtualization manager shows now; nothing but the TLS greeting is sent.

    Raises:
        HostUnreachableError: nothing answers there.
        HostError: what answers does not speak TLS.
    """
    module = import_module(f"vmmconsole.providers.{MANAGERS[kind]}")
    return cast("ServerCertificate", module.server_certificate(address, port, timeout_seconds=timeout_seconds))
