"""System.Net.Mail for scripts of users: a message that is sent becomes a file, as with Send-MailMessage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_bool, to_list, to_text
from vmmconsole.script.runtime import Runtime
from vmmconsole.script.values import NetObject, TypedList

from .mail import SendMailMessage

_TEXTS = {"From": "", "Sender": "", "ReplyTo": "", "Subject": "", "Body": "", "Priority": "Normal",
          "BodyEncoding": "", "SubjectEncoding": ""}  # fmt: skip
_LISTS = ("To", "CC", "Bcc", "Attachments", "ReplyToList")


def _get(name: str) -> Callable[[Any], Any]:
    return lambda item: item.values[name]


def _set(name: str) -> Callable[[Any, Any], None]:
    def put(item: Any, value: Any) -> None:
        item.values[name] = to_text(value)

    return put


def _get_list(name: str) -> Callable[[Any], Any]:
    return lambda message: message.lists[name]


def _keep(name: str) -> Callable[[Any, Any], None]:
    return lambda client, value: client.values.update({name: value})


class Address(NetObject):
    """``System.Net.Mail.MailAddress``."""

    __slots__ = ("address", "title")
    net_name = "System.Net.Mail.MailAddress"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Address": lambda a: a.address,
        "DisplayName": lambda a: a.title,
        "Host": lambda a: a.address.rpartition("@")[2],
        "User": lambda a: a.address.rpartition("@")[0],
    }

    def __init__(self, address: Any, title: Any = "", *_encoding: Any) -> None:
        self.address, self.title = to_text(address), to_text(title)

    def net_text(self) -> str:
        return f'"{self.title}" <{self.address}>' if self.title else self.address


class Attachment(NetObject):
    """``System.Net.Mail.Attachment``: the name of a file."""

    __slots__ = ("name",)
    net_name = "System.Net.Mail.Attachment"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"Name": lambda a: a.name}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {"dispose": lambda _: None}

    def __init__(self, name: Any, *_kind: Any) -> None:
        self.name = to_text(name)

    def net_text(self) -> str:
        return self.name


class MailMessage(NetObject):
    """``System.Net.Mail.MailMessage``."""

    __slots__ = ("as_html", "lists", "values")
    net_name = "System.Net.Mail.MailMessage"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        **{name: _get(name) for name in _TEXTS},
        **{name: _get_list(name) for name in _LISTS},
        "IsBodyHtml": lambda m: m.as_html,
    }
    net_setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {
        **{name.lower(): _set(name) for name in _TEXTS},
        "isbodyhtml": lambda m, value: m.turn(to_bool(value)),
    }
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {"dispose": lambda _: None}

    def __init__(self, sender: Any = "", to: Any = "", subject: Any = "", body: Any = "") -> None:
        self.values = {**_TEXTS, "From": to_text(sender), "Subject": to_text(subject), "Body": to_text(body)}
        self.lists: dict[str, TypedList] = {name: TypedList() for name in _LISTS}
        self.lists["To"].extend(_addresses(to))
        self.as_html = False

    def turn(self, as_html: bool) -> None:
        """Let the body be HTML, or text."""
        self.as_html = as_html


def _addresses(value: Any) -> list[str]:
    return [part.strip() for item in to_list(value) for part in to_text(item).split(",") if part.strip()]


class SmtpClient(NetObject):
    """``System.Net.Mail.SmtpClient``: whatever it is set to, nothing is sent."""

    __slots__ = ("runtime", "values")
    net_name = "System.Net.Mail.SmtpClient"
    _own: ClassVar[Mapping[str, str]] = {
        name.lower(): name
        for name in ("Host", "Port", "EnableSsl", "Credentials", "UseDefaultCredentials", "Timeout", "DeliveryMethod")
    }
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {name: _get(name) for name in _own.values()}
    net_setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {key: _keep(name) for key, name in _own.items()}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "send": lambda c, *what: c.send(what[0] if len(what) == 1 else MailMessage(*what)),
        "dispose": lambda _: None,
    }

    def __init__(self, runtime: Runtime, host: Any = "", port: Any = 25) -> None:
        self.runtime = runtime
        self.values: dict[str, Any] = {**dict.fromkeys(self._own.values()), "Host": to_text(host), "Port": port}

    def send(self, message: MailMessage) -> None:
        """Write the message into a file.

        Raises:
            ScriptError: it is not right, or the file cannot be written.
        """
        texts = {name: [to_text(item) for item in items] for name, items in message.lists.items()}
        SendMailMessage(
            to=texts["To"], sender=message.values["From"], subject=message.values["Subject"],
            body=message.values["Body"], cc=texts["CC"], bcc=texts["Bcc"], attachments=texts["Attachments"],
            as_html=message.as_html, priority=message.values["Priority"],
        ).run(Context(self.runtime, {}, None))  # fmt: skip


def mail_maker(type_name: str, runtime: Runtime) -> Callable[..., Any] | None:
    """What makes an object of a type of System.Net.Mail for a user's script; None where it is none."""
    kind = type_name.lower().removeprefix("system.").removeprefix("net.mail.")
    if kind == "smtpclient":
        return lambda *arguments: SmtpClient(runtime, *arguments)
    return {"mailmessage": MailMessage, "mailaddress": Address, "attachment": Attachment}.get(kind)
