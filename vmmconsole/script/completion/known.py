"""A command as completion sees it, whether it is a cmdlet or a function of the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import ParameterError, VMMError
from vmmconsole.script.ast import Constant, ParameterDeclaration
from vmmconsole.script.binding import Binder
from vmmconsole.script.cmdlet import Cmdlet, Parameter
from vmmconsole.script.functions import is_advanced, parameters_of

from .place import Frame

if TYPE_CHECKING:
    from vmmconsole.script.interpreter import Interpreter


@dataclass(slots=True)
class Known:
    """A command and its parameters; `common` are those that all of its kind have."""

    name: str
    parameters: Sequence[Parameter]
    common: dict[str, tuple[str, bool]]
    binder: Binder
    cmdlet: type[Cmdlet] | None = None
    values: dict[str, list[str]] = field(default_factory=dict)
    """What ValidateSet allows, by parameter."""

    def find(self, name: str) -> Parameter | tuple[str, bool] | None:
        """The parameter of a name, an alias or a beginning; None also where the beginning fits several."""
        try:
            return self.binder.find(name)
        except ParameterError:
            return None


@dataclass(slots=True)
class Usage:
    """What the arguments before the cursor have taken."""

    used: set[str] = field(default_factory=set)
    """Names of parameters and common ones."""
    sets: frozenset[str] = frozenset()
    open: Parameter | tuple[str, bool] | None = None
    """The parameter that waits for its value."""
    positional: int = 0


def find_command(interpreter: Interpreter, name: str) -> Known | None:
    """The function or cmdlet of that name, as a call would find it."""
    function = interpreter.scope.find_function(name.lower())
    if function is not None:
        block = function.block
        try:
            parameters: Sequence[Parameter] = parameters_of(interpreter, block)
        except VMMError:
            parameters = ()
        binder = Binder(name, parameters, _unchanged, takes_extra=not is_advanced(block))
        common = binder.common if is_advanced(block) else {}
        return Known(function.name, parameters, common, binder, values=_value_sets(block.parameters))
    short = name.rpartition("\\")[2] if "-" in name else name
    cmdlet = interpreter.find_core(short) or interpreter.host.find_command(short)
    if cmdlet is None:
        return None
    binder = Binder(
        cmdlet.name, cmdlet.parameters, _unchanged, changes=cmdlet.changes, default_set=cmdlet.default_set
    )  # fmt: skip
    return Known(cmdlet.name, cmdlet.parameters, binder.common, binder, cmdlet)


def usage_of(known: Known, frame: Frame) -> Usage:
    """Which parameters the arguments before the cursor have taken, and which one waits for its value."""
    from vmmconsole.script.ast import ParameterArgument

    usage = Usage(sets=known.binder.all_sets)
    for element in frame.elements:
        if not isinstance(element, ParameterArgument):
            if usage.open is None:
                usage.positional += 1
            usage.open = None
            continue
        found = known.find(element.name)
        usage.open = None
        if isinstance(found, Parameter):
            usage.used.add(found.name.lower())
            if found.sets:
                usage.sets = (usage.sets & frozenset(found.sets)) or usage.sets
            if not found.is_switch and element.value is None:
                usage.open = found
        elif found is not None:
            usage.used.add(found[0].lower())
            if not found[1] and element.value is None:
                usage.open = found
    return usage


def positional_parameters(known: Known, usage: Usage) -> list[Parameter]:
    """The parameters that can take the next value without a name; of several at the same place all."""
    free = [
        p
        for p in known.parameters
        if p.position is not None and p.name.lower() not in usage.used and (not p.sets or usage.sets & set(p.sets))
    ]
    places = sorted({p.position or 0 for p in free})
    if not places:
        return []
    place = places[min(usage.positional, len(places) - 1)]
    if usage.positional >= len(places) and not any(p.remaining for p in free if p.position == place):
        return []
    return [p for p in free if p.position == place]


def _value_sets(declared: Sequence[ParameterDeclaration]) -> dict[str, list[str]]:
    return {
        p.name.lower(): [str(node.value) for node in attribute.arguments if isinstance(node, Constant)]
        for p in declared
        for attribute in p.attributes
        if attribute.name.lower() == "validateset"
    }


def _unchanged(_parameter: Parameter, value: Any) -> Any:
    return value
