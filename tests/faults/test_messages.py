"""What the command line says of an error: which command, where, what to do."""

from __future__ import annotations

import time
from typing import Any

import pytest

pytestmark = pytest.mark.libvirt


@pytest.mark.parametrize(
    ("text", "first", "source", "action"),
    [
        (
            "Get-VM | Out-Null\nGet-Nothing 1",
            "Get-Nothing : The term 'Get-Nothing' is not recognised",
            "+ Get-Nothing 1",
            "Get-",
        ),
        ("Get-VM | Out-Null\n$x = 1 / 0", "Attempted to divide by zero", "+ $x = 1 / 0", ""),
        ("Get-VM | Out-Null\nStop-VM nobody", "Stop-VM : There is no virtual machine 'nobody'", "+ Stop-VM", "name"),
        ("Get-VM | Out-Null\nGet-VM | Out-Null\nNew-VM -Name x -MemoryMB lots", "New-VM : ", "+ New-VM", "a number"),
        ("New-VM -Name x -MemoryMB 999999999", "New-VM : ", "+ New-VM", "in that range"),
    ],
)
def test_an_error_is_of_its_own_command(lab: Any, text: str, first: str, source: str, action: str) -> None:
    said = lab.run(text)
    lines = said.err.splitlines()
    assert said.code == 1
    assert lines[0].startswith(first)
    assert lines[1].startswith(f"At line:{len(text.splitlines())} ")
    assert lines[2].startswith(source)
    assert not action or action in said.err


def test_objects_are_shown_as_tables_in_local_time(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        shown = lab.run("Get-VMHost; Get-VMMServer; Get-LibraryShare; Get-Job | select -First 1; Get-Job | Get-Step")
        assert (shown.code, shown.err) == (0, "")
        assert " : " not in shown.out, "a list, not a table"
        kinds = lab.run("$j = Get-Job | select -First 1; $j.StartTime.Kind; $j.StartTime.Hour - (Get-Date).Hour")
        assert kinds.out.split()[0] == "Local"
        assert int(kinds.out.split()[1]) in {0, -1, 23}
        lab.job("Stop-VM nobody")
        failed = lab.run("Get-Job | where {$_.Status -eq 'Failed'} | select -First 1 | fl ErrorInfo")
        assert "There is no virtual machine 'nobody'" in failed.out
    finally:
        monkeypatch.undo()
        time.tzset()
