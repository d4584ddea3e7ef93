"""The plain pages of the New Virtual Machine wizard: identity, destination, networks, additional properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QRadioButton

from vmmconsole.model import OperatingSystem
from vmmconsole.model.errors import VMMError
from vmmconsole.model.status import VMStartAction, VMStopAction
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import choice_field, number_field, plain_label, select_choice

from .new_vm_flow import LONGEST_DELAY_SECONDS, NewVirtualMachineFlow
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

START_ACTIONS = (
    (VMStartAction.NEVER, "Never turn it on automatically"),
    (VMStartAction.ALWAYS, "Always turn it on automatically"),
    (VMStartAction.IF_RUNNING, "Turn it on if it was running when the host stopped"),
)
STOP_ACTIONS = (
    (VMStopAction.SAVE, "Save state"),
    (VMStopAction.TURN_OFF, "Turn off the virtual machine"),
    (VMStopAction.SHUT_DOWN, "Shut down the guest operating system"),
)
NOT_CONNECTED = "Not connected"


class IdentityPage(FlowPage[NewVirtualMachineFlow]):
    """Name, owner and description."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "identity", flow)
        self.name = self.form.add("Virtual machine n&ame", QLineEdit(), "name")
        self.owner = self.form.add("&Owner", QLineEdit(), "owner")
        self.owner.setPlaceholderText("DOMAIN\\user")
        self.description = self.form.add("&Description", QPlainTextEdit(), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        self.form.finish()
        self.name.textEdited.connect(self._name_edited)
        self.owner.textEdited.connect(self._owner_edited)
        self.description.textChanged.connect(self._description_edited)

    def enter(self) -> None:
        """Show the identity; the cursor stands in the name."""
        request = self.flow.request
        self.name.setText(request.name)
        self.owner.setText(request.owner)
        if self.description.toPlainText() != request.description:
            self.description.setPlainText(request.description)
        self.setFocusProxy(self.name)

    def _name_edited(self, text: str) -> None:
        self.flow.set_name(text)
        self.edited("name")

    def _owner_edited(self, text: str) -> None:
        self.flow.request.owner = text
        self.edited("owner")

    def _description_edited(self) -> None:
        text = self.description.toPlainText()
        if text != self.flow.request.description:
            self.flow.request.description = text
            self.edited("description")


class DestinationPage(FlowPage[NewVirtualMachineFlow]):
    """On a host; the library comes with a later version."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "destination", flow)
        self.on_host = self.form.add_full(QRadioButton("Place the virtual machine on a &host"), gap=False)
        self.on_host.setChecked(True)
        self.form.add_full(_hint("It can be started at once."))
        self.in_library = self.form.add_full(QRadioButton("&Store the virtual machine in the library"), gap=False)
        reason = "Storing virtual machines in the library is not in this version."
        self.in_library.setEnabled(False)
        self.in_library.setToolTip(reason)
        self.form.add_full(_hint(reason))
        self.form.finish()


def _hint(text: str) -> QLabel:
    label = plain_label(text, "muted", wrap=True)
    label.setIndent(look().size.pane + look().size.grid)
    label.setContentsMargins(0, look().size.half, 0, look().size.grid)
    return label


class NetworksPage(FlowPage[NewVirtualMachineFlow]):
    """A virtual network of the chosen host for each adapter, or none."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "networks", flow)
        self.choices: list[QComboBox] = []

    def enter(self) -> None:
        """Show a row for each adapter that the machine has now."""
        self.form.clear()
        self.choices = []
        request = self.flow.request
        adapters = request.hardware.virtual_network_adapters
        names = [network.name for network in self.flow.facts.networks]
        for number, adapter in enumerate(adapters, start=1):
            shown = [(NOT_CONNECTED, ""), *((self._text(name), name) for name in names)]
            if adapter.virtual_network and adapter.virtual_network not in names:
                shown.append((f"{adapter.virtual_network} (not on this host)", adapter.virtual_network))
            field = choice_field(shown, adapter.virtual_network)
            field.currentIndexChanged.connect(lambda _, a=adapter, f=field: self._chosen(a.id, f.currentData()))
            self.choices.append(self.form.add(f"Network adapter &{number}", field, f"nic:{adapter.id}"))
            facts = [adapter.adapter_type.value.lower(), f"MAC address {adapter.mac_address or 'dynamic'}"]
            if adapter.vlan_enabled:
                facts.append(f"VLAN {adapter.vlan_id}")
            self.form.add_full(_indented(", ".join(facts)))
        if not adapters:
            self.form.add_full(plain_label("The virtual machine has no network adapter.", "muted"))
        elif not names:
            host = request.host.name if request.host else "The host"
            self.form.add_full(plain_label(f"{host} has no virtual network.", "muted"))
        self.form.finish()

    def _text(self, name: str) -> str:
        network = next(n for n in self.flow.facts.networks if n.name == name)
        notes = [network.type] if network.type else []
        if not network.active:
            notes.append("not active")
        return f"{name} ({', '.join(notes)})" if notes else name

    def _chosen(self, adapter_id: object, name: str) -> None:
        for adapter in self.flow.request.hardware.virtual_network_adapters:
            if adapter.id == adapter_id:
                adapter.virtual_network = name or ""
        self.edited(f"nic:{adapter_id}")


def _indented(text: str) -> QLabel:
    label = plain_label(text, "muted")
    label.setIndent(look().characters(18) + look().size.pane)
    return label


class PropertiesPage(FlowPage[NewVirtualMachineFlow]):
    """What happens when the host starts and stops, and which operating system is in it."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "properties", flow)
        request = flow.request
        self.start_action = choice_field(((text, action) for action, text in START_ACTIONS), request.start_action)
        self.form.add("When the host &starts", self.start_action, "start_action")
        self.delay = number_field(request.delay_start, 0, LONGEST_DELAY_SECONDS, "seconds")
        self.form.add("&Delay before that", self.delay, "delay_start")
        self.stop_action = choice_field(((text, action) for action, text in STOP_ACTIONS), request.stop_action)
        self.form.add("When the host s&tops", self.stop_action, "stop_action")
        self.system = choice_field([("Unknown", "")])
        self.form.add("&Operating system", self.system, "operating_system")
        self.pro = self.form.add_full(QCheckBox("&Exclude this virtual machine from host-level PRO actions"))
        self.form.finish()
        self.start_action.currentIndexChanged.connect(self._write)
        self.stop_action.currentIndexChanged.connect(self._write)
        self.delay.valueChanged.connect(self._write)
        self.system.currentIndexChanged.connect(self._write)
        self.pro.toggled.connect(self._write)
        self._asked = False

    def enter(self) -> None:
        """Ask once which operating systems there are."""
        if not self._asked:
            self._asked = True
            spawn_for(self, self._load_systems(), "The list of operating systems could not be read.")
        self._enable()

    async def _load_systems(self) -> None:
        try:
            listing = await self.context.client.list(OperatingSystem)
        except VMMError:
            self._asked = False
            raise
        self.system.blockSignals(True)
        for row in sorted(listing.rows, key=lambda row: str(row[1]).lower()):
            self.system.addItem(row[1], row[1])
        select_choice(self.system, self.flow.request.operating_system)
        self.system.blockSignals(False)

    def _enable(self) -> None:
        starts = self.flow.request.start_action is not VMStartAction.NEVER
        self.delay.setEnabled(starts)
        self.delay.setToolTip("" if starts else "It is never turned on automatically.")

    def _write(self) -> None:
        request = self.flow.request
        request.start_action = VMStartAction(self.start_action.currentData())
        request.stop_action = VMStopAction(self.stop_action.currentData())
        request.delay_start = self.delay.value()
        request.operating_system = self.system.currentData() or ""
        request.exclude_from_pro = self.pro.isChecked()
        self._enable()
        self.edited("delay_start")
