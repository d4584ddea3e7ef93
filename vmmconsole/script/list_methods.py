"""``$list.ForEach({ … })`` and ``$list.Where({ … })``: the methods of lists that run a script block for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import ScriptError

from .casts import cast
from .convert import to_bool, to_number, to_text
from .members import get_member
from .values import ArrayList, PSType, ScriptBlockValue, collect

if TYPE_CHECKING:
    from .runtime import Runtime

NAMES = frozenset(("foreach", "where"))
_MODES = ("default", "first", "last", "skipuntil", "until", "split")


def call(runtime: Runtime, items: list[Any], name: str, arguments: list[Any]) -> list[Any]:
    """One of `NAMES`, in lower case, on a list.

    Raises:
        ScriptError: the arguments do not fit.
    """
    what = arguments[0] if arguments else None
    if name == "where":
        if not isinstance(what, ScriptBlockValue):
            raise ScriptError("Where() needs a script block.", action="Write .Where({ $_ … }).")
        block = what
        return _where(items, lambda item: to_bool(collect(_run(runtime, block, item))), arguments[1:])
    if isinstance(what, ScriptBlockValue):
        return ArrayList(value for item in items for value in _run(runtime, what, item))
    if isinstance(what, PSType):
        return ArrayList(cast(item, what.name) for item in items)
    return ArrayList(get_member(item, to_text(what)) for item in items)


def _run(runtime: Runtime, block: ScriptBlockValue, item: Any) -> list[Any]:
    runtime.check()
    return runtime.invoke_block(block, item=item, has_item=True)


def _where(items: list[Any], fits: Callable[[Any], bool], options: list[Any]) -> list[Any]:
    mode = to_text(options[0]).lower() if options else "default"
    most = int(to_number(options[1])) if len(options) > 1 else 0
    if mode not in _MODES:
        raise ScriptError(f"Where() has no mode '{mode[:40]}'.", cause=f"It has: {', '.join(_MODES)}.")
    if mode == "split":
        sides: tuple[list[Any], list[Any]] = ([], [])
        for item in items:
            sides[not fits(item)].append(item)
        return ArrayList(map(ArrayList, sides))
    if mode in ("skipuntil", "until"):
        at = next((i for i, item in enumerate(items) if fits(item)), len(items))
        found: Iterable[Any] = items[at:] if mode == "skipuntil" else items[:at]
        return ArrayList(list(found)[: most or None])
    found = [item for item in items if fits(item)]
    if mode == "last":
        return ArrayList(found[-(most or 1) :])
    return ArrayList(found[: most or (1 if mode == "first" else None)])
