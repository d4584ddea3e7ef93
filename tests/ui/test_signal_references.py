"""A signal emitted from Python must not take references away: PySide6 6.12.0 did, and CPython 3.11 aborted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class _Sender(QObject):
    said = Signal(bool)


def test_five_thousand_emits_keep_the_references_of_true(qapp: QApplication) -> None:
    sender = _Sender()
    heard: list[bool] = []
    sender.said.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(5_000):
        sender.said.emit(True)
    heard.clear()
    assert abs(sys.getrefcount(True) - before) < 50
