"""The VMware provider: ESX hosts and their virtual machines, through vCenter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CapabilityError
from vmmconsole.providers.manager import Login, ServerCertificate

if TYPE_CHECKING:
    from .manager import VCenterManager

__all__ = ["open_manager", "server_certificate"]


def open_manager(address: str, port: int, login: Login, *, fingerprint: str = "", state_dir: Path) -> VCenterManager:
    """The connection to a vCenter, not yet connected; nothing is kept in `state_dir`.

    Raises:
        CapabilityError: pyVmomi is not installed.
    """
    try:
        import pyVmomi  # noqa: F401  only here, so that an installation without it learns why in plain words
    except ImportError as err:
        raise CapabilityError(
            "VMware vCenter cannot be managed here.",
            cause="VMware's library for Python is not installed.",
            action="Install it with: pip install 'vmmconsole[vmware]'",
            details=str(err),
        ) from err
    from .manager import VCenterManager

    return VCenterManager(address, port, login, fingerprint=fingerprint)


def server_certificate(address: str, port: int, *, timeout_seconds: float = 10) -> ServerCertificate:
    """The certificate that a server shows now; nothing but the TLS greeting is sent."""
    from .certificate import server_certificate as read

    return read(address, port, timeout_seconds=timeout_seconds)
