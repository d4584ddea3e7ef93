"""The parts of a pipeline: a cmdlet, or a function of the script. Each gets objects, and emits objects to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import VMMError

from .ast import Block, Command
from .binding import Binder, Bound, Given
from .calling import CallingCmdlet
from .cmdlet import UNSET, Cmdlet
from .coerce import coerce
from .context import Context, StreamCmdlet
from .convert import to_bool, to_text
from .exceptions import RaisedError
from .functions import binding_setting, coercer, default_value, is_advanced, parameters_of
from .limits import sized, spend
from .runtime import Emit
from .scope import FunctionValue, Scope, Variable
from .signals import Exit, Return, Terminate, uncatchable
from .values import ArrayList, ErrorRecord, Hashtable, collect

if TYPE_CHECKING:
    from .pipeline import Pipelines


_KEEPING = ("OutVariable", "ErrorVariable", "WarningVariable", "InformationVariable")
_MESSAGES = {"warning": "WarningVariable", "information": "InformationVariable", "host": "InformationVariable"}
_PREFERENCES = (("WarningAction", "WarningPreference"), ("InformationAction", "InformationPreference"))
_EMITTED = 1_000
"""The work of handing over one object."""


class Stage:
    """One command of a pipeline."""

    waits_for_catch = False
    """Whether an error for one object goes to a ``catch`` without -ErrorAction Stop, as the host's cmdlets do: what
    one of them could not do, the statements after it in a ``try`` mostly need."""

    def __init__(self, runtime: Pipelines, node: Command, name: str) -> None:
        self.runtime = runtime
        self.node = node
        self.name = name
        self.common: dict[str, Any] = {}
        self.emit: Emit = lambda _: None
        self.has_input = False
        self._kept: dict[str, list[Any]] = {}
        """What -OutVariable, -ErrorVariable and their like are to get, by option."""
        self._before: dict[str, list[Any]] = {}
        """What the variables held before the call that it adds to, by option."""

    # --- what a stage does ---

    def begin(self) -> None:
        """Bind, and do what comes before the first object."""

    def process(self, item: Any) -> None:
        """Take one object."""

    def alone(self) -> None:
        """Do the work of a call without input."""

    def end(self) -> None:
        """Do what comes after the last object."""

    # --- what all stages share ---

    def confirms(self, question: str) -> bool:
        """Whether the person says yes to what -Confirm asks; without it there is nothing to ask."""
        return not to_bool(self.common.get("Confirm")) or self.asks(question)

    def asks(self, question: str) -> bool:
        """Whether the person says yes."""
        answer = self.runtime.host.read_line(f"{question} [Y] Yes  [N] No: ")
        return answer.strip().lower() in ("y", "yes")

    def out(self, item: Any) -> None:
        """Emit one object, and keep it for -OutVariable."""
        if self.common:
            self.keep("OutVariable", item)
        self.emit(item)

    def located(self) -> None:
        """Say that errors from now on are this command's."""
        self.runtime.node = self.node
        self.runtime.command_node = self.node
        self.runtime.command_name = self.name

    def fail(self, error: VMMError, item: Any = None) -> None:
        """An error of this call: the next object may still work.

        Raises:
            Terminate: -ErrorAction or the preference says to stop, or a ``try`` is waiting for it.
        """
        if uncatchable(error):
            raise error
        self.located()
        record = self.runtime.record(error, item)
        self.note(record)
        explicit = to_text(self.common.get("ErrorAction")).lower()
        caught = self.waits_for_catch and not explicit and self.runtime.try_depth
        if caught and self.runtime.error_action() in ("continue", "stop"):
            raise Terminate(record)
        self.runtime.report(record, explicit or self.runtime.error_action())

    def note(self, record: ErrorRecord) -> None:
        """Keep an error for -ErrorVariable."""
        if "ErrorVariable" in self.common:
            self.keep("ErrorVariable", record)
            self.keep_variables()

    def keep(self, option: str, value: Any) -> None:
        """Keep an object for what the option names, if the call has it."""
        if option in self.common:
            self._kept.setdefault(option, []).append(value)

    def told(self, stream: str, value: Any) -> None:
        """Keep a message for -WarningVariable or -InformationVariable."""
        option = _MESSAGES.get(stream)
        if option is not None and option in self.common:
            self.keep(option, str(value) if stream == "host" else value)
            self.keep_variables()

    def keep_variables(self) -> None:
        """Set what -OutVariable, -ErrorVariable and their like name."""
        for option in _KEEPING:
            if option in self.common:
                values = self._kept.get(option, [])
                name = to_text(self.common[option])
                if name.startswith("+") and option not in self._before:
                    old = self.runtime.variable(name[1:].lower())
                    self._before[option] = list(old) if isinstance(old, list) else []
                self.runtime.scope.set(name.lstrip("+"), ArrayList([*self._before.get(option, []), *values]))

    def emit_all(self, results: Iterable[Any], item: Any = None) -> None:
        """Emit what a call yields; an error in it is this call's, an error further down is not."""
        if isinstance(results, tuple):  # nothing more is worked for
            for value in results:
                spend(_EMITTED)
                self.out(sized(value))
            return
        iterator: Iterator[Any] = iter(results)
        while True:
            try:
                value = next(iterator)
            except StopIteration:
                return
            except VMMError as error:
                self.fail(error, item)
                return
            spend(_EMITTED)
            self.out(sized(value))


_BINDERS: dict[type[Cmdlet], Binder] = {}


class CmdletStage(Stage):
    """A call of a cmdlet class, core or the host's."""

    def __init__(self, runtime: Pipelines, node: Command, cls: type[Cmdlet], given: list[Given], *, core: bool) -> None:
        super().__init__(runtime, node, cls.name)
        self.cls = cls
        self.given = given
        self.core = core
        self.waits_for_catch = not core or cls.terminating
        self.binder = Binder(
            cls.name, cls.parameters, lambda p, v: coerce(runtime.host, p, v), changes=cls.changes,
            default_set=cls.default_set, takes_extra=cls.takes_anything,
        )  # fmt: skip
        self.bound = Bound()
        self.context = Context(runtime, {}, self)
        self.stream: StreamCmdlet | None = None

    def begin(self) -> None:
        self.located()
        self.bound = self.binder.bind(self.given)
        self.common = self.bound.common
        self.context = Context(self.runtime, self.common, self)
        self.context.has_input = self.has_input
        if self.has_input and issubclass(self.cls, StreamCmdlet):
            self.binder.complete(self.bound)
            stream = self.cls(**self.bound.values)
            stream.parameter_set = next(iter(sorted(self.bound.sets)), "")
            stream.what_if = self._what_if()
            self.stream = stream
            self.emit_all(stream.begin(self.context))

    def process(self, item: Any) -> None:
        self.located()
        if self.stream is not None:
            self.emit_all(self.stream.process(self.context, item), item)
            return
        try:
            bound = self.binder.bind_item(self.bound, item)
        except VMMError as error:
            self.fail(error, item)
            return
        self._invoke(bound, item)

    def alone(self) -> None:
        self._invoke(self.bound)

    def end(self) -> None:
        self.located()
        if self.stream is not None:
            self.emit_all(self.stream.end(self.context))
        self.keep_variables()

    def _invoke(self, bound: Bound, item: Any = None) -> None:
        try:
            chosen = self.binder.complete(bound)
            cmdlet = self.cls(**bound.values)
            cmdlet.parameter_set = chosen
            cmdlet.what_if = self._what_if()
            if not self.confirms(f"Run {self.node.text.strip()}?"):
                return
            if self.core:
                results: Iterable[Any] = cmdlet.run(self.context) or ()
            else:
                self.runtime.check()
                results = self._host_results(cmdlet)
        except VMMError as error:
            self.fail(error, item)
            return
        self._hand_over_job(cmdlet)
        self.emit_all(results, item)

    def _host_results(self, cmdlet: Cmdlet) -> Iterable[Any]:
        try:
            results = self.runtime.host.invoke(cmdlet, self.node.line, self.node.text)
            code = cmdlet.exit_code(results)
            if code is not None:
                self.runtime.global_scope.set("LASTEXITCODE", code)
                self.runtime.error_count += int(code != 0)  # for $?, without an error
            return results
        finally:
            for text in cmdlet.warnings:
                self.context.warn(text)

    def _what_if(self) -> bool:
        given = self.common.get("WhatIf", self.runtime.variable("whatifpreference"))
        return self.cls.changes and to_bool(given)

    def _hand_over_job(self, cmdlet: Cmdlet) -> None:
        parameter = self.cls.find_parameter("JobVariable")
        if parameter is None or cmdlet.job is None:
            return
        name = cmdlet.bound.get(parameter.attribute, UNSET)
        if isinstance(name, str) and name:
            self.runtime.scope.set(name.lstrip("$"), cmdlet.job)


class HelpStage(Stage):
    """A call with -?: it shows the cmdlet's help and does nothing else."""

    def __init__(self, runtime: Pipelines, node: Command, cls: type[Cmdlet]) -> None:
        super().__init__(runtime, node, cls.name)
        self.cls = cls

    def end(self) -> None:
        from .core.discovery import help_of  # the core cmdlets import this module

        self.located()
        self.out(help_of(self.cls))


_EVERY_SET = "__AllParameterSets"


class FunctionStage(Stage):
    """A call of a function or script block; `own_scope` is false for dot-sourcing."""

    def __init__(
        self, runtime: Pipelines, node: Command, function: FunctionValue, given: list[Given], parent: Scope, *,
        own_scope: bool = True, file: str = "",
    ) -> None:  # fmt: skip
        super().__init__(runtime, node, function.name or "script block")
        self.function = function
        self.file = file
        """The script file that is called, where it is one: ``exit`` ends no more than that."""
        self.given = given
        self.parent = parent
        self.scope = Scope(parent, is_script=bool(file)) if own_scope else parent
        self.outer_try_depth = runtime.try_depth
        self.has_exited = False
        self.binder_set = ""
        self.items: list[Any] = []
        self.binder: Binder | None = None
        self.bound = Bound()
        self.parts = dict(function.block.named)
        if function.is_filter and not self.parts:
            block = function.block
            self.parts = {"process": Block(block.span, block.statements)}

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Run in the function's scope."""
        runtime = self.runtime
        before, file = runtime.scope, runtime.file
        runtime.enter(self.name)
        listens = any(option in self.common for option in _MESSAGES.values())
        if listens:
            runtime.listeners.append(self.told)
        runtime.scope, runtime.file = self.scope, self.file or file
        try:
            yield
        except Exit as signal:
            if not self.file:
                raise
            runtime.global_scope.set("LASTEXITCODE", signal.code)
            self.has_exited = True
        finally:
            if listens:
                runtime.listeners.remove(self.told)
            runtime.scope, runtime.file = before, file
            runtime.call_depth = max(runtime.call_depth - 1, 0)

    def outward(self, item: Any) -> None:
        """Emit one object; what comes behind runs in its own scope, not in this one's."""
        runtime = self.runtime
        inside, depth, listeners = runtime.scope, runtime.try_depth, runtime.listeners
        runtime.listeners = [listener for listener in listeners if listener != self.told]
        runtime.scope, runtime.try_depth = self.parent, self.outer_try_depth
        try:
            self.out(item)
        finally:
            runtime.scope, runtime.try_depth, runtime.listeners = inside, depth, listeners

    def begin(self) -> None:
        self.located()
        block = self.function.block
        if "dynamicparam" in self.parts:
            raise RaisedError(
                f"Dynamic parameters are not supported in scripts here, and '{self.name}' has some.",
                exception="System.NotSupportedException", category="NotImplemented",
                action="Declare them in the param block.",
            )  # fmt: skip
        self.binder = Binder(
            self.name, parameters_of(self.runtime, block), coercer(self.runtime, block),
            takes_extra=not is_advanced(block),
            changes=to_bool(binding_setting(self.runtime, block, "supportsshouldprocess")),
            default_set=to_text(binding_setting(self.runtime, block, "defaultparametersetname")),
        )  # fmt: skip
        self.bound = self.binder.bind(self.given)
        self.common = self.bound.common
        self.binder_set = self.binder.default_set
        chosen = ""
        if not self.has_input or not self.binder.takes_pipeline:
            chosen = self.binder.complete(self.bound)
        with self.inside():
            self._set_variables(chosen)
        self._run_part("begin")

    def _set_variables(self, parameter_set: str) -> None:
        block = self.function.block
        for declared in block.parameters:
            given = declared.name in self.bound.values
            value = self.bound.values[declared.name] if given else default_value(self.runtime, declared)
            self.scope.variables[declared.name.lower()] = Variable(declared.name, value, declared.type)
        extra = self.bound.extra
        self.scope.set("args", list(extra))
        self.scope.set("PSBoundParameters", Hashtable(self.bound.values.items()))
        self.scope.set("MyInvocation", self.runtime.invocation(self.name, self.node))
        if is_advanced(block):
            self.scope.set("PSCmdlet", CallingCmdlet(self, parameter_set or self.binder_set or _EVERY_SET))
        if "WhatIf" in self.common:
            self.scope.set("WhatIfPreference", to_bool(self.common["WhatIf"]))
        if to_bool(self.common.get("Verbose")):
            self.scope.set("VerbosePreference", "Continue")
        for option, preference in _PREFERENCES:
            if option in self.common:
                self.scope.set(preference, to_text(self.common[option]))
        if "ErrorAction" in self.common:
            self.scope.set("ErrorActionPreference", to_text(self.common["ErrorAction"]))

    def _run_part(self, name: str) -> None:
        part = self.parts.get(name)
        if part is None or self.has_exited:
            return
        with self.inside():
            try:
                self.runtime.run_statements(part.statements, self.outward)
            except Return:
                return

    def process(self, item: Any) -> None:
        if "process" not in self.parts:
            self.items.append(item)
        assert self.binder is not None
        if self.binder.takes_pipeline:
            try:
                bound = self.binder.bind_item(self.bound, item)
                chosen = self.binder.complete(bound)
            except VMMError as error:
                self.fail(error, item)
                return
            for name, value in bound.values.items():
                self.scope.set(name, value)
            self.scope.set("PSBoundParameters", Hashtable(bound.values.items()))
            calling = self.scope.variables.get("pscmdlet")
            if calling is not None and isinstance(calling.value, CallingCmdlet):
                calling.value.properties["ParameterSetName"] = chosen or _EVERY_SET
        self.scope.variables["_"] = Variable("_", item)
        self._run_part("process")

    def alone(self) -> None:
        self._run_part("process")

    def end(self) -> None:
        if not self.parts:
            self.scope.set("input", list(self.items))
            with self.inside(), suppress(Return):
                self.runtime.run_statements(self.function.block.statements, self.outward)
        self._run_part("end")
        self.keep_variables()


__all__ = ["CmdletStage", "FunctionStage", "HelpStage", "Stage", "collect"]
