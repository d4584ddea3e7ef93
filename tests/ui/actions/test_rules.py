"""When each verb of a virtual machine is possible, and that every script of an action is one the engine can run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMenu

import vmmconsole_ui
from vmmconsole.client.contract import HostCapabilities
from vmmconsole.cmdlets import registry
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.script.parser import parse
from vmmconsole_ui.actions.permissions import NEEDS
from vmmconsole_ui.actions.registry import ACTIONS, action, actions_for
from vmmconsole_ui.actions.scripts import script_for
from vmmconsole_ui.actions.windows import DIALOGS
from vmmconsole_ui.context import Selection
from vmmconsole_ui.widgets.script_view import ScriptView

if TYPE_CHECKING:
    from tests.ui.conftest import Console

MOVES = {"migrate", "migrate_storage"}
POSSIBLE = {
    VMStatus.RUNNING: {
        "clone",
        "connect",
        "shut_down",
        "stop",
        "pause",
        "save_state",
        "reset",
        "new_checkpoint",
        *MOVES,
    },
    VMStatus.POWER_OFF: {"clone", "new_template", "start", "new_checkpoint", "delete_vm", *MOVES},
    VMStatus.PAUSED: {"clone", "connect", "start", "stop", "resume", "save_state", "new_checkpoint", *MOVES},
    VMStatus.SAVED: {"clone", "start", "discard_saved_state", "new_checkpoint", "delete_vm", *MOVES},
    VMStatus.CREATION_FAILED: {"repair", "delete_vm"},
    VMStatus.MISSING: {"delete_vm"},
    VMStatus.UNDER_CREATION: set(),
    VMStatus.UNDER_MIGRATION: set(),
    VMStatus.MIGRATION_FAILED: {"repair", "delete_vm"},
}
ALWAYS = {"refresh_vm", "checkpoints", "rename_vm", "vm_properties"}


def test_a_verb_needs_what_its_cmdlet_needs() -> None:
    """The console's table is one more place only so that no cmdlet is loaded before the window is painted."""
    for found in ACTIONS:
        if found.verb is not None:
            cmdlet = registry.find(found.verb.cmdlet)
            assert cmdlet is not None
            expected = None if cmdlet.permission == Permission.VIEW else cmdlet.permission
            assert NEEDS.get(found.id) == expected, found.id
    assert set(NEEDS) <= {found.id for found in ACTIONS}
    assert set(NEEDS.values()) <= set(Permission)


def test_what_the_users_role_does_not_allow_is_disabled_and_says_so(console: Console) -> None:
    console.client.server |= {"UserRoleName": "Students", "Permissions": ["View", "Start"]}
    console.select("vpn-gw")
    console.window.commands.update()
    verbs = console.verbs()
    assert verbs["Delete"] == (False, "Your user role 'Students' does not allow that.")
    assert verbs["New virtual machine"][0] is False
    assert verbs["Refresh"][0] is True
    console.client.server |= {"Permissions": ["View", "Remove"]}
    console.window.commands.update()
    assert "role" not in console.verbs()["Delete"][1]


def test_a_role_that_changes_takes_effect_while_the_console_is_connected(console: Console) -> None:
    hidden = console.client.machine("vpn-gw")
    del console.client.objects["VM"][hidden.id]
    console.client.server |= {"UserRoleName": "Students", "Permissions": ["View"]}
    console.client.refuse_to_go_on("What you may see has changed since then.")
    console.until(lambda: console.objects.find("VM", str(hidden.id)) is None)
    console.until(lambda: console.objects.state == "live")
    assert console.verbs()["New virtual machine"] == (False, "Your user role 'Students' does not allow that.")
    assert "Students" in console.window.status.user.text()


@pytest.mark.parametrize("status", [*POSSIBLE], ids=str)
def test_the_verbs_of_a_status(console: Console, status: VMStatus) -> None:
    machine = console.client.machine("vpn-gw")
    machine.status = status
    console.client.put(machine)
    row = console.objects.find("VM", str(machine.id))
    assert row is not None
    console.until(lambda: row["Status"] == status.value)
    selection = Selection("VM", (row,))
    verdicts = {a.id: a.verdict(selection) for a in actions_for("VM")}
    possible = {name for name, (can, _) in verdicts.items() if can}
    busy = status in {VMStatus.UNDER_CREATION, VMStatus.UNDER_MIGRATION}
    steady = {"refresh_vm"} if busy else ALWAYS
    assert possible == POSSIBLE[status] | steady
    assert all(reason.endswith(".") for can, reason in verdicts.values() if not can)


def test_ids_are_unique_and_shortcuts_do_not_clash() -> None:
    assert len({a.id for a in ACTIONS}) == len(ACTIONS)
    for kind in {kind for a in ACTIONS for kind in a.kinds}:
        keys = [a.shortcut for a in ACTIONS if a.shortcut and (kind in a.kinds or not a.kinds)]
        assert len(keys) == len(set(keys)), kind


def test_the_script_finds_this_machine_and_no_other(console: Console) -> None:
    machine = console.client.machine("vpn-gw")
    machine.name = 'odd "$name`'
    console.client.put(machine)
    row = console.objects.find("VM", str(machine.id))
    assert row is not None
    console.until(lambda: row.name == machine.name)
    text = script_for(console.context, row, "Start virtual machine", "Start-VM")
    parse(text)
    assert f'"{machine.id}"' in text
    assert "Start-VM -VM $VM" in text


def test_a_verb_can_show_what_it_would_run(console: Console) -> None:
    console.select("app-web-01", "db-pg-01", "legacy-erp")
    menu = console.window.commands.object_menu(QMenu(console.window))
    scripts = next(entry.menu() for entry in menu.actions() if entry.text() == "View script of")
    assert isinstance(scripts, QMenu)
    titles = [entry.text() for entry in scripts.actions()]
    assert titles == ["Start", "Shut down", "Stop", "Pause", "Save state", "Reset", "Refresh"]
    scripts.actions()[titles.index("Pause")].trigger()
    window = next(w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Script of Pause" and w.isVisible())
    text = window.findChild(ScriptView).text()
    parse(text)
    assert text.count("Suspend-VM -VM $VM") == 2
    console.window.commands.get("pause").trigger()
    console.until(lambda: len(console.client.scripts) == 2)
    assert "\n\n".join(without_time(script) for script in console.client.scripts) == without_time(text)
    window.close()


def without_time(script: str) -> str:
    """The script but for the line that says when it was made."""
    return "\n".join(line for line in script.split("\n") if "generated on" not in line)


def test_a_verb_for_some_of_many_says_for_how_many(console: Console) -> None:
    console.select("app-web-01", "db-pg-01", "legacy-erp")
    verbs = console.verbs()
    assert verbs["Start"] == (True, "3 selected, 2 running: Start applies to 1")
    assert verbs["Pause"] == (True, "3 selected, 1 stopped: Pause applies to 2")
    assert verbs["Delete"] == (True, "3 selected, 2 running: Delete applies to 1")
    assert verbs["Refresh"] == (True, "Refresh")


def test_a_verb_that_the_host_cannot_do_says_why(console: Console) -> None:
    console.client.abilities = HostCapabilities(
        pause=False, reset=False, reasons={"pause": "ESX has no pause; save the state instead."}
    )
    console.select("app-web-01")
    console.until(lambda: not console.verbs()["Pause"][0])
    verbs = console.verbs()
    assert verbs["Pause"] == (False, "ESX has no pause; save the state instead.")
    assert verbs["Reset"] == (False, "hv-cph-01 cannot do that.")
    assert verbs["Migrate storage"] == (False, "hv-cph-01 cannot do that.")
    assert verbs["Save state"][0]
    console.client.abilities = HostCapabilities()
    console.select("app-web-01", "db-pg-01")
    console.until(lambda: len(console.objects.abilities) == 2)
    assert action("pause").fitting(console.context.selection) == [
        row for row in console.context.selection.rows if row.name == "db-pg-01"
    ]


def test_what_runs_is_cloned_only_by_a_host_that_does_it_itself(console: Console) -> None:
    console.client.abilities = HostCapabilities(reasons={"templates": "Only VirtualCenter keeps templates."})
    console.select("app-web-01")
    console.until(lambda: not console.verbs()["Clone"][0])
    assert console.verbs()["Clone"] == (
        False, "app-web-01 is running. Its host clones only a machine that is stopped."
    )  # fmt: skip
    console.select("legacy-erp")
    assert console.verbs()["Clone"][0]
    console.until(lambda: not console.verbs()["New template"][0])
    assert console.verbs()["New template"] == (False, "Only VirtualCenter keeps templates.")
    console.objects.abilities.clear()
    console.client.abilities = HostCapabilities(clone=True, templates=True)
    console.select("app-web-01")
    console.until(lambda: len(console.objects.abilities) == 1)
    assert console.verbs()["Clone"][0]
    assert console.verbs()["New template"] == (
        False, "Only a machine that is stopped can become a template. This one is running."
    )  # fmt: skip


def test_disks_of_machines_on_several_hosts_do_not_move_together(console: Console) -> None:
    console.select("app-web-01", "legacy-erp")
    assert console.verbs()["Migrate storage"][0]
    console.select("app-web-01", "vpn-gw")
    possible, reason = console.verbs()["Migrate storage"]
    assert (possible, "machines of one host" in reason) == (False, True)
    assert console.verbs()["Migrate"] == (True, "Moves the machine to another host  (Ctrl+Shift+M)")


def test_an_action_without_selection_is_impossible(qapp: object) -> None:
    assert action("start").verdict(Selection()) == (False, "Nothing is selected that this is for.")


def test_every_opener_stands_in_its_module() -> None:
    source = Path(vmmconsole_ui.__file__).parent
    missing = []
    for opener, module in DIALOGS.items():
        file = source / (module.replace(".", "/") + ".py")
        if not file.exists() or not re.search(rf"^(async )?def {opener}\(", file.read_text("utf-8"), re.MULTILINE):
            missing.append(opener)
    assert missing == []


def test_every_cmdlet_of_an_action_exists() -> None:
    from vmmconsole.cmdlets.registry import find

    source = Path(vmmconsole_ui.__file__).parent / "actions"
    text = "\n".join(p.read_text("utf-8") for p in source.glob("*.py"))
    used = set(re.findall(r'"((?:Get|Start|Stop|Shutdown|Suspend|Resume|SaveState|DiscardSavedState|Reset|Refresh|'
                          r'Remove|Disable|Enable|Move)-[A-Za-z]+)"', text))  # fmt: skip
    assert len(used) > 15
    assert {name for name in used if find(name) is None} == set()
