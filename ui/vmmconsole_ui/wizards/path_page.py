"""Select path: the folder on the host, checked while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox

from vmmconsole.client.contract import PathFacts
from vmmconsole.model import VMHost
from vmmconsole.model.errors import VMMError
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label

from .host_path_field import HostPathField
from .host_paths import folder_below, path_syntax_problem, same_path
from .library_dialog import size_text
from .new_vm_flow import NewVirtualMachineFlow
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

QUIET_MS = 250
"""How long nobody types before the host is asked."""


class PathPage(FlowPage[NewVirtualMachineFlow]):
    """The host's default paths to choose from, any other to type or browse for."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "path", flow)
        self.field = HostPathField(context)
        self.path = self.field.path
        self.browse_button = self.field.browse_button
        self.form.add("Virtual machine pat&h", self.field, "path", wide=True)
        self.facts = plain_label("", "muted", wrap=True)
        self.form.grid.addWidget(self.facts, 3, 1)
        self.folder = plain_label("", "muted", wrap=True)
        self.form.grid.addWidget(self.folder, 4, 1)
        self.add_path = QCheckBox("&Add this path to the default virtual machine paths of the host")
        self.add_path.toggled.connect(self._add_toggled)
        self.form.grid.setRowMinimumHeight(5, look().size.pane)
        self.form.grid.addWidget(self.add_path, 6, 1)
        self.form.grid.setRowStretch(7, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.check)
        self._asked = 0
        self.field.typed.connect(self._typed)
        self.touched.add("path")

    def enter(self) -> None:
        """Show the host's default paths, and what is known of the chosen one."""
        request = self.flow.request
        self.field.host_id = str(request.host.id) if request.host else ""
        self.field.set_paths(())
        self.field.set_text(request.path)
        self.setFocusProxy(self.path)
        self._show_folder()
        self._show_add()
        self.check()
        if request.host is not None:
            spawn_for(self, self._load_paths(str(request.host.id)), "The host's paths could not be read.")

    async def _load_paths(self, host_id: str) -> None:
        host = await self.context.client.get(VMHost, host_id)
        self.field.set_paths(host.vm_paths)

    def _show_add(self) -> None:
        """A path can be added that is not there already."""
        request = self.flow.request
        known = any(same_path(request.path, path) for path in request.host_paths)
        self.add_path.setEnabled(not known)
        self.add_path.setToolTip("It is one of them already." if known else "")

    def _add_toggled(self, checked: bool) -> None:
        self.flow.request.add_path = checked
        self.edited("add_path")

    def _typed(self, text: str) -> None:
        if text == self.flow.request.path:
            return
        self.flow.request.path = text
        self.flow.facts.path, self.flow.facts.path_problem = None, ""
        self.facts.setText("")
        self._show_folder()
        self._show_add()
        self._timer.start()
        self.edited("path")

    def _show_folder(self) -> None:
        folder = folder_below(self.flow.request.path, self.flow.request.name)
        self.folder.setText(f"The files go into {folder}" if folder else "")

    def check(self) -> None:
        """Ask the host about the path."""
        request = self.flow.request
        self._asked += 1
        if request.host is not None and not path_syntax_problem(request.path, "folder"):
            as_role(self.facts, "muted").setText("Asking the host …")
            work = self._check(str(request.host.id), request.path, self._asked)
            spawn_for(self, work, "The path could not be checked.")

    async def _check(self, host_id: str, path: str, number: int) -> None:
        facts: PathFacts | None = None
        problem = ""
        try:
            facts = await self.context.client.path_facts(host_id, path)
        except VMMError as err:
            problem = f"{err} {err.action}".strip()
        if number != self._asked:
            return
        self.flow.facts.path, self.flow.facts.path_problem = facts, problem
        self.facts.setText(facts_text(facts) if facts and facts.writable else "")
        self.edited("path")

    def browse(self) -> None:
        """Open the folders of the host."""
        self.field.browse()


def facts_text(facts: PathFacts) -> str:
    """``218 GB free. The folder is made when it is not there.``"""
    free = f"{size_text(facts.free_space) or '0 B'} free."
    return free if facts.exists else f"{free} The folder is not there yet; it is made."
