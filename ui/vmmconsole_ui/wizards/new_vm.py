"""The New Virtual Machine wizard: its flow, its pages, and the window that shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from .hardware_page import HardwarePage
from .host_page import HostPage
from .new_vm_flow import JOB_NAME, Facts, NewVirtualMachineFlow, SourceMachine, new_request
from .new_vm_pages import DestinationPage, IdentityPage, NetworksPage, PropertiesPage
from .page_view import PageView
from .path_page import PathPage
from .source_field import read_source, source_obstacle
from .source_page import SourcePage
from .summary_page import SummaryPage
from .wizard_window import WizardWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Delta

_PAGES: dict[str, Callable[[Context, NewVirtualMachineFlow], PageView]] = {
    "source": SourcePage, "identity": IdentityPage, "hardware": HardwarePage, "destination": DestinationPage,
    "host": HostPage, "path": PathPage, "networks": NetworksPage, "properties": PropertiesPage,
    "summary": SummaryPage,
}  # fmt: skip


class NewVirtualMachineWindow(WizardWindow):
    """The wizard's window; keeps the names of existing machines as the change stream tells them, and sees what becomes
    of the one that is copied."""

    def __init__(self, context: Context, source: SourceMachine | None = None) -> None:
        """With a source, the wizard asks for none."""
        request = new_request(server=context.client.address or "localhost", owner=context.client.user)
        request.has_fixed_source = source is not None
        flow = NewVirtualMachineFlow(request)
        flow.set_source_machine(source)
        pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
        self.facts = flow.facts
        _read_names(context, flow.facts)
        title = f"New virtual machine from {source.name}" if source is not None else "New virtual machine"
        super().__init__(
            context, flow, pages, title=title, verb="&Create", job_name=JOB_NAME,
            script_text=flow.script_text, memory_key="wizards/new_vm",
        )  # fmt: skip
        context.objects.changed.connect(self._objects_changed)

    def _objects_changed(self, delta: Delta) -> None:
        """Keep the names; the many changes of load alone cost nothing here."""
        if self._sees_source(delta) | self._sees_names(delta):
            self.refresh()

    def _sees_source(self, delta: Delta) -> bool:
        source = self.flow.request.source_machine
        if source is None or delta.kind != source.kind or not delta.touches(str(source.id)):
            return False
        row = self.context.objects.find(source.kind, str(source.id))
        gone = f"{source.name} was removed meanwhile. Choose another source."
        wrong = gone if row is None else source_obstacle(row)
        changed, self.facts.source_problem = wrong != self.facts.source_problem, wrong
        return changed

    def _sees_names(self, delta: Delta) -> bool:
        if delta.kind != "VM":
            return False
        names = self.facts.machine_names
        if delta.reset or delta.removed or any(row.name.lower() not in names for row in delta.updated):
            _read_names(self.context, self.facts)
        elif delta.inserted:
            names.update(row.name.lower() for row in delta.inserted)
        else:
            return False
        return True


def _read_names(context: Context, facts: Facts) -> None:
    facts.machine_names = {row.name.lower() for row in context.objects.table("VM")}


def open_new_vm(context: Context) -> NewVirtualMachineWindow:
    """Open the New Virtual Machine wizard; the console stays usable beside it."""
    return _shown(NewVirtualMachineWindow(context))


async def open_new_vm_from(context: Context, kind: str, source_id: str) -> NewVirtualMachineWindow:
    """Open the wizard on a virtual machine or template, of which the new one becomes a copy.

    Raises:
        VMMError: it is gone, or cannot be read now.
    """
    return _shown(NewVirtualMachineWindow(context, await read_source(context, kind, source_id)))


def _shown(window: NewVirtualMachineWindow) -> NewVirtualMachineWindow:
    window.show()
    window.raise_()
    window.activateWindow()
    return window
