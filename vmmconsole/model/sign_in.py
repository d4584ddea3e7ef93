"""What travels when somebody signs in, and what people see of accounts, sessions and tokens."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .noun import Value

API_VERSION = 1
"""The version of the wire. A change that an older client cannot live with takes the next number."""
OLDEST_API_VERSION = 1
"""The oldest version whose clients this engine still serves."""
API_HEADER = "vmmconsole-api"
FEATURES = ("accounts", "api-tokens", "change-stream", "job-groups", "listed-output", "sessions")
"""What a client may look for before it uses it."""


class EngineVersion(Value):
    """What an engine says to anybody: which wire it speaks."""

    product: str = "vmmconsole"
    product_version: str
    api_version: int = API_VERSION
    oldest_api_version: int = OLDEST_API_VERSION
    features: list[str] = Field(default_factory=lambda: list(FEATURES))


class SignInRequest(Value):
    """A name (of a local account, or ``DOMAIN\\name``) and a password; `client` says what signs in, for the list."""

    user_name: str = Field(max_length=256)
    password: str = Field(max_length=1024, repr=False)
    client: str = Field(default="", max_length=200)


class RefreshRequest(Value):
    """The refresh token that the last answer gave; it is good once."""

    refresh_token: str = Field(max_length=200, repr=False)


class SignInAnswer(Value):
    """The tokens of a session; `expires_in` is the access token's time in seconds."""

    user_name: str
    session_id: str = Field(alias="SessionID")
    access_token: str = Field(repr=False)
    expires_in: int
    refresh_token: str = Field(repr=False)


class PasswordRequest(Value):
    """Change one's own password."""

    user_name: str = Field(max_length=256)
    password: str = Field(max_length=1024, repr=False)
    new_password: str = Field(max_length=1024, repr=False)


class AccountRequest(Value):
    """A new local account, or another password for one; it has to be changed at its first use."""

    user_name: str = Field(max_length=256)
    password: str = Field(max_length=1024, repr=False)


class AccountChange(Value):
    """Whether an account may sign in."""

    disabled: bool


class AccountFacts(Value):
    """A local account."""

    name: str
    must_change_password: bool
    disabled: bool
    locked: bool
    created_at: str
    password_changed_at: str


class SessionFacts(Value):
    """A session of a person, or a token of scripts."""

    id: str = Field(alias="ID")
    type: Literal["session", "token"]
    user_name: str
    name: str
    """The client of a session, the name of a token."""
    address: str
    scope: Literal["full", "read"]
    created_at: str
    used_at: str
    expires_at: str
    current: bool = False
    """Whether it is the one that asks."""


class TokenRequest(Value):
    """A token for scripts: what it is for, for how many days, and whether anything can be changed with it."""

    name: str = Field(max_length=200)
    days: int = Field(ge=1, le=366)
    scope: Literal["full", "read"] = "read"


class TokenAnswer(Value):
    """A new token; it is shown this once."""

    token: str = Field(repr=False)
    facts: SessionFacts
