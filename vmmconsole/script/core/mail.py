"""Send-MailMessage: there is no mail server here, so a message becomes a file that a mail program opens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.dates import format_date, now

from .text_files import unreadable, unwritable

if TYPE_CHECKING:
    from email.message import EmailMessage


class SendMailMessage(Cmdlet):
    """Writes a mail message into an .eml file in the folder where the script works, and says so.

    Nothing is sent: a mail program opens the file.

    Example:
        Send-MailMessage -To ops@contoso.com -From vmm@contoso.com -Subject "Report" -Body "All is well."
    """

    name = "Send-MailMessage"

    to: list[str] = parameter("To", position=0, mandatory=True, pipeline_property=True, help="To whom.")
    subject: str = parameter("Subject", aliases=("sub",), position=1, default="", help="The subject.")
    body: str = parameter("Body", position=2, default="", help="The text.")
    server: str = parameter("SmtpServer", aliases=("ComputerName",), position=3, help="Accepted; nothing is sent.")
    sender: str = parameter("From", mandatory=True, help="From whom.")
    cc: list[str] = parameter("Cc", default=(), help="Copies to whom.")
    bcc: list[str] = parameter("Bcc", default=(), help="Copies to whom, unseen.")
    attachments: list[str] = parameter("Attachments", aliases=("PsPath",), default=(), pipeline=True, help="Files.")
    as_html: switch = parameter("BodyAsHtml", aliases=("BAH",), help="The text is HTML.")
    encoding: Any = parameter("Encoding", aliases=("BE",), help="Accepted; messages are UTF-8.")
    priority: str = parameter("Priority", default="Normal", help="Low, Normal or High.")
    notification: list[str] = parameter("DeliveryNotificationOption", aliases=("DNO",), help="Accepted.")
    credential: Any = parameter("Credential", help="Accepted; nothing is sent.")
    use_ssl: switch = parameter("UseSsl", help="Accepted; nothing is sent.")
    port: int = parameter("Port", help="Accepted; nothing is sent.")

    def run(self, session: Context) -> Iterable[Any]:
        from email.policy import SMTP  # here, because few scripts send mail

        session.need_files(self.name)
        try:
            message = self._message(session)
        except ValueError as err:
            raise ScriptError("The message is not right.", cause=f"{err}.") from err
        path = _free_name(session.path("."))
        try:
            path.write_bytes(message.as_bytes(policy=SMTP))
        except OSError as err:
            raise unwritable(path, err) from err
        session.warn(f"Nothing is sent from here: the message is in the file {path}.")
        return ()

    def _message(self, session: Context) -> EmailMessage:
        import mimetypes
        from email.message import EmailMessage
        from email.utils import format_datetime

        message = EmailMessage()
        for header, value in (
            ("From", self.sender), ("To", ", ".join(self.to)), ("Cc", ", ".join(self.cc)), ("Bcc", ", ".join(self.bcc)),
            ("Subject", self.subject), ("Date", format_datetime(now())),
            ("X-Priority", {"low": "5", "high": "1"}.get(self.priority.lower(), "")),
        ):  # fmt: skip
            if value:
                message[header] = value
        message.set_content(self.body, subtype="html" if self.as_html else "plain")
        for name in self.attachments:
            path = session.path(name)
            try:
                data = path.read_bytes()
            except OSError as err:
                raise unreadable(path, err) from err
            kind, _, sub = (mimetypes.guess_type(path.name)[0] or "application/octet-stream").partition("/")
            message.add_attachment(data, maintype=kind, subtype=sub, filename=path.name)
        return message


def _free_name(folder: Path) -> Path:
    stem = f"mail-{format_date(now(), 'yyyyMMdd-HHmmss')}"
    names = (stem if i == 1 else f"{stem}-{i}" for i in range(1, 10_000))
    return next(folder / f"{name}.eml" for name in names if not (folder / f"{name}.eml").exists())
