"""The properties of a user role: the pages of its wizard as tabs; only what was changed is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from vmmconsole.model import UserRole
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.calls import Statement
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import Form
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.role_fields import CreationFields, MemberList, PermissionList, ScopePicker, scope_item
from vmmconsole_ui.wizards.user_role_flow import check_name, check_permissions
from vmmconsole_ui.wizards.user_role_request import ACTIONS, PROFILES, ScopeItem, UserRoleRequest, changes

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Delta


def request_of(context: Context, role: UserRole) -> UserRoleRequest:
    """A role as the fields have it."""
    any_source = Permission.CREATE_FROM_VHD_OR_TEMPLATE in role.permissions
    creates = any_source or Permission.CREATE in role.permissions
    return UserRoleRequest(
        server=context.client.address or "localhost", name=role.name, description=role.description,
        profile=role.profile, members=list(role.members),
        scope=[_item_of(context, ref.kind, ref.id, ref.name) for ref in role.scope],
        any_source=any_source or not creates,
        templates=[_item_of(context, ref.kind, ref.id, ref.name) for ref in role.templates],
        allowed=[action for action, _, _ in ACTIONS if action in role.permissions], creates=creates,
        has_quota=role.vm_quota_point is not None or not creates, quota_points=role.vm_quota_point or 10,
        shared=not role.quota_per_user,
    )  # fmt: skip


def _item_of(context: Context, kind: str, item_id: UUID, name: str) -> ScopeItem:
    row = context.objects.find(kind, str(item_id))
    return scope_item(row) if row is not None else ScopeItem(kind=kind, id=item_id, name=name)


_FIELDS = {
    "name": "Name", "description": "Description", "allowed": "Permissions", "creates": "Creation of virtual machines",
    "any_source": "Creation of virtual machines",
    "has_quota": "Quota", "quota_points": "Quota", "shared": "Quota",
}  # fmt: skip
"""What one value is, by its name for people; members and scope are merged one by one."""


def merge(before: UserRoleRequest, mine: UserRoleRequest, theirs: UserRoleRequest) -> tuple[UserRoleRequest, list[str]]:
    """What the person wants on top of what others made of the role, and what both changed to something else."""
    update: dict[str, object] = {}
    both: list[str] = []
    for field, title in _FIELDS.items():
        old, my, their = (getattr(request, field) for request in (before, mine, theirs))
        if my != old:
            update[field] = my
            if their not in (old, my):
                both.append(title)
    gone = {member.casefold() for member in before.members} - {member.casefold() for member in mine.members}
    known = {member.casefold() for member in (*before.members, *theirs.members)}
    update["members"] = [member for member in theirs.members if member.casefold() not in gone] + [
        member for member in mine.members if member.casefold() not in known
    ]
    for field in ("scope", "templates"):
        update[field] = _merged(*(getattr(request, field) for request in (before, mine, theirs)))
    return theirs.model_copy(update=update, deep=True), both


def _merged(before: list[ScopeItem], mine: list[ScopeItem], theirs: list[ScopeItem]) -> list[ScopeItem]:
    had, there = {item.id for item in before}, {item.id for item in theirs}
    left = had - {item.id for item in mine}
    return [item for item in theirs if item.id not in left] + [item for item in mine if item.id not in had | there]


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
        self.conflicts: list[str] = []
        """What others changed meanwhile that was changed here too."""
        self.tabs = QTabWidget()
        self.body.addWidget(self.tabs, 1)
        self._build_tabs()
        context.objects.changed.connect(self._objects_changed)
        self.refresh()

    def _build_tabs(self) -> None:
        at = max(0, self.tabs.currentIndex())
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        context, role = self.context, self.role
        self._add_general()
        self.members = MemberList(self.request)
        self._add(self.members, "&Members", "members", self.members.changed)
        if role.profile is not UserRoleProfile.ADMINISTRATOR:
            self.scope = ScopePicker(context, self.request)
            self._add(self.scope, "&Scope", "scope", self.scope.changed)
        if self.request.is_self_service:
            self.permissions = PermissionList(self.request)
            self._add(self.permissions, "&Permissions", "permissions", self.permissions.changed, stretch=False)
            self.creation = CreationFields(self.context, self.request)
            self._add(self.creation, "&Creation", "creation", self.creation.changed, stretch=False)
        self.tabs.setCurrentIndex(at)

    def _add_general(self) -> None:
        self.form = Form()
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

    # Others

    def _objects_changed(self, delta: Delta) -> None:
        if delta.kind == "UserRole" and delta.touches(str(self.role.id)):
            spawn_for(self, self._read_again(), "The user role could not be read again.")

    async def _read_again(self) -> None:
        try:
            fresh = await self.context.client.get(UserRole, self.role.id)
        except NotFoundError:
            self.say("The user role was removed meanwhile.")
            self.request = self.before.model_copy(deep=True)
            self.refresh()
            return
        theirs = request_of(self.context, fresh)
        merged, both = merge(self.before, self.request, theirs)
        self.role, self.before, self.request = fresh, theirs, merged
        self.conflicts = sorted({*self.conflicts, *both})
        self._build_tabs()
        if self.conflicts:
            self.say(f"Changed by others meanwhile, and by you here: {', '.join(self.conflicts)}.")
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name, and what the profile needs."""
        others = [row.name for row in self.context.objects.table("UserRole") if row.id != str(self.role.id)]
        problems = check_name(self.request.name, others)
        if self.role.profile is UserRoleProfile.ADMINISTRATOR and not self.request.members:
            problems.append(Problem("members", "The administrators' role must have at least one member."))
        problems += check_permissions(self.request) if self.request.creates and self.request.is_self_service else []
        if self.conflicts:
            names = ", ".join(self.conflicts)
            text = f"Others changed {names} meanwhile. Cancel, and open the properties again to see what is there now."
            problems.insert(0, Problem("conflict", text))
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
