"""Connect: a viewer for the selected machines, or the reason why not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from tests.ui.conftest import Console
from vmmconsole.model.wire import ScreenViewer
from vmmconsole_ui.actions import viewer


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was started; this computer has virt-viewer."""
    programs: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        programs.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    monkeypatch.setattr(viewer.shutil, "which", lambda program: f"/usr/bin/{program}")
    return programs


def press(console: Console) -> None:
    next(b for b in console.window.actions_pane.buttons() if b.text() == "Connect").click()


def test_a_program_is_started_for_each_machine_that_runs(
    console: Console, started: list[tuple[str, list[str]]]
) -> None:
    console.select(*console.names())
    running = [r for r in console.context.selection.rows if r["Status"] in ("Running", "Paused")]
    assert running
    press(console)
    console.until(lambda: len(started) == len(running))
    assert started[0] == ("/usr/bin/virt-viewer", ["--uuid", "x"])


def notices(console: Console, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(console.context, "report", lambda error, what="": said.append(f"{error} {error.action}"))
    return said


def one_that_runs(console: Console) -> None:
    console.select(next(row.name for row in console.page.model.rows if row["Status"] == "Running"))


@pytest.mark.parametrize(
    ("found", "address", "says"),
    [
        (ScreenViewer(program="virt-viewer"), "localhost", "Install virt-viewer"),
        (ScreenViewer(program="virt-viewer", only_here=True), "vmm-01:8100", "only there"),
        (ScreenViewer(url="vmrc://clone:ticket@vc/?moid=vm-1"), "localhost", "no program for vmrc: addresses"),
    ],
)
def test_what_is_missing_is_said(
    console: Console, monkeypatch: pytest.MonkeyPatch, found: ScreenViewer, address: str, says: str
) -> None:
    monkeypatch.setattr(viewer.shutil, "which", lambda _program: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    console.client.viewer_found, console.client.address = found, address
    said = notices(console, monkeypatch)
    one_that_runs(console)
    press(console)
    console.until(lambda: said)
    assert says in said[0]
    assert "ticket" not in said[0]


def test_an_address_is_opened_by_the_system(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    console.client.viewer_found = ScreenViewer(url="vmrc://clone:t@vc:443/?moid=vm-1")
    one_that_runs(console)
    press(console)
    console.until(lambda: opened == [QUrl("vmrc://clone:t@vc:443/?moid=vm-1")])


def test_what_does_not_run_cannot_be_connected_to(console: Console) -> None:
    console.select(next(row.name for row in console.page.model.rows if row["Status"] == "PowerOff"))
    enabled, tip = console.verbs()["Connect"]
    assert not enabled
    assert "needs a machine that is running" in tip
