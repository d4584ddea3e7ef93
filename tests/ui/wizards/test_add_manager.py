"""The Add VMware VirtualCenter Server wizard: its flow, its script and its window."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn, certificate
from vmmconsole.cmdlets.registry import find
from vmmconsole.model import RunAsAccount
from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.script.calls import Lookup
from vmmconsole.script.reader import read
from vmmconsole_ui.wizards.add_manager import open_add_manager
from vmmconsole_ui.wizards.add_manager_flow import AddManager, AddManagerFlow, Facts, statements
from vmmconsole_ui.wizards.wizard_window import WizardWindow


@pytest.fixture
def flow() -> AddManagerFlow:
    return AddManagerFlow(AddManager(account="Operator"), Facts({"vcenter-01"}))


@pytest.fixture
def window(context: ContextStandIn, client: ClientStandIn) -> WizardWindow:
    """The wizard with an account there, its server page filled in."""
    client.add(RunAsAccount(name="Operator", user_name="LAB\\operator", secret_id=uuid4()))
    context.load()
    opened = open_add_manager(context)
    page = opened.view("server")
    page.address.setText("vcenter-07.example.org")
    page.address.textEdited.emit(page.address.text())
    page.account.choice.setCurrentIndex(1)
    return opened


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(window: WizardWindow) -> list[str]:
    """What can be read, once the new rows of the page are laid out."""
    QApplication.processEvents()
    return [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("", "Enter the name"), ("https://vc/sdk", "name or address alone"), ("vc:443", "the port stands below"),
        ("a b", "alone"), ("VCenter-01", "managed already"), ("user@vc", "alone"),
    ],
)  # fmt: skip
def test_addresses_that_are_refused(flow: AddManagerFlow, address: str, part: str) -> None:
    flow.set_server(address, 443)
    assert part in flow.reason


@pytest.mark.parametrize("address", ["vc", "vc-1.example.org", "10.0.0.5", "[fd00::5]", "büro-vc"])
def test_addresses_that_are_taken(flow: AddManagerFlow, address: str) -> None:
    flow.set_server(address, 443)
    assert flow.reason == ""


def test_an_account_is_needed(flow: AddManagerFlow) -> None:
    flow.set_server("vc", 443)
    flow.request.account = ""
    assert "Run As account" in flow.reason


def test_a_certificate_that_is_not_trusted_must_be_accepted(flow: AddManagerFlow) -> None:
    flow.set_server("vc", 443)
    flow.next()
    assert flow.reason == "vc is being asked."
    flow.take_certificate(certificate())
    assert "Compare the fingerprint" in flow.reason
    flow.request.accepted = certificate().fingerprint
    assert flow.reason == ""
    flow.take_certificate(certificate(fingerprint="BB"))
    assert flow.request.accepted == ""
    flow.take_certificate(certificate(trusted=True))
    assert flow.reason == ""
    flow.request.accepted = certificate().fingerprint
    flow.set_server("other", 443)
    assert (flow.request.accepted, flow.facts.certificate) == ("", None)


def test_the_script_names_the_account_and_pins_what_was_accepted() -> None:
    request = AddManager(address=" vc ", port=8443, account='a "b"', accepted="AA:BB", secure_mode=False)
    account, added = statements(request).statements
    assert isinstance(account, Lookup)
    assert account.where[0].value == 'a "b"'
    values = {argument.name: argument.value for argument in added.arguments}
    assert (values["ComputerName"], values["TCPPort"], values["Certificate"]) == ("vc", 8443, "AA:BB")
    assert values["SecureMode"] is False
    for call in (account.call, added):
        cmdlet = find(call.cmdlet)
        assert cmdlet is not None
        assert all(cmdlet.find_parameter(argument.name) for argument in call.arguments)
    trusted = statements(AddManager(address="vc", account="a")).statements[1]
    assert {"Certificate", "SecureMode", "Description"} & {argument.name for argument in trusted.arguments} == set()


def test_what_is_shown_is_what_runs(window: WizardWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    press(qtbot, window.next_button)
    assert client.calls == [("Get-Certificate", {"ComputerName": "vcenter-07.example.org", "TCPPort": 443})]
    assert not window.next_button.isEnabled()
    assert {
        "CA of vcenter-01",
        "vcenter-01, 10.0.0.5",
        "Not trusted by the engine's computer: self-signed certificate",
    } <= set(texts(window))
    window.view("certificate").accept.click()
    press(qtbot, window.next_button)
    shown = window.script.text()
    assert f'-Certificate "{client.certificate.fingerprint}" -RunAsynchronously' in shown
    assert len(read(shown).statements) == 2
    press(qtbot, window.finish_button)
    assert client.ran == [(shown, "Add virtualization manager", False)]


def test_a_trusted_certificate_passes_without_being_pinned(
    window: WizardWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    client.certificate = certificate(trusted=True, reason="")
    press(qtbot, window.next_button)
    assert "Trusted by the engine's computer" in texts(window)
    press(qtbot, window.next_button)
    assert window.flow.is_last
    assert "-Certificate" not in window.script.text()


def test_an_expired_certificate_says_so(window: WizardWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    client.certificate = certificate(valid_to="2026-01-02T00:00:00Z", reason="certificate has expired")
    press(qtbot, window.next_button)
    assert any(text.endswith(", expired") for text in texts(window))


def test_a_wrong_address_is_said_and_can_be_mended(window: WizardWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    client.fails["call"] = HostUnreachableError("Nothing answers there.", action="Check the address.")
    press(qtbot, window.next_button)
    assert "Nothing answers there. Check the address." in texts(window)
    assert not window.next_button.isEnabled()
    client.fails.clear()
    press(qtbot, window.view("certificate").again)
    assert window.view("certificate").accept.isVisible()
    press(qtbot, window.previous_button)
    page = window.view("server")
    page.port.setValue(8443)
    press(qtbot, window.next_button)
    assert client.calls[-1][1]["TCPPort"] == 8443


def test_without_an_account_one_can_be_made(context: ContextStandIn) -> None:
    opened = open_add_manager(context)
    page = opened.view("server")
    assert page.account.choice.currentText() == "There is no account yet"
    page.account.new_button.click()
    assert opened.findChild(type(opened.view("server").account)) is not None
    assert any(child.windowTitle() == "New Run As account" for child in opened.children() if child.isWidgetType())
    opened.close()
