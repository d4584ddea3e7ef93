"""The Create User Role wizard without Qt: its pages, and what each refuses."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from vmmconsole.script.calls import Script
from vmmconsole.script.writer import write

from .flow import Page, Problem, WizardFlow
from .user_role_request import TITLE, UserRoleRequest, creation

LONGEST = 256


def check_name(name: str, taken: Iterable[str]) -> list[Problem]:
    """What is wrong with a role's name."""
    name = name.strip()
    if not name:
        return [Problem("name", "Enter a name for the user role.")]
    if len(name) > LONGEST or not name.isprintable():
        return [Problem("name", f"A name has at most {LONGEST} characters and no line breaks. Choose another name.")]
    if name.casefold() in {other.casefold() for other in taken}:
        return [Problem("name", f"There is a user role named '{name}' already. Choose another name.")]
    return []


def member_problem(name: str, members: Iterable[str]) -> str:
    """Why a name cannot be added to the members; empty where it can."""
    name = name.strip()
    if not name:
        return "Enter the name of a user or group."
    if len(name) > LONGEST or not name.isprintable():
        return f"A name has at most {LONGEST} characters and no line breaks."
    if name.casefold() in {member.casefold() for member in members}:
        return f"{name} is a member already."
    return ""


def check_scope(request: UserRoleRequest) -> list[Problem]:
    """A role without a scope reaches nothing."""
    if request.scope:
        return []
    return [Problem("scope", "Select at least one host group, host, library server or library share.")]


def check_permissions(request: UserRoleRequest) -> list[Problem]:
    """A self-service role allows something, and has templates where nothing else may be created."""
    if request.creates and not request.any_source and not request.templates:
        return [Problem("templates", "Select at least one template, or allow virtual machines of any kind.")]
    if request.permissions:
        return []
    return [Problem("permissions", "Select at least one action, or let the members create virtual machines.")]


class UserRoleFlow(WizardFlow[UserRoleRequest]):
    """General, members, scope, for self-service users permissions and creation, summary."""

    def __init__(self, request: UserRoleRequest, taken: Iterable[str] = ()) -> None:
        """`taken` are the names of roles that there are."""
        self.taken = tuple(taken)
        self.job_group = uuid4()

        def own(request: UserRoleRequest) -> bool:
            return request.is_self_service

        super().__init__(request, [
            Page("general", "General", "What the role is called, and what kind of role it is.",
                 lambda request: check_name(request.name, self.taken)),
            Page("members", "Add members", "The users and directory groups that the role is for."),
            Page("scope", "Select scope", "What the role reaches. What is below a selected object belongs to it.",
                 check_scope),
            Page("permissions", "Permissions", "What members may do with their own virtual machines.", visible=own),
            Page("creation", "Creation settings", "Whether members may create virtual machines, and how many.",
                 check_permissions, visible=own),
            Page("summary", "Summary", "The user role takes effect at once for everybody who is connected."),
        ])  # fmt: skip

    def script_text(self) -> str:
        """The script as far as the pages have been filled in; on the last page, what runs."""
        ready = not self.problems("general")
        script = creation(self.request, self.job_group) if ready else Script(TITLE)
        return write(script, generated_at=self.request.generated_at)
