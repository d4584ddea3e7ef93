"""The settings of an engine that serves other computers: a TOML file, the environment, the command line.

What the command line says counts before the environment (``VMMCONSOLE_LISTEN``, ``VMMCONSOLE_TLS__NAMES``, …), and
that before the file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from vmmconsole.model.errors import EngineError

_STRICT = ConfigDict(extra="forbid", frozen=True)


class TLSSettings(BaseModel):
    """The certificate that the server shows. Without one here the engine makes its own, and renews it."""

    model_config = _STRICT

    certificate: Path | None = Field(
        None, description="A PEM file: the certificate, then those that vouch for it. It is read again when it changes."
    )
    key: Path | None = Field(None, description="The PEM file with the certificate's key.")
    names: list[str] = Field(
        default_factory=list,
        description="Names and addresses by which others reach this computer, beside those that it has itself; "
        "for the engine's own certificate.",
    )

    @model_validator(mode="after")
    def _both(self) -> TLSSettings:
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key go together: give both or none")
        return self


class LimitSettings(BaseModel):
    """How much others may ask of the engine."""

    model_config = _STRICT

    connections: int = Field(
        0, ge=0, le=100_000, description="The most connections at a time; 0 takes what the limit of open files allows."
    )
    silent_connections: int = Field(
        1_000, ge=1, le=100_000, description="So many of them may be that have not asked anything yet."
    )
    greeting_seconds: float = Field(10, gt=0, le=300, description="How long a connection has for its first request.")
    requests_per_second: float = Field(300, gt=0, description="So many requests a second each user may send.")
    sign_ins_per_minute: float = Field(60, gt=0, description="So many sign-ins a minute may come from one address.")


class DirectorySettings(BaseModel):
    """A directory (Active Directory or another LDAP one) whose users may sign in."""

    model_config = _STRICT

    server: str = Field("", description="ldaps://HOST[:PORT]; empty for no directory.")
    domain: str = Field("", description="The short name that stands before users and groups: DOMAIN\\name.")
    base: str = Field("", description="Below which entry users and groups are searched, such as DC=example,DC=org.")
    ca_file: Path | None = Field(
        None, description="A PEM file with the authority of the directory's certificate; none for the system's."
    )
    user: str = Field(
        "{name}@{dns}",
        description="How a user binds: {name} is the name typed, {domain} and {dns} the directory's names, {base} the "
        "base. For other directories than Active Directory for example uid={name},ou=people,{base}.",
    )
    user_filter: str = Field("(&(objectClass=user)(sAMAccountName={name}))", description="How a user's entry is found.")
    group_filter: str = Field(
        "(&(objectClass=group)(member:1.2.840.113556.1.4.1941:={dn}))",
        description="How the groups of a user are found, those in other groups with them; {dn} is the user's entry.",
    )
    name_attribute: str = Field("sAMAccountName", description="The attribute with the name of a user or group.")
    timeout_seconds: float = Field(10, gt=0, le=120, description="How long the directory may take to answer.")

    @model_validator(mode="after")
    def _whole(self) -> DirectorySettings:
        if self.server and not (self.domain and self.base):
            raise ValueError("a directory needs server, domain and base")
        if self.server and not self.server.startswith("ldaps://"):
            raise ValueError("the server must begin with ldaps://, so that no password crosses the network in clear")
        return self


class ServerSettings(BaseSettings):
    """All settings of ``vmmconsole engine --config FILE``."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="VMMCONSOLE_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    listen: list[str] = Field(
        default_factory=list,
        description="Where to listen: HOST:PORT with TLS and sign-in (0.0.0.0:8100 and [::]:8100 for all addresses), "
        "unix:PATH for this computer.",
    )
    data: Path | None = Field(None, description="The folder of database, log, library and certificates.")
    database: str = Field(
        "", description="postgresql://user@server/database for objects and jobs; empty for files in the data folder."
    )
    database_password_file: Path | None = Field(
        None, description="A file with the database's password that only this user may read; else ~/.pgpass is used."
    )
    local_host: bool = Field(True, description="Whether this computer is a host by itself, at the first start.")
    tls: TLSSettings = Field(default_factory=TLSSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    directory: DirectorySettings = Field(default_factory=DirectorySettings)

    @field_validator("listen")
    @classmethod
    def _addresses(cls, value: list[str]) -> list[str]:
        for address in value:
            _, separator, port = address.rpartition(":")
            if not address.startswith("unix:") and (not separator or not port.isdecimal() or int(port) > 65535):
                raise ValueError(f"{address!r} is neither HOST:PORT nor unix:PATH")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, which comes as the first argument."""
        del settings_cls, dotenv_settings, file_secret_settings
        assert isinstance(init_settings, InitSettingsSource)
        return env_settings, init_settings


def read_settings(path: Path | None) -> ServerSettings:
    """The settings of a file, or without one those of the environment.

    Raises:
        EngineError: it cannot be read, or something in it is wrong; says in which line and why.
    """
    text, found = "", {}
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
            found = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as err:
            raise _bad(f"{path} cannot be read: {getattr(err, 'strerror', None) or err}.") from err
        except tomllib.TOMLDecodeError as err:
            raise _bad(f"{path}: {err}.") from err
    try:
        return ServerSettings(**found)
    except ValidationError as err:
        raise _bad(" ".join(_fault(path, text, fault) for fault in err.errors())) from err
    except ValueError as err:  # a value of the environment that is no JSON
        raise _bad(f"The environment: {err}.") from err


def _fault(path: Path | None, text: str, fault: Any) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    line = line_of(text, [str(part) for part in fault["loc"] if isinstance(part, str)])
    reason = {"extra_forbidden": "there is no such setting"}.get(fault["type"], fault["msg"])
    reason = reason.removeprefix("Value error, ")
    place = f"{path}, line {line}" if path is not None and line else f"{path or 'The settings'}"
    return f"{place}: {where}: {reason[:1].lower()}{reason[1:].rstrip('.')}."


def line_of(text: str, keys: list[str]) -> int:
    """The line in which a setting stands, or its section does; 0 where neither is there."""
    section, found = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            section = header[1].strip()
            if section == ".".join(keys) or (len(keys) > 1 and section == ".".join(keys[:-1]) and not found):
                found = number
        elif match := re.match(r"\s*([\w.\-]+)\s*=", line):
            name = f"{section}.{match[1]}" if section else match[1]
            if name == ".".join(keys):
                return number
    return found


def _bad(cause: str) -> EngineError:
    return EngineError(
        "The engine does not start with these settings.",
        cause=cause,
        action="Correct them; packaging/vmmconsole.toml explains every one.",
    )
