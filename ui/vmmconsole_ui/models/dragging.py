"""What is dragged from a list: a kind of object and the IDs of some, as Qt carries them to where they are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

OBJECTS = "application/x-vmmconsole-objects"
"""The format: the kind, then an ID a line."""


def packed(kind: str, ids: Sequence[str]) -> QMimeData:
    """These objects, to be dragged."""
    data = QMimeData()
    data.setData(OBJECTS, "\n".join([kind, *ids]).encode())
    return data


def unpacked(data: QMimeData) -> tuple[str, list[str]]:
    """The kind and the IDs; empty where something else is dragged."""
    if not data.hasFormat(OBJECTS):
        return "", []
    kind, *ids = bytes(data.data(OBJECTS).data()).decode().split("\n")
    return kind, ids
