"""Who somebody is: local accounts, directories, sessions and tokens. What they may do is decided in `engine.access`."""

from __future__ import annotations

from .principal import Principal, Tokens
from .signin import SignIn

__all__ = ["Principal", "SignIn", "Tokens"]
