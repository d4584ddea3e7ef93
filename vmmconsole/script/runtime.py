"""The state of a running script: its host, variables, streams and errors."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError, VMMError

from .ast import Command, Constant, Expression, Node, Redirection, ScriptBlock, Statement
from .cmdlet import Cmdlet
from .convert import to_text
from .host import Host
from .host_object import VERSION, HostObject
from .limits import MAX_CALL_DEPTH
from .net_types import Version
from .scope import CONSTANTS, Scope
from .signals import Terminate
from .transcript import Transcript
from .values import ArrayList, ErrorRecord, Hashtable, PSObject, ScriptBlockValue

Emit = Callable[[Any], None]
Sink = Callable[[Any], None]

STREAMS = {"1": "output", "2": "error", "3": "warning", "4": "verbose", "5": "debug", "6": "information"}
_NUMBERED_ACTIONS = {"0": "silentlycontinue", "1": "stop", "2": "continue", "3": "inquire", "4": "ignore"}
MAX_ERRORS_KEPT = 256


class Runtime:
    """What the evaluating parts share. `scope` is where a name is looked up now."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.global_scope = Scope()
        self.scope = self.global_scope
        self.errors = ArrayList()
        self.had_errors = False
        self.exit_code = 0
        self.success = True
        self.error_count = 0
        self.try_depth = 0
        self.call_depth = 0
        self.file = ""
        self.node: Node | None = None
        self.command_node: Node | None = None
        self.command_name = ""
        self.redirects: list[dict[str, Sink]] = []
        self.aliases: dict[str, str] = {}
        """Names that the script itself has given to commands, in lower case."""
        self.location: Path | None = None
        """The folder that Set-Location has chosen; the process's own when it has chosen none."""
        self.location_stack: list[Path] = []
        self.history: list[str] = []
        """The inputs that were run, the oldest first."""
        self.transcript: Transcript | None = None
        self.listeners: list[Callable[[str, object], None]] = []
        """The functions that run and want to keep what is said in them."""
        self.in_string = False
        """Whether a variable is read for a string."""
        self.said_where = False
        """Whether Invoke-Command has said that its blocks run here."""
        self._host_object: HostObject | None = None
        for name, value in (
            ("ErrorActionPreference", "Continue"), ("WarningPreference", "Continue"),
            ("VerbosePreference", "SilentlyContinue"), ("DebugPreference", "SilentlyContinue"),
            ("InformationPreference", "SilentlyContinue"), ("ProgressPreference", "Continue"),
            ("ConfirmPreference", "High"), ("OFS", " "),
            ("LASTEXITCODE", None), ("Matches", None),
        ):  # fmt: skip
            self.global_scope.set(name, value)

    # --- the host ---

    def check(self) -> None:
        """Let the host stop the script."""
        self.host.check()

    def write(self, stream: str, value: object) -> None:
        """One record on a stream, where a redirection may catch it."""
        for listener in self.listeners:
            listener(stream, value)
        if self.transcript is not None and not self.redirects:
            self.transcript.record(stream, value)
        for redirect in reversed(self.redirects):
            sink = redirect.get(stream)
            if sink is not None:
                sink(value)
                return
        self.host.write(stream, value)

    # --- errors ---

    def record(self, error: VMMError, target: object = None) -> ErrorRecord:
        """The error with the place where the script is now."""
        known = getattr(error, "record", None)
        if isinstance(known, ErrorRecord):
            return known
        node = self.node
        line, column = (node.line, node.column) if node is not None else (0, 0)
        if isinstance(error, ScriptError):
            if not error.line:
                error.line, error.column = line, column
            line, column = error.line, error.column
            error.file = error.file or self.file
        text, name = self._command_of(node)
        return ErrorRecord(error, line, column, text, name, self.file, target)

    def _command_of(self, node: Node | None) -> tuple[str, str]:
        """Text and name of the command that failed; an expression fails for itself, whatever command ran before it."""
        if not isinstance(node, Command):
            return "", ""
        name = node.name.text if isinstance(node.name, Constant) and node.name.bare else ""
        return node.text, self.command_name if node is self.command_node else name

    def remember(self, record: ErrorRecord) -> None:
        """Put the error first in $Error."""
        self.error_count += 1
        if record in self.errors[:1]:
            return
        self.errors.insert(0, record)
        del self.errors[MAX_ERRORS_KEPT:]

    def report(self, record: ErrorRecord, action: str = "continue") -> None:
        """A non-terminating error: remembered, and shown unless `action` says not to.

        Raises:
            Terminate: `action` is ``stop``.
        """
        if action == "stop":
            raise Terminate(record)
        self.error_count += 1
        if action == "ignore":
            return
        self.remember(record)
        if action != "silentlycontinue":
            self.had_errors = True
            self.write("error", record)

    def error_action(self) -> str:
        """The value of $ErrorActionPreference, in lower case."""
        text = to_text(self.variable("erroractionpreference")).lower() or "continue"
        return _NUMBERED_ACTIONS.get(text, text)

    # --- variables ---

    def variable(self, name: str) -> Any:
        """The value of a variable of that lower-case name, null when there is none."""
        if name in CONSTANTS:
            return CONSTANTS[name]
        found = self.scope.find(name)
        if found is not None:
            return found.value
        return self.automatic(name)

    def automatic(self, name: str) -> Any:
        """Variables that the language gives."""
        if name == "?":
            return self.success
        if name == "error":
            return self.errors
        if name == "psitem":
            return self.variable("_")
        if name == "args":
            return []
        if name == "psboundparameters":
            return Hashtable()
        if name == "myinvocation":
            return self.invocation(os.path.basename(self.file))  # noqa: PTH119  the name as it was written
        if name in ("pwd", "home", "pshome", "psscriptroot", "pscommandpath"):
            return self.folder(name)
        return self._about_the_shell(name)

    def _about_the_shell(self, name: str) -> Any:
        if name == "psversiontable":
            clr = ("CLRVersion", Version(4, 0, 30319, 0))
            return Hashtable([("PSVersion", VERSION), ("PSEdition", "Desktop"), clr])
        if name == "host":
            if self._host_object is None:
                self._host_object = HostObject(self)
            return self._host_object
        if name == "pid":
            return os.getpid() if self.host.allows_files else None
        return "en-US" if name in ("psculture", "psuiculture") else None

    def invocation(self, name: str, node: Command | None = None) -> PSObject:
        """``$MyInvocation`` of the function or script of that name."""
        path = self.folder("pscommandpath") or ""
        command = PSObject([("Name", name), ("Path", path), ("Definition", path or name)], "CommandInfo")
        return PSObject(
            [
                ("MyCommand", command), ("ScriptName", self.file), ("InvocationName", name),
                ("Line", node.text if node is not None else ""), ("PSScriptRoot", self.folder("psscriptroot") or ""),
                ("ScriptLineNumber", node.line if node is not None else 0),
            ],
            "InvocationInfo",
        )  # fmt: skip

    def folder(self, name: str) -> Any:
        """The folders that a script may ask for; null where it may not touch files."""
        raise NotImplementedError

    def full_path(self, text: str) -> Path:
        """A path as a script writes it, with either slash, seen from where the script is."""
        has_drive = re.match(r"[A-Za-z]:", text) is not None
        path = Path(text if has_drive else text.replace("\\", "/")).expanduser()
        return path if self.location is None or path.is_absolute() else self.location / path

    def own_call(self, type_name: str, name: str) -> Callable[..., Any] | None:
        """A static method of .NET that only scripts of users have, or with ``new`` what makes an object; else None."""
        kind = type_name.lower().removeprefix("system.")
        if not self.host.allows_files or not kind.startswith(("io.", "net.mail.")):
            return None
        from .core import file_objects, mail_objects  # they stand above this

        if kind.startswith("net."):
            return mail_objects.mail_maker(kind, self) if name == "new" else None
        return file_objects.file_call(kind, name, self)

    # --- depth ---

    def enter(self, name: str) -> None:
        """Count one more call.

        Raises:
            BudgetError: too many calls inside each other.
        """
        self.call_depth += 1
        if self.call_depth > MAX_CALL_DEPTH:
            self.call_depth = 0
            raise BudgetError(
                f"'{name}' calls itself too deeply.", cause=f"At most {MAX_CALL_DEPTH} calls may be inside each other.",
                action="Check that the recursion ends, or use a loop.",
            )  # fmt: skip

    # --- what the parts above give each other ---

    def compute(self, node: Any, work: Callable[..., Any], *values: Any) -> Any:
        """What an operator makes of values."""
        raise NotImplementedError

    def evaluate(self, node: Expression) -> Any:
        """The value of an expression."""
        raise NotImplementedError

    def assign(self, target: Expression, value: Any) -> None:
        """``target = value``."""
        raise NotImplementedError

    def value_of(self, node: Statement) -> Any:
        """What a variable gets from a statement."""
        raise NotImplementedError

    def run_statements(self, statements: Iterable[Statement], emit: Emit) -> None:
        """Run statements, and emit what they write."""
        raise NotImplementedError

    def run_statement(self, node: Statement, emit: Emit) -> None:
        """Run one statement; an error is reported, unless somebody is to catch it."""
        raise NotImplementedError

    def items_of(self, expression: Expression) -> Iterable[Any]:
        """What a pipeline gets of an expression."""
        raise NotImplementedError

    def run_pipeline(self, commands: Iterable[Node], emit: Emit) -> None:
        """Run commands joined by pipes."""
        raise NotImplementedError

    def redirected(
        self, redirections: tuple[Redirection, ...], emit: Emit, stage: Any = None
    ) -> AbstractContextManager[Emit]:
        """Let streams go where the redirections say; the value is where output goes then."""
        raise NotImplementedError

    def environment(self, name: str) -> Any:
        """The value of an environment variable that the script may see; null where there is none."""
        raise NotImplementedError

    def find_core(self, name: str) -> type[Cmdlet] | None:
        """The core cmdlet of that name or alias."""
        raise NotImplementedError

    def invoke_block(
        self, block: ScriptBlockValue, arguments: list[Any] | None = None, *, item: Any = None, has_item: bool = False,
        new_scope: bool = False, emit: Emit | None = None,
    ) -> list[Any]:  # fmt: skip
        """Run a script block where it was written, or in a scope of its own; returns or emits what it writes."""
        raise NotImplementedError

    def run_body(self, block: ScriptBlock, emit: Emit) -> None:
        """Run the statements of a block in the present scope."""
        raise NotImplementedError
