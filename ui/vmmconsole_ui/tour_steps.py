"""The steps of the tour, in order; the first line of each docstring is what it says it does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from .tour import Driver, TourError

NAME, SECOND, RENAMED = "tour-01", "tour-02", "tour-01 ‘renamed’"


async def look_around(drive: Driver) -> None:
    """The window is up, the engine connects into it, and this machine is its first host"""
    drive.picture("window")
    objects = drive.console.objects
    await drive.until(lambda: objects.state == "live", "the console is connected")
    await drive.until(
        lambda: any(row["OverallState"] == "OK" for row in objects.table("VMHost")), "the host is connected"
    )
    for view in ("hosts", "library", "jobs", "administration", "machines"):
        drive.window.show_view(view)
        await asyncio.sleep(0.3)
        drive.picture(view)


async def fill_library(drive: Driver) -> None:
    """An ISO image put into the library share's folder appears by itself"""
    shares = drive.console.objects.table("LibraryShare")
    share = (await drive.until(lambda: list(shares), "the library share is there"))[0]
    (Path(share["Path"]) / "hello.iso").write_bytes(hello_iso())
    drive.window.show_view("library")
    await drive.until(lambda: list(drive.console.objects.table("ISO")), "the ISO image appears in the library", 15)
    await asyncio.sleep(0.3)
    drive.picture("library-iso")


async def walk_wizard(drive: Driver) -> None:
    """The New Virtual Machine wizard, page by page, to its Summary with the script"""
    drive.window.show_view("machines")
    await asyncio.sleep(0.2)
    drive.part("QPushButton", "new_vm").click()
    wizard = await drive.until(lambda: drive.top("WizardWindow"), "the wizard opens")
    fill: dict[str, Callable[[Driver, Any], Awaitable[None]]] = {"identity": _identity, "hardware": _hardware}
    for _ in range(12):
        page = wizard.flow.current.id
        if page in fill:
            await fill[page](drive, wizard)
        await drive.until(lambda: not wizard.flow.problems(), f"the page {page} is filled in")
        await asyncio.sleep(0.3)
        drive.picture(f"wizard-{page}", wizard)
        if wizard.flow.is_last:
            break
        await drive.press(wizard.next_button, "Next")
    wizard.view("summary").start.click()
    await asyncio.sleep(0.2)
    drive.picture("wizard-summary-start", wizard)
    (drive.out / "script.ps1").write_text(wizard.script.text(), "utf-8")
    await drive.press(wizard.finish_button, "Create")


async def watch_job(drive: Driver) -> None:
    """The job runs with its steps, and the virtual machine appears and starts"""
    jobs = await drive.until(lambda: drive.top("JobsWindow"), "the Jobs window opens")
    job = await drive.job_ended(1)
    if job.script != (drive.out / "script.ps1").read_text("utf-8"):
        raise TourError("The script that ran is not the script that was shown.")
    (drive.out / "job.json").write_text(json.dumps(job.to_wire(), indent=2, ensure_ascii=False), "utf-8")
    await drive.status(NAME, "Running")
    await asyncio.sleep(0.5)
    drive.picture("job", jobs)
    jobs.close()


async def see_machine(drive: Driver) -> None:
    """The details show summary, live screen, networks and latest job"""
    page = drive.window.page
    assert page is not None
    page.grid.select_ids([drive.row(NAME).id])
    await asyncio.sleep(4)  # a screen is taken once a second; the guest's firmware needs two
    drive.picture("machine")
    tabs = drive.part("QTabBar", parent=page.details)
    for index in range(1, tabs.count()):
        tabs.setCurrentIndex(index)
        await asyncio.sleep(0.5)
        drive.picture(f"machine-{tabs.tabText(index).lower().replace(' ', '-')}")
    tabs.setCurrentIndex(0)


async def use_verbs(drive: Driver) -> None:
    """Pause, resume, save and discard state, start, reset, stop, checkpoints, properties, rename"""

    async def act(action: str, status: str, *, asks: bool = False) -> None:
        async with drive.one_job():
            await drive.verb(action, NAME)
            if asks:
                await drive.confirm(picture=action)
        await drive.status(NAME, status)

    await act("pause", "Paused")
    await act("resume", "Running")
    await act("save_state", "Saved")
    await act("start", "Running")
    await act("new_checkpoint", "Running", asks=True)
    await drive.until(lambda: drive.row(NAME)["CheckpointCount"] == 1, "the checkpoint is there")
    await act("reset", "Running", asks=True)
    await act("stop", "PowerOff", asks=True)
    await _checkpoint(drive, "restore_button", "Running")
    await act("save_state", "Saved")
    await act("discard_saved_state", "PowerOff", asks=True)
    await _checkpoint(drive, "remove_button", "PowerOff")
    await drive.until(lambda: drive.row(NAME)["CheckpointCount"] == 0, "the checkpoint is gone")
    await _change_hardware(drive)
    await _rename(drive)


async def run_again(drive: Driver) -> None:
    """The copied script, edited, makes a second virtual machine"""
    script = (drive.out / "script.ps1").read_text("utf-8").replace(NAME, SECOND)
    drive.part("QPushButton", "script_editor").click()
    editor = await drive.until(lambda: drive.top("ScriptEditorWindow"), "the script editor opens")
    editor.editor.replace_all(script)
    await drive.until(lambda: editor.page.is_checked and not editor.page.errors, "the script is found right")
    await drive.press(editor.tools.buttons["plan"], "Plan")
    await drive.until(lambda: editor.plan_table.rows(), "the plan says what would be made")
    drive.picture("script-editor-plan", editor)
    async with drive.one_job():
        await drive.press(editor.tools.buttons["run"], "Run")
    await drive.status(SECOND, "Running")
    drive.picture("script-editor-result", editor)
    editor.editor.document().setModified(False)
    editor.close()


async def delete_all(drive: Driver) -> None:
    """Delete says which files go, and they do"""
    async with drive.one_job():
        await drive.verb("stop", SECOND)
        await drive.confirm()
    await drive.status(SECOND, "PowerOff")
    assert drive.console.client is not None
    for name in (SECOND, RENAMED):
        files = await drive.console.client.files_of(drive.row(name).id)
        if not files:
            raise TourError(f"{name} has no files.")
        async with drive.one_job():
            await drive.verb("delete_vm", name)
            await drive.confirm(picture="delete")
        await drive.gone(name)
        left = await asyncio.to_thread(lambda paths: [path for path in paths if Path(path).exists()], files)
        if left:
            raise TourError(f"Files of {name} are still there: {left}")
    drive.window.show_view("jobs")
    await asyncio.sleep(0.5)
    drive.picture("all-jobs")


STEPS: tuple[Callable[[Driver], Awaitable[None]], ...] = (
    look_around, fill_library, walk_wizard, watch_job, see_machine, use_verbs, run_again, delete_all,
)  # fmt: skip


# The parts of steps


async def _identity(_drive: Driver, wizard: Any) -> None:
    page = wizard.view("identity")
    page.name.setText(NAME)
    page.name.textEdited.emit(NAME)
    page.description.setPlainText("Made by the tour")


async def _hardware(drive: Driver, wizard: Any) -> None:
    """64 MB of memory, a disk of 1 GB, and the ISO image in the DVD drive."""
    from PySide6.QtWidgets import QComboBox, QSpinBox

    from .wizards.file_field import FileField

    editor = wizard.view("hardware").editor
    hardware = wizard.flow.request.hardware
    editor.select("memory")
    spins = editor.form.findChildren(QSpinBox)
    spins[0].setValue(64)
    editor.select(f"disk:{hardware.virtual_disk_drives[0].id}")
    editor.form.findChildren(QSpinBox)[0].setValue(1)
    await asyncio.sleep(0.1)
    drive.picture("wizard-hardware-disk", wizard)
    editor.select(f"dvd:{hardware.virtual_dvd_drives[0].id}")
    media = next(box for box in editor.form.findChildren(QComboBox) if box.findText("ISO image") >= 0)
    media.setCurrentIndex(media.findText("ISO image"))
    editor.form.findChild(FileField).pick_from_library()
    dialog = await drive.until(lambda: drive.top("LibraryDialog"), "the library opens")
    await asyncio.sleep(0.2)
    drive.picture("wizard-hardware-iso", dialog)
    await drive.press(dialog.ok_button, "Select")


async def _checkpoint(drive: Driver, button: str, status: str) -> None:
    """Restore or remove the only checkpoint in the dialog of checkpoints."""
    await drive.verb("checkpoints", NAME)
    dialog = await drive.until(lambda: drive.top("CheckpointsDialog"), "the checkpoints open")
    item = await drive.until(lambda: dialog.tree.topLevelItem(0), "the checkpoint is listed")
    dialog.tree.setCurrentItem(item)
    await asyncio.sleep(0.3)
    drive.picture("checkpoints", dialog)
    async with drive.one_job():
        await drive.press(getattr(dialog, button), button)
        await drive.confirm(kind="ConfirmDialog", picture=button.replace("_button", "-checkpoint"))
    dialog.close()
    await drive.status(NAME, status)


async def _change_hardware(drive: Driver) -> None:
    """Give it 96 MB, a second disk and a second network adapter in its properties."""
    from PySide6.QtWidgets import QSpinBox

    from .wizards.hardware_editor import HardwareEditor

    await drive.verb("vm_properties", NAME)
    dialog = await drive.until(lambda: drive.top("VMPropertiesDialog"), "the properties open")
    await asyncio.sleep(0.5)
    drive.picture("properties", dialog)
    dialog.tabs.setCurrentIndex(1)
    editor = await drive.until(lambda: dialog.findChild(HardwareEditor), "the hardware is shown")
    editor.add_actions["disk"].trigger()
    editor.add_actions["nic"].trigger()
    editor.select("memory")
    editor.form.findChildren(QSpinBox)[0].setValue(96)
    await asyncio.sleep(0.3)
    drive.picture("properties-hardware", dialog)
    async with drive.one_job():
        await drive.press(dialog.run_button, "OK")
    await drive.until(lambda: drive.row(NAME)["Memory"] == 96, "the memory is 96 MB")
    assert drive.console.client is not None
    from vmmconsole.model import VirtualMachine

    machine = await drive.console.client.get(VirtualMachine, drive.row(NAME).id)
    if (len(machine.virtual_disk_drives), len(machine.virtual_network_adapters)) != (2, 2):
        raise TourError("The second disk or network adapter is missing.")


async def _rename(drive: Driver) -> None:
    """Give it another name, with quotes in it."""
    async with drive.one_job():
        await drive.verb("rename_vm", NAME)
        dialog = await drive.until(lambda: drive.top("RenameDialog"), "the dialog opens")
        dialog.name.setText(RENAMED)
        dialog.name.textEdited.emit(RENAMED)
        await drive.confirm(kind="RenameDialog", picture="rename")
    await drive.until(lambda: drive.row(RENAMED), "it has its new name")


def hello_iso() -> bytes:
    """A CD image (ISO 9660 with an El Torito boot record) whose program says hello on the screen and waits."""
    sector = 2048
    text = b"\r\nvmmconsole\r\n\r\nHello from a virtual machine that the tour has made.\r\n\0"
    # mov si,text; lodsb; test al,al; jz wait; mov ah,0Eh; int 10h; jmp lodsb; wait: hlt; jmp wait
    program = bytes.fromhex("31c08ed8be157cac84c07406b40ecd10ebf5f4ebfd") + text
    volume = bytearray(sector)
    volume[:7] = b"\x01CD001\x01"
    volume[40:72] = b"HELLO".ljust(32)
    volume[80:88] = (21).to_bytes(4, "little") + (21).to_bytes(4, "big")
    boot = bytearray(sector)
    boot[:7] = b"\x00CD001\x01"
    boot[7:39] = b"EL TORITO SPECIFICATION".ljust(32, b"\0")
    boot[71:75] = (19).to_bytes(4, "little")
    end = b"\xffCD001\x01".ljust(sector, b"\0")
    entry = bytearray(64)
    entry[0], entry[30], entry[31] = 1, 0x55, 0xAA
    checksum = -sum(int.from_bytes(entry[i : i + 2], "little") for i in range(0, 32, 2)) & 0xFFFF
    entry[28:30] = checksum.to_bytes(2, "little")
    entry[32], entry[38] = 0x88, 4
    entry[40:44] = (20).to_bytes(4, "little")
    catalog = bytes(entry).ljust(sector, b"\0")
    return bytes(sector * 16) + bytes(volume) + bytes(boot) + end + catalog + program.ljust(sector, b"\0")
