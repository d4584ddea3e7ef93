"""Objects that wait to be shown are shown as they were when the script wrote them."""

from __future__ import annotations

import pytest

from vmmconsole.client.held_objects import HeldObjects
from vmmconsole.script.interpreter import Interpreter


class _Host:
    """Shows output as the terminal and the PowerShell window do."""

    allows_files = False

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.held = HeldObjects(self.shown.append, lambda: 100)

    def write(self, _stream: str, value: object) -> None:
        self.held.add(value)

    def check(self) -> None:
        pass

    def find(self, _name: str) -> None:
        return None


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("$o = [pscustomobject]@{A = 1}; $o; $o.A = 2", ["A", "-", "1"]),
        ("$o = [pscustomobject]@{A = 1}; $o; $o | Add-Member NoteProperty B 2", ["A", "-", "1"]),
        ("$o = [pscustomobject]@{A = 1}; $o | Format-List; $o.A = 2; $o | Add-Member NoteProperty B 2", ["A : 1"]),
        ("$o = [pscustomobject]@{A = 1}; $f = $o | Format-Table; $o.A = 2; $f", ["A", "-", "1"]),
        ("$h = @{A = 1}; $h; $h.A = 2", ["Name Value", "---- -----", "A    1"]),
        ("$l = [System.Collections.ArrayList]@(1); ,$l; [void]$l.Add(2)", ["1"]),
        ("$t = New-Object System.Text.StringBuilder 'a'; $t; [void]$t.Append('b')", ["a"]),
        ("$o = [pscustomobject]@{L = @(1, 2)}; $o; $o.L[0] = 5", ["L", "-", "{1, 2}"]),
    ],
)
def test_what_is_shown_is_what_was_written(script: str, shown: list[str]) -> None:
    host = _Host()
    Interpreter(host).run(script)  # type: ignore[arg-type]
    host.held.flush()
    assert [line for line in "".join(host.shown).splitlines() if line] == shown


def test_what_is_formatted_waits_for_nothing() -> None:
    host = _Host()
    Interpreter(host).run("1, 2 | Format-Table")  # type: ignore[arg-type]
    assert "".join(host.shown).split() == ["1", "2"]
