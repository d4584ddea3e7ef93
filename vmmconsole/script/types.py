"""The names of types: what a script may write in brackets, and what the values it meets are called."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .values import (
    ArrayList,
    Char,
    Credential,
    DictionaryEntry,
    ErrorRecord,
    Hashtable,
    PSObject,
    PSType,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    is_model,
)

_ALIASES: dict[str, str] = {
    "int": "int", "int32": "int", "int16": "int", "uint16": "int", "short": "int", "byte": "byte", "sbyte": "int",
    "int64": "long", "long": "long", "uint32": "long", "uint64": "long", "uint": "long", "ulong": "long",
    "double": "double", "float": "double", "single": "double", "decimal": "double", "string": "string",
    "char": "char", "bool": "bool", "boolean": "bool", "datetime": "datetime", "timespan": "timespan", "guid": "guid",
    "void": "void", "array": "array", "hashtable": "hashtable", "collections.hashtable": "hashtable",
    "ordered": "ordered", "collections.specialized.ordereddictionary": "ordered", "pscustomobject": "pscustomobject",
    "psobject": "psobject", "management.automation.psobject": "psobject",
    "management.automation.pscustomobject": "pscustomobject", "scriptblock": "scriptblock",
    "management.automation.scriptblock": "scriptblock", "switch": "switch",
    "management.automation.switchparameter": "switch", "regex": "regex", "text.regularexpressions.regex": "regex",
    "type": "type", "object": "object", "pscredential": "pscredential",
    "management.automation.pscredential": "pscredential", "securestring": "securestring",
    "security.securestring": "securestring", "math": "math", "convert": "convert", "environment": "environment",
    "collections.arraylist": "arraylist", "arraylist": "arraylist", "collections.generic.list": "arraylist",
    "list": "arraylist", "ref": "ref", "xml": "xml", "version": "version", "net.ipaddress": "ipaddress",
    "ipaddress": "ipaddress", "exception": "exception", "stringsplitoptions": "stringsplitoptions",
    "collections.generic.dictionary": "hashtable", "text.stringbuilder": "stringbuilder", "dbnull": "dbnull",
    "consolecolor": "string", "cultureinfo": "cultureinfo", "globalization.cultureinfo": "cultureinfo",
    "collections.queue": "arraylist", "collections.stack": "arraylist",
    "management.automation.errorrecord": "errorrecord", "midpointrounding": "midpointrounding",
}  # fmt: skip
_FULL_NAMES: dict[str, str] = {
    "int": "System.Int32", "byte": "System.Byte", "long": "System.Int64", "double": "System.Double",
    "string": "System.String", "char": "System.Char", "bool": "System.Boolean", "datetime": "System.DateTime",
    "timespan": "System.TimeSpan", "guid": "System.Guid", "array": "System.Object[]", "object": "System.Object",
    "hashtable": "System.Collections.Hashtable", "ordered": "System.Collections.Specialized.OrderedDictionary",
    "pscustomobject": "System.Management.Automation.PSCustomObject",
    "psobject": "System.Management.Automation.PSObject", "scriptblock": "System.Management.Automation.ScriptBlock",
    "pscredential": "System.Management.Automation.PSCredential", "securestring": "System.Security.SecureString",
    "arraylist": "System.Collections.ArrayList", "errorrecord": "System.Management.Automation.ErrorRecord",
    "type": "System.RuntimeType", "dictionaryentry": "System.Collections.DictionaryEntry",
    "match": "System.Text.RegularExpressions.Match", "enum": "System.Enum",
}  # fmt: skip


def known_types() -> list[str]:
    """Every spelling of a type that scripts may write, in lower case and without ``System.``."""
    return list(_ALIASES)


def canonical(name: str) -> str:
    """The language's name of a type in any spelling: ``System.Int32`` → ``int``; empty when it is not known."""
    lowered = name.lower().removeprefix("system.")
    if lowered.endswith("[]"):
        return "array"
    return _ALIASES.get(lowered, "")


def require(name: str) -> str:
    """As `canonical`.

    Raises:
        ScriptError: the type is not one that scripts may use.
    """
    found = canonical(name)
    if not found:
        raise ScriptError(
            f"The type [{name}] is not supported.",
            cause="Scripts have a listed set of types: numbers, text, dates, GUIDs, tables, lists and credentials.",
            action="Use a cmdlet instead.",
        )
    return found


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (Enum, "enum"), (bool, "bool"), (float, "double"), (Char, "char"), (str, "string"), (datetime, "datetime"),
    (timedelta, "timespan"), (UUID, "guid"), (ArrayList, "arraylist"), ((list, tuple, range), "array"),
    (DictionaryEntry, "dictionaryentry"), (ScriptBlockValue, "scriptblock"), (PSType, "type"),
    (SecureString, "securestring"), (Credential, "pscredential"), (ErrorRecord, "errorrecord"), (RegexMatch, "match"),
)  # fmt: skip


def kind_of(value: object) -> str:
    """The language's name of a value's type."""
    for python_type, name in _KINDS:
        if isinstance(value, python_type):
            return name
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "long"
    if isinstance(value, Hashtable):
        return "ordered" if value.ordered else "hashtable"
    return "pscustomobject" if isinstance(value, PSObject) else "object"


def type_name_of(value: object) -> str:
    """The short name that views and Get-Member show: ``VM``, ``String``."""
    if is_model(value):
        kind = getattr(type(value), "kind", "")
        return kind if isinstance(kind, str) and kind else type(value).__name__
    if isinstance(value, Enum):
        return type(value).__name__
    if isinstance(value, PSObject):
        return value.type_name
    return full_name(kind_of(value)).rpartition(".")[2]


def full_name(name: str) -> str:
    """The .NET name of one of our types."""
    return _FULL_NAMES.get(name, name)


def is_instance(value: Any, name: str) -> bool:
    """What ``-is`` says; a name that is not ours is compared with the object's class and its bases."""
    wanted = canonical(name)
    if not wanted:
        short = name.rpartition(".")[2].lower()
        names = {c.__name__.lower() for c in type(value).__mro__} | {type_name_of(value).lower()}
        return short in names - {"object"}
    if value is None:
        return False
    if wanted == "object":
        return True
    if wanted == "psobject":
        return isinstance(value, PSObject)
    kind = kind_of(value)
    same = {("ordered", "hashtable"), ("int", "long"), ("arraylist", "array")} if wanted != "int" else set()
    return kind == wanted or (kind, wanted) in same
