"""Conditions of filters as functions: the same answers as the blocks give, and the blocks' own errors."""

from __future__ import annotations

import pytest

from vmmconsole.script.conditions import condition_of
from vmmconsole.script.interpreter import Interpreter

from .conftest import RecordingHost

SIMPLE = (
    '$_.Name -eq "emma"', '$_.Name -ceq "emma"', '"EMMA" -ieq $_.Name', '$_.Colour -eq "DarkBlue"', "$_.Pages -gt 200",
    "$_.Pages -ge $most -and $_.Shelf.Name -ne 'upper'", "-not $_.Shelf", "!($_.Pages -lt 300) -or $_.Name -like 'f*'",
    "$_.Tags -contains 'a'", "$_.Tags -eq 'c'", "'b' -in $_.Tags", "$_.Tags", "$_", "$null", "$true", "$none",
    "$_.Nothing -eq $null", "$null -ne $_.AddedTime", "$psitem.Pages -notin 1, 200", "$_.Pages.Length -eq 1",
    "$_.Tags.Count -gt 1", "$list -contains $_.Name", "($_.Pages -eq 200)", "$script:most -eq $_.Pages",
    "$_.Name -gt 5", "$_.Pages -gt 'x'", "$_.AddedTime -lt 'no date'", "$_.Pages -like 2", "$_.Tags -notlike '*'",
)  # fmt: skip
MORE = (
    '$_.Name -match "m"', "$_.Pages / 100 -gt 2", "$_.Name.ToUpper() -eq 'EMMA'", '"$_" -eq "Emma"', "$_.$field",
    "$_.Pages -gt 200; $false", "(Get-Book)", "[int]$_.Pages", "$i++", "$_.Tags[0] -eq 'a'", "@($_.Tags)", "$(1)",
)  # fmt: skip
SETUP = "$most = 300; $list = 'Emma', 'Faust'; $field = 'Tags'; "
LISTS = (
    "Get-Book",
    "1, 300, $null, 'Emma', @{Pages = 300}, (Get-Date)",
    "@{Name = 'Emma'; Tags = 'a'}, [pscustomobject]@{Pages = '300'}",
)


def answer(script: str) -> tuple[list[str], list[str]]:
    host = RecordingHost()
    written = Interpreter(host).run_collect(SETUP + script)
    return list(map(repr, written)), [str(record) for record in host.on("error")]


@pytest.mark.parametrize("objects", LISTS, ids=["models", "values", "tables"])
@pytest.mark.parametrize("condition", [*SIMPLE, *MORE])
def test_a_condition_lets_through_what_its_block_does(condition: str, objects: str) -> None:
    plain = answer(f'{objects} | where {{{condition}}} | % {{ "$_" }}')
    block = answer(f'{objects} | where {{$unused = 1; {condition}}} | % {{ "$_" }}')
    assert plain == block


def is_simple(interpreter: Interpreter, condition: str, before: str = "") -> bool:
    block = interpreter.run_collect(f"{before}; {{{condition}}}")[0]
    return condition_of(interpreter, block) is not None


@pytest.mark.parametrize("condition", SIMPLE)
def test_comparisons_become_functions(interpreter: Interpreter, condition: str) -> None:
    wanted = ", " not in condition  # a literal list is none of the usual ones
    assert is_simple(interpreter, condition) is wanted


@pytest.mark.parametrize("condition", [*MORE, "param($x) $_ -eq 1", "process { $_ }", ""])
def test_what_does_more_stays_a_block(interpreter: Interpreter, condition: str) -> None:
    assert not is_simple(interpreter, condition)


def test_strict_mode_stays_with_the_block(interpreter: Interpreter) -> None:
    assert not is_simple(interpreter, "$_.Name -eq 1", before="Set-StrictMode -Version Latest")


def test_variables_are_those_of_the_block() -> None:
    script = "function f { $most = 1; $input | where $args[0] }; $block = {$_ -gt $most}; 100, 400 | f $block"
    assert answer(script) == (["400"], [])
