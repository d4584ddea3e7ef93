"""Garbage is collected on the GUI's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vmmconsole_ui import garbage
from vmmconsole_ui.garbage import Collector, loading


class Ring:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.deleteLater()


def make_garbage(watched: list[threading.Thread], count: int) -> None:
    first = Ring()
    weakref.finalize(first, lambda: watched.append(threading.current_thread()))
    del first
    kept = [Ring() for _ in range(count)]
    kept.clear()


def test_another_threads_garbage_waits_for_this_one(qtbot: QtBot, collector: Collector) -> None:
    freed: list[threading.Thread] = []
    worker = threading.Thread(target=make_garbage, args=(freed, 100_000))
    worker.start()
    worker.join()
    assert not freed, "nothing is collected where it was made"
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]


def test_widgets_are_collected_too(qtbot: QtBot, collector: Collector) -> None:
    widget = QWidget()
    widget.setProperty("itself", widget)
    widget.itself = widget  # type: ignore[attr-defined]
    gone = weakref.ref(widget)
    del widget
    make_garbage([], 100_000)
    qtbot.waitUntil(lambda: gone() is None)


def test_nothing_is_collected_while_much_is_loaded(qtbot: QtBot, collector: Collector) -> None:
    freed: list[threading.Thread] = []
    with loading():
        make_garbage(freed, 100_000)
        garbage.collect_if_due()
        assert not freed
    assert gc.get_freeze_count() > 100_000
    gc.unfreeze()
