"""The dialogs of templates as a person sees them, and the scripts they run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.model import Template
from vmmconsole.script.parser import parse
from vmmconsole_ui.dialogs.rename import open_rename
from vmmconsole_ui.dialogs.template import (
    NewTemplateDialog,
    open_copy_template,
    open_new_template,
    open_template_properties,
)


@pytest.fixture
def template(client: ClientStandIn, context: ContextStandIn) -> Template:
    made = Template(name="Debian", owner="CONTOSO\\bo", description="Bare", location="[ds] debian", tag="lab")
    client.add(made)
    context.load()
    return made


def statements(client: ClientStandIn) -> list[str]:
    """What was run last, without its header."""
    script = client.ran[-1][0]
    parse(script)
    return [line.rstrip() for line in script.splitlines() if line.strip() and not line.startswith("#")]


def test_a_virtual_machine_becomes_a_template(client: ClientStandIn, context: ContextStandIn, qtbot: QtBot) -> None:
    vm_id = next(key for key, vm in client.objects["VM"].items() if vm.name == "web-01")
    dialog = open_new_template(context, vm_id)
    assert isinstance(dialog, NewTemplateDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "is a virtual machine no more" in texts
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "Web server")
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert statements(client) == [
        f'$VM = Get-VM -VMMServer localhost -Name "web-01" | where {{$_.ID -eq "{vm_id}"}}',
        (
            'New-Template -Name "Web server" -VM $VM -Owner "CONTOSO\\anna" -Description "Made for the tests"'
            " -RunAsynchronously"
        ),
    ]
    assert client.ran[-1][1] == "Create template"


def test_a_template_is_copied_under_another_name(
    client: ClientStandIn, context: ContextStandIn, template: Template, qtbot: QtBot
) -> None:
    dialog = open_copy_template(context, str(template.id))
    assert dialog is not None
    assert dialog.name.text() == "Debian - copy"
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "debian")
    assert not dialog.run_button.isEnabled()
    assert dialog.run_button.toolTip() == "Another template is named 'debian'. Choose another name."
    qtbot.keyClicks(dialog.name, " 2")
    dialog.owner.setText("")
    dialog.refresh("owner")
    assert "responsible" in dialog.run_button.toolTip()
    dialog.owner.setText("CONTOSO\\anna")
    dialog.refresh("owner")
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert statements(client)[0] == (
        f'$Template = Get-Template -VMMServer localhost -Name "Debian" | where {{$_.ID -eq "{template.id}"}}'
    )
    assert 'New-Template -Name "debian 2" -Template $Template' in statements(client)[1]


def test_properties_write_only_what_differs(
    client: ClientStandIn, context: ContextStandIn, template: Template, qtbot: QtBot
) -> None:
    dialog = open_template_properties(context, str(template.id))
    assert dialog is not None
    assert not dialog.run_button.isEnabled()
    assert dialog.run_button.toolTip() == "Nothing was changed."
    dialog.tag.clear()
    qtbot.keyClicks(dialog.tag, "web")
    dialog.enabled.click()
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert statements(client)[1] == 'Set-Template -Template $Template -Tag "web" -Enabled $false'


def test_the_owner_of_a_template_from_elsewhere_need_not_be_told(
    client: ClientStandIn, context: ContextStandIn, template: Template, qtbot: QtBot
) -> None:
    template.owner = ""
    context.load()
    dialog = open_template_properties(context, str(template.id))
    assert dialog is not None
    qtbot.keyClicks(dialog.tag, "2")
    assert dialog.run_button.isEnabled()
    dialog.reject()


def test_renaming_a_template_is_one_script(
    client: ClientStandIn, context: ContextStandIn, template: Template, qtbot: QtBot
) -> None:
    dialog = open_rename(context, "Template", str(template.id))
    assert dialog is not None
    qtbot.keyClicks(dialog.name, "Debian 13")
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert statements(client)[1] == 'Set-Template -Template $Template -Name "Debian 13"'


@pytest.mark.parametrize("opener", [open_new_template, open_copy_template, open_template_properties])
def test_what_is_gone_is_said(context: ContextStandIn, opener: object) -> None:
    assert opener(context, "9cb7cb8f-3c0e-4a9c-9d5a-0f1d1c6f0f10") is None  # type: ignore[operator]  # all three alike
    assert context.notices[-1].text == "The object was removed meanwhile."
