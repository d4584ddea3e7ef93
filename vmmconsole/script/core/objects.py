"""Making objects: New-Object, Get-Random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from vmmconsole.model.errors import CapabilityError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.construct import construct
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_number, to_text
from vmmconsole.script.members import set_member
from vmmconsole.script.sources import SOURCES
from vmmconsole.script.values import Hashtable, PSObject


class NewObject(Cmdlet):
    """Makes an object of a type that scripts may use.

    Example:
        New-Object PSObject -Property @{Name = "web-01"; Memory = 512}

    Example:
        New-Object TimeSpan 0, 5, 0
    """

    name = "New-Object"
    terminating = True

    type_name: str = parameter("TypeName", position=0, mandatory=True, sets=("Net",), help="The type.")
    arguments: list[Any] = parameter(
        "ArgumentList", aliases=("Args",), position=1, remaining=True, sets=("Net",), help="What it is made from."
    )
    properties: Hashtable = parameter("Property", help="Properties and their values.")
    com: str = parameter("ComObject", mandatory=True, sets=("Com",), help="Not supported.")
    strict: switch = parameter("Strict", sets=("Com",), help="Not supported.")

    default_set = "Net"

    def run(self, session: Context) -> Iterator[Any]:
        if self.com is not UNSET:
            raise CapabilityError(
                f"The COM object '{self.com}' cannot be made.",
                cause="COM is a technology of Windows, and scripts here run without it.",
                action="Use a cmdlet: Export-Csv or ConvertTo-Html for Excel, Write-Host for message boxes.",
            )
        arguments = [] if self.arguments is UNSET else self.arguments
        own = session.runtime.own_call(self.type_name, "new")
        made = construct(self.type_name, arguments) if own is None else own(*arguments)
        if self.properties is not UNSET:
            for key, value in self.properties.items():
                if isinstance(made, PSObject):
                    made.properties[to_text(key)] = value
                else:
                    set_member(made, to_text(key), value)
        yield made


class GetRandom(CollectingCmdlet):
    """Gives a random number, or random objects of a list.

    Example:
        Get-Random -Minimum 1 -Maximum 7
    """

    name = "Get-Random"

    maximum: Any = parameter("Maximum", position=0, sets=("Number",), help="Less than this.")
    minimum: Any = parameter("Minimum", default=0, sets=("Number",), help="At least this.")
    input_object: Any = parameter("InputObject", position=0, sets=("List",), pipeline=True, help="The list.")
    count: int = parameter("Count", minimum=1, default=1, sets=("List",), help="How many.")
    seed: int = parameter("SetSeed", help="Make the numbers repeat.")

    default_set = "Number"

    def end(self, context: Context) -> Iterator[Any]:
        source = SOURCES.get().random if self.seed is UNSET else random.Random(self.seed)  # noqa: S311  not for secrets
        if self.items:
            yield from source.sample(self.items, min(self.count, len(self.items)))
            return
        low = to_number(self.minimum)
        high = to_number(self.maximum) if self.maximum is not UNSET else 2**31 - 1
        if low >= high:
            raise ScriptError("The minimum must be less than the maximum.")
        whole = isinstance(low, int) and isinstance(high, int)
        yield source.randrange(int(low), int(high)) if whole else source.uniform(float(low), float(high))
