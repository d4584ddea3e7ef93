"""The pictures of the README: the console on the sample fabric, in light and dark, and the wizard's last page."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from .tour import Driver, TourError

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from .app import Console

FABRIC = (50, 1000)
"""The hosts and virtual machines of ``vmmconsole --demo``."""
LARGEST_BYTES = 250_000
_SLOW_HOST = (
    'Add-VMHost -VMMServer localhost -ComputerName "sim-051" -Connection "simulated:sim-051?machines=0&latency=0.6"'
)
_NEW_MACHINE = (
    '$VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "sim-051"}\n'
    'New-VM -VMMServer localhost -Name "app-api-00020" -VMHost $VMHost -Path "/var/lib/vms" -StartVM'
)


async def take(console: Console, folder: Path, tour_pictures: Path) -> None:
    """Take them into `folder`, from a console on the sample fabric and from what the tour has left.

    Raises:
        TourError: a picture cannot be taken, or is too large for a page.
    """
    from .shell.appearance import set_appearance

    drive = Driver(console, folder)
    objects, context = console.objects, console.context
    await drive.until(lambda: len(objects.table("VM")) == FABRIC[1], "the sample fabric is listed")
    await drive.until(lambda: all(r["OverallState"] == "OK" for r in objects.table("VMHost")), "its hosts answer")
    await context.run_script(_SLOW_HOST)
    await drive.until(lambda: len(objects.table("VMHost")) > FABRIC[0], "another host is added")
    await drive.until(lambda: all(r["OverallState"] == "OK" for r in objects.table("VMHost")), "it answers")
    page = console.window.page
    if page is None:
        raise TourError("The list of virtual machines is not shown.")
    running = next(row for row in page.model.rows if row["Status"] == "Running")
    page.grid.select_ids([running.id])
    await asyncio.sleep(2)  # the screen of a machine is taken once a second
    console.window.jobs_window().by_itself.setChecked(False)
    await context.run_script(_NEW_MACHINE, "Create virtual machine")
    await drive.until(lambda: drive.row("app-api-00020"), "a machine is being created")
    await asyncio.sleep(0.5)
    _save(console.window.grab(), folder / "console.png")
    set_appearance(console.settings, "look/scheme", "dark")
    await asyncio.sleep(0.3)
    _save(console.window.grab(), folder / "console-dark.png")
    set_appearance(console.settings, "look/scheme", "light")
    _save(_summary(tour_pictures), folder / "wizard-summary.png")


def _summary(tour_pictures: Path) -> QPixmap:
    from PySide6.QtGui import QPixmap

    found = next(iter(tour_pictures.glob("[0-9][0-9]-wizard-summary-start.png")), None)
    if found is None:
        raise TourError("The tour has left no picture of the wizard's summary.")
    return QPixmap(str(found))


def _save(picture: QPixmap, path: Path) -> None:
    """Write a picture; one that is too large for a page keeps only its 256 most frequent colours."""
    from PySide6.QtGui import QImage

    path.parent.mkdir(parents=True, exist_ok=True)
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    if not image.save(str(path), quality=0):
        raise TourError(f"{path} could not be written.")
    if path.stat().st_size > LARGEST_BYTES:
        frequent = Counter(memoryview(image.constBits()).cast("I")).most_common(256)
        image = image.convertToFormat(QImage.Format.Format_Indexed8, [color for color, _ in frequent])
        image.save(str(path), quality=0)
    if path.stat().st_size > LARGEST_BYTES:
        raise TourError(f"{path} has {path.stat().st_size:,} bytes; a page should load quicker than that.")
