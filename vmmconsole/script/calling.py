"""``$PSCmdlet`` and ``$MyInvocation``: what a running function can ask of its own call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import ScriptError, VMMError

from .convert import to_bool, to_text
from .exceptions import RaisedError
from .signals import Terminate
from .values import ErrorRecord, PSObject

if TYPE_CHECKING:
    from .stages import FunctionStage


class CallingCmdlet(PSObject):
    """``$PSCmdlet`` of an advanced function."""

    __slots__ = ("stage",)

    def __init__(self, stage: FunctionStage, parameter_set: str) -> None:
        invocation = stage.scope.variables.get("myinvocation")
        super().__init__(
            [("ParameterSetName", parameter_set), ("MyInvocation", invocation.value if invocation else None)],
            "PSScriptCmdlet",
        )
        self.stage = stage

    def call(self, name: str, arguments: list[Any]) -> Any:
        """A method of it.

        Raises:
            ScriptError: it has no such method.
            Terminate: the function ends with an error.
        """
        method = _METHODS.get(name.lower())
        if method is None:
            raise ScriptError(f"$PSCmdlet has no method '{name}'.", cause=f"It has: {', '.join(_METHODS)}.")
        return method(self, arguments)

    def _should_process(self, arguments: list[Any]) -> bool:
        runtime = self.stage.runtime
        if len(arguments) == 1:
            target, action = to_text(arguments[0]), self.stage.name
        elif len(arguments) == 2:
            target, action = map(to_text, arguments)
        else:
            target, action = "", to_text(arguments[0]) if arguments else self.stage.name
        sentence = f'Performing the operation "{action}" on target "{target}".' if target else action
        if to_bool(runtime.variable("whatifpreference")):
            runtime.write("host", f"What if: {sentence}\n")
            return False
        return self.stage.confirms(sentence)

    def _should_continue(self, arguments: list[Any]) -> bool:
        return self.stage.asks(" ".join(map(to_text, arguments)))

    def _write_object(self, arguments: list[Any]) -> None:
        every = len(arguments) > 1 and to_bool(arguments[1]) and isinstance(arguments[0], list)
        for item in arguments[0] if every else arguments[:1]:
            self.stage.outward(item)

    def _write_error(self, arguments: list[Any]) -> None:
        self.stage.fail(_error_of(arguments))

    def _throw(self, arguments: list[Any]) -> None:
        raise Terminate(self.stage.runtime.record(_error_of(arguments)))

    def _stream(self, name: str, preference: str, arguments: list[Any]) -> None:
        runtime = self.stage.runtime
        if to_text(runtime.variable(preference)).lower() not in ("silentlycontinue", "ignore"):
            runtime.write(name, to_text(arguments[0]) if arguments else "")


def _error_of(arguments: list[Any]) -> VMMError:
    given = arguments[0] if arguments else None
    if isinstance(given, ErrorRecord):
        return given.error
    return given if isinstance(given, VMMError) else RaisedError(to_text(given))


_METHODS: dict[str, Any] = {
    "shouldprocess": CallingCmdlet._should_process,
    "shouldcontinue": CallingCmdlet._should_continue,
    "writeobject": CallingCmdlet._write_object,
    "writeerror": CallingCmdlet._write_error,
    "throwterminatingerror": CallingCmdlet._throw,
    "writeverbose": lambda self, a: self._stream("verbose", "verbosepreference", a),
    "writewarning": lambda self, a: self._stream("warning", "warningpreference", a),
    "writedebug": lambda self, a: self._stream("debug", "debugpreference", a),
    "gettype": lambda self, _a: PSObject([("Name", self.type_name), ("FullName", self.type_name)], "Type"),
}
