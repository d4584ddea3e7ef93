"""Objects of .NET classes that scripts may make: text builders, versions, addresses, stopwatches, patterns."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from vmmconsole.model.errors import ScriptError

from .limits import check_items, check_string
from .sources import SOURCES
from .values import NetObject


class StringBuilder(NetObject):
    """``System.Text.StringBuilder``; the texts it takes are turned into text by the caller."""

    __slots__ = ("_length", "_parts")
    net_name = "System.Text.StringBuilder"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Length": lambda b: b.length(),
        "Capacity": lambda b: max(16, b.length()),
        "MaxCapacity": lambda _: 2**31 - 1,
    }

    def __init__(self, text: str = "") -> None:
        self._parts = [text] if text else []
        self._length = len(text)

    def net_text(self) -> str:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def length(self) -> int:
        """How many characters it holds."""
        return self._length

    def append(self, text: str) -> StringBuilder:
        """Add at the end."""
        check_string(self._length + len(text))
        self._parts.append(text)
        self._length += len(text)
        return self

    def become(self, text: str) -> StringBuilder:
        """Hold another text."""
        check_string(len(text))
        self._parts, self._length = [text], len(text)
        return self


class Folder(NetObject):
    """``PathInfo``: the folder where a script works."""

    __slots__ = ("path",)
    net_name = "System.Management.Automation.PathInfo"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Path": lambda f: f.path,
        "ProviderPath": lambda f: f.path,
        "Drive": lambda _: None,
    }

    def __init__(self, path: str) -> None:
        self.path = path

    def net_text(self) -> str:
        return self.path


class Enumerator(NetObject):
    """``$foreach``: where the loop stands; a script may step on by itself."""

    __slots__ = ("at", "items")
    net_name = "System.Array+SZArrayEnumerator"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"Current": lambda e: e.current}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "movenext": lambda e: e.move_next(),
        "reset": lambda e: e.reset(),
    }

    def __init__(self, items: list[Any]) -> None:
        self.items = items
        self.at = -1

    @property
    def current(self) -> Any:
        """The item it stands at, null before the first and behind the last."""
        return self.items[self.at] if 0 <= self.at < len(self.items) else None

    def move_next(self) -> bool:
        """Step on; false behind the last item."""
        self.at += 1
        return self.at < len(self.items)

    def reset(self) -> None:
        """Go back before the first item."""
        self.at = -1


class Version(NetObject):
    """``System.Version``: two to four numbers."""

    __slots__ = ("parts",)
    net_name = "System.Version"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Major": lambda v: v.part(0),
        "Minor": lambda v: v.part(1),
        "Build": lambda v: v.part(2),
        "Revision": lambda v: v.part(3),
    }

    def __init__(self, *parts: int) -> None:
        if not 2 <= len(parts) <= 4 or any(p < 0 for p in parts):
            raise ScriptError("A version has two to four numbers, such as 2.0.4271.")
        self.parts = parts

    def part(self, place: int) -> int:
        """One of its numbers; -1 where it has none."""
        return self.parts[place] if place < len(self.parts) else -1

    @classmethod
    def parse(cls, text: str) -> Version:
        """From ``2.0.4271.0``.

        Raises:
            ScriptError: it is not a version.
        """
        pieces = text.strip().split(".")
        if not 2 <= len(pieces) <= 4 or not all(re.fullmatch(r"[0-9]{1,9}", p) for p in pieces):
            raise ScriptError(f"'{text[:40]}' is not a version.", action="Write it as 2.0.4271.")
        return cls(*map(int, pieces))

    def net_text(self) -> str:
        return ".".join(map(str, self.parts))

    def net_order(self) -> tuple[int, ...]:
        return self.parts + (-1,) * (4 - len(self.parts))


class Address(NetObject):
    """``System.Net.IPAddress``."""

    __slots__ = ("address",)
    net_name = "System.Net.IPAddress"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "AddressFamily": lambda a: "InterNetwork" if a.address.version == 4 else "InterNetworkV6",
        "IPAddressToString": lambda a: str(a.address),
    }
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {"getaddressbytes": lambda a: list(a.address.packed)}

    def __init__(self, text: str) -> None:
        import ipaddress

        try:
            self.address = ipaddress.ip_address(text.strip())
        except ValueError as err:
            raise ScriptError(f"'{text[:60]}' is not an IP address.") from err

    def net_text(self) -> str:
        return str(self.address)


class ChoiceDescription(NetObject):
    """One of the choices that ``$Host.UI.PromptForChoice`` offers."""

    __slots__ = ("help", "label")
    net_name = "System.Management.Automation.Host.ChoiceDescription"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Label": lambda c: c.label,
        "HelpMessage": lambda c: c.help,
    }

    def __init__(self, label: str, help_message: str = "") -> None:
        self.label, self.help = label, help_message

    def net_set(self, name: str, value: str) -> bool:
        if name.lower() != "helpmessage":
            return False
        self.help = value
        return True


class Uri(NetObject):
    """``System.Uri``."""

    __slots__ = ("_parts", "_text")
    net_name = "System.Uri"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "AbsolutePath": lambda u: u._parts.path or "/",
        "AbsoluteUri": lambda u: u.net_text(),
        "Authority": lambda u: u._parts.netloc,
        "Fragment": lambda u: f"#{u._parts.fragment}" if u._parts.fragment else "",
        "Host": lambda u: u._parts.hostname or "",
        "IsAbsoluteUri": lambda u: bool(u._parts.scheme),
        "LocalPath": lambda u: u._parts.path or "/",
        "OriginalString": lambda u: u._text,
        "PathAndQuery": lambda u: (u._parts.path or "/") + (f"?{u._parts.query}" if u._parts.query else ""),
        "Port": lambda u: u._parts.port or {"http": 80, "https": 443, "ftp": 21}.get(u._parts.scheme, -1),
        "Query": lambda u: f"?{u._parts.query}" if u._parts.query else "",
        "Scheme": lambda u: u._parts.scheme,
    }

    def __init__(self, text: str) -> None:
        from urllib.parse import parse_qs, urlsplit

        self._text = text
        try:
            self._parts = urlsplit(text)
            self._parts.port  # noqa: B018  it is checked only when it is read
            parse_qs(self._parts.query, max_num_fields=10_000)
        except ValueError as err:
            raise ScriptError(f"'{text[:80]}' is not a URI.", cause=str(err)) from err

    def net_text(self) -> str:
        return self._text if self._parts.path or not self._parts.netloc else self._text + "/"


class Stopwatch(NetObject):
    """``System.Diagnostics.Stopwatch``; in a job it measures the time that the job sees."""

    __slots__ = ("_before", "_since")
    net_name = "System.Diagnostics.Stopwatch"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "IsRunning": lambda w: w._since is not None,
        "Elapsed": lambda w: w.elapsed(),
        "ElapsedMilliseconds": lambda w: w.elapsed() // timedelta(milliseconds=1),
        "ElapsedTicks": lambda w: w.elapsed() // timedelta(microseconds=1) * 10,
    }
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "start": lambda w: w.start(),
        "stop": lambda w: w.stop(),
        "reset": lambda w: w.reset(),
        "restart": lambda w: (w.reset(), w.start())[1],
    }

    def __init__(self) -> None:
        self._before = 0.0
        self._since: float | None = None

    @staticmethod
    def _now() -> float:
        return SOURCES.get().utc_now().timestamp()

    def elapsed(self) -> timedelta:
        """How long it has run."""
        running = 0.0 if self._since is None else self._now() - self._since
        return timedelta(seconds=max(self._before + running, 0.0))

    def start(self) -> None:
        """Let it run."""
        if self._since is None:
            self._since = self._now()

    def stop(self) -> None:
        """Let it stand."""
        self._before, self._since = self.elapsed().total_seconds(), None

    def reset(self) -> None:
        """Back to nothing, standing."""
        self._before, self._since = 0.0, None

    def net_text(self) -> str:
        return self.net_name


class RandomNumbers(NetObject):
    """``System.Random``."""

    __slots__ = ("_source",)
    net_name = "System.Random"
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "next": lambda r, *bounds: r.next(*map(int, bounds)),
        "nextdouble": lambda r: r._source.random(),
    }

    def __init__(self, seed: int | None = None) -> None:
        self._source = SOURCES.get().random if seed is None else random.Random(seed)  # noqa: S311  not for secrets

    def next(self, *bounds: int) -> int:
        """A number from 0 or the first bound up to, and without, the last."""
        low, high = (0, *bounds)[-2:] if bounds else (0, 2**31 - 1)
        if low > high:
            raise ScriptError("The minimum must not be more than the maximum.")
        return low if low == high else self._source.randrange(low, high)


class Encoding(NetObject):
    """``System.Text.Encoding``: one of the fixed ones."""

    __slots__ = ("codec", "label")
    net_name = "System.Text.Encoding"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "EncodingName": lambda e: e.label,
        "WebName": lambda e: e.codec,
    }
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "getbytes": lambda e, t: e.bytes_of(str(t)),
        "getstring": lambda e, b: bytes(int(x) & 255 for x in b).decode(e.codec, "replace"),
        "getbytecount": lambda e, t: len(str(t).encode(e.codec, "replace")),
    }

    def __init__(self, label: str, codec: str) -> None:
        self.label = label
        self.codec = codec

    def bytes_of(self, text: str) -> list[int]:
        """The bytes of a text."""
        check_items(len(text) * 4)
        return list(text.encode(self.codec, "replace"))


ENCODINGS: dict[str, Encoding] = {
    "ascii": Encoding("US-ASCII", "ascii"),
    "utf8": Encoding("Unicode (UTF-8)", "utf-8"),
    "unicode": Encoding("Unicode", "utf-16-le"),
    "bigendianunicode": Encoding("Unicode (Big-Endian)", "utf-16-be"),
    "utf32": Encoding("Unicode (UTF-32)", "utf-32-le"),
    "utf7": Encoding("Unicode (UTF-7)", "utf-7"),
    "default": Encoding("Western European (Windows)", "cp1252"),
}
"""By the name of the static property."""


class Pattern(NetObject):
    """``System.Text.RegularExpressions.Regex``; its methods are the static ones with the pattern given."""

    __slots__ = ("ignore_case", "text")
    net_name = "System.Text.RegularExpressions.Regex"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Options": lambda p: "IgnoreCase" if p.ignore_case else "None"
    }

    def __init__(self, text: str, *, ignore_case: bool = False) -> None:
        self.text = text
        self.ignore_case = ignore_case

    def net_text(self) -> str:
        return self.text
