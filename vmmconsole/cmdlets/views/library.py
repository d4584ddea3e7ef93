"""What is in the library: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

from .sizes import in_gb, in_mb

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "ISO": ("Name", "State", "LibraryShare", "Directory", in_mb("Size"), "Description"),
    "VirtualHardDisk": ("Name", "State", "LibraryShare", "VHDFormatType", in_gb("MaximumSize"), in_gb("Size"),
                        "OperatingSystem"),
    "VirtualFloppyDisk": ("Name", "State", "LibraryShare", "Directory", in_mb("Size")),
    "Script": ("Name", "State", "LibraryShare", "Directory", in_mb("Size")),
    "AnswerFile": ("Name", "State", "LibraryShare", "Directory", in_mb("Size")),
    "Template": ("Name", "HostName", "CPUCount", ViewColumn("Memory(MB)", "Memory"), "OperatingSystem", "Owner",
                 in_gb("TotalSize")),
    "LibraryServer": ("Name", "Status", "LibraryGroup", "Description"),
    "LibraryShare": ("Name", "Path", "LibraryServer", "State", in_gb("FreeSpace")),
}  # fmt: skip
