"""The libvirt provider: KVM and QEMU virtual machines of this machine or of a remote host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CapabilityError

if TYPE_CHECKING:
    from .provider import LibvirtProvider

__all__ = ["open"]


def open(connection: str, *, state_dir: Path) -> LibvirtProvider:  # noqa: A001  every provider is opened by this name
    """The provider for a libvirt URI, or for ``local:``, this machine whatever libvirt it has. It is not connected yet.

    `state_dir` is where the provider keeps what must outlive the process: a private libvirt daemon, its cache.

    Raises:
        CapabilityError: the Python binding of libvirt is not installed.
    """
    try:
        import libvirt  # noqa: F401  only here, so that a machine without it learns why in plain words
    except ImportError as err:
        raise CapabilityError(
            "KVM hosts cannot be managed here.",
            cause="The Python binding of libvirt is not installed.",
            action="Install it with: pip install 'vmmconsole[libvirt]' (on Debian it needs the packages libvirt-dev, "
            "gcc, python3-dev and pkg-config).",
            details=str(err),
        ) from err
    from .provider import LibvirtProvider

    return LibvirtProvider(connection, state_dir=state_dir)
