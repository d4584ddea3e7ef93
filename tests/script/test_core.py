"""The core cmdlets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.script.core import CORE
from vmmconsole.script.core.discovery import help_parts, help_text
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.values import Credential, SecureString

Run = Callable[[str], list[Any]]

EXAMPLES = [(cls, text) for cls in CORE for text in help_parts(cls)[2]]


@pytest.mark.parametrize(("cls", "text"), EXAMPLES, ids=[f"{c.name}-{i}" for i, (c, _) in enumerate(EXAMPLES)])
def test_the_examples_of_the_help_run(
    cls: Any, text: str, interpreter: Interpreter, host: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.txt").write_text("web-01\nweb-02\n", encoding="utf-8")
    (tmp_path / "machines.csv").write_text("Name,Memory\nweb-01,512\n", encoding="utf-8")
    host.answers = ["root", "secret"]
    interpreter.run_collect(text)
    if cls.name != "Write-Error":
        assert host.on("error") == []


def test_every_cmdlet_has_a_synopsis_and_an_example() -> None:
    for cls in CORE:
        synopsis, _, examples = help_parts(cls)
        assert synopsis.endswith("."), cls.name
        assert examples, cls.name
        assert all(p.help for p in cls.parameters), cls.name


def test_no_name_or_alias_is_there_twice() -> None:
    names = [n.lower() for cls in CORE for n in (cls.name, *cls.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        # Where-Object
        ("Get-Book | where Pages -gt 250 | % Name", ["Emma", "Ulysses"]),
        ("Get-Book | ? Colour -eq DarkBlue | % Name", ["Emma"]),
        ("Get-Book | where Name -like 'u*' | % Name", ["Ulysses"]),
        ("Get-Book | where { $_.Name -in 'Emma', 'Faust' } | % Name", ["Faust", "Emma"]),
        ("Get-Book | where Tags -contains a | % Name", ["Faust"]),
        ("Get-Book | where Tags | % Name", ["Faust", "Emma"]),
        ("Get-Book | where Name -notmatch 'a' | % Name", ["Ulysses"]),
        ("Get-Book | where Name -In Emma, Faust | % Name", ["Faust", "Emma"]),
        # Select-Object
        ("(Get-Book | select Name, Pages)[0].Pages", [200]),
        ("Get-Book | select -ExpandProperty Name", ["Faust", "Emma", "Ulysses"]),
        ("Get-Book | select -Expand Tags", ["a", "b", "c"]),
        ("1..5 | select -First 2 -Skip 1", [2, 3]),
        ("1..5 | select -Last 2", [4, 5]),
        ("1..5 | select -Index 0, 2", [1, 3]),
        ("1..5 | select -Skip 3", [4, 5]),
        ("1, 1, 2 | select -Unique", [1, 2]),
        ("Get-Book Emma | select @{N='x';E={$_.Pages * 2}} | % x", [600]),
        ("Get-Book Emma | select @{Label='S'; Expression='Name'} | % S", ["Emma"]),
        ("(Get-Book Emma | select N*).PSObject.Properties.Name", ["Name"]),
        ("(Get-Book Emma | select * -ExcludeProperty ID, Tags).PSObject.Properties.Name -contains 'ID'", [False]),
        # Sort, group, measure, compare
        ("Get-Book | sort Pages -Descending | % Name", ["Ulysses", "Emma", "Faust"]),
        ("Get-Book | sort { $_.Name.Length }, Name | % Name", ["Emma", "Faust", "Ulysses"]),
        ("'b', 'A', 'c', 'a' | sort -Unique", ["A", "b", "c"]),
        ("10, 9, 1 | sort", [1, 9, 10]),
        ("Get-Book | sort @{e='Colour';Descending=$true}, Pages | % Name", ["Faust", "Ulysses", "Emma"]),
        ('Get-Book | group { $_.Shelf.Name } | % { "$($_.Name)$($_.Count)" }', ["upper1", "lower2"]),
        ("(Get-Book | group Colour -AsHashTable -AsString).Red.Count", [2]),
        (
            "$m = Get-Book | measure Pages -Sum -Average -Maximum; $m.Sum; $m.Average; $m.Maximum; $m.Count",
            [1200, 400, 700, 3],
        ),
        ('compare (1, 2) (2, 3) | % { "$($_.InputObject)$($_.SideIndicator)" }', ["3=>", "1<="]),
        ("1, 2 | tee -Variable t | Out-Null; $t", [1, 2]),
        # objects
        ("$o = New-Object PSObject; $o | Add-Member -MemberType NoteProperty -Name A -Value 5; $o.A", [5]),
        ("$o = New-Object PSObject; Add-Member -InputObject $o -Type NoteProperty -Name A -Value 5; $o.a", [5]),
        ("$o = [pscustomobject]@{A=2}; $o | Add-Member ScriptMethod Twice { $this.A * 2 }; $o.Twice()", [4]),
        (
            "Get-Book Emma | gm -MemberType Properties | % Name",
            ["AddedTime", "Colour", "ID", "Name", "Pages", "Shelf", "ShelfName", "Tags", "Title"],
        ),
        ("(New-Object TimeSpan 1, 2, 3).TotalSeconds", [3723.0]),
        # time
        ("Get-Date '2024-02-03' -Format 'yyyyMMdd'", ["20240203"]),
        ("Get-Date '2024-02-03 04:05' -UFormat '%Y-%m-%d %H:%M'", ["2024-02-03 04:05"]),
        ("(New-TimeSpan -Start '2024-01-01' -End '2024-01-03').Days", [2]),
        # formats
        ("@{a=1; b=@(1,2)} | ConvertTo-Json -Compress", ['{"a":1,"b":[1,2]}']),
        ('(\'{"a": {"b": [1, 2]}}\' | ConvertFrom-Json).a.b[1]', [2]),
        ("[pscustomobject]@{A='x,y';B=1} | ConvertTo-Csv -NoTypeInformation", ['"A","B"', '"x,y","1"']),
        ("('A;B', '1;2' | ConvertFrom-Csv -Delimiter ';').B", ["2"]),
        (
            "Split-Path '\\\\lib\\share\\x.iso' -Leaf; Split-Path '/a/b/c'; Join-Path 'C:\\a' 'b'",
            ["x.iso", "/a/b", "C:\\a\\b"],
        ),
        # session
        ("Import-Module virtualmachinemanager; Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager", []),
        ("(Get-Module virtualmachinemanager).Name; Get-Module other", ["virtualmachinemanager"]),
        ("Invoke-Command { param($x) $x + 1 } -ArgumentList 4", [5]),
        ("Set-Variable x 5; $x; (Get-Variable x).Value; Remove-Variable x; $x", [5, 5, None]),
        ("(Get-Command Get-Book).CommandType; (Get-Command get-b*).Name", ["Cmdlet", "Get-Book"]),
        ("function My-Own { }; (Get-Command My-Own).CommandType", ["Function"]),
        ("(Get-Credential bob).UserName", ["bob"]),
        ("Read-Host 'Name'", ["secret"]),
        ("(Get-Random -Minimum 5 -Maximum 6); (1, 2 | Get-Random) -in 1, 2", [5, True]),
        ("1..3 | ForEach-Object -Begin { $s = 0 } -Process { $s += $_ } -End { $s }", [6]),
        ("'a', 'b' | % ToUpper", ["A", "B"]),
        ("'a,b' | % Split ','", ["a", "b"]),
    ],
)
def test_result(run: Run, host: Any, script: str, expected: list[Any]) -> None:
    host.answers = ["secret"]
    assert run(script) == expected
    assert host.on("error") == []


def test_streams(interpreter: Interpreter, host: Any) -> None:
    interpreter.run(
        "Write-Host a b -NoNewline; Write-Host; Write-Warning w; Write-Verbose no; Write-Verbose v -Verbose\n"
        "$VerbosePreference = 'Continue'; Write-Verbose v2; Write-Debug no\n"
        "Write-Information i -InformationAction Continue; Write-Information no\n"
        "Write-Progress -Activity A -Status s -PercentComplete 5; Write-Warning no -WarningAction SilentlyContinue"
    )
    progress = {
        "Activity": "A",
        "Status": "s",
        "PercentComplete": 5,
        "Id": 0,
        "CurrentOperation": "",
        "Completed": False,
    }
    assert host.records == [
        ("host", "a b"),
        ("host", "\n"),
        ("warning", "w"),
        ("verbose", "v"),
        ("verbose", "v2"),
        ("information", "i"),
        ("progress", progress),
    ]


def test_secrets_never_show(run: Run, host: Any) -> None:
    host.answers = ["s3cret", "s3cret"]
    secure, text, credential, shown = run(
        "$s = ConvertTo-SecureString 's3cret' -AsPlainText -Force; $s; \"$s\"\n"
        "$c = New-Object System.Management.Automation.PSCredential('root', $s); $c; $c | Out-String"
    )
    assert isinstance(secure, SecureString)
    assert isinstance(credential, Credential)
    assert secure.reveal() == "s3cret"
    assert "s3cret" not in text + shown + repr(secure) + repr(credential) + str(credential)
    assert "s3cret" not in "".join(map(str, run("$s | ConvertTo-Json; $c | ConvertTo-Json; $c | ConvertTo-Csv")))


def test_files(run: Run, host: Any, tmp_path: Path) -> None:
    folder = tmp_path.as_posix()
    assert run(
        f"'a', 'b' | Set-Content '{folder}/x.txt'; Add-Content '{folder}/x.txt' c; Get-Content '{folder}/x.txt'"
    ) == ["a", "b", "c"]
    assert run(f"(Get-Content '{folder}/x.txt' -Raw).Length; Test-Path '{folder}/x.txt'; Test-Path '{folder}/y'") == [
        6,
        True,
        False,
    ]
    assert run(f"Get-Book | select Name, Pages | Export-Csv '{folder}/b.csv' -NoTypeInformation") == []
    assert run(f"(Import-Csv '{folder}/b.csv')[1].Pages") == ["300"]
    assert run(f"(dir '{folder}').Name; (dir '{folder}/*.csv').Name") == ["b.csv", "x.txt", "b.csv"]
    assert run(f"'x' > '{folder}/r.txt'; 'y' >> '{folder}/r.txt'; cat '{folder}/r.txt'") == ["x", "y"]
    assert run(
        f"Copy-Item '{folder}/r.txt' '{folder}/s.txt'; Remove-Item '{folder}/r.txt'; (dir '{folder}/*.txt').Name"
    ) == ["s.txt", "x.txt"]
    assert host.on("error") == []
    run(f"Get-Content '{folder}/nothing'")
    assert "does not exist" in str(host.on("error")[0])


def test_a_script_file_can_be_called_and_dot_sourced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.ps1").write_text("param($a) function Twice($x) { $x * 2 }\n$a", encoding="utf-8")
    path = (tmp_path / "f.ps1").as_posix()
    assert run(f"& '{path}' 3; . '{path}' 4; Twice 5") == [3, 4, 10]


def test_json_is_json(run: Run, books: Any) -> None:
    found = json.loads(run("Get-Book Faust | ConvertTo-Json")[0])
    assert found["Name"] == "Faust"
    assert found["ID"] == str(books[0].id)
    assert found["Shelf"] == {"ID": str(books[0].shelf.id), "Name": "upper"}


def test_html_escapes(run: Run) -> None:
    text = "\n".join(run("[pscustomobject]@{A='<b>'} | ConvertTo-Html -Title '<x>'"))
    assert "<td>&lt;b&gt;</td>" in text
    assert "<title>&lt;x&gt;</title>" in text


def test_help_of_a_cmdlet_of_the_host(run: Run, host: Any) -> None:
    assert run("(Get-Help Set-Book).Name; (Get-Help Set-Book).Synopsis") == ["Set-Book", "Changes a book."]
    (text,) = run("Get-Help Set-Book | Out-String")
    for part in (
        "Changes a book.",
        "Set-Book [-Book] <Book> [-Pages <Int32>]",
        "Set-Book -All" if False else "[-All]",
        "-Colour <Colour>",
        "One of: Red, DarkBlue.",
        "Range: 1 to 5000 pages",
        "[-WhatIf]",
        "by value",
    ):
        assert part in text, part
    assert run("Get-Help Set-Book -Parameter Pages")[0].strip().startswith("-Pages <Int32>")
    run("Get-Help Set-Bok")
    assert "Did you mean Set-Book" in host.on("error")[0].error.action


def test_a_question_mark_shows_the_help_and_does_nothing(run: Run, host: Any) -> None:
    assert run("Set-Book -? | Out-String") == run("Get-Help Set-Book | Out-String")
    assert run("'x' | Set-Book Emma -Pages 7 -? | Out-String") == run("Get-Help Set-Book | Out-String")
    assert run("Where-Object -? | Out-String") == run("Get-Help Where-Object | Out-String")
    assert host.on("error") == []


def test_help_exists_for_all() -> None:
    for cls in CORE:
        assert cls.name in help_text(cls)


def test_a_function_has_the_help_of_its_comments(run: Callable[[str], list[Any]]) -> None:
    script = """
        function Get-Thing {
            <#
            .SYNOPSIS
                Finds things.
            .PARAMETER Name
                What it is called.
            .EXAMPLE
                Get-Thing x
            #>
            param([Parameter(Mandatory = $true)][string]$Name, [switch]$All)
        }
        $help = Get-Help Get-Thing; $help.Synopsis; $help.Syntax; ($help | Out-String) -match 'What it is called'
    """
    assert run(script) == ["Finds things.", "Get-Thing [-Name] <Object> [-All]", True]
    assert run("function Bare { 1 }; (Get-Help Bare).Synopsis") == ["Bare"]


def test_plain_text_becomes_a_secret_only_with_force(run: Callable[[str], list[Any]], host: Any) -> None:
    assert run("ConvertTo-SecureString p -AsPlainText; $error[0].FullyQualifiedErrorId.Split(',')[0]") == [
        "ImportSecureString_ForceRequired"
    ]
    assert len(run("ConvertTo-SecureString p -AsPlainText -Force")) == 1
