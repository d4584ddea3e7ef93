"""Run As accounts: stored user names and passwords by name. The password itself is never part of an object."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from .noun import Noun


class RunAsAccount(Noun):
    """An account that work is done as. `secret_id` names the secret in the engine's vault."""

    kind: ClassVar[str] = "RunAsAccount"
    title: ClassVar[str] = "Run As account"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "UserName", "Owner", "Enabled", "Description")

    user_name: str = ""
    owner: str = ""
    secret_id: UUID | None = None
