"""Streams: Write-Output, Write-Host, Write-Error and their kin, Out-*, Read-Host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import ScriptError, VMMError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_bool, to_text
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.signals import Terminate
from vmmconsole.script.values import Credential, ErrorRecord, SecureString, enumerate_value


class WriteOutput(StreamCmdlet):
    """Writes objects to the pipeline.

    Example:
        Write-Output "done"
    """

    name = "Write-Output"
    aliases = ("echo", "write")

    input_object: Any = parameter("InputObject", position=0, pipeline=True, remaining=True, help="The objects.")
    no_enumerate: switch = parameter("NoEnumerate", help="A list goes on as one object.")

    def run(self, session: Context) -> Iterator[Any]:
        if self.input_object is not UNSET:
            yield from [self.input_object] if self.no_enumerate else enumerate_value(self.input_object)

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        return (item,)


class WriteHost(StreamCmdlet):
    """Shows text to the person, beside the pipeline.

    Example:
        Write-Host "Starting" -ForegroundColor Green
    """

    name = "Write-Host"

    input_object: Any = parameter("Object", position=0, pipeline=True, remaining=True, help="What to show.")
    no_newline: switch = parameter("NoNewline", help="Go on in the same line.")
    separator: str = parameter("Separator", default=" ", help="What stands between several objects.")
    foreground: str = parameter("ForegroundColor", aliases=("fore",), help="The colour of the text.")
    background: str = parameter("BackgroundColor", help="The colour behind the text.")

    def run(self, session: Context) -> Iterator[Any]:
        self._show(session, None if self.input_object is UNSET else self.input_object)
        yield from ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        self._show(context, item)
        return ()

    def _show(self, context: Context, value: Any) -> None:
        parts = [to_text(v) for v in enumerate_value(value)]
        context.write("host", self.separator.join(parts) + ("" if self.no_newline else "\n"))


class _Message(Cmdlet):
    message: str = parameter("Message", aliases=("Msg",), position=0, pipeline=True, mandatory=True, help="The text.")


class WriteWarning(_Message):
    """Shows a warning.

    Example:
        Write-Warning "The disk is nearly full."
    """

    name = "Write-Warning"

    def run(self, session: Context) -> Iterable[Any]:
        action = to_text(session.common.get("WarningAction")).lower() or session.preference("WarningPreference")
        if action == "stop":
            raise Terminate(session.runtime.record(ScriptError(self.message)))
        if action not in ("silentlycontinue", "ignore"):
            session.write("warning", self.message)
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
        session.write("information", self.data)
        return ()


class WriteError(Cmdlet):
    """Reports an error and goes on.

    Example:
        Write-Error "The machine was not found." -ErrorAction SilentlyContinue
    """

    name = "Write-Error"

    message: str = parameter(
        "Message", aliases=("Msg",), position=0, pipeline=True, sets=("Message",), mandatory=True, help="The text."
    )
    exception: Any = parameter("Exception", sets=("Exception",), mandatory=True, help="An exception.")
    record: ErrorRecord = parameter("ErrorRecord", sets=("Record",), mandatory=True, help="An error to report again.")
    category: str = parameter("Category", help="Accepted.")
    error_id: str = parameter("ErrorId", help="Accepted.")
    target: Any = parameter("TargetObject", help="What the error is about.")
    action: str = parameter("RecommendedAction", help="What to do about it.")

    default_set = "Message"

    def run(self, session: Context) -> Iterable[Any]:
        target = None if self.target is UNSET else self.target
        if self.record is not UNSET:
            session.error(self.record.error, self.record.target)
        elif isinstance(self.exception, VMMError):
            session.error(self.exception, target)
        else:
            text = self.message if self.message is not UNSET else to_text(self.exception)
            session.error(ScriptError(text, action="" if self.action is UNSET else self.action), target)
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
    completed: switch = parameter("Completed", help="It is over.")

    def run(self, session: Context) -> Iterable[Any]:
        record = {
            "Activity": self.activity, "Status": self.status, "PercentComplete": self.percent, "Id": self.id,
            "CurrentOperation": self.operation, "Completed": bool(self.completed),
        }  # fmt: skip
        session.write("progress", record)
        return ()


class OutNull(StreamCmdlet):
    """Drops what comes.

    Example:
        Get-Date | Out-Null
    """

    name = "Out-Null"


class OutDefault(CollectingCmdlet):
    """Passes objects on to the end, where the host prints them.

    Example:
        1, 2 | Out-Default
    """

    name = "Out-Default"
    aliases = ("Out-Host", "Out-GridView", "oh", "ogv", "Out-Printer")

    title: str = parameter("Title", help="Accepted.")
    paging: switch = parameter("Paging", help="Accepted.")

    def end(self, context: Context) -> Iterable[Any]:
        for item in self.items:
            context.write("output", item)
        return ()


class OutString(CollectingCmdlet):
    """Turns objects into the text that the shell would print.

    Example:
        Get-Date | Out-String
    """

    name = "Out-String"

    width: int = parameter(
        "Width", minimum=20, maximum=10_000, default=120, unit="characters", help="The width of a line."
    )
    stream: switch = parameter("Stream", help="Each line for itself.")

    def end(self, context: Context) -> Iterable[Any]:
        text = format_objects(self.items, self.width)
        return text.splitlines() if self.stream else [text]


class OutFile(CollectingCmdlet):
    """Writes what the shell would print into a file.

    Example:
        Get-Command | Out-File commands.txt
    """

    name = "Out-File"

    path: str = parameter("FilePath", aliases=("Path", "LiteralPath"), position=0, mandatory=True, help="The file.")
    encoding: str = parameter("Encoding", position=1, default="utf8", help="Accepted; files are UTF-8.")
    append: switch = parameter("Append", help="After what is there.")
    force: switch = parameter("Force", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Not over an existing file.")
    no_newline: switch = parameter("NoNewline", help="Without line ends between objects.")
    width: int = parameter(
        "Width", minimum=20, maximum=10_000, default=120, unit="characters", help="The width of a line."
    )

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        path = Path(self.path).expanduser()
        text = format_objects(self.items, self.width)
        if self.no_newline:
            text = "".join(map(to_text, self.items))
        try:
            if self.no_clobber and path.exists():
                raise ScriptError(f"The file '{path}' exists already.")
            with path.open("a" if self.append else "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as err:
            raise ScriptError(f"The file '{path}' cannot be written.", cause=str(err.strerror or err)) from err
        return ()


class ReadHost(Cmdlet):
    """Asks the person for a line of text.

    Example:
        $name = Read-Host "Name"
    """

    name = "Read-Host"

    prompt: Any = parameter("Prompt", position=0, default="", remaining=True, help="The question.")
    secure: switch = parameter("AsSecureString", help="Hide it, and keep it as a secret.")

    def run(self, session: Context) -> Iterator[Any]:
        text = to_text(self.prompt)
        answer = session.host.read_line(f"{text}: " if text else "", secret=bool(self.secure))
        yield SecureString(answer) if self.secure else answer


class GetCredential(Cmdlet):
    """Asks the person for a user's name and password.

    Example:
        $Credential = Get-Credential -UserName "root"
    """

    name = "Get-Credential"

    credential: Any = parameter("Credential", position=0, sets=("Credential",), help="A name, or a credential to keep.")
    user: str = parameter("UserName", sets=("Message",), help="The user's name.")
    message: str = parameter("Message", sets=("Message",), default="", help="The text of the question.")

    default_set = "Credential"

    def run(self, session: Context) -> Iterator[Any]:
        if isinstance(self.credential, Credential):
            yield self.credential
            return
        if self.message:
            session.write("host", self.message + "\n")
        user = self.user if self.user is not UNSET else "" if self.credential is UNSET else to_text(self.credential)
        user = user or session.host.read_line("User name: ")
        yield Credential(user, SecureString(session.host.read_line(f"Password for {user}: ", secret=True)))


class ClearHost(Cmdlet):
    """Clears the screen, where there is one.

    Example:
        Clear-Host
    """

    name = "Clear-Host"
    aliases = ("cls", "clear")

    def run(self, session: Context) -> Iterable[Any]:
        session.write("host", "\f")
        return ()
