"""The names of types: what a script may write in brackets, and what the values it meets are called."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError, VMMError
from vmmconsole.model.noun import Ref

from .exceptions import canonical_exception, identity, is_kind_of
from .net_enums import ENUMS
from .net_enums import FULL_NAMES as FULL_ENUM_NAMES
from .values import (
    ArrayList,
    Char,
    Credential,
    DictionaryEntry,
    ErrorRecord,
    HashSet,
    Hashtable,
    NetObject,
    PSObject,
    PSType,
    Queue,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    Stack,
    TypedList,
    is_model,
)

_ALIASES: dict[str, str] = {
    "int": "int", "int32": "int", "int16": "int", "uint16": "int", "short": "int", "byte": "byte", "sbyte": "int",
    "int64": "long", "long": "long", "uint32": "long", "uint64": "long", "uint": "long", "ulong": "long",
    "double": "double", "float": "double", "single": "double", "decimal": "decimal", "string": "string",
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
    "console": "console", "reflection.assembly": "assembly",
    "collections.arraylist": "arraylist", "arraylist": "arraylist", "collections.generic.list": "list",
    "list": "list", "collections.objectmodel.collection": "list", "ref": "ref", "xml": "xml", "xml.xmldocument": "xml",
    "xml.xmlelement": "xmlnode",
    "version": "version", "net.ipaddress": "ipaddress", "ipaddress": "ipaddress",
    "collections.generic.dictionary": "hashtable", "collections.generic.sorteddictionary": "hashtable",
    "text.stringbuilder": "stringbuilder", "dbnull": "dbnull", "cultureinfo": "cultureinfo",
    "globalization.cultureinfo": "cultureinfo", "collections.queue": "queue", "collections.generic.queue": "queue",
    "collections.stack": "stack", "collections.generic.stack": "stack", "collections.generic.hashset": "hashset",
    "management.automation.errorrecord": "errorrecord", "uri": "uri", "random": "random",
    "diagnostics.stopwatch": "stopwatch", "text.encoding": "encoding", "text.asciiencoding": "encoding",
    "text.utf8encoding": "encoding", "bitconverter": "bitconverter", "io.path": "path", "enum": "enum",
    "management.managementdatetimeconverter": "wmidate", "management.automation.wildcardpattern": "wildcard",
    "management.automation.host.choicedescription": "choicedescription",
    "net.dns": "dns", "numerics.biginteger": "long", "bigint": "long", "valuetype": "valuetype",
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
    "match": "System.Text.RegularExpressions.Match", "enum": "System.Enum", "decimal": "System.Decimal",
    "regex": "System.Text.RegularExpressions.Regex", "version": "System.Version", "uri": "System.Uri",
    "ipaddress": "System.Net.IPAddress", "stringbuilder": "System.Text.StringBuilder", "random": "System.Random",
    "stopwatch": "System.Diagnostics.Stopwatch", "queue": "System.Collections.Queue",
    "stack": "System.Collections.Stack", "list": "System.Collections.Generic.List`1",
    "hashset": "System.Collections.Generic.HashSet`1", "switch": "System.Management.Automation.SwitchParameter",
    "math": "System.Math", "convert": "System.Convert", "environment": "System.Environment",
    "console": "System.Console", "assembly": "System.Reflection.Assembly", "void": "System.Void",
    "xml": "System.Xml.XmlDocument", "xmlnode": "System.Xml.XmlElement", "encoding": "System.Text.Encoding",
    "cultureinfo": "System.Globalization.CultureInfo", "path": "System.IO.Path", "valuetype": "System.ValueType",
    "choicedescription": "System.Management.Automation.Host.ChoiceDescription", **FULL_ENUM_NAMES,
}  # fmt: skip
_VALUE_TYPES = frozenset(
    ("int", "long", "double", "decimal", "byte", "char", "bool", "datetime", "timespan", "guid", "dictionaryentry")
)


def known_types() -> list[str]:
    """Every spelling of a type that scripts may write, in lower case and without ``System.``."""
    return [*_ALIASES, *ENUMS]


def canonical(name: str) -> str:
    """The language's name of a type in any spelling: ``System.Int32`` → ``int``; empty when it is not known."""
    lowered = name.lower().removeprefix("system.")
    if lowered.endswith("[]"):
        return "array"
    lowered = lowered.partition("[")[0].partition("`")[0]
    known = _ALIASES.get(lowered, "")
    if known:
        return known
    short = lowered.rpartition(".")[2]
    if short in ENUMS and lowered in (short, FULL_ENUM_NAMES[short].lower().removeprefix("system.")):
        return short
    return canonical_exception(name)


def element_of(name: str) -> str:
    """The first type in the brackets of a generic one: ``List[string]`` → ``string``."""
    inner = name.partition("[")[2].rstrip("]").partition(",")[0].strip("[ ")
    return inner or "object"


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


def is_enum_name(name: str) -> bool:
    """Whether a type is one of the enumerations of .NET."""
    return canonical(name) in ENUMS


def is_value_type(name: str) -> bool:
    """Whether a type is a number, a date or the like, which .NET copies."""
    return name in _VALUE_TYPES or is_enum_name(name)


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (Enum, "enum"), (bool, "bool"), (float, "double"), (Decimal, "decimal"), (Char, "char"), (str, "string"),
    (datetime, "datetime"), (timedelta, "timespan"), (UUID, "guid"), (TypedList, "list"), (Queue, "queue"),
    (Stack, "stack"), (HashSet, "hashset"), (ArrayList, "arraylist"), ((list, tuple, range), "array"),
    (DictionaryEntry, "dictionaryentry"), (ScriptBlockValue, "scriptblock"), (PSType, "type"),
    (SecureString, "securestring"), (Credential, "pscredential"), (ErrorRecord, "errorrecord"), (RegexMatch, "match"),
)  # fmt: skip


def kind_of(value: object) -> str:
    """The language's name of a value's type."""
    if isinstance(value, VMMError):
        return identity(value).exception
    for python_type, name in _KINDS:
        if isinstance(value, python_type):
            return name
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "long"
    if isinstance(value, Hashtable):
        return "ordered" if value.ordered else "hashtable"
    if isinstance(value, NetObject):
        return canonical(value.net_name)
    return "pscustomobject" if isinstance(value, PSObject) else "object"


def type_name_of(value: object) -> str:
    """The short name that views and Get-Member show: ``VM``, ``String``."""
    if isinstance(value, VMMError):
        return identity(value).exception
    if isinstance(value, Ref):
        return value.kind  # a pointer passes for its object
    if is_model(value):
        kind = getattr(type(value), "kind", "")
        return kind if isinstance(kind, str) and kind else type(value).__name__
    if isinstance(value, Enum):
        return type(value).__name__
    if isinstance(value, PSObject):
        return value.type_name
    if isinstance(value, NetObject):
        return value.net_name.rpartition(".")[2]
    return full_name(kind_of(value)).rpartition(".")[2]


def full_name(name: str) -> str:
    """The .NET name of one of our types."""
    return _FULL_NAMES.get(name, name)


_INTERFACES: dict[str, tuple[type, ...]] = {
    "idictionary": (Hashtable,), "ienumerable": (list, tuple, Hashtable, str), "ilist": (list, tuple),
    "icollection": (list, tuple, Hashtable),
}  # fmt: skip


def is_instance(value: Any, name: str) -> bool:
    """What ``-is`` says; a name that is not ours is compared with the object's class and its bases."""
    wanted = canonical(name)
    if not wanted:
        short = name.rpartition(".")[2].lower()
        if short in _INTERFACES:
            return isinstance(value, _INTERFACES[short])
        names = {c.__name__.lower() for c in type(value).__mro__} | {type_name_of(value).lower()}
        return short in names - {"object"}
    if value is None:
        return False
    if wanted == "object":
        return True
    if wanted == "psobject":
        return isinstance(value, PSObject)
    if wanted in ENUMS:
        return isinstance(value, ENUMS[wanted])
    kind = kind_of(value)
    if wanted == "valuetype":
        return kind in _VALUE_TYPES or kind == "enum"
    if canonical_exception(name):
        return is_kind_of(value, name)
    # An integer's size does not tell whether it was declared [long], so both are true.
    return kind == wanted or (kind, wanted) in {("ordered", "hashtable"), ("int", "long")}
