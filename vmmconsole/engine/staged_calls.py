"""Calls that wait in a job group, as plain JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vmmconsole.model.errors import EngineError
from vmmconsole.script.cmdlet import Cmdlet


def pack_call(cmdlet: Cmdlet) -> dict[str, Any]:
    """A bound call as plain JSON, for the store."""
    from .jobs.record import encode

    return {"name": cmdlet.name, "bound": {name: plain(encode(value)) for name, value in cmdlet.bound.items()}}


def unpack_call(call: dict[str, Any], find: Callable[[str], type[Cmdlet] | None]) -> Cmdlet:
    """The bound call again.

    Raises:
        EngineError: this version has no such cmdlet.
    """
    from .jobs.record import decode

    cls = find(call["name"])
    if cls is None:
        raise EngineError(f"The job group has a call of {call['name']}, which this version does not know.")
    return cls(**{name: decode(value) for name, value in call["bound"].items()})


def plain(value: Any) -> Any:
    """An encoded value without its ready-made JSON fragments."""
    import orjson

    return orjson.loads(orjson.dumps(value))
