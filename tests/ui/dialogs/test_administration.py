"""Run As accounts, virtualization managers and their certificates, and host credentials, as a person sees them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn, certificate
from tests.ui.dialogs.test_dialogs import check_known, press, runs_what_it_shows, visible_texts
from vmmconsole.model import RunAsAccount, VirtualizationManager, VMHost
from vmmconsole.model.errors import EngineError, HostUnreachableError
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import HostStatus
from vmmconsole.model.virtualization_manager import VMwareResourcePool
from vmmconsole_ui.dialogs.host_credential import open_host_credential
from vmmconsole_ui.dialogs.host_properties import open_host_properties
from vmmconsole_ui.dialogs.manager import open_check_certificate, open_manager_properties
from vmmconsole_ui.dialogs.run_as_account import RunAsAccountDialog, open_account_properties, open_new_account
from vmmconsole_ui.widgets.cell_table import CellTable

OLD = ":".join(["AA"] * 32)
SECRET = 'geheim \'n "x" $(y)'


@pytest.fixture
def account(client: ClientStandIn, context: ContextStandIn) -> RunAsAccount:
    made = RunAsAccount(name="Operator", user_name="LAB\\operator", secret_id=uuid4(), description="For vCenter")
    client.add(made)
    context.load()
    return made


@pytest.fixture
def manager(client: ClientStandIn, context: ContextStandIn, account: RunAsAccount) -> VirtualizationManager:
    made = VirtualizationManager(
        name="vcenter-01", address="vcenter-01", credential=account.name, fingerprint=OLD, version="8.0.2",
        status=HostStatus.ACCESS_DENIED, status_reason="Its certificate has changed. Check it.",
    )  # fmt: skip
    made.resource_pools = [
        VMwareResourcePool(id=uuid4(), name="Resources", virtualization_manager=made.ref),
        VMwareResourcePool(id=uuid4(), name="Elsewhere", vm_host=Ref(kind="VMHost", id=uuid4(), name="other")),
    ]
    client.add(made)
    context.load()
    return made


@pytest.fixture
def host(client: ClientStandIn, context: ContextStandIn, manager: VirtualizationManager) -> VMHost:
    """The first host, as one that the manager brought."""
    found = next(iter(client.objects["VMHost"].values()))
    assert isinstance(found, VMHost)
    found.virtualization_manager = manager.ref
    found.overall_state = HostStatus.OK_LIMITED
    manager.resource_pools[0].vm_host = found.ref
    context.load()
    return found


def fill(qtbot: QtBot, dialog: RunAsAccountDialog, name: str, user: str, password: str) -> None:
    for field, text in ((dialog.name, name), (dialog.user, user), (dialog.password, password)):
        field.clear()
        qtbot.keyClicks(field, text)


def test_a_new_accounts_password_goes_beside_the_script(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    dialog = open_new_account(context)
    assert not dialog.run_button.isEnabled()
    fill(qtbot, dialog, "vCenter", "administrator@vsphere.local", SECRET)
    script = runs_what_it_shows(qtbot, client, dialog)
    ((secret_id, sent),) = client.secrets.items()
    assert sent == ("administrator@vsphere.local", SECRET)
    assert f'New-SCRunAsAccount -VMMServer localhost -Name "vCenter" -Credential {secret_id}' in script
    assert "geheim" not in script
    assert "administrator" not in script


def test_a_password_that_was_corrected_after_a_failure_has_another_id(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    dialog = open_new_account(context)
    fill(qtbot, dialog, "vCenter", "root", "wrong")
    client.fails["run"] = EngineError("No connection to the engine.", action="Try again.")
    press(qtbot, dialog.run_button)
    assert "No connection to the engine. Try again." in visible_texts(dialog)
    client.fails.clear()
    qtbot.keyClicks(dialog.password, "-right")
    press(qtbot, dialog.run_button)
    assert [password for _, password in client.secrets.values()] == ["wrong", "wrong-right"]
    assert str([*client.secrets][1]) in client.ran[-1][0]


def test_a_password_that_could_not_be_sent_runs_nothing(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    dialog = open_new_account(context)
    fill(qtbot, dialog, "vCenter", "root", "x")
    client.fails["keep_secret"] = EngineError("No connection to the engine.")
    press(qtbot, dialog.run_button)
    assert client.ran == []
    assert dialog.isVisible()


def test_a_taken_name_is_refused(context: ContextStandIn, account: RunAsAccount, qtbot: QtBot) -> None:
    dialog = open_new_account(context)
    fill(qtbot, dialog, "operator", "root", "x")
    assert "Another Run As account is named 'operator'. Choose another name." in visible_texts(dialog)
    assert not dialog.run_button.isEnabled()


def test_an_account_gets_another_description_without_its_password(
    context: ContextStandIn, client: ClientStandIn, account: RunAsAccount, qtbot: QtBot
) -> None:
    dialog = open_account_properties(context, str(account.id))
    assert dialog is not None
    assert not dialog.run_button.isEnabled()
    dialog.note.clear()
    qtbot.keyClicks(dialog.note, "For all")
    script = runs_what_it_shows(qtbot, client, dialog)
    assert 'Set-SCRunAsAccount -RunAsAccount $RunAsAccount -Description "For all"' in script
    assert client.secrets == {}


def test_another_user_name_needs_its_password(
    context: ContextStandIn, account: RunAsAccount, client: ClientStandIn, qtbot: QtBot
) -> None:
    dialog = open_account_properties(context, str(account.id))
    assert dialog is not None
    qtbot.keyClicks(dialog.user, "2")
    assert not dialog.run_button.isEnabled()
    qtbot.keyClicks(dialog.password, "x")
    assert "-Credential" in runs_what_it_shows(qtbot, client, dialog)


def test_a_changed_certificate_is_shown_beside_the_accepted_one_and_accepted(
    context: ContextStandIn, client: ClientStandIn, manager: VirtualizationManager, qtbot: QtBot
) -> None:
    dialog = open_check_certificate(context, str(manager.id))
    assert dialog is not None
    assert client.calls == [("Get-Certificate", {"ComputerName": "vcenter-01", "TCPPort": 443})]
    said = [label.accessibleName() for label in dialog.findChildren(QLabel) if label.accessibleName()]
    assert said == [f"Fingerprint {OLD}", f"Fingerprint {client.certificate.fingerprint}"]
    assert any(text.startswith("The server shows another certificate") for text in visible_texts(dialog))
    assert not dialog.run_button.isEnabled()
    assert dialog.run_button.toolTip() == "Compare the fingerprint first."
    dialog.checked.setChecked(True)
    script = runs_what_it_shows(qtbot, client, dialog)
    assert f'-Certificate "{client.certificate.fingerprint}"' in script
    assert "Set-VirtualizationManager -VirtualizationManager $VirtualizationManager" in script


def test_an_unchanged_certificate_leaves_nothing_to_do(
    context: ContextStandIn, client: ClientStandIn, manager: VirtualizationManager
) -> None:
    client.certificate = certificate(fingerprint=OLD)
    dialog = open_check_certificate(context, str(manager.id))
    assert dialog is not None
    assert "The server shows the certificate that was accepted." in visible_texts(dialog)
    assert not dialog.checked.isVisible()
    assert dialog.run_button.toolTip() == "There is nothing to accept."


def test_a_server_that_does_not_answer_can_be_asked_again(
    context: ContextStandIn, client: ClientStandIn, manager: VirtualizationManager, qtbot: QtBot
) -> None:
    client.fails["call"] = HostUnreachableError("Nothing answers at vcenter-01.", action="Check the address.")
    dialog = open_check_certificate(context, str(manager.id))
    assert dialog is not None
    assert "Nothing answers at vcenter-01. Check the address." in visible_texts(dialog)
    client.fails.clear()
    press(qtbot, dialog.again)
    assert dialog.checked.isVisible()


def test_a_managers_properties_write_what_changed(
    context: ContextStandIn, client: ClientStandIn, manager: VirtualizationManager, qtbot: QtBot
) -> None:
    client.add(RunAsAccount(name="Other", user_name="other"))
    context.load()
    dialog = open_manager_properties(context, str(manager.id))
    assert dialog is not None
    assert not dialog.run_button.isEnabled()
    dialog.port.setValue(8443)
    dialog.account.choice.setCurrentIndex(dialog.account.choice.findData("Other"))
    dialog.secure.setChecked(False)
    script = runs_what_it_shows(qtbot, client, dialog)
    assert '$Credential = Get-SCRunAsAccount -VMMServer localhost | where {$_.Name -eq "Other"}' in script
    assert "-TCPPort 8443 -Credential $Credential -SecureMode $false" in script


def test_a_host_of_a_manager_gets_an_account(
    context: ContextStandIn, client: ClientStandIn, host: VMHost, qtbot: QtBot
) -> None:
    dialog = open_host_credential(context, [str(host.id)])
    assert dialog is not None
    assert not dialog.run_button.isEnabled()
    dialog.account.choice.setCurrentIndex(dialog.account.choice.findData("Operator"))
    script = runs_what_it_shows(qtbot, client, dialog)
    assert 'Set-VMHost -VMHost $VMHost -Credential "Operator"' in script


def test_an_account_made_from_the_field_is_chosen_when_the_engine_has_it(
    context: ContextStandIn, client: ClientStandIn, host: VMHost, qtbot: QtBot
) -> None:
    dialog = open_host_credential(context, [str(host.id)])
    assert dialog is not None
    press(qtbot, dialog.account.new_button)
    made = dialog.findChild(RunAsAccountDialog)
    assert made is not None
    fill(qtbot, made, "ESX", "root", "x")
    press(qtbot, made.run_button)
    assert dialog.account.name == ""
    client.add(RunAsAccount(name="ESX", user_name="root"))
    context.load()
    assert dialog.account.name == "ESX"
    assert dialog.run_button.isEnabled()
    check_known(client.ran[-1][0])


def test_a_managed_hosts_properties_show_its_pools(context: ContextStandIn, host: VMHost) -> None:
    dialog = open_host_properties(context, str(host.id))
    assert dialog is not None
    titles = [dialog.tabs.tabText(n).replace("&", "") for n in range(dialog.tabs.count())]
    assert titles == ["Summary", "Reserves", "Placement", "Storage", "Networks", "Resource pools", "Custom"]
    tables = [dialog.tabs.widget(n).findChild(CellTable) for n in (3, 4, 5)]
    assert [[row[0].text for row in table.rows] for table in tables] == [["root"], ["Production", "Lab"], ["Resources"]]
    assert "vcenter-01" in visible_texts(dialog)


def test_space_selects_in_a_dialog_and_enter_runs(
    context: ContextStandIn, client: ClientStandIn, manager: VirtualizationManager, qtbot: QtBot
) -> None:
    dialog = open_check_certificate(context, str(manager.id))
    assert dialog is not None
    qtbot.keyClick(dialog.checked, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(client.ran) == 1
