"""The New Virtual Machine wizard: its flow, its pages, and the window that shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from .hardware_page import HardwarePage
from .host_page import HostPage
from .new_vm_flow import JOB_NAME, Facts, NewVirtualMachineFlow, new_request
from .new_vm_pages import DestinationPage, IdentityPage, NetworksPage, PropertiesPage
from .page_view import PageView
from .path_page import PathPage
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
    """The wizard's window; keeps the names of existing machines as the change stream tells them."""

    def __init__(self, context: Context) -> None:
        request = new_request(server=context.client.address or "localhost", owner=context.client.user)
        flow = NewVirtualMachineFlow(request)
        pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
        self.facts = flow.facts
        _read_names(context, flow.facts)
        super().__init__(
            context, flow, pages, title="New virtual machine", verb="&Create", job_name=JOB_NAME,
            script_text=flow.script_text, memory_key="wizards/new_vm",
        )  # fmt: skip
        context.objects.changed.connect(self._objects_changed)

    def _objects_changed(self, delta: Delta) -> None:
        """Keep the names; the many changes of load alone cost nothing here."""
        if delta.kind != "VM":
            return
        names = self.facts.machine_names
        if delta.reset or delta.removed or any(row.name.lower() not in names for row in delta.updated):
            _read_names(self.context, self.facts)
        elif delta.inserted:
            names.update(row.name.lower() for row in delta.inserted)
        else:
            return
        self.refresh()


def _read_names(context: Context, facts: Facts) -> None:
    facts.machine_names = {row.name.lower() for row in context.objects.table("VM")}


def open_new_vm(context: Context) -> NewVirtualMachineWindow:
    """Open the New Virtual Machine wizard; the console stays usable beside it."""
    window = NewVirtualMachineWindow(context)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
