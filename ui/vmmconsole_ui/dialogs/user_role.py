"""The properties of a user role: the pages of its wizard as tabs; only what was changed is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from vmmconsole.model import UserRole
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.calls import Statement
from vmmconsole_ui.theme import look
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.role_fields import CreationFields, MemberList, PermissionList, ScopePicker, scope_item
from vmmconsole_ui.wizards.user_role_flow import check_name
from vmmconsole_ui.wizards.user_role_request import ACTIONS, PROFILES, ScopeItem, UserRoleRequest, changes

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


def request_of(context: Context, role: UserRole) -> UserRoleRequest:
    """A role as the fields have it."""
    creates = Permission.CREATE_FROM_VHD_OR_TEMPLATE in role.permissions
    return UserRoleRequest(
        server=context.client.address or "localhost", name=role.name, description=role.description,
        profile=role.profile, members=list(role.members),
        scope=[_item_of(context, ref.kind, ref.id, ref.name) for ref in role.scope],
        allowed=[action for action, _, _ in ACTIONS if action in role.permissions], creates=creates,
        has_quota=role.vm_quota_point is not None or not creates, quota_points=role.vm_quota_point or 10,
        shared=not role.quota_per_user,
    )  # fmt: skip


def _item_of(context: Context, kind: str, item_id: UUID, name: str) -> ScopeItem:
    row = context.objects.find(kind, str(item_id))
    return scope_item(row) if row is not None else ScopeItem(kind=kind, id=item_id, name=name)


class UserRoleProperties(ScriptDialog):
    """General, Members, Scope and, for self-service users, Permissions and Creation."""

    def __init__(self, context: Context, role: UserRole) -> None:
        super().__init__(
            context, f"Properties of {role.name}", "&OK", job_name="Change properties of user role",
            width=look().characters(84), height=look().characters(64),
        )  # fmt: skip
        self.title = "User Role Properties"
        self.role = role
        self.before = request_of(context, role)
        self.request = self.before.model_copy(deep=True)
        self.tabs = QTabWidget()
        self.body.addWidget(self.tabs, 1)
        self._add_general()
        self.members = MemberList(self.request)
        self._add(self.members, "&Members", "members", self.members.changed)
        if role.profile is not UserRoleProfile.ADMINISTRATOR:
            self.scope = ScopePicker(context, self.request)
            self._add(self.scope, "&Scope", "scope", self.scope.changed)
        if self.request.is_self_service:
            self.permissions = PermissionList(self.request)
            self._add(self.permissions, "&Permissions", "permissions", self.permissions.changed, stretch=False)
            self.creation = CreationFields(self.request)
            self._add(self.creation, "&Creation", "creation", self.creation.changed, stretch=False)
        self.refresh()

    def _add_general(self) -> None:
        self.name = self.form.add("&Name", QLineEdit(self.request.name), "name")
        self.description = self.form.add("&Description", QPlainTextEdit(self.request.description), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        titles = {profile: title for title, profile, _ in PROFILES}
        self.form.add_fact("Profile", titles.get(self.role.profile, "Administrator"))
        if self.role.parent_user_role is not None:
            self.form.add_fact("Below", self.role.parent_user_role.name)
        self.form.finish()
        self.form.grid.setContentsMargins(0, look().size.pane, 0, 0)
        self.tabs.addTab(self.form, "&General")
        self.name.textEdited.connect(self._named)
        self.description.textChanged.connect(self._described)

    def _add(self, widget: QWidget, title: str, field: str, changed: object, *, stretch: bool = True) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, look().size.pane, 0, 0)
        layout.addWidget(widget, 1 if stretch else 0)
        if not stretch:
            layout.addStretch(1)
        self.tabs.addTab(page, title)
        changed.connect(lambda: self.refresh(field))  # type: ignore[attr-defined]  # a bound signal

    def _named(self, text: str) -> None:
        self.request.name = text
        self.refresh("name")

    def _described(self) -> None:
        self.request.description = self.description.toPlainText()
        self.refresh("description")

    def problems(self) -> list[Problem]:
        """The name, and what the profile needs."""
        others = [row.name for row in self.context.objects.table("UserRole") if row.id != str(self.role.id)]
        problems = check_name(self.request.name, others)
        if self.role.profile is UserRoleProfile.ADMINISTRATOR and not self.request.members:
            problems.append(Problem("members", "The administrators' role must have at least one member."))
        return problems

    def statements(self) -> Iterable[Statement]:
        """Set-VMMUserRole with what differs."""
        return changes(str(self.role.id), self.before, self.request)


async def open_user_role_properties(context: Context, role_id: str) -> UserRoleProperties | None:
    """Open a role's properties; None where it is gone."""
    if context.objects.find("UserRole", role_id) is None:
        context.notify("The user role was removed meanwhile.", "warning")
        return None
    dialog = UserRoleProperties(context, await context.client.get(UserRole, role_id))
    present(dialog)
    return dialog
