"""Choosing a file of the library: an ISO image, a virtual hard disk, a floppy image."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from vmmconsole.model import NOUNS
from vmmconsole.model.library import LibraryItem

from .new_vm_request import LibraryFile
from .object_dialog import ObjectDialog

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_ICONS = {"ISO": "iso", "VirtualHardDisk": "disk", "VirtualFloppyDisk": "floppy"}


def size_text(size: float | None) -> str:
    """Bytes as people read them; blank where it is not known."""
    if not size:
        return ""
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024 or unit == "TB":
            return f"{size:.0f} {unit}" if unit in ("B", "KB") or size >= 100 else f"{size:.1f} {unit}"
        size /= 1024
    return ""


def library_files(context: Context, kind: str) -> list[Row]:
    """The files of a kind that are there and enabled, by name."""
    rows = [row for row in context.objects.table(kind) if row["State"] != "Missing" and row["Enabled"] is not False]
    return sorted(rows, key=lambda row: row.name.lower())


def library_file(row: Row) -> LibraryFile:
    """The file of a row as a request keeps it."""
    return LibraryFile(
        id=UUID(row.id), name=row.name, share_path=str(row["SharePath"] or ""),
        library_server=str(row["LibraryServer.Name"] or ""), size=int(row["MaximumSize"] or row["Size"] or 0),
    )  # fmt: skip


class LibraryDialog(ObjectDialog):
    """Lists the library's files of one kind."""

    columns = ("Name", "Share", "Size")
    right_from = 2

    def __init__(self, context: Context, kind: str, parent: QWidget, chosen: Callable[[LibraryFile], None]) -> None:
        noun = NOUNS[kind]
        self._kind = kind
        self._chosen = chosen
        super().__init__(f"Select {noun.title}", library_files(context, kind), _empty_text(context, noun), parent)

    def texts_of(self, row: Row) -> list[str]:
        """Name, share and folder, size."""
        folder, share = str(row["Directory"] or ""), str(row["LibraryShare.Name"] or "")
        return [row.name, f"{share}/{folder}" if folder else share, size_text(row["Size"])]

    def icon_of(self, _row: Row) -> str:
        """That of the kind."""
        return _ICONS.get(self._kind, "file")

    def tip_of(self, row: Row) -> str:
        """The whole path."""
        return str(row["SharePath"] or "")

    def take(self, row: Row) -> None:
        """Hand over the file."""
        self._chosen(library_file(row))


def _empty_text(context: Context, noun: type[object]) -> str:
    shares = [str(row["Path"]) for row in context.objects.table("LibraryShare")]
    what = noun.title if issubclass(noun, LibraryItem) else "file"
    if not shares:
        return f"There is no library share yet. Add one in the Library view, and put the {what} into its folder."
    return f"The library has no {what} yet. Put one into {shares[0]}: it appears here by itself."
