"""The login of a Run As account that something in the store names."""

from __future__ import annotations

from vmmconsole.engine.store import Store
from vmmconsole.model import RunAsAccount
from vmmconsole.model.errors import AccessError, NotFoundError
from vmmconsole.providers.manager import Login

from .vault import Vault


def login_of(store: Store, vault: Vault, name: str) -> Login:
    """User name and password of the account of that name.

    Raises:
        NotFoundError: there is none, or it has no password.
        AccessError: it is disabled.
        EngineError: its password cannot be decrypted.
    """
    found = store.find(RunAsAccount, name=name)
    if not found or found[0].secret_id is None:
        raise NotFoundError(
            f"There is no Run As account '{name}' with a password.",
            cause="It was removed or renamed, or never got one.",
            action="Store it with New-SCRunAsAccount, or name another with -Credential.",
            object_name=name,
        )
    if not found[0].enabled:
        raise AccessError(
            f"The Run As account '{name}' may not be used.",
            cause="It is disabled.",
            action=f"Enable it with Enable-SCRunAsAccount '{name}', or name another with -Credential.",
            object_name=name,
        )
    return vault.login(found[0].secret_id)
