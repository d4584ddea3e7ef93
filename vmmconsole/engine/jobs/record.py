"""What a job remembers of a step: values as compressed JSON that give equal objects again, and a call's fingerprint."""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from importlib import import_module
from typing import Any
from uuid import UUID

import orjson

from vmmconsole.model import NOUNS, Job, Noun
from vmmconsole.model.errors import VMMError, from_fields
from vmmconsole.model.job import Step
from vmmconsole.model.listed import is_listed
from vmmconsole.model.noun import Value
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.limits import joined

MAX_SNAPSHOTS = 500
"""Longer lists are recorded as IDs: a snapshot of 25,000 machines would take longer than reading them."""

Load = Callable[[list[tuple[type[Noun], UUID]]], list[Any]]

_TAG = "$"
_OURS = "vmmconsole."


class Unrecordable(TypeError):  # noqa: N818  says what a value is
    """A value that cannot be recorded; its step is then run again on a replay."""


@dataclass(slots=True)
class StepRecord:
    """The outcome of one step, as the durable run keeps it."""

    outputs: list[Any] = field(default_factory=list)
    error: dict[str, Any] | None = None
    """`VMMError.fields` of what the cmdlet raised."""
    steps: list[Step] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    result: dict[str, Any] | None = None
    """``ResultName``, ``ResultObjectType`` and ``ResultObjectID`` of the job, where the step set them."""
    resolved: dict[str, Any] = field(default_factory=dict)
    """What names in parameters were taken for, by `resolution_key`."""
    replayable: bool = True
    """False when an output could not be recorded: a replay runs the step again."""

    def pack(self) -> bytes:
        """The record as compressed JSON."""
        replayable = self.replayable
        try:
            outputs = self._encoded_outputs()
        except Unrecordable:
            outputs, replayable = [], False
        body = {
            "outputs": outputs,
            "error": self.error,
            "steps": [step.to_wire() for step in self.steps],
            "messages": self.messages,
            "result": self.result,
            "resolved": {key: _pointer(value) or encode(value) for key, value in self.resolved.items()},
            "replayable": replayable,
        }
        return zlib.compress(orjson.dumps(body), 1)

    def _encoded_outputs(self) -> Any:
        by_id = len(self.outputs) > MAX_SNAPSHOTS or any(is_listed(value) for value in self.outputs)
        if by_id and all(isinstance(value, Noun) and value.revision for value in self.outputs):
            return {"refs": [[value.kind, str(value.id)] for value in self.outputs]}
        return [encode(value) for value in self.outputs]

    @classmethod
    def unpack(cls, packed: bytes, load: Load | None = None) -> StepRecord:
        """The record again; `load` finds the objects of a long list, which is recorded by ID only."""
        body = orjson.loads(zlib.decompress(packed))
        outputs = body["outputs"]
        if isinstance(outputs, dict):
            found = load([(NOUNS[kind], UUID(object_id)) for kind, object_id in outputs["refs"]]) if load else []
        else:
            found = [decode(value) for value in outputs]
        return cls(
            outputs=found,
            error=body["error"],
            steps=[Step.model_validate(step) for step in body["steps"]],
            messages=body["messages"],
            result=body["result"],
            resolved=_resolved(body["resolved"], load),
            replayable=body["replayable"],
        )

    def apply_result(self, job: Job) -> None:
        """Name the step's result as the job's."""
        if self.result:
            job.result_name = self.result["ResultName"]
            job.result_object_type = self.result["ResultObjectType"]
            job.result_object_id = UUID(self.result["ResultObjectID"])


def _pointer(value: Any) -> dict[str, Any] | None:
    """How an object is recorded that has not been read whole, and need not be for that."""
    return {_TAG: "pointer", "kind": value.kind, "id": str(value.id)} if is_listed(value) else None


def _resolved(body: Mapping[str, Any], load: Load | None) -> dict[str, Any]:
    """What names were taken for; an object that is gone is looked up again."""
    found: dict[str, Any] = {}
    for key, value in body.items():
        if isinstance(value, dict) and value.get(_TAG) == "pointer":
            for obj in load([(NOUNS[value["kind"]], UUID(value["id"]))]) if load else []:
                found[key] = obj
        else:
            found[key] = decode(value)
    return found


def encode(value: Any) -> Any:
    """A value as JSON that `decode` turns into an equal one.

    Raises:
        Unrecordable: there is no such JSON for it.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {_TAG: "float", "value": str(value)}
    if isinstance(value, Enum):
        return {_TAG: "enum", "type": _type_name(type(value)), "value": value.value}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return value if abs(value) < 2**63 else {_TAG: "int", "value": str(value)}
    if isinstance(value, Value):
        body = _body(value)  # first of all: what is not whole becomes so
        return {_TAG: "object", "type": _type_name(type(value)), "value": orjson.Fragment(body)}
    if isinstance(value, VMMError):
        return {_TAG: "error", "value": value.fields()}
    return _encode_plain(value)


def _encode_plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return {_TAG: "guid", "value": str(value)}
    if isinstance(value, datetime):
        return {_TAG: "time", "value": value.isoformat()}
    if isinstance(value, timedelta):
        return {_TAG: "span", "value": value.total_seconds()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {_TAG: "map", "value": [[key, encode(item)] for key, item in value.items()]}
    if isinstance(value, type) and issubclass(value, Cmdlet):
        return {_TAG: "type", "type": _type_name(value)}
    raise Unrecordable(type(value).__name__)


def decode(value: Any) -> Any:
    """The value that `encode` made JSON of."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = value[_TAG]
    if tag in {"object", "enum", "type"}:
        found = _type_of(value["type"])
        if tag == "type":
            return found
        return found.model_validate(value["value"]) if tag == "object" else found(value["value"])
    return _PLAIN[tag](value["value"])


_PLAIN: dict[str, Any] = {
    "int": int,
    "float": float,
    "guid": UUID,
    "time": datetime.fromisoformat,
    "span": lambda seconds: timedelta(seconds=seconds),
    "map": lambda pairs: {key: decode(item) for key, item in pairs},
    "error": from_fields,
}


def _body(value: Value) -> bytes:
    try:
        return value.model_dump_json(by_alias=True).encode()
    except ValueError as err:
        raise Unrecordable(str(err)) from err


def _type_name(kind: type) -> str:
    if not kind.__module__.startswith(_OURS):
        raise Unrecordable(kind.__name__)
    return f"{kind.__module__}:{kind.__qualname__}"


def _type_of(name: str) -> Any:
    module, _, qualified = name.partition(":")
    if not module.startswith(_OURS):
        raise Unrecordable(name)
    found: Any = import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    if not (isinstance(found, type) and issubclass(found, (Value, Enum, Cmdlet))):
        raise Unrecordable(name)
    return found


def resolution_key(kind: Any, value: object) -> str:
    """What identifies a lookup of a parameter's value."""
    shown = value if isinstance(value, (str, int, float, UUID, Value)) else type(value).__name__
    return f"{getattr(kind, 'kind', '') or getattr(kind, '__name__', kind)}:{shown}"


def fingerprint(cmdlet: Cmdlet) -> str:
    """A short hash of a bound call: what it is and what it is given, objects by ID."""
    parts = [cmdlet.name, *(f"{name}={_plain(value)}" for name, value in sorted(cmdlet.bound.items()))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


_DEEPEST = 8
"""Lists inside each other that tell one call from another."""


def _plain(value: Any, depth: int = 0) -> str:
    if isinstance(value, Noun):
        return f"{value.kind}:{value.id}"
    identity = getattr(value, "id", None)
    if isinstance(value, Value) and identity is not None:
        return f"{type(value).__name__}:{identity}"
    if isinstance(value, Value):
        return value.model_dump_json()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return f"[{joined((_plain(item, depth + 1) for item in value), ',')}]" if depth < _DEEPEST else "[]"
    if value is None or isinstance(value, (str, int, float, bool, UUID, datetime)):
        return f"{type(value).__name__}:{value}"
    return type(value).__name__
