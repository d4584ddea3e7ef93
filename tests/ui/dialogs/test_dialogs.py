"""The dialogs as a person sees them: each ends in the script it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.cmdlets.registry import find
from vmmconsole.model import Job, VirtualMachine
from vmmconsole.model.errors import EngineError, HostUnreachableError
from vmmconsole.model.job import ErrorInfo
from vmmconsole.model.status import VMStatus
from vmmconsole.script.calls import SWITCH, Lookup, Word
from vmmconsole.script.reader import read
from vmmconsole_ui.dialogs import (
    checkpoints,
    confirm,
    delete,
    host_group,
    host_properties,
    library,
    rename,
    repair,
    server_settings,
)
from vmmconsole_ui.dialogs.quit import QuitDialog, ask_quit
from vmmconsole_ui.dialogs.script_dialog import ScriptDialog

Ids = Callable[[str], str]


@pytest.fixture
def vm(context: ContextStandIn) -> Ids:
    """The ID of a machine by its name."""
    return lambda name: next(row.id for row in context.objects.table("VM") if row.name == name)


def group_id(context: ContextStandIn, name: str) -> str:
    return next(row.id for row in context.objects.table("VMHostGroup") if row.name == name)


def visible_texts(dialog: ScriptDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def check_known(script: str) -> list[str]:
    """Every cmdlet and parameter of the script is one the engine knows; returns the cmdlets."""
    names = []
    for statement in read(script).statements:
        call = statement.call if isinstance(statement, Lookup) else statement
        cmdlet = find(call.cmdlet)
        assert cmdlet is not None, call.cmdlet
        for argument in call.arguments:
            known = cmdlet.find_parameter(argument.name)
            assert known is not None, f"{call.cmdlet} -{argument.name}"
            assert known.is_switch == (argument.value == SWITCH), argument.name
        names.append(call.cmdlet)
    return names


def runs_what_it_shows(qtbot: QtBot, client: ClientStandIn, dialog: ScriptDialog) -> str:
    """Open View Script, press the verb, and compare; returns the script."""
    press(qtbot, dialog.script_button)
    shown = dialog.script.text()
    assert dialog.script.isVisible()
    press(qtbot, dialog.run_button)
    assert "\n\n".join(script for script, _, _ in client.ran) == shown
    check_known(client.ran[-1][0])
    return client.ran[-1][0]


def test_rename_checks_while_typing_and_runs(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = rename.open_rename(context, "VM", vm("web-01"))
    assert not dialog.run_button.isEnabled()
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "build")
    assert "Another virtual machine is named 'build'. Choose another name." in visible_texts(dialog)
    assert not dialog.run_button.isEnabled()
    qtbot.keyClicks(dialog.name, "-2")
    script = runs_what_it_shows(qtbot, client, dialog)
    assert 'Set-VM -VM $VM -Name "build-2"' in script
    assert client.ran[0][1] == "Rename virtual machine"


def test_rename_of_a_host_group(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = rename.open_rename(context, "VMHostGroup", group_id(context, "Copenhagen"))
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, 'Cph "1"'.replace('"', "'"))
    assert "Set-VMHostGroup" in runs_what_it_shows(qtbot, client, dialog)


def test_enter_runs_and_an_error_stays_in_the_dialog(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = rename.open_rename(context, "VM", vm("web-01"))
    client.fails["run"] = EngineError("No connection to the engine.", action="Try again.")
    qtbot.keyClicks(dialog.name, "web-09")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert "No connection to the engine. Try again." in visible_texts(dialog)
    client.fails.clear()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(client.ran) == 1


def test_delete_lists_the_files_that_go(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids) -> None:
    dialog = delete.open_delete(context, [vm("web-01"), vm("build")])
    first = dialog.tree.topLevelItem(0)
    assert first.child(0).text(0) == "/var/lib/vmm/web-01/web-01.qcow2"
    assert dialog.sum.text() == "4 files will be deleted."
    dialog.keep.click()
    assert first.child(0).text(0).endswith("stays")
    dialog.keep.click()
    runs_what_it_shows(qtbot, client, dialog)
    assert len(client.ran) == 2
    assert all("Remove-VM -VM $VM" in script for script, _, _ in client.ran)
    assert all("SkipFileRemoval" not in script for script, _, _ in client.ran)


def test_delete_that_keeps_the_files(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids) -> None:
    client.fails["files_of"] = HostUnreachableError("kvm-cph-01 does not answer.")
    dialog = delete.open_delete(context, [vm("web-01")])
    assert not dialog.run_button.isEnabled()
    assert "could not be listed" in dialog.run_button.toolTip()
    dialog.keep.click()
    assert "-SkipFileRemoval" in runs_what_it_shows(qtbot, client, dialog)


def test_many_scripts_go_on_after_the_one_that_failed(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = delete.open_delete(context, [vm("web-01"), vm("build")])
    taken = client.run

    async def fail_second(script: str, **options: object) -> Job:
        if len(client.ran) == 1:
            raise EngineError("No connection.")
        return await taken(script, **options)

    client.run = fail_second
    press(qtbot, dialog.run_button)
    assert len(client.ran) == 1
    client.run = taken
    press(qtbot, dialog.run_button)
    assert ["web-01" in script for script, _, _ in client.ran] == [True, False]


def test_new_checkpoint_has_the_originals_name(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = checkpoints.open_new_checkpoint(context, [vm("web-01")])
    expected = f"web-01 - ({dialog.generated_at:%m/%d/%Y %H:%M:%S})"
    assert dialog.name.text() == expected
    dialog.description.setPlainText('Before "x"\nand $y')
    script = runs_what_it_shows(qtbot, client, dialog)
    call = read(script).statements[-1]
    assert (call.value("Name"), call.value("Description")) == (expected, 'Before "x"\nand $y')


def test_new_checkpoints_of_many_machines_are_one_job_each(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = checkpoints.open_new_checkpoint(context, [vm("web-01"), vm("db-pg-01")])
    assert "A running machine's memory is part of the checkpoint." in visible_texts(dialog)
    press(qtbot, dialog.run_button)
    assert [read(script).statements[-1].value("Name")[:6] for script, _, _ in client.ran] == ["web-01", "db-pg-"]


def test_checkpoints_show_where_the_machine_is(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = checkpoints.open_checkpoints(context, vm("web-01"))
    root = dialog.tree.topLevelItem(0)
    assert root.text(0).startswith("web-01 - ")
    second = root.child(0)
    assert (second.text(0), second.child(0).text(0)) == ("After the upgrade", "You are here")
    assert not dialog.restore_button.isEnabled()
    dialog.tree.setCurrentItem(root)
    press(qtbot, dialog.restore_button)
    question = next(w for w in context_windows(confirm.ConfirmDialog))
    assert any("The present state is lost" in text for text in visible_texts(question))
    script = runs_what_it_shows(qtbot, client, question)
    assert check_known(script) == ["Get-VMCheckpoint", "Restore-VMCheckpoint"]
    assert dialog.machine is not None
    assert str(dialog.machine.checkpoints[0].id) in script
    dialog.close()


def context_windows(kind: type) -> list[ScriptDialog]:
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_checkpoints_follow_the_changes(context: ContextStandIn, client: ClientStandIn, vm: Ids) -> None:
    dialog = checkpoints.open_checkpoints(context, vm("web-01"))
    machine = client.objects["VM"][vm("web-01")]
    assert isinstance(machine, VirtualMachine)
    machine.checkpoints = []
    context.load()
    assert dialog.tree.topLevelItemCount() == 0
    assert dialog.note.text() == "There is no checkpoint yet. Make one with New."
    dialog.close()


def test_checkpoint_properties_write_what_changed(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    dialog = checkpoints.open_checkpoints(context, vm("web-01"))
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0).child(0))
    press(qtbot, dialog.properties_button)
    properties = context_windows(checkpoints.CheckpointProperties)[0]
    assert not properties.run_button.isEnabled()
    properties.name.clear()
    qtbot.keyClicks(properties.name, "Clean")
    script = runs_what_it_shows(qtbot, client, properties)
    assert 'Set-VMCheckpoint -VMCheckpoint $VMCheckpoint -Name "Clean" ' in script
    assert "-Description" not in script
    dialog.close()


def test_repair_shows_the_failure_and_offers_three_ways(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, vm: Ids
) -> None:
    job = Job(name="Create virtual machine", error_info=ErrorInfo(problem="No space on /var/lib/vmm."))
    client.add(job)
    machine = client.objects["VM"][vm("web-01")]
    machine.status, machine.failed_job = VMStatus.CREATION_FAILED, job.ref
    context.load()
    dialog = repair.open_repair(context, vm("web-01"))
    assert "No space on /var/lib/vmm." in visible_texts(dialog)
    assert [radio.text() for radio in dialog.radios.values()] == ["&Retry", "&Undo", "&Ignore"]
    dialog.radios["Undo"].click()
    assert "-Undo" in runs_what_it_shows(qtbot, client, dialog)


def test_new_host_group(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = host_group.open_new_host_group(context, None)
    assert dialog.parent_group.currentText() == "All Hosts"
    qtbot.keyClicks(dialog.name, "Copenhagen")
    assert any("Copenhagen' already" in text for text in visible_texts(dialog))
    qtbot.keyClicks(dialog.name, " 2")
    script = runs_what_it_shows(qtbot, client, dialog)
    assert '-Name "Copenhagen 2"' in script
    assert '{$_.Path -eq "All Hosts"}' in script


def test_host_group_reserves(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = host_group.open_host_group_properties(context, group_id(context, "Copenhagen"))
    assert not dialog.run_button.isEnabled()
    dialog.reserves.fields["memory_reserve_mb"].setValue(1024)
    script = runs_what_it_shows(qtbot, client, dialog)
    assert script.rstrip().endswith("Set-VMHostGroup -VMHostGroup $VMHostGroup -MemoryReserveMB 1024")


def test_host_properties_write_what_changed(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    host = next(iter(context.objects.table("VMHost")))
    dialog = host_properties.open_host_properties(context, host.id)
    assert [dialog.tabs.tabText(n).replace("&", "") for n in range(6)] == [
        "Summary", "Reserves", "Placement", "Storage", "Networks", "Custom",
    ]  # fmt: skip
    assert not dialog.reserves.fields["cpu_percentage_reserve"].isEnabled()
    dialog.override.click()
    dialog.reserves.fields["cpu_percentage_reserve"].setValue(25)
    dialog.paths.setCurrentRow(0)
    dialog.remove_path.click()
    dialog.available.click()
    qtbot.keyClicks(dialog.custom[2], "rack 7")
    call = read(runs_what_it_shows(qtbot, client, dialog)).statements[-1]
    assert {argument.name: argument.value for argument in call.arguments if argument.name != "VMHost"} == {
        "AvailableForPlacement": False, "OverrideHostGroupReserves": True, "CPUPercentageReserve": 25,
        "VMPaths": "/srv/vmm", "Custom3": "rack 7",
    }  # fmt: skip


def test_server_settings_write_what_changed(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = server_settings.open_server_settings(context)
    assert not dialog.run_button.isEnabled()
    dialog.goal.setCurrentIndex(1)
    dialog.hours.setValue(4)
    call = read(runs_what_it_shows(qtbot, client, dialog)).statements[-1]
    assert {argument.name: argument.value for argument in call.arguments} == {
        "VMMServer": Word("localhost"), "LibraryRefresherFrequency": 4, "PlacementGoal": Word("Consolidate"),
    }  # fmt: skip


def test_add_share(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = library.open_add_share(context)
    qtbot.keyClicks(dialog.path, "/home/anna/VMM Library")
    assert "This folder is a library share already." in visible_texts(dialog)
    qtbot.keyClicks(dialog.path, " 2")
    assert '-SharePath "/home/anna/VMM Library 2"' in runs_what_it_shows(qtbot, client, dialog)


async def test_confirm_runs_only_when_agreed(client: ClientStandIn, context: ContextStandIn, qtbot: QtBot) -> None:
    context.spawn = lambda work, what="": asyncio.ensure_future(work)
    texts = ["Stop-VM -VM $a\n", "Stop-VM -VM $b\n"]
    for agreed in (False, True):
        asked = asyncio.ensure_future(
            confirm.confirm_script(
                context, "Stop virtual machine", "Stop 2 virtual machines?", texts, "Stop", ["a", "b"]
            )
        )
        await asyncio.sleep(0)
        dialog = context_windows(confirm.ConfirmDialog)[0]
        assert "2 scripts, one job each." in visible_texts(dialog)
        press(qtbot, dialog.run_button if agreed else dialog.cancel_button)
        assert await asyncio.wait_for(asked, 5) is agreed
        assert [script for script, _, _ in client.ran] == (texts if agreed else [])
    assert {name for _, name, _ in client.ran} == {"Stop virtual machine"}


async def test_quit_answers_what_was_chosen(client: ClientStandIn, context: ContextStandIn, qtbot: QtBot) -> None:
    client.add(Job(name="Create virtual machine", result_name="web-04", progress=62))
    listing = await client.list(Job)
    await context.objects.load(listing, "Job")
    jobs = list(context.objects.table("Job"))
    for answer in ("wait", "leave", "stop", "cancel"):
        asked = asyncio.ensure_future(ask_quit(context, jobs))
        await asyncio.sleep(0)
        dialog = context_windows(QuitDialog)[0]
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert "A job is running." in texts
        if answer != "cancel":
            dialog.radios[answer].click()
        press(qtbot, dialog.cancel_button if answer == "cancel" else dialog.quit_button)
        assert await asyncio.wait_for(asked, 5) == answer


def test_an_object_that_is_gone_is_said_and_opens_nothing(context: ContextStandIn) -> None:
    assert rename.open_rename(context, "VM", "gone") is None
    assert delete.open_delete(context, ["gone"]) is None
    assert checkpoints.open_checkpoints(context, "gone") is None
    assert repair.open_repair(context, "gone") is None
    assert len(context.notices) == 4
