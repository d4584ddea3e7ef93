"""From what a script gives to what a parameter declares: numbers, dates, enumerations, lists, the host's objects."""

from __future__ import annotations

import difflib
import types
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from vmmconsole.model.errors import NotFoundError, ParameterError, ScriptError
from vmmconsole.model.noun import Ref

from .casts import parse_bool
from .cmdlet import Absent, Parameter, switch
from .convert import enum_text, round_half_even, to_bool, to_date, to_guid, to_number, to_span, to_text
from .host import Host
from .members import describe
from .values import Credential, Hashtable, PSObject, ScriptBlockValue, SecureString, is_model


def options(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a declared type, without None."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(option for option in get_args(kind) if option is not type(None))
    return (kind,)


def is_list(kind: Any) -> bool:
    """Whether a declared type is a list."""
    return kind is list or get_origin(kind) in (list, tuple)


def item_type(kind: Any) -> Any:
    """The type of a list's items."""
    arguments = get_args(kind)
    return arguments[0] if arguments else Any


def takes_any_object(kind: Any) -> bool:
    """Whether a declared type is a kind of object that the product does not have."""
    return any(isinstance(option, type) and issubclass(option, Absent) for option in options(kind))


def fits(kind: Any, value: object) -> bool:
    """Whether `value` is of a declared type already, or points to such an object."""
    for option in options(kind):
        if option in (Any, object):
            return True
        if is_list(option):
            if not isinstance(value, (list, tuple)) and fits(item_type(option), value):
                return True
        elif isinstance(value, Ref):
            if value.kind and value.kind == getattr(option, "kind", ""):
                return True
        elif isinstance(option, type) and isinstance(value, option):
            return not (isinstance(value, bool) and option in (int, float))
    return False


def coerce(host: Host, parameter: Parameter, value: object) -> Any:
    """`value` as the parameter declares it.

    Raises:
        ParameterError: it does not fit; the text names the parameter and what it takes.
        VMMError: the host has no such object.
    """
    kind = options(parameter.type)[0]
    if value is None and len(get_args(parameter.type)) > 1 and type(None) in get_args(parameter.type):
        return None
    if is_list(kind):
        values = list(value) if isinstance(value, (list, tuple, range)) else [] if value is None else [value]
        if item_type(kind) is str:  # a list in the list is one text
            values = [to_text(item) if isinstance(item, (list, tuple)) else item for item in values]
        return [_single(host, parameter, item_type(kind), item) for item in values]
    alternatives = options(parameter.type)
    for option in alternatives[:-1]:
        with suppress(ParameterError, NotFoundError):
            return _single(host, parameter, option, value)
    return _single(host, parameter, alternatives[-1], value)


def _single(host: Host, parameter: Parameter, kind: Any, value: object) -> Any:
    if kind in (Any, object) or (isinstance(kind, type) and kind is not int and type(value) is kind):
        return value
    if isinstance(value, (list, tuple)):
        if len(value) != 1:
            raise _bad(parameter, value, "It takes one value, not a list.")
        value = value[0]
    if value is None and kind is str and not parameter.mandatory:
        return ""
    if value is None:
        raise ParameterError(
            f"The parameter -{parameter.name} was given nothing ($null).",
            action="Check that the variable or lookup before it has found an object.",
        )
    try:
        return _by_kind(host, parameter, kind, value)
    except ParameterError:
        raise
    except ScriptError as err:
        raise _bad(parameter, value, f"{err.problem} {err.cause}".strip()) from err


def _by_kind(host: Host, parameter: Parameter, kind: Any, value: object) -> Any:
    if kind is str:
        if isinstance(value, (Hashtable, ScriptBlockValue)):
            raise _bad(parameter, value, "It takes text.")
        if isinstance(value, Credential):
            return value.user_name  # where a stored credential is named, and never with the secret
        return to_text(value)
    if kind in (int, float):
        return _number(parameter, kind, value)
    if kind in (bool, switch):
        return parse_bool(value)
    simple = {UUID: _guid, datetime: to_date, timedelta: to_span}
    if kind in simple:
        return simple[kind](value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(parameter, kind, value)
    if kind is ScriptBlockValue or kind is SecureString or kind is Hashtable:
        raise _bad(parameter, value, f"It takes a {type_name_of_class(kind)}.")
    if isinstance(kind, type) and (isinstance(value, kind) or issubclass(kind, Absent)):
        return value
    return host.resolve(kind, value)


def type_name_of_class(kind: type) -> str:
    """What help calls a class of ours."""
    names = {ScriptBlockValue: "ScriptBlock", PSObject: "PSObject"}
    return names.get(kind, kind.__name__)


def _guid(value: object) -> UUID:
    if is_model(value):
        found = getattr(value, "id", None)
        if isinstance(found, UUID):
            return found
    return to_guid(value)


def _number(parameter: Parameter, kind: type, value: object) -> int | float:
    if is_model(value) or isinstance(value, bool):
        raise _bad(parameter, value, "It takes a number.")
    number = to_number(value)
    result = round_half_even(number) if kind is int else float(number)
    low, high = parameter.minimum, parameter.maximum
    if (low is not None and result < low) or (high is not None and result > high):
        unit = f" {parameter.unit}" if parameter.unit else ""
        if low is not None and high is not None:
            limits = f"between {_shown(low)} and {_shown(high)}{unit}"
        else:
            limits = f"{_shown(low)}{unit} or more" if low is not None else f"{_shown(high or 0)}{unit} or less"
        raise ParameterError(
            f"The value {to_text(value)} does not fit the parameter -{parameter.name}.",
            cause=f"It must be {limits}.", action="Give a value in that range.",
        )  # fmt: skip
    return result


def _shown(limit: float) -> str:
    """Large numbers with commas."""
    return f"{limit:,}" if abs(limit) >= 10_000 else f"{limit:g}"


def _enum(parameter: Parameter, kind: type[Enum], value: object) -> Enum:
    if isinstance(value, kind):
        return value
    text = enum_text(value) if isinstance(value, Enum) else to_text(value)
    wanted = text.strip().lower()
    for member in kind:
        if wanted in (enum_text(member).lower(), member.name.lower(), member.name.replace("_", "").lower()):
            return member
    if wanted.isdigit():
        for member in kind:
            if getattr(member, "number", member.value) == int(wanted):
                return member
    allowed = [enum_text(member) for member in kind]
    near = nearest(text, allowed)
    raise ParameterError(
        f"The value '{text[:80]}' does not fit the parameter -{parameter.name}.",
        cause=f"It must be one of: {', '.join(allowed)}.",
        action=f"Did you mean {near}?" if near else "Use one of these values.",
    )


def nearest(name: str, known: list[str]) -> str:
    """The known name most like `name`, or an empty text."""
    by_lower = {k.lower(): k for k in known}
    found = difflib.get_close_matches(name.lower(), by_lower, 1, 0.6)
    return by_lower[found[0]] if found else ""


def _bad(parameter: Parameter, value: object, why: str) -> ParameterError:
    shown = "a list" if isinstance(value, (list, tuple)) else describe(value)
    wanted = "a number" if parameter.type in (int, float) else "a value of its type"
    return ParameterError(
        f"The value {shown} does not fit the parameter -{parameter.name}.", cause=why,
        action=f"Give -{parameter.name} {wanted}.",
    )  # fmt: skip


__all__ = [
    "coerce", "fits", "is_list", "item_type", "nearest", "options", "takes_any_object", "to_bool",
    "type_name_of_class",
]  # fmt: skip
