"""Configure hardware: a hardware profile to begin with, and every device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from vmmconsole.model import CPUType, HardwareProfile, VMHost
from vmmconsole.model.hardware import Hardware
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import choice_field

from .edited_hardware import EditedHardware
from .flow import Problem
from .hardware_editor import HardwareEditor
from .host_page import read_limits, responds
from .new_vm_flow import NewVirtualMachineFlow
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

NEW_PROFILE = "[New] custom hardware"


class HardwarePage(FlowPage[NewVirtualMachineFlow]):
    """The hardware pane over the request."""

    grows = True

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "hardware", flow)
        self.layout_.removeWidget(self.form)
        self.form.hide()
        request = flow.request
        self.state = EditedHardware(
            request.hardware, limits=flow.facts.limits, isos=request.isos, disks=request.disks,
            floppy_disk=request.floppy_disk,
        )  # fmt: skip
        profiles = [row for row in context.objects.table("HardwareProfile") if not row["IsTemporary"]]
        choices = [(NEW_PROFILE, ""), *((row.name, row.id) for row in sorted(profiles, key=lambda r: r.name.lower()))]
        self.profile = choice_field(choices)
        self.profile.setMinimumWidth(look().characters(30))
        self.profile.currentIndexChanged.connect(self._profile_chosen)
        label = as_role(QLabel("Hardware pro&file"), "muted")
        label.setBuddy(self.profile)
        top = QHBoxLayout()
        top.setSpacing(look().size.pane)
        top.addWidget(label)
        top.addWidget(self.profile)
        self.save_as = QPushButton("Save as …")
        self.save_as.setAutoDefault(False)
        self.save_as.setToolTip("Keep these devices, without the disks, as a hardware profile of the library")
        self.save_as.clicked.connect(self.save_profile)
        top.addWidget(self.save_as)
        top.addStretch(1)
        self.editor = HardwareEditor(context, self.state)
        self.editor.changed.connect(self._edited)
        self.layout_.addLayout(top)
        self.layout_.addSpacing(look().size.grid + look().size.half)
        self.layout_.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self._asked = False

    def enter(self) -> None:
        """Show the hardware as the other pages left it."""
        request, facts = self.flow.request, self.flow.facts
        self.state.hardware = request.hardware
        self.state.limits = facts.limits
        self.state.name = request.name
        self.state.host_id = str(request.host.id) if request.host else self._first_host()
        source = request.source_drive if request.source_disk is not None else None
        self.state.source_drive_id = source.id if source else None
        self.editor.show_devices()
        if not self._asked:
            self._asked = True
            spawn_for(self, self._load_types(), "The list of CPU types could not be read.")
            if not facts.limits.host_name:
                spawn_for(self, self._load_limits(), "The host's limits could not be read.")

    def _first_host(self) -> str:
        return next((row.id for row in self.context.objects.table("VMHost") if responds(row)), "")

    async def _load_types(self) -> None:
        listing = await self.context.client.list(CPUType)
        self.editor.cpu_types = sorted(str(row[1]) for row in listing.rows)
        if self.editor.key == "processor":
            self.editor.show_devices()

    async def _load_limits(self) -> None:
        """Before a host is chosen, the places on the buses are those of the first one; its other limits do not bind."""
        host_id = self._first_host()
        if not host_id:
            return
        host = await self.context.client.get(VMHost, host_id)
        limits = await read_limits(self.context, host)
        if self.flow.request.host is None:
            self.flow.facts.limits = self.state.limits = type(limits)(capabilities=limits.capabilities)
            self.editor.show_devices()
            self.edited()

    def _profile_chosen(self) -> None:
        profile_id = self.profile.currentData()
        if profile_id:
            spawn_for(self, self._take_profile(profile_id), "The hardware profile could not be read.")

    async def _take_profile(self, profile_id: str) -> None:
        profile = await self.context.client.get(HardwareProfile, profile_id)
        request = self.flow.request
        kept = request.hardware.virtual_disk_drives
        hardware = Hardware(**{name: getattr(profile, name) for name in Hardware.model_fields}).model_copy(deep=True)
        hardware.virtual_disk_drives = kept
        request.hardware = self.state.hardware = hardware
        request.isos.clear()
        self.editor.show_devices()
        self.edited("hardware")

    def save_profile(self) -> None:
        """Ask for a name, and save the devices as a profile."""
        from vmmconsole_ui.dialogs.save_profile import open_save_profile  # only needed when asked for

        open_save_profile(self.context, self.flow.request, self)

    def _edited(self, field: str) -> None:
        self.flow.request.floppy_disk = self.state.floppy_disk
        self.edited(field)

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """The device and the field say what is wrong with them."""
        self.editor.show_problems(problems, all_fields=all_fields)
