"""Run As accounts: user names and passwords that the engine keeps, so that scripts only name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from vmmconsole.model import RunAsAccount, UserRole
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.values import Credential

from .capabilities import Missing
from .object_name import free_name
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, UngroupedCmdlet, by_id, by_name, old_to_new

_CREDENTIAL_HELP = "The user name and password, from Get-Credential; the password is sent apart from the call."


class GetSCRunAsAccount(ReadingCmdlet):
    """Reads the stored accounts that work is done as. Their passwords cannot be read.

    Example:
        $Credential = Get-SCRunAsAccount -Name "Operator"
    """

    name = "Get-SCRunAsAccount"
    returns = "RunAsAccount"

    name_: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, RunAsAccount, self.id_)
        return by_name(session, RunAsAccount, self.name_) if self.given("name_") else session.find(RunAsAccount)


class NewSCRunAsAccount(UngroupedCmdlet):
    """Stores an account that work is done as.

    The password goes to the engine apart from the call, and is encrypted there: no script or job has it.

    Example:
        $Credential = Get-Credential -UserName "operator"
        New-SCRunAsAccount -Name "Operator" -Credential $Credential
    """

    name = "New-SCRunAsAccount"
    job_name = "Create Run As account"
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    credential: Credential | UUID = parameter("Credential", mandatory=True, help=_CREDENTIAL_HELP)
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", needs=Missing.GRANTS, help="The user role that may use it.")
    no_validation: switch = parameter("NoValidation", help="Accepted for scripts; it is tried when it is first used.")

    def run(self, session: Session) -> Iterable[object]:
        account_id = session.derive_id("Run As account")
        known = by_id(session, RunAsAccount, account_id)
        made = known[0] if known else session.save(self._made(session, account_id))
        session.result(made)
        return [made]

    def _made(self, session: Session, account_id: UUID) -> RunAsAccount:
        self.check_texts()
        secret_id, user_name = sent(session, self.credential)
        return RunAsAccount(
            id=account_id,
            name=free_name(session, RunAsAccount, self.name_),
            description=self.description if self.given("description") else "",
            owner=self.owner if self.given("owner") else session.user,
            user_name=user_name,
            secret_id=secret_id,
        )

    def plan(self, session: Session) -> list[str]:
        made = self._made(session, session.derive_id("Run As account"))
        return [f"Create the Run As account '{made.name}' with the user name '{made.user_name}'."]


class AccountCmdlet(ChangingCmdlet):
    """A cmdlet that changes an account that is there."""

    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    run_as_account: RunAsAccount = parameter(
        "RunAsAccount", mandatory=True, position=0, pipeline=True, help="The Run As account, its name or its ID."
    )

    def taken(self, session: Session) -> RunAsAccount:
        """The account, locked and as it is now."""
        session.lock(self.run_as_account)
        account = session.get(RunAsAccount, self.run_as_account.id)
        session.result(account)
        return account


class SetSCRunAsAccount(AccountCmdlet, UngroupedCmdlet):
    """Changes a stored account, or gives it another password.

    Example:
        Set-SCRunAsAccount -RunAsAccount "Operator" -Description "For the laboratory"
    """

    name = "Set-SCRunAsAccount"
    job_name = "Change properties of Run As account"

    name_: str = parameter("Name", help="Its new name.")
    credential: Credential | UUID | None = parameter("Credential", help=_CREDENTIAL_HELP)
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    no_validation: switch = parameter("NoValidation", help="Accepted for scripts; it is tried when it is first used.")

    def run(self, session: Session) -> Iterable[object]:
        account = self.taken(session)
        changed = session.save(account.model_copy(update=self._update(session, account)))
        if account.secret_id is not None and changed.secret_id != account.secret_id:
            session.forget_secret(account.secret_id)
        return [changed]

    def _update(self, session: Session, account: RunAsAccount) -> dict[str, Any]:
        self.check_texts()
        update: dict[str, Any] = {n: getattr(self, n) for n in ("description", "owner") if self.given(n)}
        if self.given("name_"):
            update["name"] = free_name(session, RunAsAccount, self.name_, besides=account)
        if self.given("credential"):
            update["secret_id"], update["user_name"] = sent(session, self.credential)
        return update

    def plan(self, session: Session) -> list[str]:
        account = session.get(RunAsAccount, self.run_as_account.id)
        update = self._update(session, account)
        lines = [f"Change the Run As account '{account.name}'."]
        if update.pop("secret_id", account.secret_id) != account.secret_id:
            lines.append("Password: another one.")
        return lines + [old_to_new(n, getattr(account, n), v) for n, v in update.items() if getattr(account, n) != v]


class RemoveSCRunAsAccount(AccountCmdlet):
    """Removes a stored account with its password.

    Example:
        Remove-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Remove-SCRunAsAccount"
    job_name = "Remove Run As account"

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.run_as_account)
        for account in by_id(session, RunAsAccount, self.run_as_account.id):
            session.result(account)
            session.forget(account)
        if self.run_as_account.secret_id is not None:
            session.forget_secret(self.run_as_account.secret_id)
        return [self.run_as_account]


class AccountUse(AccountCmdlet):
    """A cmdlet that says whether an account may be used."""

    _enabled: ClassVar[bool]

    def run(self, session: Session) -> Iterable[object]:
        return [session.save(self.taken(session).model_copy(update={"enabled": self._enabled}))]


class EnableSCRunAsAccount(AccountUse):
    """Lets a stored account be used.

    Example:
        Enable-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Enable-SCRunAsAccount"
    job_name = "Enable Run As account"
    _enabled = True


class DisableSCRunAsAccount(AccountUse):
    """Keeps a stored account from being used.

    Example:
        Disable-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Disable-SCRunAsAccount"
    job_name = "Disable Run As account"
    _enabled = False


def sent(session: Session, credential: Credential | UUID | None) -> tuple[UUID, str]:
    """The ID of a secret that was sent to the engine, and the user name in it.

    Raises:
        ParameterError: the script has the password itself.
        NotFoundError: there is no such secret, or somebody else has sent it.
    """
    if not isinstance(credential, UUID):
        raise ParameterError(
            "A password cannot be part of a script that the engine runs.",
            cause="The script is kept with its job, where others can read it.",
            action="Run it in 'vmmconsole shell' or with 'vmmconsole run', which send passwords apart from the call.",
        )
    return credential, session.sent_user_name(credential)
