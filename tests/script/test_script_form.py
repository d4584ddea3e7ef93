"""The form of a script, and the law that what is typed into it arrives in the script as that and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.model.errors import ParameterError
from vmmconsole.script.parser import check
from vmmconsole.script.script_form import Answer, Field, bound_script, problem_of, script_form
from vmmconsole.script.script_words import label_of

AT = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
SCRIPT = """<#
.SYNOPSIS
    Makes machines.
.PARAMETER Count
    How many
    there shall be.
.EXAMPLE
    none
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory=$true, HelpMessage="What they are called")]
    [ValidateLength(2, 8)][ValidatePattern('^[a-z]')]
    [string]$VMName,
    [ValidateRange(1, 10)] [int]$Count = 2,
    [ValidateSet("Small", "Large")] [string]$Size = "Small",
    [switch]$Start,
    [bool]$Log = $true,
    [datetime]$From,
    [string[]]$Tags = @("a", "b"),
    [ValidateNotNullOrEmpty()] $VMHost,
    [guid]$Group = [guid]::NewGuid(),
    [double]$Load = -1.5,
    [PSCredential]$Credential,
    [Microsoft.SystemCenter.VirtualMachineManager.VM]$Template
)
"$VMName|$Count|$Size|$Start|$Log|$From|$($Tags -join ',')|$VMHost|$Load"
"""


def fields() -> dict[str, Field]:
    return {field.name: field for field in script_form(SCRIPT).fields}


def bind(text: str, answers: dict[str, Answer]) -> str:
    return bound_script(text, script_form(text).fields, answers, title="Run x", server="localhost", generated_at=AT)


def test_the_param_block_becomes_fields() -> None:
    found = fields()
    assert script_form(SCRIPT).synopsis == "Makes machines."
    assert [(f.name, f.kind) for f in found.values()] == [
        ("VMName", "text"), ("Count", "number"), ("Size", "choice"), ("Start", "switch"), ("Log", "flag"),
        ("From", "date"), ("Tags", "text"), ("VMHost", "text"), ("Group", "guid"), ("Load", "decimal"),
        ("Credential", "secret"), ("Template", "object"),
    ]  # fmt: skip
    assert [f.name for f in found.values() if f.mandatory] == ["VMName"]
    assert (found["VMName"].label, found["VMName"].help) == ("VM name", "What they are called")
    assert found["Count"].help == "How many there shall be."
    assert (found["Count"].default, found["Size"].default, found["Log"].default) == (2, "Small", True)
    assert (found["Tags"].default, found["Load"].default) == (("a", "b"), "-1.5")
    assert (found["Group"].default, found["Group"].default_text) == (None, "[guid]::NewGuid()")
    assert (found["VMName"].object_kind, found["VMHost"].object_kind, found["Template"].object_kind) == (
        "VM", "VMHost", "VM",
    )  # fmt: skip
    assert found["Size"].choices == ("Small", "Large")
    assert "never stand in a script" in found["Credential"].reason


@pytest.mark.parametrize(
    ("name", "label"),
    [("MemoryMB", "Memory MB"), ("VMHostName", "VM host name"), ("x", "X"), ("cpuCount", "Cpu count"), ("VMs", "VMs"),
     ("IPAddress2", "IP address 2"), ("_", "_"), ("größe", "Größe")],
)  # fmt: skip
def test_labels_are_words(name: str, label: str) -> None:
    assert label_of(name) == label


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("VMName", "", "Give a value."), ("VMName", "a", "It must have 2 to 8 characters."),
        ("VMName", "1ab", "It must match ^[a-z]."), ("VMName", "abc", ""),
        ("VMName", "a\udc80b", "half of a character"),
        ("Count", 11, "It must be between 1 and 10."), ("Count", "x", "It must be a whole number."), ("Count", 3, ""),
        ("Count", "2.5", "It must be a whole number."), ("Size", "Huge", "It must be one of: Small, Large."),
        ("Size", "large", ""), ("From", "soon", "It must be a date"), ("From", "2026-11-25 10:00", ""),
        ("Group", "x", "It must be a GUID."), ("Load", "a", "It must be a number."), ("Load", "0.5", ""),
        ("VMHost", "", "It cannot be empty."), ("VMHost", None, ""), ("Tags", ("x", "y"), ""), ("Credential", None, ""),
    ],
)  # fmt: skip
def test_answers_are_checked_at_their_field(name: str, answer: Answer, said: str) -> None:
    found = problem_of(fields()[name], answer)
    assert found.startswith(said) if said and "half" not in said else said in found
    assert bool(found) == bool(said)


def test_a_password_that_must_be_given_is_refused() -> None:
    form = script_form("param([Parameter(Mandatory)][PSCredential]$Who)")
    assert "Passwords never stand in a script" in form.hindrance
    with pytest.raises(ParameterError):
        bind("param([Parameter(Mandatory)][PSCredential]$Who)", {})


def test_what_is_not_changed_is_left_to_the_script() -> None:
    answers: dict[str, Answer] = {"VMName": "web", "Count": 2, "Size": "Small", "Log": True, "Tags": ("a", "b")}
    text = bind(SCRIPT, answers | {"Start": None, "VMHost": None, "From": ""})
    assert text.endswith('\n} -VMName "web"\n')


def test_objects_are_looked_up_and_handed_over() -> None:
    text = bind(SCRIPT, {"VMName": "web", "Template": 'a" + $x'})
    assert '$Template = Get-VM -VMMServer localhost -Name "a`" + `$x"' in text
    assert text.rstrip().endswith("-Template $Template")
    assert check(text) == []


def test_a_script_that_cannot_stand_in_braces_is_refused() -> None:
    for text in ("1 } ; Get-VM {", "1 } 'x' { }; {", "'x"):
        with pytest.raises(ParameterError, match="cannot be run with a form"):
            bound_script(text, (), {}, title="x", server="s", generated_at=AT)


LAW = "param([string]$Text, [string[]]$Many, [int]$Number, [switch]$On, [bool]$Flag, [double]$Real)\n"
ANY = st.text(
    alphabet=st.characters(exclude_categories=("Cs",)) | st.sampled_from("\"'`$(){}“”‘’\n\r;#&|"), max_size=30
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=ANY, many=st.lists(ANY, min_size=1, max_size=4), number=st.integers(-(2**31), 2**31 - 1), on=st.booleans(),
    flag=st.booleans(), real=st.floats(allow_nan=False, allow_infinity=False), title=ANY,
)  # fmt: skip
def test_whatever_is_typed_arrives_as_that(
    run: Callable[..., Any], text: str, many: list[str], number: int, on: bool, flag: bool, real: float, title: str
) -> None:
    script = LAW + "$Text; $Many.Count; $Many; $Number; [bool]$On; $Flag; $Real # the end"
    answers: dict[str, Answer] = {"Text": text, "Many": tuple(many), "Number": number, "On": on or None, "Flag": flag,
                                  "Real": repr(real)}  # fmt: skip
    bound = bound_script(script, script_form(script).fields, answers, title=title, server="local host", generated_at=AT)
    assert run(bound) == [text, len(many), *many, number, on, flag, real]
    assert script in bound, "the script stands in it byte for byte"
