"""What an editor is told of a script: its place in the text is the offending text, and right scripts are left alone."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.virtual_machine import GetVM
from vmmconsole.script.calls import Argument, Call, Script
from vmmconsole.script.core import CORE
from vmmconsole.script.diagnostics import FILE_CMDLETS, Diagnostic, diagnose, offset_of, walk
from vmmconsole.script.parser import parse
from vmmconsole.script.writer import write_statements

NAMES = registry.names()


def found(text: str) -> list[tuple[str, str, str]]:
    """(severity, the text that is marked, what is said)."""
    return [(d.severity, text[d.start : d.end], d.text) for d in diagnose(text, registry.find, NAMES)]


def one(text: str) -> tuple[str, str, str]:
    (only,) = found(text)
    return only


@pytest.mark.parametrize(
    "text",
    [
        'Get-VM -Name "a" | where {$_.Status -eq "Running"} | sort Name | select Name,@{N="x";E={$_.y}} | ft -auto',
        "$x | Start-VM -RunAsync -ea Stop",
        "function f { param($a) $a }\nf 1 -whatever 2",
        "function f { [CmdletBinding()] param($Name) $Name }\nf -na x -Verbose",
        ". .\\library.ps1\nDo-Something",
        "Get-VM 2>$null",
        "VirtualMachineManager\\Get-VM",
        "& $command -Any 1",
        "& { param($x) $x } -x 3",
        "Get-SCVirtualMachine -VMMServer localhost",
        "",
        "# only a comment",
    ],
)
def test_right_scripts_are_left_alone(text: str) -> None:
    assert [f for f in found(text) if f[0] == "error"] == []


def test_an_unknown_command_is_marked_with_the_nearest_name() -> None:
    severity, marked, said = one("$x = 1\nGet-VMM -Name x")
    assert (severity, marked) == ("error", "Get-VMM")
    assert "There is no cmdlet or function 'Get-VMM'. Did you mean Get-VM?" in said


def test_what_another_module_may_have_is_only_a_warning() -> None:
    assert one("Import-Module Other\nDo-Something")[:2] == ("warning", "Do-Something")
    assert one("Import-Module VirtualMachineManager\nDo-Something")[0] == "error"


def test_unknown_ambiguous_and_repeated_parameters_are_marked() -> None:
    assert one("Get-VM -Nme x") == ("error", "-Nme", "Get-VM has no parameter -Nme. Did you mean -Name?")
    severity, marked, said = one("Start-VM -V $x")
    assert (severity, marked) == ("error", "-V")
    assert "ambiguous" in said
    assert "-VMMServer" in said
    assert one('Get-VM -Name "a" -Nam "b"')[1:] == ("-Nam", "The parameter -Name of Get-VM is given twice.")


def test_literals_that_do_not_fit_are_marked() -> None:
    severity, marked, said = one("New-VirtualNetworkAdapter -MACAddressType Dynamc")
    assert (severity, marked) == ("error", "Dynamc")
    assert "Did you mean Dynamic?" in said
    assert one("New-VirtualNetworkAdapter -JobGroup abc")[1] == "abc"
    assert found("New-VirtualNetworkAdapter -MACAddressType $type -JobGroup $group") == []


def test_parameters_of_advanced_functions_are_checked() -> None:
    declared = 'function f { param([Parameter()][Alias("q")]$Name, [switch]$On) }\n'
    assert found(declared + "f -Nam 3 -On") == []
    assert one(declared + "f -Onn")[:2] == ("error", "-Onn")
    assert "given twice" in one(declared + "f -Name 3 -Q 4")[2]


def test_what_a_job_cannot_do_is_said_beforehand() -> None:
    text = "Get-VM > a.txt\n$name = Read-Host name\nTest-Path x\n. .\\other.ps1"
    warned = [d for d in diagnose(text, registry.find, NAMES) if d.in_jobs_only]
    assert [text[d.start : d.end] for d in warned] == ["> a.txt", "Read-Host", "Test-Path", ".\\other.ps1"]
    assert {d.severity for d in warned} == {"warning"}


def test_every_core_cmdlet_that_needs_files_is_known_for_it() -> None:
    asking = {cls.name.lower() for cls in CORE if "need_files(" in inspect.getsource(cls)}
    assert asking
    only_by_a_parameter = {"invoke-command", "select-string"}
    assert asking - only_by_a_parameter <= FILE_CMDLETS


def test_where_the_syntax_is_wrong_only_that_is_said() -> None:
    text = "Get-VMM\nif ($x {\n"
    first = diagnose(text, registry.find, NAMES)[0]
    assert (first.line, first.column, first.severity) == (2, 8, "error")
    assert text[first.start : first.end] == "{"


def test_a_cmdlet_whose_capability_is_missing_is_a_warning() -> None:
    class Later(GetVM):
        name = "Get-Later"
        needs = "things of the future"

    text = "Get-Later"
    (only,) = diagnose(text, lambda name: Later if name == "Get-Later" else None)
    assert (only.severity, text[only.start : only.end]) == ("warning", "Get-Later")
    assert "This version does not have things of the future." in only.text


@given(st.text(alphabet=st.sampled_from("gG{}()$\"'-|;\n# ax@[]`,=>&.") | st.characters(), max_size=60))
def test_whatever_the_text_places_lie_in_it(text: str) -> None:
    for d in diagnose(text, registry.find):
        assert isinstance(d, Diagnostic)
        assert 0 <= d.start <= d.end <= len(text)
        if "\r" not in text:
            assert offset_of(text, d.line, d.column) == d.start


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_what_the_writer_makes_is_right_whatever_the_values(values: list[str]) -> None:
    calls = tuple(Call("Set-VM", (Argument("VM", value), Argument("Tag", value))) for value in values)
    assert found(write_statements(Script("x", calls).statements)) == []


def test_walking_takes_any_depth_that_the_parser_takes() -> None:
    assert sum(1 for _ in walk(parse("(" * 60 + "1" + ")" * 60))) > 60
