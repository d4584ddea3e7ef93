"""The Create User Role wizard: its pages and its window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import choice_field, plain_label

from .page_view import FlowPage, PageView
from .role_fields import CreationFields, MemberList, PermissionList, ScopePicker
from .user_role_flow import UserRoleFlow
from .user_role_request import ACTIONS, JOB_NAME, PROFILES, UserRoleRequest
from .wizard_window import WizardWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class GeneralPage(FlowPage[UserRoleFlow]):
    """Name, description and profile."""

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "general", flow)
        request = flow.request
        self.name = self.form.add("User role &name", QLineEdit(request.name), "name")
        self.description = self.form.add("&Description", QPlainTextEdit(request.description), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        choices = ((title, profile) for title, profile, _ in PROFILES)
        self.profile = self.form.add("&User role profile", choice_field(choices, request.profile), "profile")
        self.meaning = self.form.add_full(plain_label("", "muted", wrap=True))
        self.form.finish()
        self.name.textEdited.connect(self._named)
        self.description.textChanged.connect(self._described)
        self.profile.currentIndexChanged.connect(lambda _: self._profile_chosen())
        self._show_meaning()

    def _named(self, text: str) -> None:
        self.flow.request.name = text
        self.edited("name")

    def _described(self) -> None:
        self.flow.request.description = self.description.toPlainText()
        self.edited("description")

    def _profile_chosen(self) -> None:
        self.flow.request.profile = self.profile.currentData()
        self._show_meaning()
        self.edited("profile")

    def _show_meaning(self) -> None:
        self.meaning.setText(next(text for _, profile, text in PROFILES if profile is self.flow.request.profile))


class MembersPage(FlowPage[UserRoleFlow]):
    """Who the role is for."""

    grows = True

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "members", flow)
        self.members = MemberList(flow.request)
        self.layout_.addWidget(self.members, 1)
        self.members.changed.connect(lambda: self.edited("members"))


class ScopePage(FlowPage[UserRoleFlow]):
    """What the role reaches."""

    grows = True

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "scope", flow)
        self.scope = ScopePicker(context, flow.request)
        self.layout_.addWidget(self.scope, 1)
        self.scope.changed.connect(lambda: self.edited("scope"))


class PermissionsPage(FlowPage[UserRoleFlow]):
    """What self-service users may do."""

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "permissions", flow)
        self.permissions = PermissionList(flow.request)
        self.layout_.addWidget(self.permissions)
        self.layout_.addStretch(1)
        self.permissions.changed.connect(lambda: self.edited("permissions"))


class CreationPage(FlowPage[UserRoleFlow]):
    """Whether self-service users may create virtual machines, and how many."""

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "creation", flow)
        self.creation = CreationFields(context, flow.request)
        self.layout_.addWidget(self.creation)
        self.layout_.addStretch(1)
        self.creation.changed.connect(lambda: self.edited("creation"))


class RoleSummaryPage(FlowPage[UserRoleFlow]):
    """Everything chosen."""

    def __init__(self, context: Context, flow: UserRoleFlow) -> None:
        super().__init__(context, "summary", flow)

    def enter(self) -> None:
        """Show the request as it is now."""
        self.form.clear()
        for label, value in summary_rows(self.flow.request):
            self.form.add_fact(label, value)
        self.form.finish()


def summary_rows(request: UserRoleRequest) -> list[tuple[str, str]]:
    """The choices as (label, value)."""
    profile = next(title for title, known, _ in PROFILES if known is request.profile)
    rows = [("Name", request.name.strip()), ("Profile", profile)]
    if request.description:
        rows.append(("Description", request.description))
    rows.append(("Members", "\n".join(request.members) or "None yet"))
    rows.append(("Scope", "\n".join(item.path or item.name for item in request.scope)))
    if request.is_self_service:
        titles = [title for action, title, _ in ACTIONS if action in request.allowed]
        rows.append(("Actions", "All" if len(titles) == len(ACTIONS) else ", ".join(titles) or "None"))
        rows.append(("New virtual machines", _creation_text(request)))
    return rows


def _creation_text(request: UserRoleRequest) -> str:
    if not request.creates:
        return "Not allowed"
    names = ", ".join(item.name for item in request.templates)
    source = "Of any kind" if request.any_source else f"From {names}"
    if request.quota is None:
        return f"{source}, without a quota"
    whose = "for all members together" if request.shared else "for each member"
    return f"{source}, {request.quota:,} quota points {whose}"


_PAGES: dict[str, Callable[[Context, UserRoleFlow], PageView]] = {
    "general": GeneralPage, "members": MembersPage, "scope": ScopePage, "permissions": PermissionsPage,
    "creation": CreationPage, "summary": RoleSummaryPage,
}  # fmt: skip


def open_new_user_role(context: Context) -> WizardWindow:
    """Open the wizard; the console stays usable beside it."""
    taken = [row.name for row in context.objects.table("UserRole")]
    flow = UserRoleFlow(UserRoleRequest(server=context.client.address or "localhost"), taken)
    pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
    window = WizardWindow(
        context, flow, pages, title="Create user role", verb="&Create", job_name=JOB_NAME,
        script_text=flow.script_text, memory_key="wizards/user_role",
    )  # fmt: skip
    window.show()
    window.raise_()
    window.activateWindow()
    return window
