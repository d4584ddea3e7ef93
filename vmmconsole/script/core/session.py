"""The session: running blocks of script, strict mode, and the program that runs it all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vmmconsole.model.errors import CapabilityError, ParameterError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.parser import parse
from vmmconsole.script.strict_mode import PLACES
from vmmconsole.script.values import ScriptBlockValue

from .text_files import read_text

_NEWEST = 7
"""The newest version of PowerShell that scripts may name to Set-StrictMode."""


class InvokeCommand(Cmdlet):
    """Runs a script block here, whatever computer -ComputerName names, and says so.

    Example:
        Invoke-Command -ScriptBlock {param($x) $x * 2} -ArgumentList 21
    """

    name = "Invoke-Command"
    aliases = ("icm",)

    block: ScriptBlockValue = parameter(
        "ScriptBlock", aliases=("Command",), position=0, sets=("Block",), mandatory=True, help="The block."
    )
    computer: list[Any] = parameter("ComputerName", aliases=("Cn",), position=0, help="Only said; the block runs here.")
    session_: list[Any] = parameter("Session", help="Only said; the block runs here.")
    file: str = parameter("FilePath", aliases=("PSPath",), sets=("File",), mandatory=True, help="A script to run.")
    arguments: list[Any] = parameter("ArgumentList", aliases=("Args",), help="Its arguments.")
    item: Any = parameter("InputObject", pipeline=True, help="What the block sees as $_ and $input.")
    credential: Any = parameter("Credential", help="Not needed here.")
    authentication: str = parameter("Authentication", help="Not needed here.")
    as_job: switch = parameter("AsJob", help="Not supported.")
    hide_name: switch = parameter("HideComputerName", help="Accepted.")
    no_new_scope: switch = parameter("NoNewScope", help="Where the variables are those of the caller.")
    throttle: int = parameter("ThrottleLimit", help="Accepted.")
    port: int = parameter("Port", help="Not needed here.")
    use_ssl: switch = parameter("UseSSL", help="Not needed here.")
    option: Any = parameter("SessionOption", help="Not needed here.")
    configuration: str = parameter("ConfigurationName", help="Not needed here.")
    session_name: list[str] = parameter("SessionName", help="Not needed here.")
    job_name_: str = parameter("JobName", help="Not needed here.")
    certificate: str = parameter("CertificateThumbprint", help="Not needed here.")
    redirection: switch = parameter("AllowRedirection", help="Not needed here.")
    network: switch = parameter("EnableNetworkAccess", help="Not needed here.")

    default_set = "Block"

    def run(self, session: Context) -> Iterable[Any]:
        if self.as_job:
            raise CapabilityError("Invoke-Command -AsJob is not available here.", action="Leave -AsJob out.")
        self._say_where(session)
        arguments = [] if self.arguments is UNSET else self.arguments
        has_item = self.item is not UNSET
        block = self.block if self.block is not UNSET else self._of_file(session)
        return session.runtime.invoke_block(
            block, arguments, item=self.item if has_item else None, has_item=has_item, new_scope=not self.no_new_scope
        )

    def _say_where(self, session: Context) -> None:
        """Say once in a script that blocks do not leave this computer."""
        given = [*([] if self.computer is UNSET else self.computer), *([] if self.session_ is UNSET else self.session_)]
        others = [name for name in map(to_text, given) if name.lower() not in _HERE]
        if others and not session.runtime.said_where:
            session.runtime.said_where = True
            session.warn(f"Blocks of Invoke-Command run here, not on {', '.join(others[:5])}.")

    def _of_file(self, session: Context) -> ScriptBlockValue:
        session.need_files(self.name)
        block = parse(read_text(session.path(self.file)), self.file)
        return ScriptBlockValue(block, session.runtime.scope)


_HERE = ("localhost", ".", "127.0.0.1", "::1")


class InvokeExpression(Cmdlet):
    """Runs text as script.

    Example:
        Invoke-Expression "1 + 1"
    """

    name = "Invoke-Expression"
    aliases = ("iex",)

    command: str = parameter("Command", position=0, mandatory=True, pipeline=True, help="The text.")

    def run(self, session: Context) -> Iterable[Any]:
        block = parse(self.command, "Invoke-Expression")
        return session.runtime.invoke_block(ScriptBlockValue(block, session.runtime.scope))


class SetStrictMode(Cmdlet):
    """Makes errors of variables without a value, properties that are not there and places outside an array.

    It holds in the scope where it is called and in those inside.

    Example:
        Set-StrictMode -Version Latest
    """

    name = "Set-StrictMode"

    version: str = parameter(
        "Version",
        aliases=("v",),
        sets=("Version",),
        mandatory=True,
        help="1.0, 2.0, 3.0 or Latest: the higher the more.",
    )
    off: switch = parameter("Off", sets=("Off",), mandatory=True, help="No more such errors.")

    def run(self, session: Context) -> Iterable[Any]:
        session.runtime.scope.strictness = 0 if self.off else self._level()
        return ()

    def _level(self) -> int:
        text = to_text(self.version)
        if text.lower() == "latest":
            return PLACES
        major = text.partition(".")[0]
        if not major.isdigit() or int(major) > _NEWEST:
            raise ParameterError(
                f"The value '{text[:40]}' does not fit the parameter -Version.", action="Give 1.0, 2.0, 3.0 or Latest."
            )
        return min(int(major), PLACES)


class SetPSDebug(Cmdlet):
    """Makes reading a variable without a value an error, as older scripts ask for it.

    Example:
        Set-PSDebug -Strict
    """

    name = "Set-PSDebug"

    strict: switch = parameter("Strict", sets=("On",), help="As Set-StrictMode -Version 1.")
    trace: int = parameter("Trace", sets=("On",), minimum=0, maximum=2, help="Accepted; statements are not traced.")
    step: switch = parameter("Step", sets=("On",), help="Accepted; scripts do not stop at each statement.")
    off: switch = parameter("Off", sets=("Off",), help="No more such errors.")

    default_set = "On"

    def run(self, session: Context) -> Iterable[Any]:
        if self.off:
            session.runtime.scope.strictness = 0
        elif self.strict:
            session.runtime.scope.strictness = max(1, session.runtime.scope.strictness or 0)
        return ()


class GetHost(Cmdlet):
    """Shows the program that runs the script.

    Example:
        (Get-Host).Name
    """

    name = "Get-Host"

    def run(self, session: Context) -> Iterable[Any]:
        return [session.runtime.variable("host")]
