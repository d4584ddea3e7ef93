"""Messages beside the output: Write-Warning, Write-Verbose, Write-Error, Write-Progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vmmconsole.model.errors import ScriptError, VMMError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import enum_text, to_bool, to_text
from vmmconsole.script.exceptions import WRITTEN, RaisedError
from vmmconsole.script.net_enums import ENUMS
from vmmconsole.script.signals import Terminate
from vmmconsole.script.values import ErrorRecord

ErrorCategory: Any = ENUMS["errorcategory"]


class _Message(Cmdlet):
    message: str = parameter("Message", aliases=("Msg",), position=0, pipeline=True, mandatory=True, help="The text.")


class WriteWarning(_Message):
    """Shows a warning.

    Example:
        Write-Warning "The disk is nearly full."
    """

    name = "Write-Warning"

    def run(self, session: Context) -> Iterable[Any]:
        session.warn(self.message)
        return ()


class WriteVerbose(_Message):
    """Shows a message when -Verbose or $VerbosePreference asks for it.

    Example:
        Write-Verbose "Looking for the host" -Verbose
    """

    name = "Write-Verbose"

    def run(self, session: Context) -> Iterable[Any]:
        if to_bool(session.common.get("Verbose")) or session.preference("VerbosePreference") == "continue":
            session.write("verbose", self.message)
        return ()


class WriteDebug(_Message):
    """Shows a message when -Debug or $DebugPreference asks for it.

    Example:
        Write-Debug "Step 2" -Debug
    """

    name = "Write-Debug"

    def run(self, session: Context) -> Iterable[Any]:
        if to_bool(session.common.get("Debug")) or session.preference("DebugPreference") in ("continue", "inquire"):
            session.write("debug", self.message)
        return ()


class WriteInformation(Cmdlet):
    """Writes to the information stream.

    Example:
        Write-Information "Half of the machines are done"
    """

    name = "Write-Information"

    data: Any = parameter("MessageData", position=0, pipeline=True, mandatory=True, help="The message.")
    tags: list[str] = parameter("Tags", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        chosen = to_text(session.common.get("InformationAction")).lower()
        action = chosen or session.preference("InformationPreference")
        if action == "stop":
            raise Terminate(session.runtime.record(ScriptError(to_text(self.data))))
        if action in ("continue", "inquire"):
            session.write("information", self.data)
        else:
            session.tell("information", self.data)
        return ()


class WriteError(Cmdlet):
    """Reports an error and goes on.

    Example:
        Write-Error "The machine was not found." -ErrorAction SilentlyContinue
    """

    name = "Write-Error"

    message: str = parameter(
        "Message", aliases=("Msg",), position=0, pipeline=True, sets=("Message", "Exception"), help="The text."
    )
    exception: Any = parameter("Exception", sets=("Exception",), mandatory=True, help="An exception.")
    record: ErrorRecord = parameter("ErrorRecord", sets=("Record",), mandatory=True, help="An error to report again.")
    category: ErrorCategory = parameter("Category", help="What kind of error it is.")
    error_id: str = parameter("ErrorId", default="", help="What FullyQualifiedErrorId begins with.")
    target: Any = parameter("TargetObject", help="What the error is about.")
    action: str = parameter("RecommendedAction", default="", help="What to do about it.")
    activity: str = parameter("CategoryActivity", aliases=("Activity",), default="", help="Accepted.")
    reason: str = parameter("CategoryReason", aliases=("Reason",), default="", help="Accepted.")
    target_name: str = parameter("CategoryTargetName", aliases=("TargetName",), default="", help="Accepted.")
    target_type: str = parameter("CategoryTargetType", aliases=("TargetType",), default="", help="Accepted.")

    default_set = "Message"

    def run(self, session: Context) -> Iterable[Any]:
        target = None if self.target is UNSET else self.target
        category = "" if self.category is UNSET else enum_text(self.category)
        if self.record is not UNSET:
            session.error(self.record.error, self.record.target, category=category, error_id=self.error_id)
            return ()
        text = to_text(self.exception) if self.message is UNSET and self.exception is not UNSET else self.message
        error = self.exception if isinstance(self.exception, VMMError) and self.message is UNSET else None
        error_id = self.error_id or WRITTEN
        session.error(
            error or RaisedError("" if text is UNSET else text, action=self.action, exception=WRITTEN), target,
            category=category or ("" if error else "NotSpecified"), error_id=error_id,
        )  # fmt: skip
        return ()


class WriteProgress(Cmdlet):
    """Shows how far the script is.

    Example:
        Write-Progress -Activity "Moving" -Status "VM 3" -PercentComplete 50
    """

    name = "Write-Progress"

    activity: str = parameter("Activity", position=0, mandatory=True, help="What is being done.")
    status: str = parameter("Status", position=1, default="", help="Where it stands.")
    id: int = parameter("Id", position=2, default=0, help="Which of several.")
    percent: int = parameter("PercentComplete", minimum=-1, maximum=100, default=-1, unit="percent", help="How far.")
    operation: str = parameter("CurrentOperation", default="", help="The step in it.")
    parent: int = parameter("ParentId", default=-1, help="The activity it belongs to.")
    seconds: int = parameter("SecondsRemaining", default=-1, unit="seconds", help="How long it will take.")
    source: int = parameter("SourceId", default=0, help="Accepted.")
    completed: switch = parameter("Completed", help="It is over.")

    def run(self, session: Context) -> Iterable[Any]:
        record = {
            "Activity": self.activity, "Status": self.status, "PercentComplete": self.percent, "Id": self.id,
            "CurrentOperation": self.operation, "Completed": bool(self.completed),
        }  # fmt: skip
        session.write("progress", record)
        return ()
