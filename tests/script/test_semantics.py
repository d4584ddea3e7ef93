"""What Windows PowerShell does with a script, in the corners that administrators' scripts stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.script.convert import to_text

CASES = [
    tuple(case.strip("\n").split("\n---\n"))
    for case in (Path(__file__).parent / "semantics.txt").read_text("utf-8").split("\n===\n")
]


@pytest.mark.parametrize(("script", "shown"), CASES)
def test_a_script_writes(run: Callable[[str], list[Any]], script: str, shown: str) -> None:
    """The objects that it writes, as text, with bars between them."""
    assert "|".join(map(to_text, run(script))) == shown


@pytest.mark.parametrize(
    ("script", "shown", "said"),
    [
        ("adv q", "did q", []),
        ("adv q -WhatIf", "", ['What if: Performing the operation "adv" on target "q".\n']),
        ("adv q -Confirm", "did q", []),
    ],
)
def test_a_function_asks_whether_to_go_on(run: Any, host: Any, script: str, shown: str, said: list[str]) -> None:
    host.answers = ["y"]
    body = 'param($x) if ($PSCmdlet.ShouldProcess($x)) { "did $x" }'
    function = f"function adv {{ [CmdletBinding(SupportsShouldProcess)] {body} }}"
    assert "|".join(map(to_text, run(f"{function}; {script}"))) == shown
    assert host.on("host") == said


def test_what_if_reaches_the_cmdlets_inside(run: Any, host: Any) -> None:
    run("function f { [CmdletBinding(SupportsShouldProcess)] param() Set-Book Emma -Pages 5 }; f -WhatIf; f")
    assert [cmdlet.what_if for cmdlet, _, _ in host.calls] == [True, False]
