"""Objects of the pipeline on the wire: arguments of a cmdlet call out, what a call or a job wrote back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from functools import cache, partial
from typing import Any
from uuid import UUID

from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.model import NOUNS, Noun, Ref, VMCheckpoint
from vmmconsole.model.errors import EngineError, ParameterError
from vmmconsole.model.listed import listed
from vmmconsole.model.noun import Value
from vmmconsole.model.wire import ListedOutput
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.values import PSObject

_AT_HOME: tuple[type[Value], ...] = (ServerConnection, VMCheckpoint)
"""Classes that only an import of their module makes known."""


def encode_arguments(cmdlet: Cmdlet, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """The bound parameters of a call by name, without those whose attributes are in `leave_out`.

    Raises:
        ParameterError: a value that cannot travel, such as a script block.
    """
    return {
        p.name: _argument(cmdlet.bound[p.attribute], p.name)
        for p in type(cmdlet).parameters
        if p.attribute in cmdlet.bound and p.attribute not in leave_out
    }


def _argument(value: Any, parameter: str) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Value):
        return _object(value)
    if isinstance(value, (list, tuple)):
        return [_argument(item, parameter) for item in value]
    raise ParameterError(
        f"The value of -{parameter} cannot be sent to the engine.",
        cause=f"It is a {type(value).__name__}.",
        action="Give text, a number, a GUID, a date, or an object that a VMM cmdlet returned.",
    )


def _object(value: Value) -> dict[str, Any]:
    identity = getattr(value, "id", None)
    if isinstance(identity, UUID):
        tag = value.kind if isinstance(value, Ref) else tag_of(type(value))
        return {"ObjectType": tag, "ID": str(identity), "Name": getattr(value, "name", "")}
    return {"ObjectType": tag_of(type(value)), **value.to_wire()}


def tag_of(kind: type[Value]) -> str:
    """What the wire calls objects of a class."""
    return kind.kind if issubclass(kind, Noun) and kind.kind else kind.__name__


def decode_output(data: Any) -> object:
    """An object of the pipeline from what a call or a job wrote."""
    if not isinstance(data, Mapping):
        return _plain(data)
    if set(data) == {"Value"}:
        return _plain(data["Value"])
    kind = _kinds().get(str(data.get("ObjectType", "")))
    if kind is not None:
        return kind.model_validate(data["Object"] if set(data) == {"ObjectType", "Object"} else data)
    return PSObject((str(name), _plain(value)) for name, value in data.items())


def decode_listed(output: ListedOutput, several: Callable[[type[Noun], Sequence[UUID]], Sequence[Noun]]) -> list[Noun]:
    """The objects of a long list; `several` reads whole ones when a script asks for more than the rows have.

    Raises:
        EngineError: this version knows no such objects.
    """
    kind = NOUNS.get(output.kind)
    if kind is None:
        raise EngineError(f"The engine sent objects of the kind '{output.kind}', which this version does not know.")
    return listed(kind, output.properties, output.rows, partial(several, kind))


def _plain(value: Any) -> object:
    if isinstance(value, Mapping):
        return PSObject((str(name), _plain(item)) for name, item in value.items())
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


@cache
def _kinds() -> dict[str, type[Value]]:
    found: dict[str, type[Value]] = {}
    waiting: list[type[Value]] = [Value, *_AT_HOME]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith(("vmmconsole.model.", "vmmconsole.cmdlets.")):
            found.setdefault(tag_of(kind), kind)
        waiting += kind.__subclasses__()
    return found
