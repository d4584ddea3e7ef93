"""What a script says about itself before it runs: its calls, unknown commands, and a name for its job."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vmmconsole.model.errors import ParameterError
from vmmconsole.script.ast import Command, Constant, Function, ScriptBlock, literal_name, walk
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.diagnostics import made_alias

Find = Callable[[str], "type[Cmdlet] | None"]


class Analysis:
    """The calls of a parsed script."""

    def __init__(self, script: ScriptBlock, find: Find) -> None:
        """`find` knows the engine's cmdlets by name or alias."""
        self._find = find
        nodes = list(walk(script))
        functions = [node for node in nodes if isinstance(node, Function)]
        inside = {id(inner) for node in functions if node.is_workflow for inner in walk(node.block)}
        commands = [node for node in nodes if isinstance(node, Command) and id(node) not in inside]
        self._functions = (
            {node.name.lower() for node in functions}
            | {alias for node in commands if (alias := made_alias(node))}
            | {str(a.value).lower() for node in functions for a in _aliases(node)}
        )
        self._commands = [(node, name) for node in commands if (name := literal_name(node))]
        self.calls: list[type[Cmdlet]] = [
            found
            for _, name in self._commands
            if name.lower() not in self._functions and (found := find(name)) is not None
        ]
        """The engine's cmdlets that the script names, in the order of the text."""

    def refuse_unknown(self, is_core: Callable[[str], bool], suggest: Callable[[str], str]) -> None:
        """Refuse a script that names a command which is nobody's.

        Raises:
            ParameterError: with the command's place and the nearest known name.
        """
        for node, name in self._commands:
            if name.lower() in self._functions or self._find(name) or is_core(name):
                continue
            near = suggest(name)
            raise ParameterError(
                f"The command '{name}' is not known.",
                cause="No cmdlet, function or alias has that name.",
                action=f"Did you mean '{near}'?" if near else "See Get-Command for all commands.",
                line=node.line,
                column=node.column,
                object_name=name,
            )

    @property
    def changing(self) -> list[type[Cmdlet]]:
        """The calls that change something."""
        return [cls for cls in self.calls if cls.changes]

    def job_name(self) -> str:
        """``Create virtual machine`` when that is all the script changes, else ``Run script``. Cmdlets that only
        prepare the last one, as those of a job group do, are not counted."""
        main = [cls for cls in self.changing if not _prepares(cls)]
        if not main:
            main = self.changing[-1:]
        names = {cls.job_name or cls.name for cls in main}
        if len(names) == 1:
            return names.pop()
        last = main[-1] if main else None
        if last is not None and all(_serves(cls, last) for cls in main[:-1]):
            return last.job_name or last.name
        return "Run script"

    def cmdlet_name(self) -> str:
        """The last changing call's cmdlet, or the last call's."""
        calls = self.changing or self.calls
        return calls[-1].name if calls else ""


def _aliases(node: Function) -> Iterator[Constant]:
    for attribute in node.block.attributes:
        if attribute.name.lower() == "alias":
            yield from (argument for argument in attribute.arguments if isinstance(argument, Constant))


def _prepares(cls: type[Cmdlet]) -> bool:
    """Whether its calls are queued in a job group for the call that owns the group."""
    return cls.find_parameter("JobGroup") is not None and not _owns_groups(cls)


def _owns_groups(cls: type[Cmdlet]) -> bool:
    return cls.name.partition("-")[2] in {"VM", "HardwareProfile", "Template", "VMHost", "VMMUserRole"}


def _serves(cls: type[Cmdlet], last: type[Cmdlet]) -> bool:
    """Whether a call only makes or removes a profile for `last`, or says what the role that `last` makes is like."""
    if last.name == "New-VMMUserRole":
        return cls.name == "Set-VMMUserRole"
    return cls.name.endswith("-HardwareProfile") and last.name == "New-VM"
