"""What of .NET scripts may not use, or may not use so; what they may is in ``cases/net_surface.txt``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "script",
    ["[System.IO.File]::ReadAllText('x')", "[IO.Path]::GetTempFileName()", "[IO.Path]::GetFullPath('x')",
     "New-Object System.Net.WebClient", "[Net.Dns]::GetHostName()",
     "New-Object IO.StreamReader 'x'", "[decimal]'1e99999999'", "'{0:D}' -f 1.5", "(Get-Date).ToString('q')",
     "[version]'1'", "[ipaddress]'1.2.3.4.5'", "[DayOfWeek]'Someday'", "@(1).Sort()", "[datetime]'2024-02-30'",
     "(New-Object Collections.Queue).Dequeue()", "'{0:dd:hh}' -f [timespan]'01:00'"],
)  # fmt: skip
def test_refused(run: Callable[[str], list[Any]], host: Any, script: str) -> None:
    assert run(script) in ([], [None])
    assert host.on("error")
