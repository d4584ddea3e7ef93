"""Stored credentials: encrypted at rest, revealed only to what connects with them."""

from __future__ import annotations

from .accounts import login_of
from .vault import Vault

__all__ = ["Vault", "login_of"]
