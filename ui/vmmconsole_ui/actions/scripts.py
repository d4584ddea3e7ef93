"""The scripts of the simple verbs: look an object up, call one cmdlet on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views.words import count

from .windows import open_window

if TYPE_CHECKING:
    from vmmconsole.script.calls import Lookup, Value

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_LOOKUPS: dict[str, tuple[str, str]] = {
    "VM": ("VM", "Get-VM"),
    "VMHost": ("VMHost", "Get-VMHost"),
    "VMHostGroup": ("VMHostGroup", "Get-VMHostGroup"),
    "LibraryShare": ("LibraryShare", "Get-LibraryShare"),
    "ISO": ("ISO", "Get-ISO"),
    "VirtualHardDisk": ("VirtualHardDisk", "Get-VirtualHardDisk"),
    "VirtualFloppyDisk": ("VirtualFloppyDisk", "Get-VirtualFloppyDisk"),
    "Script": ("Script", "Get-Script"),
    "Template": ("Template", "Get-Template"),
    "Job": ("Job", "Get-Job"),
    "VirtualizationManager": ("VirtualizationManager", "Get-VirtualizationManager"),
    "RunAsAccount": ("RunAsAccount", "Get-SCRunAsAccount"),
    "UserRole": ("UserRole", "Get-VMMUserRole"),
}
"""Kind → the variable's name and the cmdlet that finds such objects."""


def lookup(context: Context, row: Row, variable: str = "") -> Lookup:
    """``$VM = Get-VM -VMMServer localhost | where {$_.ID -eq "…"}``: this object and no other."""
    from vmmconsole.script.calls import Argument, Call, Condition, Lookup, Word

    name, cmdlet = _LOOKUPS[row.kind]
    address = context.client.address
    server = Word(address) if _WORD.fullmatch(address) else address
    arguments = [Argument("VMMServer", server)]
    if row.kind in {"VM", "Template"}:
        arguments.append(Argument("Name", row.name))
    return Lookup(variable or name, Call(cmdlet, tuple(arguments)), (Condition(("ID",), row.id),))


def script_for(context: Context, row: Row, title: str, cmdlet: str, **parameters: Value) -> str:
    """The script that calls `cmdlet` on an object, with further parameters by the product's names."""
    from datetime import datetime

    from vmmconsole.script.calls import Argument, Call, Script, Variable
    from vmmconsole.script.writer import write

    found = lookup(context, row)
    arguments = [Argument(found.variable, Variable(found.variable))]
    arguments.extend(Argument(name, value) for name, value in parameters.items() if value is not None)
    script = Script(f"{title} Script", (found, Call(cmdlet, tuple(arguments))))
    return write(script, generated_at=datetime.now().astimezone())


def _always(_row: Row) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Verb:
    """What an action does that calls one cmdlet on each selected object it fits: one script and one job each."""

    title: str
    """What the jobs are called."""
    cmdlet: str
    fits: Callable[[Row], bool] = _always

    def rows(self, selection: Selection) -> tuple[Row, ...]:
        """The selected objects that it is for."""
        return tuple(row for row in selection.rows if self.fits(row))

    def scripts(self, context: Context) -> list[str]:
        """What it would run now."""
        return [script_for(context, row, self.title, self.cmdlet) for row in self.rows(context.selection)]

    async def __call__(self, context: Context) -> None:
        """Run it."""
        for text in self.scripts(context):
            await context.run_script(text, self.title)


@dataclass(frozen=True, slots=True)
class ConfirmedVerb(Verb):
    """A verb that loses something: it asks first, and shows the script in the question."""

    question: str = ""
    """The verb of the question and of its button: ``Stop``."""
    consequence: str = ""
    noun: str = "virtual machine"

    async def __call__(self, context: Context) -> None:
        """Ask, and run it."""
        rows = self.rows(context.selection)
        names = rows[0].name if len(rows) == 1 else count(len(rows), self.noun)
        details = [row.name for row in rows] if len(rows) > 1 else []
        text = f"{self.question} {names}? {self.consequence}"
        button = self.question.split(" ", 1)[0]
        await open_window("confirm_script", context, self.title, text, self.scripts(context), button, details=details)
