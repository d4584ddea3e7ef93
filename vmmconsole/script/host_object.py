"""``$Host``: what scripts ask of the program that runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from .convert import round_half_even, to_list, to_number, to_text
from .members import get_member
from .net_types import Version
from .values import NetObject, PSObject, SecureString

if TYPE_CHECKING:
    from .runtime import Runtime

VERSION = Version(5, 1, 19041, 1)
"""The version of Windows PowerShell whose language this is."""


class HostInterface(NetObject):
    """``$Host.UI``."""

    __slots__ = ("raw", "runtime")
    net_name = "System.Management.Automation.Internal.Host.InternalHostUserInterface"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"RawUI": lambda u: u.raw}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "write": lambda u, *parts: u.write(to_text(parts[-1])),
        "writeline": lambda u, *parts: u.write((to_text(parts[-1]) if parts else "") + "\n"),
        "writewarningline": lambda u, text: u.runtime.write("warning", to_text(text)),
        "writeverboseline": lambda u, text: u.runtime.write("verbose", to_text(text)),
        "writeerrorline": lambda u, text: u.write(to_text(text) + "\n"),
        "readline": lambda u: u.runtime.host.read_line(""),
        "readlineassecurestring": lambda u: SecureString(u.runtime.host.read_line("", secret=True)),
        "promptforchoice": lambda u, title, message, choices, start=0: u.choose(title, message, choices, start),
    }

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        size = PSObject([("Width", 120), ("Height", 50)], "Size")
        self.raw = PSObject(
            [
                ("ForegroundColor", "Gray"), ("BackgroundColor", "Black"), ("WindowTitle", "vmmconsole"),
                ("BufferSize", size), ("WindowSize", size.copy()), ("MaxWindowSize", size.copy()),
                ("CursorPosition", PSObject([("X", 0), ("Y", 0)], "Coordinates")),
            ],
            "InternalHostRawUserInterface",
        )  # fmt: skip

    def write(self, text: str) -> None:
        """Show text."""
        self.runtime.write("host", text)

    def choose(self, title: Any, message: Any, choices: Any, start: Any) -> int:
        """Ask for one of several choices; the answer is its place, from 0.

        Raises:
            VMMError: nobody is there to ask.
        """
        labels = [to_text(get_member(c, "Label") or c) for c in to_list(choices)]
        letters = [_letter(label) for label in labels]
        default = round_half_even(to_number(start))
        for text in (title, message):
            if to_text(text):
                self.write(to_text(text) + "\n")
        shown = "  ".join(f"[{k.upper()}] {n.replace('&', '')}" for k, n in zip(letters, labels, strict=True))
        ending = f' (default is "{letters[default].upper()}")' if 0 <= default < len(letters) else ""
        while True:
            answer = self.runtime.host.read_line(f"{shown}{ending}: ").strip().lower()
            if not answer and ending:
                return default
            for at, (letter, label) in enumerate(zip(letters, labels, strict=True)):
                if answer in (letter.lower(), label.replace("&", "").lower()):
                    return at
            self.runtime.check()


def _letter(label: str) -> str:
    at = label.find("&")
    return label[at + 1 : at + 2] or label[:1]


class HostObject(NetObject):
    """``$Host``."""

    __slots__ = ("interface",)
    net_name = "System.Management.Automation.Internal.Host.InternalHost"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "Name": lambda _: "vmmconsole",
        "Version": lambda _: VERSION,
        "UI": lambda h: h.interface,
        "CurrentCulture": lambda _: "en-US",
        "CurrentUICulture": lambda _: "en-US",
    }
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {"setshouldexit": lambda *_: None}

    def __init__(self, runtime: Runtime) -> None:
        self.interface = HostInterface(runtime)
