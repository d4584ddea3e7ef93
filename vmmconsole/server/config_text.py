"""A settings file with every setting explained and none set, from the settings themselves."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from .config import ServerSettings

_WIDTH = 110
_HEAD = """\
# Settings of an engine that serves other computers: vmmconsole engine --config FILE
#
# Every setting is here, with what counts while it is not set; take the # away before one to set it. The command line
# counts before the environment (VMMCONSOLE_LISTEN, VMMCONSOLE_TLS__NAMES, ...), and that before this file.
# No password belongs here.
"""
_EXAMPLES: dict[str, Any] = {
    "listen": ["0.0.0.0:8100", "[::]:8100"],
    "data": "/var/lib/vmmconsole",
    "database": "postgresql://vmmconsole@db.example.org/vmmconsole",
    "database_password_file": "/etc/vmmconsole/database-password",
    "tls.certificate": "/etc/vmmconsole/server.pem",
    "tls.key": "/etc/vmmconsole/server.key",
    "tls.names": ["vmm.example.org"],
    "directory.server": "ldaps://dc.example.org",
    "directory.domain": "EXAMPLE",
    "directory.base": "DC=example,DC=org",
    "directory.ca_file": "/etc/ssl/certs/example-ca.pem",
}
"""What stands there for a setting that is empty unless it is set."""


def settings_text() -> str:
    """The file's content, which itself can be read as settings."""
    parts = [_HEAD]
    sections = []
    for name, field in ServerSettings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            sections.append((name, kind))
        else:
            parts.append(_setting(name, name, field))
    for name, kind in sections:
        parts.append(f"{_comment(kind.__doc__ or '')}[{name}]\n")
        parts += [_setting(f"{name}.{inner}", inner, field) for inner, field in kind.model_fields.items()]
    return "\n".join(parts)


def _setting(path: str, name: str, field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True, validated_data={})
    empty = default in (None, "", [], PydanticUndefined)
    value = _EXAMPLES[path] if empty else default
    return f"{_comment(field.description or '')}# {name} = {_plain(value)}\n"


def _comment(text: str) -> str:
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH)
    return "".join(f"## {line}\n" for line in lines)


def _plain(value: Any) -> str:
    """The value as TOML has it; for these types that is JSON."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
