"""What has been run before: Get-History, Invoke-History."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import NotFoundError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.parser import parse
from vmmconsole.script.values import PSObject, ScriptBlockValue


class GetHistory(Cmdlet):
    """Shows the inputs that the shell has run.

    Example:
        Get-History -Count 5
    """

    name = "Get-History"
    aliases = ("h", "history", "ghy")

    ids: list[int] = parameter("Id", position=0, pipeline=True, minimum=1, help="Only these.")
    count: int = parameter("Count", position=1, minimum=0, default=32, help="How many of the last.")

    def run(self, session: Context) -> Iterator[Any]:
        entries = list(enumerate(session.runtime.history, 1))
        for number, text in entries if self.ids is not UNSET else entries[-self.count :] if self.count else []:
            if self.ids is UNSET or number in self.ids:
                yield PSObject([("Id", number), ("CommandLine", text)], "HistoryInfo")


class ClearHistory(Cmdlet):
    """Forgets the inputs that the shell has run.

    Example:
        Clear-History
    """

    name = "Clear-History"
    aliases = ("clhy",)

    count: int = parameter("Count", help="Accepted; all are forgotten.")
    newest: switch = parameter("Newest", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        session.runtime.history.clear()
        return ()


class InvokeHistory(Cmdlet):
    """Runs an input again.

    Example:
        Get-History
    """

    name = "Invoke-History"
    aliases = ("ihy", "r")

    id: str = parameter("Id", position=0, default="", help="Its number, or how it begins; the last when not given.")

    def run(self, session: Context) -> Iterable[Any]:
        known = session.runtime.history[:-1]
        if self.id.isdigit():
            found = known[int(self.id) - 1 : int(self.id)] if int(self.id) else []
        else:
            found = [text for text in known if text.lower().startswith(self.id.lower())][-1:]
        if not found:
            raise NotFoundError(f"There is no input '{self.id}' in the history.", action="Get-History lists them.")
        session.write("host", found[0] + "\n")
        block = parse(found[0], "Invoke-History")
        return session.runtime.invoke_block(ScriptBlockValue(block, session.runtime.scope))
