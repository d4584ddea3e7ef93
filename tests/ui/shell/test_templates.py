"""Templates in the Library view: their node, list, details and verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel

from vmmconsole.model import Template
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.script.parser import parse
from vmmconsole_ui.details.template import Hardware
from vmmconsole_ui.dialogs.confirm import ConfirmDialog
from vmmconsole_ui.views.view import Node
from vmmconsole_ui.wizards.new_vm import NewVirtualMachineWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Console

GB = 1024**3
NODE = Node("templates", "templates")


@pytest.fixture
def library(console: Console) -> Console:
    """A console that looks at the templates of its library, of which there is one."""
    console.client.put(debian(console))
    console.window.show_view("library")
    console.window.navigation.tree.choose(NODE)
    console.until(lambda: console.names() == ["Debian"])
    return console


def debian(console: Console) -> Template:
    machine = console.client.machine("vpn-gw")
    image = DiskImage(name="d", location="[ds] debian/debian.vmdk", maximum_size=40 * GB, size=3 * GB)
    return Template.of(machine, machine.vm_host).model_copy(
        update={
            "id": uuid4(), "name": "Debian", "total_size": 3 * GB, "location": "[ds] debian",
            "virtual_disk_drives": [VirtualDiskDrive(virtual_hard_disk=image)],
            "virtual_network_adapters": [VirtualNetworkAdapter(virtual_network="VM Network")],
        }
    )  # fmt: skip


def texts(console: Console) -> list[str]:
    tab = console.page.details.current_tab
    assert tab is not None
    return [label.text() for label in tab.findChildren(QLabel) if not label.isHidden()]


def test_the_list_and_the_details_of_a_template(library: Console) -> None:
    assert library.page.title.text() == "VM templates"
    assert library.column("Memory") == ["1.0 GB"]
    assert library.column("Host") == ["kvm-cph-01"]
    assert library.column("Status") == ["Enabled"]
    library.select("Debian")
    library.until(lambda: "1 disk, 40.0 GB, 3.0 GB used" in texts(library))
    assert "VM Network" in texts(library)
    bar = library.page.details.tab_bar
    assert [bar.tabText(number) for number in range(bar.count())] == ["Summary", "Hardware", "Change tracking"]
    bar.setCurrentIndex(1)
    hardware = library.page.details.current_tab
    assert isinstance(hardware, Hardware)
    model = hardware.table.table.model()
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert ["Virtual hard disk", "IDE 0:0", "40.0 GB", "[ds] debian/debian.vmdk"] in shown
    assert ["Network adapter", "", "VM Network", ""] in shown


def test_a_template_made_or_removed_elsewhere_comes_and_goes(library: Console) -> None:
    other = debian(library).model_copy(update={"name": "Alpine", "enabled": False})
    library.client.put(other)
    library.until(lambda: library.names() == ["Alpine", "Debian"])
    assert library.column("Status") == ["Disabled", "Enabled"]
    library.select("Alpine")
    verbs = library.verbs()
    assert verbs["New virtual machine"] == (False, "The template is disabled. Enable it first.")
    assert verbs["Disable"] == (False, "It is disabled already.")
    library.client.remove(other)
    library.until(lambda: library.names() == ["Debian"])


def test_the_verbs_of_a_template_run_scripts(library: Console) -> None:
    library.select("Debian")
    library.window.commands.get("disable_template").trigger()
    library.until(lambda: library.client.scripts)
    parse(library.client.scripts[-1])
    assert "Set-Template -Template $Template -Enabled $false" in library.client.scripts[-1]
    library.window.commands.get("remove_template").trigger()
    library.until(lambda: library.window.findChild(ConfirmDialog))
    dialog = library.window.findChild(ConfirmDialog)
    assert any("Its files are deleted" in label.text() for label in dialog.findChildren(QLabel))
    dialog.run_button.click()
    library.until(lambda: len(library.client.scripts) == 2)
    assert "Remove-Template -Template $Template" in library.client.scripts[-1]


def test_a_machine_is_begun_from_the_template(library: Console) -> None:
    library.select("Debian")
    library.window.commands.get("new_vm_from_template").trigger()
    library.until(lambda: library.window.findChild(NewVirtualMachineWindow))
    wizard = library.window.findChild(NewVirtualMachineWindow)
    assert wizard.windowTitle() == "New virtual machine from Debian"
    assert wizard.flow.request.source_machine.name == "Debian"
    wizard.discard()


def test_without_templates_the_list_says_how_to_make_one(console: Console) -> None:
    console.window.show_view("library")
    console.window.navigation.tree.choose(NODE)
    console.until(lambda: console.page.title.text() == "VM templates")
    shown = [label.text() for label in console.page.findChildren(QLabel) if label.isVisible()]
    assert "No templates yet" in shown
