"""Writing a script into the library: its text stands in the call, so that the job's record has every version."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import LibraryShare
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission, ScriptEncoding
from vmmconsole.script.cmdlet import parameter, switch

from .session import Session
from .vmm_cmdlet import UngroupedCmdlet

MAX_BYTES = 1024 * 1024
_ENCODINGS = {
    ScriptEncoding.UTF8: "utf-8-sig", ScriptEncoding.UTF8_NO_BOM: "utf-8", ScriptEncoding.UNICODE: "utf-16-le",
    ScriptEncoding.BIG_ENDIAN_UNICODE: "utf-16-be", ScriptEncoding.DEFAULT: "cp1252",
}  # fmt: skip
_MARKED = (ScriptEncoding.UNICODE, ScriptEncoding.BIG_ENDIAN_UNICODE)


class NewScript(UngroupedCmdlet):
    """Writes a script into a library share.

    A script that is there already stays, unless -Force is given; with -ReplacesHash only the version that has this
    SHA-256 is replaced, so that nobody's changes are lost.

    Example:
        New-Script -Path "reports/machines.ps1" -LibraryShare "/srv/library" -Content "Get-VM | select Name, Status"
    """

    name = "New-Script"
    aliases = ("New-SCScript",)
    job_name = "Save script to library"
    permission = Permission.MANAGE_LIBRARY
    returns = "Script"

    path: str = parameter("Path", position=0, mandatory=True, help="Folder and name below the share, with /.")
    library_share: LibraryShare = parameter("LibraryShare", mandatory=True, help="The share, its name, path or ID.")
    content: str = parameter("Content", mandatory=True, help="The text, with the line ends that it shall have.")
    encoding: ScriptEncoding = parameter(
        "Encoding", default=ScriptEncoding.UTF8, help="How the text is written; UTF8 has a byte order mark."
    )
    force: switch = parameter("Force", help="Replace a script that is there already.")
    replaces_hash: str = parameter(
        "ReplacesHash", default="", help="With -Force: the SHA-256 of the version that may be replaced, hexadecimal."
    )

    def _path(self) -> str:
        path = self.path.replace("\\", "/").strip("/")
        parts = path.split("/")
        if not path.lower().endswith(".ps1") or not all(part and part.isprintable() for part in parts):
            raise ParameterError(
                f"A script cannot be saved as '{self.path[:200]}'.",
                cause="It must be a path below the share whose name ends in .ps1.",
                action='Give a path such as "reports/machines.ps1".',
            )
        return path

    def _data(self) -> bytes:
        try:
            data = self.content.encode(_ENCODINGS[self.encoding])
        except UnicodeEncodeError as err:
            raise ParameterError(
                f"The script cannot be written in the encoding {self.encoding.value}.",
                cause=f"It has the character {self.content[err.start : err.end][:1]!r}.", action="Use -Encoding UTF8.",
            ) from err  # fmt: skip
        if self.encoding in _MARKED:
            data = "\ufeff".encode(_ENCODINGS[self.encoding]) + data
        if not data or len(data) > MAX_BYTES:
            raise ParameterError(
                "The script is empty." if not data else "The script is too large for the library.",
                cause="" if not data else f"It has {len(data):,} bytes; {MAX_BYTES:,} is the most.",
                action="Give it a text." if not data else "Split it.",
            )
        return data

    def run(self, session: Session) -> Iterable[object]:
        path, data = self._path(), self._data()
        session.lock(self.library_share)
        share = session.get(LibraryShare, self.library_share.id)
        script = session.write_script(
            share, path, data, overwrite=bool(self.force), replaces=self.replaces_hash.lower()
        )
        session.result(script)
        return [script]

    def plan(self, session: Session) -> list[str]:
        share = session.get(LibraryShare, self.library_share.id)
        return [f"Write {len(self._data()):,} bytes to {self._path()} in the library share '{share.name}'."]
