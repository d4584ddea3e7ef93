"""Connect to virtual machine: its screen, keys and mouse in a program that this computer has for that."""

from __future__ import annotations

import shutil

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.wire import ScreenViewer
from vmmconsole_ui.context import Context

_HERE = ("localhost", "127.0.0.1", "[::1]")


def _is_here(address: str) -> bool:
    """Whether the engine at that address runs on this computer."""
    return address.startswith("unix:") or address.rpartition(":")[0] in _HERE or address in _HERE


async def open_viewers(context: Context) -> None:
    """Open a viewer for each of the selected machines.

    Raises:
        VMMError: one cannot be opened; says why.
    """
    for row in context.selection.rows:
        if row["Status"] in ("Running", "Paused"):
            open_viewer(context, row.name, await context.client.viewer(row.id))


def open_viewer(context: Context, name: str, viewer: ScreenViewer) -> None:
    """Start the program.

    Raises:
        CapabilityError: this computer does not have it, or cannot reach the machine.
    """
    problem = f"The screen of '{name}' cannot be opened."
    if viewer.url:
        if not QDesktopServices.openUrl(QUrl(viewer.url)):
            scheme = viewer.url.partition(":")[0]
            raise CapabilityError(
                problem,
                cause=f"This computer has no program for {scheme}: addresses.",
                action="Install VMware Remote Console.",
                object_name=name,
            )
        return
    if viewer.only_here and not _is_here(context.client.address):
        raise CapabilityError(
            problem,
            cause="It runs on the computer of the engine, and its screen can be reached only there.",
            action="Connect there, or add the host by its name in the network.",
            object_name=name,
        )
    program = shutil.which(viewer.program)
    if program is None or not QProcess.startDetached(program, viewer.arguments)[0]:
        raise CapabilityError(
            problem,
            cause=f"This computer does not have the program {viewer.program}.",
            action=f"Install {viewer.program}.",
            object_name=name,
        )
