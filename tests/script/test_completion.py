"""Completion: every place in a script where something can be offered, and the names that need quotes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script.conftest import RecordingHost
from vmmconsole.cmdlets import registry
from vmmconsole.model import NOUNS, VirtualMachine, VMHost
from vmmconsole.script.ast import Command, Constant, Pipeline
from vmmconsole.script.completion import Completer, SortedNames, place_of
from vmmconsole.script.completion.offer import as_argument
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.parser import parse

MACHINES = ("web-01", "web-02", "Web Server", "mail", "it's", "$odd `name`", "-dash", "42", "a,b", "\u201equoted\u201c")
HOSTS = ("kvm-01", "kvm-02")


class Names:
    """Machines and hosts by name."""

    def matching(self, kind, beginning):
        names = {VirtualMachine: MACHINES, VMHost: HOSTS}.get(kind, ())
        return SortedNames(names).matching(beginning)

    def class_of(self, type_name):
        return NOUNS.get(type_name)


class Host(RecordingHost):
    """The product's cmdlets, and files."""

    allows_files = True

    def find_command(self, name):
        return registry.find(name)

    def command_names(self):
        return [name for kind in registry.all_cmdlets() for name in (kind.name, *kind.aliases)]


@pytest.fixture
def shell():
    """A completer over an interpreter that has run a few statements."""
    interpreter = Interpreter(Host())
    interpreter.run(
        "$name = 'x'; $number = 3; $when = [datetime]'2008-06-20'; $table = @{ Alpha = 1; 'two words' = 2 }\n"
        "function Get-Twice { param($Value, [ValidateSet('Fast','Slow')][string]$Mode, [switch]$Loud) $Value * 2 }\n"
        "function global:Stop-All { [CmdletBinding()] param([Parameter(Mandatory=$true)]$Reason) }"
    )
    interpreter.variables["vm"] = VirtualMachine(name="web-01")
    completer = Completer(interpreter, Names())

    def offered(text):
        return completer.complete(text).texts

    return SimpleNamespace(offered=offered, completer=completer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Get-VMH", "Get-VMHost"),
        ("get-scvirtualm", "Get-SCVirtualMachine"),
        ("Where-O", "Where-Object"),
        ("gc", "gc"),
        ("Get-Tw", "Get-Twice"),
        ("$x = Get-VMH", "Get-VMHost"),
        ("Get-VM | Start-V", "Start-VM"),
        ("Get-VM |", "Get-VM"),
        ("if ($x) { Get-VMH", "Get-VMHost"),
        ("foreach ($v in Get-VMH", "Get-VMHost"),
        ('"text $(Get-VMH', "Get-VMHost"),
        ("1..3 | % { Stop-V", "Stop-VM"),
        ("Start-VM -V", "-VM"),
        ("Start-VM -What", "-WhatIf"),
        ("Start-VM \u2013V", "-VM"),
        ("Get-VM -ErrorAct", "-ErrorAction"),
        ("Get-Twice -L", "-Loud"),
        ("Stop-All -Error", "-ErrorAction"),
        ("Get-VM | Start-VM -Run", "-RunAsynchronously"),
        ("Get-VM `\n    -Na", "-Name"),
        ("Set-VM -StartAction Al", "AlwaysAutoTurnOnVM"),
        ("Set-VM -StartAction:Al", "AlwaysAutoTurnOnVM"),
        ("Set-VM -Enabled ", "$true"),
        ("Get-VM -ErrorAction Si", "SilentlyContinue"),
        ("Get-Twice -Mode F", "Fast"),
        ("Get-VM -Name we", "web-01"),
        ("Get-VM -Name:we", "web-01"),
        ("Get-VM we", "web-01"),
        ("Start-VM we", "web-01"),
        ("Start-VM -VM we", "web-01"),
        ("Get-VM -VMHost k", "kvm-01"),
        ("Get-VMHost -ComputerName k", "kvm-01"),
        ("Get-VMHost k", "kvm-01"),
        ("Start-VM (Get-VM -Name ma", "mail"),
        ('Get-VM -Name "web s', '"Web Server"'),
        ("Get-VM -Name 'web s", "'Web Server'"),
        ("Get-VM -Name it", '"it\'s"'),
        ("Get-VM -Name 'it", "'it''s'"),
        ("$nam", "$name"),
        ("$global:nam", "$global:name"),
        ("Get-VM -Name $nam", "$name"),
        ('"text $nam', "$name"),
        ("$env:PAT", "$env:PATH"),
        ("$tr", "$true"),
        ("$vm.MemoryM", "MemoryMB"),
        ("Start-VM $vm.", "Name"),
        ("$name.Sub", "Substring("),
        ("$when.AddD", "AddDays("),
        ("$table.", "Alpha"),
        ("$table.tw", "'two words'"),
        ("Get-VM | where { $_.Stat", "Status"),
        ("Get-VM | where { $_.Status -eq 'x' } | % { $_.VMHost.Na", "Name"),
        ("Get-VM | sort Mem", "MemoryMB"),
        ("Get-VM | select Name, Own", "Owner"),
        ("Get-VM | select -Expand VMHost | where { $_.Na", "Name"),
        ("(Get-VM -Name x).CPUC", "CPUCount"),
        ("(Get-VM)[0].CPUC", "CPUCount"),
        ("[dateti", "datetime"),
        ("[System.Dat", "System.datetime"),
        ("[math]::Rou", "Round("),
        ("[datetime]::No", "Now"),
        ("if ($x -notl", "-notlike"),
        ("Get-Help Get-VMHostG", "Get-VMHostGroup"),
        ("New-Object -TypeName arr", "arraylist"),
        ("Write-Host x -ForegroundColor DarkM", "DarkMagenta"),
        ("Get-Nothing | }\nGet-VM -Na", "-Name"),
    ],
)
def test_what_is_offered(shell, text, expected):
    assert expected in shell.offered(text)


@pytest.mark.parametrize(
    "text",
    ["# Get-V", "'Get-V", "<# Get-VM -", "Get-Nothing -", "Get-VM -Name nobody", "$nothing.", "Get-VM -Name 'x' 'y' we",
     "@'\nGet-V"],
)  # fmt: skip
def test_where_nothing_can_be_offered(shell, text):
    assert shell.offered(text) == []


def test_a_parameter_is_offered_once_and_only_with_those_it_goes_with(shell):
    assert "-Name" not in shell.offered("Get-VM -Name x -")
    assert "-ID" not in shell.offered("Get-VM -VMHost x -")
    assert {"-ID", "-VMHost", "-All"} <= set(shell.offered("Get-VM -"))
    assert "-WhatIf" not in shell.offered("Get-VM -")


def test_the_new_name_of_an_object_is_not_one_there_is(shell):
    assert shell.offered("Set-VM -VM web-01 -Name we") == []


def test_names_that_do_not_begin_so_are_found_by_what_they_contain(shell):
    assert shell.offered("Get-VM -Name 01") == ["web-01"]


def test_the_replaced_part_is_the_word_with_its_quote(shell):
    assert shell.completer.complete("Get-VM -Name we").start == 13
    assert shell.completer.complete("Get-VM -Name 'we b").start == 13
    assert shell.completer.complete("$vm.Na").start == 4


def test_files_are_offered_for_their_cmdlets_and_redirections(shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "my notes.txt").write_text("")
    (tmp_path / "folder").mkdir()
    assert shell.offered("Get-Content no") == ["notes.txt"]
    assert shell.offered("Get-Content my") == ['"my notes.txt"']
    assert shell.offered("Get-Content -Path 'my") == ["'my notes.txt'"]
    assert shell.offered("Get-Content fo") == ["folder/"]
    assert shell.offered("Get-VM > no") == ["notes.txt"]
    assert shell.offered("./no") == ["./notes.txt"]
    assert shell.offered("Get-VM -Name no") == []


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("typed", ["", "'", '"'])
def test_an_offered_name_means_exactly_this_object(shell, name, typed):
    offered = [o for o in shell.completer.complete(f"Get-VM -Name {typed}").offers if o.label == name]
    assert len(offered) == 1
    assert _argument(f"Get-VM -Name {offered[0].text}") == name


@given(st.text(min_size=1), st.sampled_from(["", "'", '"', "\u2018"]))
def test_any_text_as_an_argument_means_itself(text, typed):
    found = _argument(f"x {as_argument(text, typed)}")
    if found is not None:  # characters that cannot be seen are spelled out as subexpressions
        assert found == text


@given(st.text(alphabet="Get-VM |{}()$'\"@[].,;:= \n#_ax-"))
def test_no_text_makes_it_fail(text):
    place = place_of(text)
    assert 0 <= place.start <= len(text)


def _argument(text):
    statement = parse(text).statements[0]
    assert isinstance(statement, Pipeline)
    command = statement.commands[0]
    assert isinstance(command, Command)
    assert len([e for e in command.elements if not hasattr(e, "name")]) == 1
    node = command.elements[-1]
    if not isinstance(node, Constant):
        return None
    return node.text if node.bare else node.value
