"""Functions and script blocks: their parameters as declared in the script, with attributes and defaults."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import ParameterError, ScriptError

from .ast import Attribute, ParameterDeclaration, ScriptBlock, VariableRef
from .cmdlet import UNSET, Parameter, switch
from .convert import to_bool, to_list, to_number, to_text
from .members import describe
from .patterns import regex
from .types import canonical, is_instance, kind_of
from .values import ScriptBlockValue, collect

if TYPE_CHECKING:
    from .evaluate import Evaluator


def _named(attribute: Attribute, name: str) -> Any:
    return next((value for key, value in attribute.named if key.lower() == name), None)


def _flag(runtime: Evaluator, attributes: tuple[Attribute, ...], name: str) -> bool:
    for attribute in attributes:
        if attribute.name.lower() == "parameter":
            node = _named(attribute, name)
            if node is not None:
                is_true = isinstance(node, VariableRef) and node.name.lower() == "true"
                return is_true or to_bool(runtime.evaluate(node))
    return False


def _setting(runtime: Evaluator, attributes: tuple[Attribute, ...], name: str) -> Any:
    for attribute in attributes:
        node = _named(attribute, name) if attribute.name.lower() == "parameter" else None
        if node is not None:
            return runtime.evaluate(node)
    return None


def binding_setting(runtime: Evaluator, block: ScriptBlock, name: str) -> Any:
    """A named argument of the block's [CmdletBinding()], null where there is none."""
    for attribute in block.attributes:
        node = _named(attribute, name) if attribute.name.lower() == "cmdletbinding" else None
        if node is not None:
            return runtime.evaluate(node)
    return None


def is_advanced(block: ScriptBlock) -> bool:
    """Whether a function takes the common parameters and nothing beyond its own."""
    names = {a.name.lower() for a in block.attributes}
    inner = {a.name.lower() for p in block.parameters for a in p.attributes}
    return "cmdletbinding" in names or "parameter" in inner


def parameters_of(runtime: Evaluator, block: ScriptBlock) -> list[Parameter]:
    """A block's parameters as binding needs them; `attribute` is the variable's name."""
    given = [_setting(runtime, p.attributes, "position") for p in block.parameters]
    found = []
    for place, declared in enumerate(block.parameters):
        is_switch = declared.type is not None and canonical(declared.type.name) == "switch"
        position = place if all(g is None for g in given) else given[place]
        aliases = tuple(
            to_text(runtime.evaluate(node))
            for a in declared.attributes
            if a.name.lower() == "alias"
            for node in a.arguments
        )
        name_of_set = _setting(runtime, declared.attributes, "parametersetname")
        found.append(
            Parameter(
                name=declared.name, attribute=declared.name, type=switch if is_switch else Any,
                help=to_text(_setting(runtime, declared.attributes, "helpmessage")), aliases=aliases,
                mandatory=_flag(runtime, declared.attributes, "mandatory"),
                position=None if is_switch or position is None else int(to_number(position)),
                pipeline=_flag(runtime, declared.attributes, "valuefrompipeline"),
                pipeline_property=_flag(runtime, declared.attributes, "valuefrompipelinebypropertyname"),
                sets=(to_text(name_of_set),) if name_of_set is not None else (),
                remaining=_flag(runtime, declared.attributes, "valuefromremainingarguments"),
            )
        )  # fmt: skip
    return found


def coercer(runtime: Evaluator, block: ScriptBlock) -> Callable[[Parameter, Any], Any]:
    """The coercion to the declared types, with the declared checks."""
    declared = {p.name: p for p in block.parameters}

    def coerce(parameter: Parameter, value: Any) -> Any:
        declaration = declared[parameter.name]
        converted = typed(runtime, declaration, value)
        check_value(runtime, declaration.attributes, parameter.name, converted)
        return converted

    return coerce


def check_value(runtime: Evaluator, attributes: tuple[Attribute, ...], name: str, value: Any) -> None:
    """Raises:
    ParameterError: a value does not pass a ``[Validate…]`` attribute.
    """
    for attribute in attributes:
        check = _CHECKS.get(attribute.name.lower())
        if check is not None:
            check(runtime, attribute, name, value)


def typed(runtime: Evaluator, declared: ParameterDeclaration, value: Any) -> Any:
    """A value as the parameter's declared type.

    Raises:
        ParameterError: it does not fit.
    """
    if declared.type is None:
        return value
    kind = canonical(declared.type.name)
    if not kind:
        return value  # a type of the host's, such as [Microsoft.…VM]: the object is what it is
    if kind == "bool" and not declared.type.is_array and not isinstance(value, (bool, int, float)):
        raise ParameterError(
            f"Cannot process argument transformation on parameter '{declared.name}'.",
            cause=f"Cannot convert value {describe(value)} to type Boolean. Give $true, $false, 1 or 0.",
        )
    try:
        return runtime.cast_to(value, declared.type)
    except ScriptError as err:
        raise ParameterError(
            f"Cannot process argument transformation on parameter '{declared.name}'.", cause=err.problem
        ) from err


def default_value(runtime: Evaluator, declared: ParameterDeclaration) -> Any:
    """What a parameter is when it is not given."""
    if declared.default is not None:
        return typed(runtime, declared, runtime.evaluate(declared.default))
    kind = canonical(declared.type.name) if declared.type is not None and not declared.type.is_array else ""
    return {"switch": False, "bool": False, "int": 0, "long": 0, "double": 0.0, "string": ""}.get(kind)


Check = Callable[["Evaluator", Attribute, str, Any], None]


def _values(runtime: Evaluator, attribute: Attribute) -> list[Any]:
    return [v for node in attribute.arguments for v in to_list(runtime.evaluate(node))]


def _invalid(name: str, cause: str) -> ParameterError:
    return ParameterError(f"Cannot validate argument on parameter '{name}'.", cause=cause)


def _in_set(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    allowed = [to_text(v) for v in _values(runtime, attribute)]
    for item in to_list(value):
        if to_text(item).lower() not in (a.lower() for a in allowed):
            raise _invalid(
                name,
                f'The argument "{to_text(item)[:80]}" does not belong to the set "{",".join(allowed)}".',
            )


def _in_range(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    low, high = map(to_number, _values(runtime, attribute)[:2])
    for item in to_list(value):
        if to_number(item) < low:
            limit, side = low, "less than the minimum"
        elif to_number(item) > high:
            limit, side = high, "greater than the maximum"
        else:
            continue
        raise _invalid(name, f"The {to_text(item)[:80]} argument is {side} allowed range of {to_text(limit)}.")


def _not_empty(_runtime: Evaluator, _attribute: Attribute, name: str, value: Any) -> None:
    items = value if isinstance(value, list) and value else [value]
    if any(item is None or (isinstance(item, (str, list)) and not item) for item in items):
        raise _invalid(name, "The argument is null or empty.")


def _not_null(_runtime: Evaluator, _attribute: Attribute, name: str, value: Any) -> None:
    if value is None:
        raise _invalid(name, "The argument is null.")


def _pattern(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    pattern = to_text(_values(runtime, attribute)[0])
    for item in map(to_text, to_list(value)):
        if regex(pattern, item).search(item) is None:
            raise _invalid(name, f'The argument "{item[:80]}" does not match the "{pattern}" pattern.')


def _bounds(runtime: Evaluator, attribute: Attribute) -> tuple[int, int]:
    low, high = map(to_number, _values(runtime, attribute)[:2])
    return int(low), int(high)


def _length(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    low, high = _bounds(runtime, attribute)
    for item in map(to_text, to_list(value)):
        if not low <= len(item) <= high:
            raise _invalid(name, f'The argument "{item[:80]}" has {len(item)} characters; {low} to {high} are allowed.')


def _count(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    low, high = _bounds(runtime, attribute)
    given = len(to_list(value))
    if not low <= given <= high:
        raise _invalid(name, f"It has {given} values; {low} to {high} are allowed.")


def _script(runtime: Evaluator, attribute: Attribute, name: str, value: Any) -> None:
    for block in _values(runtime, attribute):
        if not isinstance(block, ScriptBlockValue):
            continue
        for item in value if isinstance(value, list) else [value]:
            if not to_bool(collect(runtime.invoke_block(block, item=item, has_item=True))):
                raise _invalid(
                    name,
                    f'The "{block.block.text.strip()[:80]}" validation script for the argument with value '
                    f'"{to_text(item)[:80]}" did not return a result of True.',
                )


_CHECKS: dict[str, Check] = {
    "validateset": _in_set,
    "validaterange": _in_range,
    "validatenotnullorempty": _not_empty,
    "validatenotnull": _not_null,
    "validatepattern": _pattern,
    "validatelength": _length,
    "validatecount": _count,
    "validatescript": _script,
}

__all__ = ["UNSET", "coercer", "default_value", "is_advanced", "is_instance", "kind_of", "parameters_of"]
