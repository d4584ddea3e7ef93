"""Whether a machine starts with its host: the host keeps that, not the machine."""

from __future__ import annotations

from typing import Any

from pyVmomi import vim

from vmmconsole.model.errors import CapabilityError, NotFoundError, VMMError

from .site import EsxSite


def set_autostart(site: EsxSite, machine: Any, name: str, *, on: bool) -> None:
    """Let a machine start with its host, or not.

    Raises:
        CapabilityError: the host cannot do that, as one of a cluster with High Availability.
    """
    manager = site.read(site.host, "configManager.autoStartManager")["configManager.autoStartManager"]
    kinds = vim.host.AutoStartManager
    info = kinds.AutoPowerInfo(
        key=machine, startOrder=-1, startDelay=-1, waitForHeartbeat="systemDefault",
        startAction="powerOn" if on else "none", stopAction="systemDefault", stopDelay=-1,
    )  # fmt: skip
    config = kinds.Config(powerInfo=[info], defaults=kinds.SystemDefaults(enabled=True) if on else None)
    if manager is None:
        if on:
            raise _impossible(name)
        return
    try:
        site.session.call(lambda: manager.ReconfigureAutostart(config))
    except (NotFoundError, CapabilityError) as err:
        if on:
            raise _impossible(name, err.details) from err


def _impossible(name: str, details: str = "") -> CapabilityError:
    return CapabilityError(
        f"{name} cannot be started with its host.",
        cause="The host does not start machines by itself.",
        action="Choose another start action.",
        details=details,
        object_name=name,
    )


def has_autostart(site: EsxSite, machine: Any) -> bool:
    """Whether a machine starts with its host."""
    try:
        manager = site.read(site.host, "configManager.autoStartManager")["configManager.autoStartManager"]
        config = site.read(manager, "config")["config"] if manager is not None else None
    except VMMError:
        return False
    listed = (config.powerInfo if config is not None else None) or ()
    return any(info.key._moId == machine._moId and info.startAction.lower() == "poweron" for info in listed)
