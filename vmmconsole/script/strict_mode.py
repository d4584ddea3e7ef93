"""Set-StrictMode: what is an error by its version, and is else null.

Version 1 refuses variables that have no value, except in strings; version 2 in strings too, and properties that an
object does not have; version 3 and Latest also places outside an array (about_Set-StrictMode of PowerShell 5.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .exceptions import RaisedError
from .members import has_property, reachable_names
from .scope import CONSTANTS, Scope
from .values import is_model

if TYPE_CHECKING:
    from .runtime import Runtime

VARIABLES, STRINGS_AND_PROPERTIES, PLACES = 1, 2, 3
_GIVEN = frozenset((
    "_", "args", "error", "foreach", "home", "host", "input", "lastexitcode", "matches", "myinvocation",
    "nestedpromptlevel", "pid", "profile", "psboundparameters", "pscmdlet", "pscommandpath", "psitem", "psscriptroot",
    "pwd", "switch", "this", "whatifpreference", "?", "^", "$",
))  # fmt: skip
"""Variables that the language gives, also where they have no value."""


def strictness(scope: Scope) -> int:
    """The version that holds in a scope, 0 for none."""
    found: Scope | None = scope
    while found is not None:
        if found.strictness is not None:
            return found.strictness
        found = found.parent
    return 0


def check_variable(runtime: Runtime, name: str, written: str) -> None:
    """Raises:
    RaisedError: nothing has set the variable of that lower-case name.
    """
    known = name in CONSTANTS or name in _GIVEN or runtime.scope.find(name) is not None
    if not known and runtime.automatic(name) is None:
        raise RaisedError(
            f"The variable '${written}' cannot be retrieved because it has not been set.",
            error_id="VariableIsUndefined",
        )


def check_property(value: Any, name: str) -> None:
    """Raises:
    RaisedError: neither the object nor any item of the array has such a property.
    """
    owners = [value, *value] if isinstance(value, list) else [value]
    if not any(_has(owner, name) for owner in owners):
        raise RaisedError(
            f"The property '{name}' cannot be found on this object. Verify that the property exists.",
            error_id="PropertyNotFoundStrict",
        )


def _has(owner: Any, name: str) -> bool:
    if owner is None:
        return False
    lowered = name.lower()
    return has_property(owner, name) or (is_model(owner) and any(lowered == n.lower() for n in reachable_names(owner)))


def check_place(value: Any, place: Any) -> None:
    """Raises:
    RaisedError: the array ends before that place.
    """
    if isinstance(value, list) and type(place) is int and not -len(value) <= place < len(value):
        raise RaisedError(
            "Index was outside the bounds of the array.", exception="System.IndexOutOfRangeException",
            error_id="System.IndexOutOfRangeException",
        )  # fmt: skip
