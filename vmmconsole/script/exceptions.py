"""Errors as scripts know them: the .NET exception that a ``catch [T]`` names, the error ID, the category.

The names are those of Windows PowerShell and the .NET Framework, and for the product's own errors that of the
original's exception, so that scripts that look at them find what they look for.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from vmmconsole.model.errors import (
    AccessError,
    AmbiguousError,
    BudgetError,
    CancelledError,
    CapabilityError,
    ConflictError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    ScriptError,
    ScriptSyntaxError,
    StateError,
    StorageError,
    VMMError,
)

_AUTOMATION = "System.Management.Automation."
RUNTIME = _AUTOMATION + "RuntimeException"
_PARENTS: dict[str, str] = {
    "System.SystemException": "System.Exception",
    "System.ApplicationException": "System.Exception",
    **dict.fromkeys(
        (
            "System.ArgumentException", "System.ArithmeticException", "System.FormatException",
            "System.IndexOutOfRangeException", "System.InvalidCastException", "System.InvalidOperationException",
            "System.NotImplementedException", "System.NotSupportedException", "System.NullReferenceException",
            "System.OutOfMemoryException", "System.TimeoutException", "System.UnauthorizedAccessException",
            "System.IO.IOException", "System.OperationCanceledException", "System.RankException",
            "System.Security.SecurityException", "System.Xml.XmlException", "System.Data.DataException",
            "System.Collections.Generic.KeyNotFoundException", "System.Runtime.InteropServices.ExternalException",
            RUNTIME, "Microsoft.PowerShell.Commands.WriteErrorException",
        ),
        "System.SystemException",
    ),
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.OverflowException": "System.ArithmeticException",
    "System.IO.FileNotFoundException": "System.IO.IOException",
    "System.IO.DirectoryNotFoundException": "System.IO.IOException",
    "System.IO.PathTooLongException": "System.IO.IOException",
    "System.Net.WebException": "System.InvalidOperationException",
    "System.ComponentModel.Win32Exception": "System.Runtime.InteropServices.ExternalException",
    "System.Runtime.InteropServices.COMException": "System.Runtime.InteropServices.ExternalException",
    "Microsoft.VirtualManager.Utils.CarmineException": "System.Exception",
    **dict.fromkeys(
        (
            *(_AUTOMATION + name for name in (
                "ActionPreferenceStopException", "CommandNotFoundException", "ParameterBindingException",
                "ParseException", "SessionStateException", "MethodException",
                "PropertyNotFoundException", "PipelineStoppedException", "ScriptRequiresException",
            )),
        ),
        RUNTIME,
    ),
    _AUTOMATION + "PSInvalidCastException": "System.InvalidCastException",
    _AUTOMATION + "ItemNotFoundException": _AUTOMATION + "SessionStateException",
    _AUTOMATION + "DriveNotFoundException": _AUTOMATION + "SessionStateException",
    _AUTOMATION + "MethodInvocationException": _AUTOMATION + "MethodException",
    _AUTOMATION + "ParameterBindingValidationException": _AUTOMATION + "ParameterBindingException",
    _AUTOMATION + "ValidationMetadataException": RUNTIME,
    _AUTOMATION + "PSArgumentException": "System.ArgumentException",
    _AUTOMATION + "PSInvalidOperationException": "System.InvalidOperationException",
    _AUTOMATION + "PSNotSupportedException": "System.NotSupportedException",
    "System.Management.Automation.Host.HostException": RUNTIME,
    "System.Net.Sockets.SocketException": "System.ComponentModel.Win32Exception",
}  # fmt: skip
"""Each exception that scripts may name, and what it is a kind of."""
_NAMES = {name.lower().removeprefix("system."): name for name in ("System.Exception", *_PARENTS)}
_SHORT = {name.rpartition(".")[2].lower(): name for name in _NAMES.values()}
CARMINE = "Microsoft.VirtualManager.Utils.CarmineException"
NOT_RECOGNISED = _AUTOMATION + "CommandNotFoundException"
INVALID_CAST = _AUTOMATION + "PSInvalidCastException"
WRITTEN = "Microsoft.PowerShell.Commands.WriteErrorException"
"""What Write-Error makes."""
BINDING = _AUTOMATION + "ParameterBindingException"


class Identity(NamedTuple):
    """What a script can ask of an error beside its text."""

    exception: str
    """The .NET name of its exception."""
    error_id: str
    category: str


class RaisedError(ScriptError):
    """An error with an exception of its own: what a script threw, or what the language raises by a known name."""

    default_code = 400

    def __init__(
        self, problem: str, *, exception: str = RUNTIME, error_id: str = "", category: str = "", inner: Any = None,
        **fields: Any,
    ) -> None:  # fmt: skip
        super().__init__(problem, **fields)
        self.exception = exception
        self.error_id = error_id
        self.category = category
        self.inner = inner


def canonical_exception(name: str) -> str:
    """The full .NET name of an exception that a script writes in any case, with or without ``System.``; empty when
    it is none that scripts may use."""
    return _NAMES.get(name.lower().removeprefix("system."), "")


def make_exception(name: str, arguments: list[Any], text: Any) -> RaisedError:
    """``[System.ArgumentException]::new("text", inner)``; `text` turns a value into text."""
    full = canonical_exception(name)
    message = text(arguments[0]) if arguments else f"Exception of type '{full}' was thrown."
    inner = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], VMMError) else None
    return RaisedError(message, exception=full, inner=inner)


def divided_by_zero() -> RaisedError:
    """What dividing by zero raises."""
    return RaisedError(
        "Attempted to divide by zero.", exception="System.DivideByZeroException", error_id="RuntimeException",
        category="NotSpecified",
    )  # fmt: skip


_OURS: tuple[tuple[type[VMMError], str, str, str], ...] = (
    (ScriptSyntaxError, _AUTOMATION + "ParseException", "ParseException", "ParserError"),
    (ParameterError, BINDING, "ParameterBindingFailed", "InvalidArgument"),
    (BudgetError, _AUTOMATION + "PipelineStoppedException", "BudgetSpent", "LimitsExceeded"),
    (ScriptError, RUNTIME, "RuntimeException", "InvalidOperation"),
    (NotFoundError, CARMINE, "", "ObjectNotFound"),
    (AmbiguousError, CARMINE, "", "InvalidArgument"),
    (ConflictError, CARMINE, "", "ResourceBusy"),
    (StateError, CARMINE, "", "InvalidOperation"),
    (AccessError, CARMINE, "", "PermissionDenied"),
    (CapabilityError, CARMINE, "", "NotImplemented"),
    (HostUnreachableError, CARMINE, "", "ConnectionError"),
    (StorageError, CARMINE, "", "WriteError"),
    (CancelledError, _AUTOMATION + "PipelineStoppedException", "", "OperationStopped"),
    (VMMError, CARMINE, "", "NotSpecified"),
)


def identity(error: VMMError, command: str = "") -> Identity:
    """What a script can ask of an error; `command` is the cmdlet that failed, which the error ID ends in."""
    _, exception, error_id, category = next(entry for entry in _OURS if isinstance(error, entry[0]))
    if isinstance(error, RaisedError):
        exception = error.exception
        category = error.category or category
        if error.error_id:
            return Identity(exception, error.error_id, category)
        error_id = exception.rpartition(".")[2]
    error_id = error_id or str(error.code)
    return Identity(exception, f"{error_id},{command}" if command else error_id, category)


def is_kind_of(error: object, name: str) -> bool:
    """Whether ``catch [name]`` takes the error: by its exception and what that is a kind of, by the exception inside
    it, or by the class of ours that it is."""
    short = name.rpartition(".")[2].lower()
    while isinstance(error, VMMError):
        if short in {cls.__name__.lower() for cls in type(error).__mro__}:
            return True
        wanted = canonical_exception(name) or _SHORT.get(short, "")
        exception = identity(error).exception
        while exception:
            if exception == wanted:
                return True
            exception = _PARENTS.get(exception, "")
        error = getattr(error, "inner", None)
    return False


def exception_names() -> list[str]:
    """The full names of all exceptions that scripts may name, for completion."""
    return sorted(_NAMES.values())
