"""The Add Hosts wizard: its flow, its script and its window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.cmdlets.registry import find
from vmmconsole.script.calls import Call
from vmmconsole_ui.wizards.add_hosts import open_add_hosts
from vmmconsole_ui.wizards.add_hosts_flow import AddHosts, AddHostsFlow, Reach, statements


@pytest.fixture
def flow() -> AddHostsFlow:
    made = AddHostsFlow(AddHosts(), {"kvm-01"})
    made.next()
    return made


def test_each_host_gets_a_libvirt_uri(flow: AddHostsFlow) -> None:
    flow.request.hosts = "kvm-05.example.org\n\n kvm-06:2222 "
    flow.request.user = "admin"
    assert flow.request.targets() == [
        ("kvm-05.example.org", "qemu+ssh://admin@kvm-05.example.org/system"),
        ("kvm-06", "qemu+ssh://admin@kvm-06:2222/system"),
    ]
    flow.request.reach = Reach.TLS
    assert flow.request.targets()[0][1] == "qemu+tls://kvm-05.example.org/system"
    flow.request.reach, flow.request.local_session = Reach.LOCAL, True
    assert flow.request.targets() == [("localhost", "qemu:///session")]


@pytest.mark.parametrize(
    ("hosts", "part"),
    [
        ("", "Enter the name"), ("kvm 06", "'kvm 06' is not"), ("kvm-01", "managed already"), ("a\nA", "twice"),
        ("x/y", "is not"), ("kvm:99999", "is not"), ("-x", "is not"),
    ],
)  # fmt: skip
def test_hosts_that_are_refused(flow: AddHostsFlow, hosts: str, part: str) -> None:
    flow.request.hosts = hosts
    assert part in flow.reason


def test_a_user_cannot_smuggle_anything_into_the_uri(flow: AddHostsFlow) -> None:
    flow.request.hosts, flow.request.user = "kvm-05", "a@b/system?x"
    assert "user name" in flow.reason


def test_the_script_has_one_cmdlet_a_host_that_the_engine_knows() -> None:
    request = AddHosts(hosts="kvm-05\nkvm-06", group_path='All Hosts\\La"b', description="d")
    calls = [s for s in statements(request).statements if isinstance(s, Call)]
    assert [call.value("ComputerName") for call in calls] == ["kvm-05", "kvm-06"]
    for call in calls:
        cmdlet = find(call.cmdlet)
        assert cmdlet is not None
        assert all(cmdlet.find_parameter(argument.name) for argument in call.arguments)


def test_the_window_adds_hosts(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    window = open_add_hosts(context)
    window.next()
    assert not window.next_button.isEnabled()
    window.view("hosts").hosts.setPlainText("kvm-05.example.org")
    while not window.flow.is_last:
        qtbot.mouseClick(window.next_button, Qt.MouseButton.LeftButton)
    shown = window.script.text()
    assert "# Add Hosts Wizard Script" in shown
    assert '-Connection "qemu+ssh://kvm-05.example.org/system"' in shown
    assert window.finish_button.text() == "&Add hosts"
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert client.ran == [(shown, "Add virtual machine host", False)]


def test_other_virtualization_software_says_why_not(context: ContextStandIn, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication, QRadioButton

    window = open_add_hosts(context)
    radios = window.view("location").findChildren(QRadioButton)
    assert [(radio.text().replace("&", ""), radio.isEnabled()) for radio in radios] == [
        ("KVM hosts", True), ("VMware ESX hosts", False), ("Hyper-V hosts", False),
    ]  # fmt: skip
    assert "VirtualCenter server" in radios[1].toolTip()
    assert "not in this version" in radios[2].toolTip()
    qtbot.mouseClick(window.view("location").manager_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    opened = next(w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Add VMware VirtualCenter server")
    opened.close()
