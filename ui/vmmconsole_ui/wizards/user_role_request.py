"""What is chosen in the Create User Role wizard and in a role's properties, and the script of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic import Field

from vmmconsole.model.noun import Value
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.calls import Argument, Call, Condition, Lookup, Scalar, Script, Statement, Variable, Word
from vmmconsole.script.calls import Value as ScriptValue

from .new_vm_request import local_now
from .script_parts import call, numbered, server_value

TITLE = "New User Role Wizard Script"
JOB_NAME = "Create user role"

PROFILES: tuple[tuple[str, UserRoleProfile, str], ...] = (
    ("Self-service user", UserRoleProfile.SELF_SERVICE_USER,
     "Members work on their own virtual machines, as far as the role allows it."),
    ("Delegated administrator", UserRoleProfile.DELEGATED_ADMIN,
     "Members administer everything within the scope, and make roles within it."),
    ("Read-only administrator", UserRoleProfile.READ_ONLY_ADMIN, "Members see everything within the scope."),
)  # fmt: skip

ACTIONS: tuple[tuple[Permission, str, str], ...] = (
    (Permission.START, "Start", "Start their virtual machines"),
    (Permission.STOP, "Stop", "Turn them off at once"),
    (Permission.PAUSE_AND_RESUME, "Pause and resume", "Hold them, and let them go on"),
    (Permission.SHUTDOWN, "Shut down", "Let the guest operating system shut down"),
    (Permission.SAVE, "Save state", "Keep memory on disk, and go on from there"),
    (Permission.CHECKPOINT, "Checkpoint", "Make, restore and remove checkpoints"),
    (Permission.REMOVE, "Remove", "Remove them with their files"),
    (Permission.REMOTE_CONNECT, "Remote connection", "Open their consoles"),
    (Permission.ALLOW_LOCAL_ADMIN, "Local administrator", "Set the password of the local administrator"),
    (Permission.STORE, "Store", "Store them in the library"),
)
"""What can be allowed, its title, and what it means."""


class ScopeItem(Value):
    """An object of a scope; `path` tells it from others of its name, as scripts do."""

    kind: str
    id: UUID
    name: str
    path: str = ""
    server: str = ""
    """Of a library share: the name of its server."""


class UserRoleRequest(Value):
    """Everything that is said of a role."""

    server: str = "localhost"
    generated_at: datetime = Field(default_factory=local_now)
    name: str = ""
    description: str = ""
    profile: UserRoleProfile = UserRoleProfile.SELF_SERVICE_USER
    members: list[str] = Field(default_factory=list)
    scope: list[ScopeItem] = Field(default_factory=list)
    allowed: list[Permission] = Field(default_factory=lambda: [action for action, _, _ in ACTIONS])
    creates: bool = False
    """Whether members may create virtual machines."""
    any_source: bool = True
    """Whether they may make them of anything, or from `templates` only."""
    templates: list[ScopeItem] = Field(default_factory=list)
    has_quota: bool = True
    quota_points: int = 10
    shared: bool = False
    """Whether all members share the quota."""

    @property
    def is_self_service(self) -> bool:
        """Whether permissions and a quota are for it."""
        return self.profile is UserRoleProfile.SELF_SERVICE_USER

    @property
    def permissions(self) -> list[Permission]:
        """What members may do, in the order of the list."""
        chosen = [action for action, _, _ in ACTIONS if action in self.allowed]
        how = Permission.CREATE_FROM_VHD_OR_TEMPLATE if self.any_source else Permission.CREATE
        return [*chosen, how] if self.creates else chosen

    @property
    def quota(self) -> int | None:
        """The quota in points; None for none."""
        return self.quota_points if self.creates and self.has_quota else None


_GETTERS = {
    "VMHostGroup": "Get-VMHostGroup", "VMHost": "Get-VMHost", "LibraryServer": "Get-LibraryServer",
    "LibraryShare": "Get-LibraryShare", "Template": "Get-Template",
}  # fmt: skip


def scope_lookups(server: str, items: Iterable[ScopeItem]) -> tuple[list[Lookup], list[Variable]]:
    """A lookup for each object, and the variables that they fill; what is below others is found by its path."""
    lookups: list[Lookup] = []
    for item in items:
        variable = numbered(item.kind, (known.variable for known in lookups))
        found = call(_GETTERS[item.kind], VMMServer=server_value(server))
        where = [Condition(("Path",), item.path) if item.path else Condition(("Name",), item.name)]
        if item.kind == "Template":
            where.append(Condition(("ID",), str(item.id)))  # several hosts may have one of that name
        if item.server:
            where.append(Condition(("LibraryServer", "Name"), item.server))
        lookups.append(Lookup(variable, found, tuple(where)))
    return lookups, [Variable(known.variable) for known in lookups]


def listed(values: Sequence[Scalar]) -> ScriptValue:
    """A parameter's value of none, one or many."""
    if not values:
        return None
    return values[0] if len(values) == 1 else tuple(values)


def creation(request: UserRoleRequest, job_group: UUID) -> Script:
    """The lookups of the scope, Set-VMMUserRole that waits in the job group, and New-VMMUserRole that owns it."""
    own = request.is_self_service
    templates = request.templates if own and request.creates else []
    lookups, found = scope_lookups(request.server, [*request.scope, *templates])
    scope = found[: len(request.scope)]
    settings = call(
        "Set-VMMUserRole",
        VMMServer=server_value(request.server),
        JobGroup=job_group,
        AddMember=listed(request.members),
        AddScope=listed(scope),
        VMPermission=listed([Word(permission.value) for permission in request.permissions]) if own else None,
        AddTemplate=listed(found[len(scope) :]),
        QuotaPerUser=not request.shared if own and request.quota is not None else None,
        VMQuotaPoint=request.quota if own else None,
    )
    has_settings = len(settings.arguments) > 2
    made = call(
        "New-VMMUserRole",
        VMMServer=server_value(request.server),
        Name=request.name.strip(),
        Description=request.description or None,
        UserRoleProfile=Word(request.profile.value),
        JobGroup=job_group if has_settings else None,
    )
    statements: list[Statement] = [*lookups, *((settings,) if has_settings else ()), made]
    return Script(TITLE, tuple(statements))


def changes(role_id: str, before: UserRoleRequest, after: UserRoleRequest) -> list[Statement]:
    """The lookups, and Set-VMMUserRole with what differs; empty where nothing does."""
    more_scope, less_scope = _differing(before.scope, after.scope)
    more_templates, less_templates = _differing(before.templates, after.templates)
    added, found = scope_lookups(after.server, [*more_scope, *more_templates])
    members = {member.casefold() for member in before.members}, {member.casefold() for member in after.members}
    values: dict[str, ScriptValue] = {
        "Name": after.name.strip() if after.name.strip() != before.name else None,
        "Description": after.description if after.description != before.description else None,
        "AddMember": listed([member for member in after.members if member.casefold() not in members[0]]),
        "RemoveMember": listed([member for member in before.members if member.casefold() not in members[1]]),
        "AddScope": listed(found[: len(more_scope)]),
        "RemoveScope": listed(less_scope),
        "AddTemplate": listed(found[len(more_scope) :]),
        "RemoveTemplate": listed(less_templates),
    }
    quota: dict[str, ScriptValue] = {}
    if after.is_self_service:
        if set(after.permissions) != set(before.permissions):
            allowed = [Word(permission.value) for permission in after.permissions]
            values["VMPermission"] = listed(allowed)
            if not allowed:
                values["RemovePermission"] = listed([Word(permission.value) for permission in before.permissions])
        if after.quota is not None and (before.quota is None or after.shared != before.shared):
            values["QuotaPerUser"] = not after.shared
        if after.quota != before.quota:
            quota["VMQuotaPoint"] = after.quota
    given = {name: value for name, value in values.items() if value is not None} | quota
    if not given:
        return []
    role = Lookup("UserRole", call("Get-VMMUserRole", VMMServer=server_value(after.server), ID=UUID(role_id)))
    change = call("Set-VMMUserRole", UserRole=Variable("UserRole"), **values)
    return [*added, role, with_null(change, quota)]


def _differing(before: Sequence[ScopeItem], after: Sequence[ScopeItem]) -> tuple[list[ScopeItem], list[UUID]]:
    """What came, and the IDs of what went."""
    old, new = {item.id for item in before}, {item.id for item in after}
    return [item for item in after if item.id not in old], [item.id for item in before if item.id not in new]


def with_null(change: Statement, values: dict[str, ScriptValue]) -> Statement:
    """The call with more arguments, of which $null is one: `call` leaves those out."""
    assert isinstance(change, Call)
    return replace(change, arguments=(*change.arguments, *(Argument(name, value) for name, value in values.items())))
