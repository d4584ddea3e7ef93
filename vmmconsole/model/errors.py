"""The error tree. Every error says what failed, why, and what to do; a stack trace goes to the log only.

VMMError                    anything this product reports to a person
├── ScriptError             a script could not be run as written
│   ├── ScriptSyntaxError   the text is not the language; has file, line and column
│   ├── ParameterError      a cmdlet, parameter or value that does not exist or does not fit
│   └── BudgetError         the script used more steps, time or memory than it may
├── NotFoundError           no object of that name or ID
├── AmbiguousError          more than one object of that name
├── ConflictError           the object changed meanwhile, or is busy, or the name is taken
├── StateError              the object's status does not allow it
├── AccessError             the role does not allow it
│   └── SignInError         nobody is signed in: wrong password, ended session, no token
│       └── PasswordChangeError     the password has to be changed first
├── CapabilityError         the host's virtualization software, or this version, cannot do it
├── PlacementError          the host cannot take the virtual machine
├── HostError               the host or its virtualization software failed
│   ├── HostUnreachableError    no connection to it
│   ├── CertificateError        it shows a certificate that nobody vouches for, or another one than before
│   └── StorageError        a disk file or path: exists, not writable, no space
├── LibraryError            a library share or file
├── CancelledError          somebody cancelled the job
└── EngineError             the engine itself: database, settings, connection
    └── DatabaseAwayError   the database is away or full; what failed is tried again when it is back
"""

from __future__ import annotations

from typing import Any, ClassVar


class VMMError(Exception):
    """Something failed that a person should read about.

    `problem` says what failed and on which object, `cause` why, `action` what to do next. `code` is the error ID shown
    to people; `details` is the text of the library or hypervisor below. Never put a secret into any of them.
    """

    default_code: ClassVar[int] = 1
    default_action: ClassVar[str] = ""

    def __init__(
        self,
        problem: str,
        *,
        cause: str = "",
        action: str = "",
        code: int = 0,
        details: str = "",
        object_name: str = "",
    ) -> None:
        self.problem = problem
        self.cause = cause
        self.action = action or self.default_action
        self.code = code or self.default_code
        self.details = details
        self.object_name = object_name
        super().__init__(problem)

    def __str__(self) -> str:
        parts = [self.problem]
        if self.cause:
            parts.append(self.cause)
        return " ".join(parts)

    @property
    def message(self) -> str:
        """The whole text as the Jobs view and the shell show it, ending in error ID and recommended action."""
        text = f"{self} (Error ID: {self.code}, Detailed Error: {self.details})"
        return f"{text}\n\nRecommended Action\n{self.action}" if self.action else text

    def fields(self) -> dict[str, Any]:
        """The error as data for the wire and the database."""
        return {
            "Type": type(self).__name__,
            "Code": self.code,
            "Problem": self.problem,
            "Cause": self.cause,
            "RecommendedAction": self.action,
            "DetailedErrorCode": self.details,
            "ObjectName": self.object_name,
        }


class ScriptError(VMMError):
    """A script could not be run as written; `line` and `column` count from 1, 0 where unknown."""

    default_code = 400

    def __init__(self, problem: str, *, file: str = "", line: int = 0, column: int = 0, **fields: Any) -> None:
        super().__init__(problem, **fields)
        self.file = file
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """``file:line:column`` with what is known of it."""
        return ":".join([self.file or "script", *([str(self.line), str(self.column)] if self.line else [])])

    def fields(self) -> dict[str, Any]:
        return {**super().fields(), "File": self.file, "Line": self.line, "Column": self.column}


class ScriptSyntaxError(ScriptError):
    """The text is not the language. `incomplete` says that it only ended too early, so more input may mend it."""

    default_code = 401

    def __init__(
        self,
        problem: str,
        *,
        expected: str = "",
        offending: str = "",
        incomplete: bool = False,
        **fields: Any,
    ) -> None:
        super().__init__(problem, **fields)
        self.expected = expected
        self.offending = offending
        self.incomplete = incomplete


class ParameterError(ScriptError):
    """A cmdlet, parameter or value that does not exist or does not fit."""

    default_code = 402


class BudgetError(ScriptError):
    """The script used more steps, time or memory than it may."""

    default_code = 403


class NotFoundError(VMMError):
    """No object of that name or ID."""

    default_code = 801
    default_action = "Check the name. The object may have been removed or renamed meanwhile."


class AmbiguousError(VMMError):
    """More than one object of that name."""

    default_code = 802
    default_action = "Name the object by its ID, or narrow the lookup, for example by host."


class ConflictError(VMMError):
    """The object changed meanwhile, or is busy, or the name is taken."""

    default_code = 803


class StateError(VMMError):
    """The object's status does not allow it."""

    default_code = 640


class AccessError(VMMError):
    """The role does not allow it."""

    default_code = 1604
    default_action = "Ask an administrator for a role that allows it."


class SignInError(AccessError):
    """Nobody is signed in: a wrong name or password, a session that ended, or no token at all."""

    default_code = 1605
    default_action = "Sign in again."


class PasswordChangeError(SignInError):
    """The name and the password are right, but the password has to be changed first."""

    default_code = 1606
    default_action = "Change the password, then sign in with the new one."


class CapabilityError(VMMError):
    """The host's virtualization software, or this version, cannot do it."""

    default_code = 809


class PlacementError(VMMError):
    """The host cannot take the virtual machine."""

    default_code = 10603


class HostError(VMMError):
    """The host or its virtualization software failed."""

    default_code = 2912


class HostUnreachableError(HostError):
    """No connection to the host."""

    default_code = 2916
    default_action = "Check that the host is switched on and that its virtualization service runs, then refresh it."


class CertificateError(HostError):
    """A server shows a certificate that is neither trusted nor the accepted one; nothing secret was sent to it."""

    default_code = 2917
    default_action = "Compare the fingerprint with the one that the server's administrator names, then accept it."


class StorageError(HostError):
    """A disk file or path: it exists, is not writable, or has no space."""

    default_code = 2606


class LibraryError(VMMError):
    """A library share or file."""

    default_code = 1701


class CancelledError(VMMError):
    """Somebody cancelled the job."""

    default_code = 1700

    def __init__(self, problem: str = "The job was cancelled.", **fields: Any) -> None:
        super().__init__(problem, **fields)


class EngineError(VMMError):
    """The engine itself: database, settings, connection."""

    default_code = 1600


class DatabaseAwayError(EngineError):
    """The database is away, busy or full. Nothing was written, or it cannot be told whether it was; what failed may be
    tried again."""

    default_code = 1607


_TYPES = {
    cls.__name__: cls
    for cls in (
        ScriptError, ScriptSyntaxError, ParameterError, BudgetError, NotFoundError, AmbiguousError, ConflictError,
        StateError, AccessError, SignInError, PasswordChangeError, CapabilityError, PlacementError, HostError,
        HostUnreachableError, CertificateError, StorageError, LibraryError, CancelledError, EngineError,
        DatabaseAwayError,
    )
}  # fmt: skip


def from_fields(fields: dict[str, Any]) -> VMMError:
    """The error again from what `VMMError.fields` gave, so that a client raises what the engine raised."""
    cls = _TYPES.get(str(fields.get("Type")), VMMError)
    extra: dict[str, Any] = {}
    if issubclass(cls, ScriptError):
        extra = {
            "file": fields.get("File", ""),
            "line": fields.get("Line", 0),
            "column": fields.get("Column", 0),
        }
    return cls(
        fields.get("Problem", ""),
        cause=fields.get("Cause", ""),
        action=fields.get("RecommendedAction", ""),
        code=fields.get("Code", 0),
        details=fields.get("DetailedErrorCode", ""),
        object_name=fields.get("ObjectName", ""),
        **extra,
    )
