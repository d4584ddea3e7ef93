"""Methods of instances that scripts may call, by kind of value; anything else is refused."""

from __future__ import annotations

import difflib
import inspect
import zlib
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from vmmconsole.model.errors import ScriptError

from .casts import cast
from .collection_methods import HASH_SET, LIST, MEMBERS, QUEUE, STACK, TABLE
from .convert import to_text
from .date_methods import DATE, SPAN, days_in_month
from .members import get_member
from .net_enums import ENUMS
from .net_methods import BUILDER, PATTERN
from .numbers import format_value
from .operators import equals, order
from .text_methods import TEXT
from .types import kind_of, type_name_of
from .values import Credential, ErrorRecord, Hashtable, MemberList, NetObject, PSObject, PSType, is_model
from .wmi_dates import from_dmtf, to_dmtf

Method = Callable[..., Any]


def _network_credential(credential: Credential) -> PSObject:
    domain, slash, user = credential.user_name.partition("\\")
    return PSObject(
        [
            ("UserName", user if slash else domain), ("Domain", domain if slash else ""),
            ("Password", credential.password.reveal()),
        ],
        "NetworkCredential",
    )  # fmt: skip


def _copied(member_set: PSObject) -> Any:
    base = member_set.properties["BaseObject"]
    return base.copy() if isinstance(base, (PSObject, Hashtable)) else base


_MEMBER_SET: dict[str, Method] = {"copy": _copied}
_WMI: dict[str, Method] = {
    "converttodatetime": lambda _, text: from_dmtf(text),
    "convertfromdatetime": lambda _, value: to_dmtf(value),
}
_SECRET: dict[str, Method] = {"dispose": lambda _: None, "makereadonly": lambda _: None, "copy": lambda s: s}
_TABLES: dict[str, dict[str, Method]] = {
    "string": TEXT,
    "char": TEXT,
    "datetime": DATE,
    "timespan": SPAN,
    "array": LIST,
    "arraylist": LIST,
    "list": LIST,
    "queue": QUEUE,
    "stack": STACK,
    "hashset": HASH_SET,
    "hashtable": TABLE,
    "ordered": TABLE,
    "stringbuilder": BUILDER,
    "regex": PATTERN,
    "securestring": _SECRET,
    "pscredential": {"getnetworkcredential": _network_credential},
}


def _to_text(value: Any, shape: object = "", _culture: object = None) -> str:
    return format_value(value, to_text(shape))


def _get_type(value: Any) -> PSType | PSObject:
    kind = kind_of(value)
    if isinstance(value, Enum) and type(value).__name__.lower() in ENUMS:
        return PSType(type(value).__name__.lower())
    own = isinstance(value, PSObject) and not value.type_name.startswith(("PSCustomObject", "Selected."))
    if own or is_model(value) or isinstance(value, Enum) or kind == "object":
        name = type_name_of(value)
        is_host_object = is_model(value) or (isinstance(value, Enum) and "." not in name)
        full = f"Microsoft.SystemCenter.VirtualMachineManager.{name}" if is_host_object else name
        return PSObject([("Name", name), ("FullName", full)], "RuntimeType")
    return PSType(kind)


_ANY: dict[str, Method] = {
    "tostring": _to_text,
    "gettype": _get_type,
    "equals": lambda a, b: equals(a, b, case_sensitive=True),
    "compareto": order,
    "gethashcode": lambda v: zlib.crc32(to_text(v).encode("utf-8", "surrogatepass")) & 0x7FFFFFFF,
    "get_count": lambda v: get_member(v, "Count"),
}
_NUMBERS = {
    "tobyte": "byte", "toint16": "int16", "toint32": "int", "toint64": "long", "todouble": "double",
    "todecimal": "decimal", "toboolean": "bool", "todatetime": "datetime",
}  # fmt: skip


def call_method(value: Any, name: str, arguments: list[Any]) -> Any:
    """``$value.name(arguments)``.

    Raises:
        ScriptError: the value is null, or scripts may not call that method on it.
    """
    lowered = name.lower()
    if value is None:
        raise ScriptError(
            f"You cannot call the method '{name}' on a null value.", action="Check that the object exists."
        )
    table = _table_of(value)
    method = table.get(lowered) or _ANY.get(lowered)
    if method is None and lowered in _NUMBERS:
        return cast(value, _NUMBERS[lowered])
    if isinstance(value, list) and lowered not in table and not (lowered in _ANY and lowered != "tostring"):
        return [call_method(item, name, arguments) for item in value]
    if method is None:
        if isinstance(value, ErrorRecord):
            return call_method(value.error, name, arguments)
        raise _no_method(value, name, [*table, *_ANY])
    return _called(method, name, value, arguments)


def _table_of(value: Any) -> Mapping[str, Method]:
    if isinstance(value, MemberList):
        return MEMBERS
    if isinstance(value, PSObject) and value.type_name == "PSMemberSet":
        return _MEMBER_SET
    if isinstance(value, PSObject) and "PSComputerName" in value.properties:
        return _WMI
    table = _TABLES.get(kind_of(value), {})
    return {**value.net_methods, **table} if isinstance(value, NetObject) and value.net_methods else table


def method_names(value: Any) -> list[str]:
    """The methods that scripts may call on a value, in lower case."""
    return sorted({*_table_of(value), *_ANY})


def _called(method: Method, name: str, value: Any, arguments: list[Any]) -> Any:
    try:
        inspect.signature(method).bind(value, *arguments)
    except TypeError as err:
        raise ScriptError(f"The method '{name}' does not take {len(arguments)} arguments.") from err
    except ValueError:
        pass  # a built-in without a signature
    try:
        return method(value, *arguments)
    except (TypeError, ValueError, OverflowError) as err:
        shown = ", ".join(type_name_of(a) for a in arguments)
        raise ScriptError(f"The method '{name}' cannot work with ({shown}).", cause=str(err)) from err


def _no_method(value: Any, name: str, known: list[str]) -> ScriptError:
    near = difflib.get_close_matches(name.lower(), known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return ScriptError(f"A {type_name_of(value)} has no method '{name}' that scripts may call.{hint}")


__all__ = ["call_method", "days_in_month", "method_names"]
