"""What asks the person, and secrets: Read-Host, Get-Credential, ConvertTo-SecureString."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.exceptions import RaisedError
from vmmconsole.script.values import Credential, SecureString


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


class ConvertToSecureString(Cmdlet):
    """Keeps text as a secret.

    Example:
        ConvertTo-SecureString "example" -AsPlainText -Force
    """

    name = "ConvertTo-SecureString"
    terminating = True

    text: str = parameter("String", position=0, mandatory=True, pipeline=True, help="The text.")
    secure_key: SecureString = parameter("SecureKey", position=1, help="Not supported.")
    key: list[int] = parameter("Key", help="Not supported.")
    plain: switch = parameter("AsPlainText", help="The text is the secret itself.")
    force: switch = parameter("Force", help="Yes, although text in a script is no secret.")

    def run(self, session: Context) -> Iterable[Any]:
        if not self.plain:
            raise ScriptError(
                "Encrypted text cannot be read here.",
                cause="It can be read only by the user and on the computer that has written it.",
                action="Give the text itself with -AsPlainText -Force, or use Get-Credential.",
            )
        if not self.force:
            raise RaisedError(
                "The system cannot protect plain text input.",
                action="To convert it all the same, say so with -Force.",
                exception="System.ArgumentException", category="InvalidArgument",
                error_id="ImportSecureString_ForceRequired,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand",
            )  # fmt: skip
        return [SecureString(self.text)]


class ConvertFromSecureString(Cmdlet):
    """Refuses to write a secret as text: nothing here encrypts it.

    Example:
        $secret = ConvertTo-SecureString "example" -AsPlainText -Force
    """

    name = "ConvertFrom-SecureString"

    secret: SecureString = parameter("SecureString", position=0, mandatory=True, pipeline=True, help="The secret.")
    secure_key: SecureString = parameter("SecureKey", position=1, help="Not supported.")
    key: list[int] = parameter("Key", help="Not supported.")

    def run(self, session: Context) -> Iterable[Any]:
        raise ScriptError(
            "A secret is not written as text here.",
            cause="There is no key of the user to encrypt it with.",
            action="Ask for it with Get-Credential when the script runs.",
        )
