"""The Add Hosts wizard: hosts with KVM by libvirt; other virtualization software is shown with the reason."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import choice_field, plain_label

from .add_hosts_flow import JOB_NAME, AddHosts, AddHostsFlow, Reach
from .add_manager import open_add_manager
from .page_view import FlowPage, PageView
from .wizard_window import WizardWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_LOCATIONS = (
    ("&KVM hosts", "Linux computers with libvirt and QEMU, reached over SSH or TLS, or this computer.", ""),
    ("V&Mware ESX hosts", "", "They come with their VirtualCenter server: add that one, with the button below."),
    ("&Hyper-V hosts", "", "Adding Hyper-V hosts is not in this version."),
)
_SSH_HINT = (
    "The engine signs in with the SSH keys of the user it runs as; a key that needs a passphrase must be in its agent."
)
_TLS_HINT = "The engine needs a client certificate that the host's libvirtd trusts, in libvirt's usual folders."


class LocationPage(FlowPage[AddHostsFlow]):
    """Which virtualization software."""

    def __init__(self, context: Context, flow: AddHostsFlow) -> None:
        super().__init__(context, "location", flow)
        for text, hint, reason in _LOCATIONS:
            radio = self.form.add_full(QRadioButton(text), gap=False)
            radio.setEnabled(not reason)
            radio.setToolTip(reason)
            radio.setChecked(not reason)
            label = plain_label(hint or reason, "muted", wrap=True)
            label.setIndent(look().size.pane + look().size.grid)
            label.setContentsMargins(0, look().size.half, 0, look().size.grid)
            self.form.add_full(label)
        self.manager_button = QPushButton(icon("add_manager"), "Add &VMware VirtualCenter server …")
        self.manager_button.clicked.connect(self._add_manager)
        self.form.grid.addWidget(self.manager_button, self.form.grid.rowCount(), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.form.grid.setRowStretch(self.form.grid.rowCount(), 1)

    def _add_manager(self) -> None:
        open_add_manager(self.context)
        self.window().close()


class HostsPage(FlowPage[AddHostsFlow]):
    """How they are reached, and which."""

    def __init__(self, context: Context, flow: AddHostsFlow) -> None:
        super().__init__(context, "hosts", flow)
        embedded = flow.request.server == "localhost"
        local = "&This computer" if embedded else "The &engine's computer"
        self._group = QButtonGroup(self)
        self.radios: dict[Reach, QRadioButton] = {}
        for reach, text in ((Reach.SSH, "Over &SSH"), (Reach.TLS, "Over T&LS"), (Reach.LOCAL, local)):
            radio = self.form.add_full(QRadioButton(text), gap=False)
            radio.setMinimumHeight(look().size.verb)
            self._group.addButton(radio)
            self.radios[reach] = radio
        self.form.add_full(plain_label(), gap=False)
        self.hosts = self.form.add("&Hosts", QPlainTextEdit(), "hosts")
        self.hosts.setTabChangesFocus(True)
        self.hosts.setPlaceholderText("kvm-01.example.org\nkvm-02.example.org:2222")
        self.hosts.setFixedHeight(look().size.field * 3)
        self.user = self.form.add("&User", QLineEdit(), "user")
        self.user.setPlaceholderText("The user the engine runs as")
        self.session = self.form.add_full(QCheckBox("The user's own libvirt s&ession, not the system's"))
        self.hint = self.form.add_full(plain_label("", "muted", wrap=True))
        self.form.finish()
        for reach, radio in self.radios.items():
            radio.toggled.connect(lambda on, r=reach: self._reach_chosen(r) if on else None)
        self.hosts.textChanged.connect(self._hosts_edited)
        self.user.textEdited.connect(self._user_edited)
        self.session.toggled.connect(self._session_toggled)

    def enter(self) -> None:
        """Show the way that is chosen."""
        self.radios[self.flow.request.reach].setChecked(True)
        self._show()

    def _show(self) -> None:
        reach = self.flow.request.reach
        self.form.set_visible("hosts", reach is not Reach.LOCAL)
        self.form.set_visible("user", reach is Reach.SSH)
        self.session.setVisible(reach is Reach.LOCAL)
        self.hint.setText({Reach.SSH: _SSH_HINT, Reach.TLS: _TLS_HINT}.get(reach, ""))

    def _reach_chosen(self, reach: Reach) -> None:
        self.flow.request.reach = reach
        if reach is Reach.LOCAL:
            self.touched.add("hosts")
        self._show()
        self.edited()

    def _hosts_edited(self) -> None:
        self.flow.request.hosts = self.hosts.toPlainText()
        self.edited("hosts")

    def _user_edited(self, text: str) -> None:
        self.flow.request.user = text
        self.edited("user")

    def _session_toggled(self, on: bool) -> None:
        self.flow.request.local_session = on
        self.edited()


class SettingsPage(FlowPage[AddHostsFlow]):
    """Host group and description."""

    def __init__(self, context: Context, flow: AddHostsFlow) -> None:
        super().__init__(context, "settings", flow)
        paths = sorted(str(row["Path"] or row.name) for row in context.objects.table("VMHostGroup"))
        self.group = self.form.add(
            "Host &group",
            choice_field(((path, path) for path in paths or ["All Hosts"]), flow.request.group_path),
            "group",
        )
        self.description = self.form.add("&Description", QLineEdit(), "description")
        self.form.finish()
        self.group.currentIndexChanged.connect(self._write)
        self.description.textEdited.connect(self._write)

    def _write(self) -> None:
        self.flow.request.group_path = self.group.currentData() or ""
        self.flow.request.description = self.description.text()
        self.edited("group")


class HostsSummaryPage(FlowPage[AddHostsFlow]):
    """The hosts and their connections."""

    def __init__(self, context: Context, flow: AddHostsFlow) -> None:
        super().__init__(context, "summary", flow)

    def enter(self) -> None:
        """Show the request as it is now."""
        self.form.clear()
        request = self.flow.request
        for name, connection in request.targets():
            self.form.add_fact(name, connection)
        self.form.add_fact("Host group", request.group_path)
        if request.description:
            self.form.add_fact("Description", request.description)
        self.form.finish()


_PAGES: dict[str, Callable[[Context, AddHostsFlow], PageView]] = {
    "location": LocationPage, "hosts": HostsPage, "settings": SettingsPage, "summary": HostsSummaryPage,
}  # fmt: skip


def open_add_hosts(context: Context) -> WizardWindow:
    """Open the Add Hosts wizard; the console stays usable beside it."""
    server = context.client.address or "localhost"
    local_name = platform.node() if server == "localhost" else server.partition(":")[0]
    request = AddHosts(server=server, local_name=local_name or "localhost")
    flow = AddHostsFlow(request, {row.name.lower() for row in context.objects.table("VMHost")})
    pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
    window = WizardWindow(
        context, flow, pages, title="Add hosts", verb="&Add hosts", job_name=JOB_NAME,
        script_text=flow.script_text, memory_key="wizards/add_hosts",
    )  # fmt: skip
    window.show()
    window.raise_()
    window.activateWindow()
    return window
