"""The scripts of the simple verbs: look an object up, call one cmdlet on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import Row

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
    "Job": ("Job", "Get-Job"),
}
"""Kind → the variable's name and the cmdlet that finds such objects."""


def lookup(context: Context, row: Row, variable: str = "") -> Lookup:
    """``$VM = Get-VM -VMMServer localhost | where {$_.ID -eq "…"}``: this object and no other."""
    from vmmconsole.script.calls import Argument, Call, Condition, Lookup, Word

    name, cmdlet = _LOOKUPS[row.kind]
    address = context.client.address
    server = Word(address) if _WORD.fullmatch(address) else address
    arguments = [Argument("VMMServer", server)]
    if row.kind == "VM":
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


async def run_on_each(context: Context, rows: tuple[Row, ...], title: str, cmdlet: str, **parameters: Value) -> None:
    """Run the verb as one script and one job per object."""
    for row in rows:
        await context.run_script(script_for(context, row, title, cmdlet, **parameters), title)
