"""One cmdlet call from the wire: bound to its class, and written as the script that a job runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, cast
from uuid import UUID

from vmmconsole.cmdlets import resolve
from vmmconsole.cmdlets.session import ServerConnection, Session
from vmmconsole.model import Noun, Ref
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.noun import Value
from vmmconsole.script.ast import Expression, Span
from vmmconsole.script.binding import Binder, Given
from vmmconsole.script.calls import SWITCH, Argument, Call, Lookup, Scalar, Statement, Variable, Word
from vmmconsole.script.calls import Value as ScriptValue
from vmmconsole.script.cmdlet import UNSET, Cmdlet, Parameter
from vmmconsole.script.coerce import coerce
from vmmconsole.script.host import Host
from vmmconsole.script.writer import write_statements

GetterOf = Callable[[str], "type[Cmdlet] | None"]

_NOWHERE = Expression(Span(0, 0, 0, 0))
_REFERENCE = {"ObjectType", "ID", "Name"}


class _Lookups:
    """As much of a script's host as coercing values takes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def resolve(self, kind: Any, value: object) -> object:
        """The object that a value names."""
        return resolve.resolve(self._session, kind, value)


def bind(kind: type[Cmdlet], arguments: Mapping[str, Any], session: Session) -> Cmdlet:
    """The call with its arguments as the class declares them; objects are looked up.

    Raises:
        ParameterError: a parameter it does not have, a value that does not fit, or a mandatory one is missing.
        NotFoundError: an object is not there.
    """
    host = cast("Host", _Lookups(session))

    def coerced(parameter: Parameter, value: Any) -> Any:
        return coerce(host, parameter, value)

    binder = Binder(kind.name, kind.parameters, coerced, changes=kind.changes, default_set=kind.default_set)
    switches = {n.lower() for p in kind.parameters if p.is_switch for n in (p.name, *p.aliases)}
    # A switch that is off says nothing, a bool that is false does.
    given = [
        Given(_NOWHERE, name, _incoming(value))
        for name, value in arguments.items()
        if not (value is False and name.lower() in switches)
    ]
    bound = binder.bind(given)
    binder.complete(bound)
    return kind(**bound.values)


def _incoming(value: Any) -> Any:
    if isinstance(value, list):
        return [_incoming(item) for item in value]
    if not isinstance(value, dict):
        return value
    try:
        if set(value) == _REFERENCE:
            return Ref.model_validate(value)
        if value.get("ObjectType") == "VMHostRating":
            return VMHostRating.model_validate(value)
        if value.get("ObjectType") == "ServerConnection":
            return ServerConnection.model_validate(value).name
    except ValueError as err:
        raise ParameterError("An object in the request is malformed.", cause=str(err)) from err
    raise ParameterError(
        "An object in the request is of no known form.",
        action='Give {"ObjectType", "ID", "Name"}, or its name as text.',
    )


def script_of(cmdlet: Cmdlet, getter_of: GetterOf) -> str:
    """The script that makes the same call: objects are looked up by ID first.

    `getter_of` gives the cmdlet that looks up objects of a kind by -ID, or None.
    """
    writer = _CallWriter(getter_of)
    arguments = []
    for parameter in type(cmdlet).parameters:
        value = cmdlet.bound.get(parameter.attribute, False if parameter.is_switch else UNSET)
        if value is not UNSET and not (parameter.is_switch and not value):
            arguments.append(Argument(parameter.name, SWITCH if parameter.is_switch else writer.value(value)))
    return write_statements([*writer.lookups, Call(cmdlet.name, tuple(arguments))])


class _CallWriter:
    """Values as a script has them, and the lookups before the call."""

    def __init__(self, getter_of: GetterOf) -> None:
        self.lookups: list[Statement] = []
        self._getter_of = getter_of
        self._variables: dict[UUID, Variable] = {}

    def value(self, value: Any) -> ScriptValue:
        """A bound value."""
        if isinstance(value, (list, tuple)):
            return tuple(self._scalar(item) for item in value)
        return self._scalar(value)

    def _scalar(self, value: Any) -> Scalar:
        if isinstance(value, Enum):
            return Word(str(value.value)) if str(value.value).isalnum() else str(value.value)
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, ServerConnection):
            return value.name
        if isinstance(value, VMHostRating):
            return self._object(value.vm_host.kind, value.vm_host.id)
        if isinstance(value, Value):
            identity = getattr(value, "id", None)
            if isinstance(identity, UUID):
                return self._object(value.kind if isinstance(value, Noun) else type(value).__name__, identity)
        if value is None or isinstance(value, (str, int, float, bool, UUID)):
            return cast("Scalar", value)
        raise ParameterError(f"A {type(value).__name__} cannot be written into a script.")

    def _object(self, kind: str, identity: UUID) -> Scalar:
        """A variable that holds the object; where no cmdlet looks such objects up, its ID, which names it as well."""
        getter = self._getter_of(kind)
        if getter is None:
            return identity
        known = self._variables.get(identity)
        if known is None:
            known = self._variables[identity] = Variable(f"{kind}{len(self._variables) + 1 if self._variables else ''}")
            self.lookups.append(Lookup(known.name, Call(getter.name, (Argument("ID", identity),))))
        return known
