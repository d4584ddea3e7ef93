"""The PowerShell module: what is generated from the classes, and that it is what is shipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools.powershell_module.__main__ import PLACE, WRITTEN_BY_HAND, generated
from tools.powershell_module.functions import functions_of
from vmmconsole.cmdlets import registry
from vmmconsole.script.ast import Function, Pipeline
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.parser import check, parse

MODULE = "VirtualMachineManager.psm1"
FUNCTIONS = {f.name: f for f in functions_of(registry.all_cmdlets())}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return generated()


@pytest.fixture(scope="module")
def defined(files: dict[str, str]) -> dict[str, Function]:
    """The functions of the module by name, as our parser reads them."""
    return {s.name: s for s in parse(files[MODULE]).statements if isinstance(s, Function)}


def test_another_process_makes_the_same_bytes(files: dict[str, str], tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LANG": "C"}
        command = [sys.executable, "-m", "tools.powershell_module", str(tmp_path / seed)]
        subprocess.run(command, cwd=PLACE.parents[2], env=environment, check=True, capture_output=True)
        for name, text in files.items():
            assert (tmp_path / seed / name).read_bytes() == text.encode("utf-8"), name


def test_nothing_in_it_is_of_one_day_or_place(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert str(Path.home()) not in text, name
        assert str(PLACE.parents[2]) not in text, name
        assert not re.search(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T", text), name


@pytest.mark.parametrize("name", ["VirtualMachineManager.psm1", "VirtualMachineManager.psd1"])
def test_our_parser_accepts_what_is_generated(files: dict[str, str], name: str) -> None:
    assert check(files[name], name) == []


def test_our_parser_accepts_what_is_written_by_hand() -> None:
    assert check((PLACE / "Engine.ps1").read_text("utf-8"), "Engine.ps1") == []


def test_every_cmdlet_is_a_function_and_every_other_name_an_alias(defined: dict[str, Function]) -> None:
    assert set(defined) == set(FUNCTIONS)
    given = {n.lower() for f in FUNCTIONS.values() for n in (f.name, *f.aliases)}
    assert given == {n.lower() for k in registry.all_cmdlets() for n in (k.name, *k.aliases)} - {"get-job"}


def test_functions_have_the_parameters_of_their_classes(defined: dict[str, Function]) -> None:
    for name, function in FUNCTIONS.items():
        declared = [p.name for p in defined[name].block.parameters if p.name not in ("InputObject", "PipelineObject")]
        wanted = [p.name for p in function.kind.parameters]
        assert [d for d in declared if d != "InputObject"] == [w for w in wanted if w != "InputObject"], name


def test_no_name_stands_twice_in_a_function(defined: dict[str, Function]) -> None:
    for name, function in defined.items():
        taken = [p.name.lower() for p in function.block.parameters]
        for p in function.block.parameters:
            taken += [
                str(getattr(a, "value", "")).lower() for t in p.attributes if t.name == "Alias" for a in t.arguments
            ]
        assert len(taken) == len(set(taken)), name


def test_changing_cmdlets_support_what_if_and_others_do_not(files: dict[str, str]) -> None:
    for name, function in FUNCTIONS.items():
        (text,) = re.findall(rf"^function {re.escape(name)} \{{\n.*?^\}}", files[MODULE], re.MULTILINE | re.DOTALL)
        assert ("SupportsShouldProcess" in text) == function.kind.changes, name


def test_a_start_of_a_machine_looks_as_one_knows_it(files: dict[str, str]) -> None:
    (text,) = re.findall(r"^function Start-VM \{\n.*?^\}", files[MODULE], re.MULTILINE | re.DOTALL)
    assert "[Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]\n        [object]$VM" in text
    assert "[switch]$RunAsynchronously" in text
    assert "Set-Alias -Name 'Start-SCVirtualMachine' -Value 'Start-VM'" in files[MODULE]


def test_the_manifest_exports_all_of_it(files: dict[str, str], defined: dict[str, Function]) -> None:
    text = files["VirtualMachineManager.psd1"]
    exported = re.search(r"FunctionsToExport = @\((.*?)\)", text, re.DOTALL)
    assert exported is not None
    assert re.findall(r"'([^']+)'", exported.group(1)) == list(defined)
    for name in [*files, *WRITTEN_BY_HAND]:
        assert f"'{name}'" in text
        assert (PLACE / name).exists()


def test_functions_call_only_what_is_there(defined: dict[str, Function]) -> None:
    engine = parse((PLACE / "Engine.ps1").read_text("utf-8"))
    known = {s.name for s in engine.statements if isinstance(s, Function)}
    called = set(
        re.findall(
            r"\b(?:[A-Z]\w+)-(?:Engine|Job|Listed|Call|Catching|Unix)\w*", (PLACE / "Engine.ps1").read_text("utf-8")
        )
    )
    assert called <= known
    assert "Invoke-EngineCall" in known
    assert not any(isinstance(s, Pipeline) for s in engine.statements)  # importing it does nothing yet


def test_the_help_has_every_function_with_its_parameters(files: dict[str, str]) -> None:
    root = ET.fromstring(files["en-US/VirtualMachineManager.psm1-Help.xml"])
    space = {
        "c": "http://schemas.microsoft.com/maml/dev/command/2004/10",
        "m": "http://schemas.microsoft.com/maml/2004/10",
    }
    found = {}
    for command in root.iterfind("c:command", space):
        name = command.findtext("c:details/c:name", namespaces=space)
        found[name] = [
            p.findtext("m:name", namespaces=space) for p in command.iterfind("c:parameters/c:parameter", space)
        ]
    assert found == {name: [p.name for p in f.kind.parameters] for name, f in FUNCTIONS.items()}


@pytest.mark.parametrize("name", ["VirtualMachineManager.Types.ps1xml", "VirtualMachineManager.Format.ps1xml"])
def test_types_and_views_are_xml(files: dict[str, str], name: str) -> None:
    assert len(ET.fromstring(files[name])) > 0


def test_what_is_shipped_is_what_the_classes_give(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert (PLACE / name).read_text("utf-8") == text, f"{name} is old: run `make module`"


class PureHost:
    """A host without cmdlets of its own: what runs is the module's functions."""

    allows_files = False

    def find_command(self, name: str) -> None:
        return None

    def command_names(self) -> list[str]:
        return []

    def resolve(self, kind: object, value: object) -> object:
        return value

    def invoke(self, cmdlet: object, line: int, text: str) -> list[object]:
        raise AssertionError(f"{cmdlet} is no function")

    def check(self) -> None:
        """Nothing stops the script."""

    def write(self, stream: str, value: object) -> None:
        raise AssertionError(f"{stream}: {value}")

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        raise AssertionError(prompt)


STUB = """
function Invoke-EngineCall($Cmdlet, $Name, $Bound, $WhatIfOnly, $Catcher, $Targets) {
    "$Name $(($Bound.Keys | sort | % { "$_=$($Bound[$_])" }) -join ' ')"
}
"""


@pytest.mark.parametrize(
    ("call", "passed"),
    [
        ("Start-VM web-01", ["Start-VM VM=web-01"]),
        ("'a', 'b' | Start-VM", ["Start-VM VM=a", "Start-VM VM=b"]),
        ("Get-VM -Name web-01", ["Get-VM Name=web-01"]),
        ("Get-VMHost kvm-01", ["Get-VMHost ComputerName=kvm-01"]),
        ("Set-VM -VM web-01 -CPUCount 2 -NumLock $false", ["Set-VM CPUCount=2 NumLock=False VM=web-01"]),
        ("Stop-SCVirtualMachine web-01 -Force", ["Stop-SCVirtualMachine Force=True VM=web-01"]),
    ],
)
def test_functions_bind_what_scripts_write(files: dict[str, str], call: str, passed: list[str]) -> None:
    text = files[MODULE].replace(". (Join-Path $PSScriptRoot 'Engine.ps1')", STUB)
    text = text[: text.index("Set-Alias")]
    assert Interpreter(PureHost()).run_collect(text + call) == passed  # type: ignore[arg-type]


def test_the_readme_says_that_it_has_not_been_run() -> None:
    assert "has not been run under PowerShell yet" in (PLACE / "README.md").read_text("utf-8")
