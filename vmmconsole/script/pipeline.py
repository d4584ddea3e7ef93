"""Pipelines: finds the commands, joins them, and lets the objects run through one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError

from .ast import (
    Command,
    CommandExpression,
    Constant,
    Expression,
    Node,
    ParameterArgument,
    Redirection,
    ScriptBlock,
    VariableRef,
)
from .binding import Given
from .cmdlet import Cmdlet, Parameter
from .coerce import nearest
from .convert import to_text
from .exceptions import NOT_RECOGNISED, RaisedError
from .execute import Executor
from .limits import check_items
from .parser import decode, parse
from .runtime import STREAMS, Emit, Sink
from .scope import FunctionValue, Scope, Variable
from .signals import Return, StopPipeline
from .stages import CmdletStage, FunctionStage, HelpStage, Stage
from .values import Hashtable, PSObject, ScriptBlockValue

_PROGRAMS = (".exe", ".cmd", ".bat", ".com", ".vbs", ".msi")


class Pipelines(Executor):
    """Runs pipelines and script blocks."""

    def run_pipeline(self, commands: Iterable[Node], emit: Emit) -> None:
        parts = list(commands)
        first = parts[0]
        source = first if isinstance(first, CommandExpression) else None
        stages: list[Stage] = []
        for part in parts[1:] if source else parts:
            assert isinstance(part, Command)
            stage = self._stage(part)
            stage.has_input = bool(stages) or source is not None
            stages.append(stage)
        if source is not None and not stages:
            with self.redirected(source.redirections, emit) as out:
                self.emit_expression(source.expression, out)
            return
        self._join(stages, emit)
        try:
            self._flow(source, stages)
        except StopPipeline as signal:
            if signal.stage not in stages:
                raise
            for stage in stages[stages.index(signal.stage) + 1 :]:
                stage.end()

    def _join(self, stages: list[Stage], emit: Emit) -> None:
        for stage, following in pairwise(stages):
            stage.emit = self._checked(following)
        stages[-1].emit = emit

    def _checked(self, stage: Stage) -> Emit:
        check, process = self.check, stage.process

        def plain(item: Any) -> None:
            check()
            process(item)

        if not stage.node.redirections:
            return plain

        def take(item: Any) -> None:
            self.check()
            with self.redirected(stage.node.redirections, stage.emit, stage):
                stage.process(item)

        return take

    def _flow(self, source: CommandExpression | None, stages: list[Stage]) -> None:
        for stage in stages:
            with self.redirected(stage.node.redirections, stage.emit, stage):
                stage.begin()
        if source is not None:
            take = self._checked(stages[0])
            for item in self.items_of(source.expression):
                take(item)
        else:
            with self.redirected(stages[0].node.redirections, stages[0].emit, stages[0]):
                stages[0].alone()
        for stage in stages:
            with self.redirected(stage.node.redirections, stage.emit, stage):
                stage.end()

    # --- redirections ---

    @contextmanager
    def redirected(self, redirections: tuple[Redirection, ...], emit: Emit, stage: Any = None) -> Iterator[Emit]:
        """Let streams go where the redirections say while one stage works, but not while those behind it do."""
        if not redirections:
            yield emit
            return
        outer = list(self.redirects)

        def onward(item: Any) -> None:
            inner, self.redirects = self.redirects, outer
            try:
                emit(item)
            finally:
                self.redirects = inner

        out: Emit = onward
        caught: dict[str, Sink] = {}
        files: list[tuple[Redirection, list[Any]]] = []
        for redirection in redirections:
            sink: Sink = onward
            if not redirection.merge_into:
                lines: list[Any] = []
                files.append((redirection, lines))
                sink = lines.append
            for stream in STREAMS.values() if redirection.source == "*" else [STREAMS[redirection.source]]:
                caught[stream] = sink
        if "output" in caught:
            out = caught.pop("output")
        self.redirects = [*outer, caught]
        if stage is not None:
            stage.emit = out
        try:
            yield out
        finally:
            self.redirects = outer
            if stage is not None:
                stage.emit = emit
            for redirection, lines in files:
                self._write_file(redirection, lines)

    def _write_file(self, redirection: Redirection, lines: list[Any]) -> None:
        from .formatting import format_objects

        assert redirection.target is not None
        target = self.evaluate(redirection.target)
        if target is None:
            return
        if not self.host.allows_files:
            raise ScriptError(
                "Output cannot be redirected into a file here.", cause="The script runs as a job in the engine.",
                action="Run it with 'vmmconsole run' or in the shell, or redirect to $null.",
            )  # fmt: skip
        path = self.full_path(to_text(target))
        seen = getattr(self, "_files_begun", None)
        if seen is None:
            seen = self._files_begun = set[tuple[str, int]]()
        key = (str(path), id(redirection))
        mode = "a" if redirection.append or key in seen else "w"
        seen.add(key)
        try:
            with path.open(mode, encoding="utf-8") as file:
                file.write(format_objects(lines, 120))
        except OSError as err:
            raise ScriptError(f"The file '{path}' cannot be written.", cause=str(err.strerror or err)) from err

    # --- commands ---

    def _stage(self, node: Command) -> Stage:
        self.node = node
        target = self._target(node)
        given = self._arguments(node)
        self.node = node
        if isinstance(target, ScriptBlockValue):
            function = FunctionValue("", target.block)
            parent = self.scope if self._sees(target.scope) else target.scope
            return FunctionStage(self, node, function, given, parent, own_scope=node.invocation != ".")
        return self._named_stage(node, to_text(target), given)

    def _target(self, node: Command) -> Any:
        if isinstance(node.name, Constant):
            return node.name.text if node.name.bare and not node.invocation else to_text(node.name.value)
        found = self.evaluate(node.name)
        if found is None:
            raise ScriptError("The call operator was given nothing to call.", line=node.line, column=node.column)
        if isinstance(found, PSObject) and "Name" in found.properties:
            return found.properties["Name"]
        return found

    def _sees(self, scope: Scope) -> bool:
        """Whether a scope is the present one or one around it."""
        at: Scope | None = self.scope
        while at is not None:
            if at is scope:
                return True
            at = at.parent
        return False

    def _named_stage(self, node: Command, name: str, given: list[Given]) -> Stage:
        name = self.aliases.get(name.lower(), name)
        function = self.scope.find_function(name.lower())
        if function is not None:
            if function.is_workflow:
                self.node = node
                raise RaisedError(
                    f"Workflows are not supported in scripts here, and '{name}' is one.",
                    exception="System.NotSupportedException", category="NotImplemented",
                    action="Write it as a function; jobs run side by side with -RunAsynchronously.",
                )  # fmt: skip
            return FunctionStage(self, node, function, given, self.scope, own_scope=node.invocation != ".")
        short = name.rpartition("\\")[2] if "-" in name else name
        core = self.find_core(short)
        cmdlet = core or self.host.find_command(short)
        if cmdlet is not None:
            if any(g.name == "?" for g in given):
                return HelpStage(self, node, cmdlet)
            return CmdletStage(self, node, cmdlet, given, core=core is not None)
        if name.lower().endswith(".ps1"):
            path = name.replace("\\", "/")
            function = FunctionValue(name, self._script_file(path))
            return FunctionStage(self, node, function, given, self.scope, own_scope=node.invocation != ".", file=path)
        raise self._unknown(node, name)

    def _script_file(self, name: str) -> ScriptBlock:
        if not self.host.allows_files:
            raise ScriptError(
                f"The script '{name}' cannot be called here.", cause="The script runs as a job in the engine.",
                action="Put everything into one script.",
            )  # fmt: skip
        path = self.full_path(name)
        try:
            return parse(decode(path.read_bytes()), str(path))
        except OSError as err:
            raise ScriptError(f"The script '{name}' cannot be read.", cause=str(err.strerror or err)) from err

    def _unknown(self, node: Command, name: str) -> RaisedError:
        self.node = node
        place: dict[str, Any] = {
            "line": node.line, "column": node.column, "file": self.file, "code": ParameterError.default_code,
            "exception": NOT_RECOGNISED, "error_id": "CommandNotFoundException", "category": "ObjectNotFound",
        }  # fmt: skip
        if name.lower().endswith(_PROGRAMS) or name.startswith((".\\", "./", "/", "~/")):
            return RaisedError(
                f"The program '{name}' cannot be started from a script.",
                cause="Scripts here call cmdlets and functions only.", action="Use a cmdlet.", **place,
            )  # fmt: skip
        near = nearest(name, self.command_names())
        return RaisedError(
            f"The term '{name}' is not recognised as the name of a cmdlet or function.",
            action=f"Did you mean {near}?" if near else "Type Get-Command to see what there is.", **place,
        )  # fmt: skip

    def command_names(self) -> list[str]:
        """The names of everything that can be called."""
        functions = [f.name for f in self.scope.all_functions().values()]
        return [*functions, *self.core_names(), *self.host.command_names()]

    def core_names(self) -> list[str]:
        """The names of the core cmdlets."""
        raise NotImplementedError

    def _arguments(self, node: Command) -> list[Given]:
        given: list[Given] = []
        for element in node.elements:
            if isinstance(element, ParameterArgument):
                has_value = element.value is not None
                value = self.evaluate(element.value) if element.value is not None else None
                given.append(Given(element.value or element, element.name, value, has_value))
            elif isinstance(element, VariableRef) and element.splat:
                given.extend(self._splatted(element))
            else:
                given.append(Given(element, value=self.evaluate(element)))
        return given

    def _splatted(self, node: VariableRef) -> list[Given]:
        value = self.evaluate(VariableRef(node.span, node.name, node.scope))
        if isinstance(value, (Hashtable, PSObject)):
            table = value if isinstance(value, Hashtable) else value.properties
            return [Given(node, to_text(name), v) for name, v in table.items()]
        return [Given(node, value=v) for v in (value if isinstance(value, list) else [] if value is None else [value])]

    # --- script blocks ---

    def invoke_block(
        self, block: ScriptBlockValue, arguments: list[Any] | None = None, *, item: Any = None, has_item: bool = False,
        new_scope: bool = False, emit: Emit | None = None,
    ) -> list[Any]:  # fmt: skip
        out: list[Any] = []
        before = self.scope
        scope = Scope(block.scope) if new_scope or block.block.parameters else block.scope
        known = scope.variables.get("_")
        self.enter("script block")
        self.scope = scope
        if has_item:
            scope.variables["_"] = Variable("_", item)
        if arguments or block.block.parameters:
            self._block_parameters(block.block, scope, arguments or [])
        try:
            self.run_body(block.block, emit or out.append)
        except Return:
            pass
        finally:
            self.scope = before
            self.call_depth = max(self.call_depth - 1, 0)
            if has_item:
                if known is None:
                    scope.variables.pop("_", None)
                else:
                    scope.variables["_"] = known
        check_items(len(out))
        return out

    def _block_parameters(self, block: ScriptBlock, scope: Scope, arguments: list[Any]) -> None:
        for i, declared in enumerate(block.parameters):
            default = self.evaluate(declared.default) if declared.default is not None else None
            value = arguments[i] if i < len(arguments) else default
            scope.variables[declared.name.lower()] = Variable(declared.name, value, declared.type)
        if arguments:
            scope.variables["args"] = Variable("args", arguments[len(block.parameters) :])


__all__ = ["Cmdlet", "Expression", "Parameter", "Pipelines"]
