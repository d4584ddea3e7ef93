"""What a core cmdlet gets to work with, and the two shapes of core cmdlets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import CapabilityError, ScriptError, VMMError

from .cmdlet import UNSET, Cmdlet, parameter
from .convert import to_text
from .members import get_member
from .signals import Terminate
from .values import ScriptBlockValue, collect

if TYPE_CHECKING:
    from .runtime import Runtime


class Context:
    """The running script, as one call of a core cmdlet sees it."""

    def __init__(self, runtime: Runtime, common: dict[str, Any], stage: object) -> None:
        self.runtime = runtime
        self.common = common
        self.stage = stage
        self.has_input = False
        """Whether the call stands behind a pipe."""

    @property
    def host(self) -> Any:
        """The script's host."""
        return self.runtime.host

    def check(self) -> None:
        """Let the host stop the script."""
        self.runtime.check()

    def write(self, stream: str, value: object) -> None:
        """One record on a stream."""
        self._keep(stream, value)
        self.runtime.write(stream, value)

    def tell(self, stream: str, value: object) -> None:
        """Keep a message for what the call's options name; it is not shown."""
        self._keep(stream, value)
        for listener in self.runtime.listeners if stream in ("warning", "information") else ():
            listener(stream, value)

    def warn(self, text: str) -> None:
        """Warn, as the call's -WarningAction or $WarningPreference says.

        Raises:
            Terminate: they say that a warning ends the script.
        """
        action = to_text(self.common.get("WarningAction")).lower() or self.preference("WarningPreference")
        if action == "stop":
            raise Terminate(self.runtime.record(ScriptError(text)))
        if action in ("silentlycontinue", "ignore"):
            self.tell("warning", text)
        else:
            self.write("warning", text)

    def _keep(self, stream: str, value: object) -> None:
        told = getattr(self.stage, "told", None)
        if told is not None:
            told(stream, value)

    def preference(self, name: str) -> str:
        """A preference variable's value in lower case, such as of ``VerbosePreference``."""
        return to_text(self.runtime.variable(name.lower())).lower()

    def error(self, error: VMMError, target: object = None, *, category: str = "", error_id: str = "") -> None:
        """Report an error and go on, or stop, as the call's -ErrorAction says."""
        action = to_text(self.common.get("ErrorAction")).lower() or self.runtime.error_action()
        record = self.runtime.record(error, target)
        record.category, record.error_id = category or record.category, error_id or record.error_id
        note = getattr(self.stage, "note", None)
        if note is not None:
            note(record)
        self.runtime.report(record, action)

    def invoke(self, block: ScriptBlockValue, item: Any) -> list[Any]:
        """What a script block writes for one object in ``$_``."""
        return self.runtime.invoke_block(block, item=item, has_item=True)

    def value(self, selector: Any, item: Any) -> Any:
        """What a property's name or a script block gives for one object."""
        if isinstance(selector, ScriptBlockValue):
            return collect(self.invoke(selector, item))
        return get_member(item, to_text(selector))

    def path(self, text: str) -> Path:
        """A file's path, seen from where the script is; call `need_files` before."""
        return self.runtime.full_path(text)

    def need_files(self, cmdlet: str) -> None:
        """Raises:
        CapabilityError: the script runs where it may not touch files.
        """
        if not self.host.allows_files:
            raise CapabilityError(
                f"{cmdlet} cannot work with files here.",
                cause="The script runs as a job in the engine, which has no files of yours.",
                action="Run it with 'vmmconsole run' or in the shell.",
            )


class StreamCmdlet(Cmdlet):
    """A core cmdlet that sees the pipeline object by object: `begin`, `process` for each, `end`."""

    input_object: Any = parameter("InputObject", pipeline=True, help="The objects to work on.")

    def begin(self, context: Context) -> Iterable[Any]:
        """Before the first object."""
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        """For each object."""
        return ()

    def end(self, context: Context) -> Iterable[Any]:
        """After the last object."""
        return ()

    def run(self, session: Context) -> Iterator[Any]:
        """All three over what -InputObject gives, for a call outside a pipeline."""
        yield from self.begin(session)
        if self.input_object is not UNSET:
            items = self.input_object if isinstance(self.input_object, (list, tuple)) else [self.input_object]
            for item in items:
                yield from self.process(session, item)
        yield from self.end(session)


class CollectingCmdlet(StreamCmdlet):
    """A core cmdlet that needs all objects before it writes any."""

    def begin(self, context: Context) -> Iterable[Any]:
        self.items: list[Any] = []
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        self.items.append(item)
        return ()
