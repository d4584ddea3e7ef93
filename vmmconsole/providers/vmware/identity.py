"""What this product writes on a virtual machine of vCenter, and reads again: IDs, marks, names.

A machine's ID is its `instanceUuid`, which vCenter keeps over migrations and renames. Everything else stands in its
`extraConfig` under names that begin with ``vmmconsole.``; what is taken away there is set to nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid5

ID_MARK = "vmmconsole.id"
"""The ID of the step that made the machine; the same as its instanceUuid, unless vCenter gave it another."""
STATE_MARK = "vmmconsole.state"
"""``creating`` while a step makes the machine; a second run then takes away what the first one made."""
MADE_MARK = "vmmconsole.made"
"""While it is made: the files that the step makes beside those which go with the machine, as a JSON list."""
USED_MARK = "vmmconsole.used"
"""The disk files that are used where they were, and so stay when the machine is removed, as a JSON list."""
NEW_MARK = "vmmconsole.new"
"""The devices that are just being added and whose keys are not known yet; see `devices.py`."""
UPLOADED_MARK = "vmmconsole.uploaded"
"""The images that were uploaded for it, which go when its files are deleted, as a JSON list."""
MOVE_MARK = "vmmconsole.move"
"""The ID of the move that brought the machine where it is."""
CREATING = "creating"

_DEVICE_MARK = "vmmconsole.device."
_CHECKPOINT_ID = re.compile(r"(?:\A|\n)vmmconsole\.id=([0-9a-f-]{36})\Z")
_ESCAPED = {"%": "%25", "/": "%2f", "\\": "%5c"}


def marks_of(extra_config: Iterable[Any] | None) -> dict[str, str]:
    """The entries of an `extraConfig` by name; where one stands twice, the later holds, and empty ones are left out."""
    found = {str(option.key): str(option.value) for option in extra_config or ()}
    return {key: value for key, value in found.items() if value}


def paths_in(marks: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The list of paths in a mark; empty when somebody else wrote something strange there."""
    try:
        value = json.loads(marks.get(name, "[]"))
    except ValueError:
        return ()
    return tuple(path for path in value if isinstance(path, str)) if isinstance(value, list) else ()


def paths_text(paths: Iterable[str]) -> str:
    """The value of a mark with a list of paths; nothing for none, so that the mark goes."""
    listed = sorted(set(paths))
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def device_mark(key: int) -> str:
    """The name of the mark with the ID of the device of that key."""
    return f"{_DEVICE_MARK}{key}"


def device_id(machine_id: UUID, key: int, marks: Mapping[str, str]) -> UUID:
    """The ID of a device: the one that a script gave it, else one made of the machine's and the device's key."""
    try:
        return UUID(marks[device_mark(key)])
    except (KeyError, ValueError):
        return uuid5(machine_id, f"device:{key}")


def is_under_creation(marks: Mapping[str, str]) -> bool:
    """Whether a step of ours is making it, or was killed while it did."""
    return marks.get(STATE_MARK) == CREATING


def encode_name(name: str) -> str:
    """A name as vCenter takes it: percent signs and slashes of both kinds escaped."""
    return "".join(_ESCAPED.get(character, character) for character in name)


def decode_name(name: str) -> str:
    """A name of vCenter's as people see it."""
    return re.sub(r"%(?:25|2f|5c)", lambda found: unquote(found.group()), name, flags=re.IGNORECASE)


def checkpoint_description(text: str, checkpoint_id: UUID) -> str:
    """A snapshot's description, with the checkpoint's ID in its last line."""
    line = f"vmmconsole.id={checkpoint_id}"
    return f"{text}\n{line}" if text else line


def checkpoint_texts(machine_id: UUID, description: str, native_id: int | str) -> tuple[UUID, str]:
    """The ID of a checkpoint and its description as people see it; `native_id` tells apart those made elsewhere."""
    found = _CHECKPOINT_ID.search(description or "")
    if found:
        try:
            return UUID(found.group(1)), description[: found.start()]
        except ValueError:
            pass
    return uuid5(machine_id, f"snapshot:{native_id}"), description or ""
