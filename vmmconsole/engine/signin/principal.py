"""Whom a request comes from, and the tokens by which that is known."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Scope = Literal["full", "read"]


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who is known: by a session, a token for scripts, or by the system at the other end of a socket."""

    user: str
    """The name by which roles know the user: an account's, or ``DOMAIN\\name``."""
    session_id: str = ""
    """The session, when there is one that can end."""
    scope: Scope = "full"
    """``read`` for a token with which nothing can be changed."""
    groups: frozenset[str] = frozenset()
    """The directory groups the user is in."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a client gets when its user signs in; neither token is kept here in clear."""

    user: str
    session_id: str
    access: str = field(repr=False)
    access_until: datetime
    refresh: str = field(repr=False)
    until: datetime


def new_token(kind: str) -> str:
    """A token that nobody can guess; its beginning says what it is, so that scanners of leaked secrets find it."""
    return f"vmm{kind}_{secrets.token_urlsafe(32)}"


def hashed(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so a plain hash is as good as a slow one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
