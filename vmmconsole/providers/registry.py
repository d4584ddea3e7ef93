"""Which package opens which connection. The scheme of a host's connection decides; nothing else knows them all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from vmmconsole.model.errors import CapabilityError

from .contract import Provider

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
