"""Virtualization managers in the window: their list, what they brought, and what follows them by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QListWidget

from tests.ui.test_keyboard import nameless, other_window
from vmmconsole.model import Job, RunAsAccount, VirtualizationManager, VMHost, VMHostGroup
from vmmconsole.model.status import HostStatus, JobStatus, VirtualizationPlatform
from vmmconsole_ui.dialogs.confirm import ConfirmDialog
from vmmconsole_ui.dialogs.manager import CertificateDialog
from vmmconsole_ui.views.view import Node

if TYPE_CHECKING:
    from tests.ui.conftest import Console

REASON = "No account for the host itself is known."


@pytest.fixture
def managed(console: Console) -> Console:
    """A console with a server that brought a host in a group of its own, and an account."""
    manager = VirtualizationManager(
        name="vcenter-01", address="vcenter-01", version="8.0.2", status=HostStatus.ACCESS_DENIED,
        status_reason="Its certificate has changed.", credential="Operator", fingerprint="AA:BB",
    )  # fmt: skip
    root = next(iter(g for g in console.client.objects["VMHostGroup"].values() if g.name == "All Hosts"))
    group = VMHostGroup(
        name="DC0", path="All Hosts\\DC0", parent_host_group=root.ref, virtualization_manager=manager.ref
    )
    host = VMHost(
        name="esx-07", vm_host_group=group.ref, virtualization_manager=manager.ref, status_reason=REASON,
        overall_state=HostStatus.OK_LIMITED, virtualization_platform=VirtualizationPlatform.VMWARE_ESX,
    )  # fmt: skip
    outside = Job(
        name="Power On virtual machine", owner="VSPHERE.LOCAL\\bo", status=JobStatus.RUNNING,
        virtualization_manager=manager.ref, result_name="vm-1", progress=30,
    )  # fmt: skip
    console.client.put(manager, group, host, outside, RunAsAccount(name="Operator", user_name="LAB\\op"))
    console.until(lambda: console.objects.find("RunAsAccount", str(next(iter(console.client.objects["RunAsAccount"])))))
    return console


def show(console: Console, view: str, node: Node) -> None:
    console.window.show_view(view)
    console.window.navigation.tree.choose(node)


def test_the_list_of_managers_says_status_version_and_hosts(managed: Console) -> None:
    show(managed, "administration", Node("managers", "managers"))
    assert managed.page.title.text() == "Virtualization managers"
    assert managed.names() == ["vcenter-01"]
    assert managed.column("Status") == ["Access denied"]
    assert managed.column("Version") == ["8.0.2"]
    assert managed.column("Hosts") == ["1"]
    assert managed.column("Reason") == ["Its certificate has changed."]
    managed.select("vcenter-01")
    verbs = managed.verbs()
    titles = ("Add VirtualCenter server", "Refresh", "Check certificate", "Properties", "Remove")
    assert [verbs[title][0] for title in titles] == [True] * 5


def test_the_list_of_accounts_has_no_password(managed: Console) -> None:
    show(managed, "administration", Node("accounts", "accounts"))
    assert managed.names() == ["Operator"]
    assert managed.column("User name") == ["LAB\\op"]
    assert managed.column("Status") == ["Enabled"]
    managed.select("Operator")
    verbs = managed.verbs()
    assert verbs["Disable"][0]
    assert verbs["Enable"] == (False, "The account is enabled already.")


def test_what_came_with_a_manager_is_changed_there(managed: Console) -> None:
    show(managed, "hosts", Node("VMHostGroup", str(next(iter(managed.client.objects["VMHostGroup"])))))
    managed.select("esx-07")
    assert managed.column("Status")[managed.names().index("esx-07")] == "OK (Limited)"
    verbs = managed.verbs()
    assert verbs["Move to host group"] == (
        False, "esx-07 follows vcenter-01. Move it there; this console follows at once.",
    )  # fmt: skip
    assert not verbs["Remove"][0]
    assert verbs["Add host credentials"][0]
    managed.select("kvm-cph-01")
    verbs = managed.verbs()
    assert verbs["Move to host group"][0]
    assert not verbs["Add host credentials"][0]


def test_jobs_started_outside_are_marked_and_do_not_hold_the_console(managed: Console) -> None:
    show(managed, "jobs", Node("filter", "outside", "Started outside"))
    assert managed.page.title.text() == "Jobs: started outside"
    assert managed.names() == ["Power On virtual machine"]
    cell = managed.page.model.cell(0, 0)
    assert (cell.icon, cell.tip) == ("outside", "Started outside of this console, on vcenter-01")
    managed.select("Power On virtual machine")
    assert managed.verbs()["View script"] == (False, "It was started outside of this console, without a script.")
    assert "started outside, on vcenter-01" in managed.page.details.subtitle.text()
    running = [row.name for row in managed.objects.running_jobs()]
    assert "Power On virtual machine" not in running
    assert "Power On" not in managed.window.status.job.text()


@pytest.mark.parametrize(
    ("action_id", "view", "node", "name"),
    [
        ("add_manager", "administration", Node("managers", "managers"), "vcenter-01"),
        ("new_account", "administration", Node("accounts", "accounts"), "Operator"),
        ("check_certificate", "administration", Node("managers", "managers"), "vcenter-01"),
        ("manager_properties", "administration", Node("managers", "managers"), "vcenter-01"),
        ("account_properties", "administration", Node("accounts", "accounts"), "Operator"),
        ("host_credential", "hosts", Node("VMHostGroup"), "esx-07"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_window_names_what_the_keyboard_reaches(
    managed: Console, action_id: str, view: str, node: Node, name: str
) -> None:
    show(managed, view, node)
    managed.select(name)
    managed.window.commands.get(action_id).trigger()
    managed.until(lambda: other_window(managed))
    opened = other_window(managed)
    assert opened is not None
    managed.qtbot.wait(50)  # its answers come
    assert nameless(opened) == []
    opened.close()


def test_removing_an_account_says_what_logs_in_with_it(managed: Console) -> None:
    show(managed, "administration", Node("accounts", "accounts"))
    managed.select("Operator")
    managed.window.commands.get("remove_account").trigger()
    managed.until(lambda: managed.window.findChild(ConfirmDialog))
    dialog = managed.window.findChild(ConfirmDialog)
    names = [w.item(n).text() for w in dialog.findChildren(QListWidget) for n in range(w.count())]
    assert names == ["vcenter-01"]
    dialog.reject()


def test_a_changed_certificate_is_told_once_and_can_be_checked(managed: Console) -> None:
    manager = next(iter(managed.client.objects["VirtualizationManager"].values()))
    assert isinstance(manager, VirtualizationManager)
    for _ in range(2):
        manager.certificate_refused = True
        managed.client.put(manager)
        managed.until(lambda: managed.context.notices)
        managed.qtbot.wait(50)
    (notice,) = managed.context.notices
    assert (notice.text, notice.verb) == ("Nothing is sent to vcenter-01 any more.", "Check certificate")
    assert notice.details.startswith("The certificate that it shows is not the accepted one.")
    assert notice.act is not None
    notice.act()
    managed.until(lambda: managed.window.findChild(CertificateDialog))
    managed.window.findChild(CertificateDialog).reject()


def test_a_manager_that_goes_takes_its_row_along(managed: Console) -> None:
    show(managed, "administration", Node("managers", "managers"))
    manager = next(iter(managed.client.objects["VirtualizationManager"].values()))
    managed.client.remove(manager)
    managed.until(lambda: managed.names() == [])
    assert managed.page.empty.button.text() == "Add VirtualCenter server"
