"""How calls of the host's cmdlets are bound, coerced and passed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.script.cmdlet import UNSET
from vmmconsole.script.interpreter import Interpreter

Run = Callable[[str], list[Any]]
GROUP = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"


@pytest.mark.parametrize(
    ("script", "attribute", "expected"),
    [
        ("Set-Book Emma -Pages 5", "pages", 5),
        ("Set-Book Emma -Pages '5'", "pages", 5),
        ("Set-Book Emma -PageCount 5", "pages", 5),
        ("Set-Book Emma -pa 5", "pages", 5),
        ("set-book emma -PAGES:5", "pages", 5),
        ("Set-Book Emma -Weight 2", "weight", 2.0),
        ("Set-Book Emma -Colour red", "colour", "Red"),
        ("Set-Book Emma -Colour DARKBLUE", "colour", "DarkBlue"),
        ("Set-Book Emma -Colour Dark_Blue", "colour", "DarkBlue"),
        ("Set-Book Emma -Tags a", "tags", ["a"]),
        ("Set-Book Emma -Tags a, 'b c', 07", "tags", ["a", "b c", "07"]),
        ("Set-Book Emma -Tags @()", "tags", []),
        ("$part = 'b', 'c'; Set-Book Emma -Tags a, $part", "tags", ["a", "b c"]),
        ("Set-Book Emma -Lent $true", "lent", True),
        ("Set-Book Emma -Lent 0", "lent", False),
        ("Set-Book Emma -Aloud $false", "read_aloud", False),
        ("Set-Book Emma -Edition 1", "edition", 1),
        (f"Set-Book Emma -JobGroup {GROUP}", "group", UUID(GROUP)),
        (f"Set-Book Emma -JobGroup '{{{GROUP}}}'", "group", UUID(GROUP)),
        (f"$g = [guid]'{GROUP}'; Set-Book Emma -JobGroup $g", "group", UUID(GROUP)),
        (f"$g = [guid]'{GROUP}'; Set-Book Emma -JobGroup $g.ToString()", "group", UUID(GROUP)),
        ("Set-Book Emma -Due 2024-02-03T00:00:00+00:00", "due", datetime(2024, 2, 3, tzinfo=UTC)),
        ("Set-Book Emma -Description 007", "description", "007"),
        ("Set-Book Emma -Description 1.50", "description", "1.50"),
        ("Set-Book Emma -Description (1 + 1)", "description", "2"),
        ("Set-Book Emma -Description (Get-Book Faust)", "description", "Faust"),
        ("Set-Book Emma -RunAsynchronously", "run_asynchronously", True),
        ("Set-Book Emma -RunAsynchronously:$false", "run_asynchronously", False),
        ("Set-Book Emma", "run_asynchronously", False),
        ("Set-Book Emma", "pages", UNSET),
        ("$p = @{Pages = 7; RunAsynchronously = $true}; Set-Book Emma @p", "pages", 7),
        ("Set-Book Emma -WhatIf", "what_if", True),
        ("Set-Book Emma -WhatIf:$false", "what_if", False),
        ("$WhatIfPreference = $true; Set-Book Emma", "what_if", True),
        ("Set-Book Emma", "parameter_set", "One"),
        ("Set-Book -All", "parameter_set", "Every"),
    ],
)
def test_values(run: Run, host: Any, script: str, attribute: str, expected: Any) -> None:
    run(script)
    assert host.on("error") == []
    assert getattr(host.last, attribute) == expected


@pytest.mark.parametrize(
    "script",
    [
        "Set-Book Emma",
        "Set-Book -Book Emma",
        "$b = Get-Book Emma; Set-Book $b",
        "Get-Book Emma | Set-Book",
        "'Emma' | Set-Book",
        "$n = 'emma'; Set-Book -Book $n",
        f"Set-Book {UUID(int=12)}",
        "Set-Book -Book (Get-Book | where {$_.Shelf.Name -eq 'lower' -and $_.Pages -lt 500})",
        "Get-Book | ? Name -eq Emma | Set-Book",
        "Get-SCBook Emma | Set-Book",
        "virtualmachinemanager\\Get-Book Emma | Set-Book",
    ],
)
def test_objects_are_found_by_name_by_id_or_through_the_pipeline(run: Run, host: Any, books: Any, script: str) -> None:
    run(script)
    assert host.last.book is books[1]


def test_objects_of_another_class_are_resolved_by_the_host(run: Run, host: Any) -> None:
    run("Set-Book Emma -Shelf upper")
    assert host.last.shelf.name == "upper"


def test_each_object_of_the_pipeline_is_a_call(run: Run, host: Any) -> None:
    run("Get-Book | Set-Book -Pages 3")
    assert [c.book.name for c, _, _ in host.calls[1:]] == ["Faust", "Emma", "Ulysses"]


def test_nothing_in_the_pipeline_is_no_call(run: Run, host: Any) -> None:
    run("Get-Book Nobody | Set-Book -Pages 3")
    assert len(host.calls) == 1


def test_properties_of_the_pipelines_object_are_bound_by_name(run: Run, host: Any) -> None:
    run("Get-Book Faust | Lend-Book")
    assert host.last.name_too == "Faust"


def test_the_call_carries_its_line_and_its_source(run: Run, host: Any) -> None:
    run("$a = 1\n\nGet-Book Emma |\n  Set-Book -Pages `\n 4; 5")
    assert host.calls[0][1:] == (3, "Get-Book Emma")
    assert host.calls[1][1:] == (4, "Set-Book -Pages `\n 4")


def test_the_job_variable_is_set(interpreter: Interpreter, host: Any) -> None:
    assert interpreter.run_collect("Set-Book Emma -JobVariable j; $j") == ["job 1"]
    interpreter.run("Set-Book Emma")
    assert interpreter.variables["j"] == "job 1"


def test_out_variable_keeps_what_was_written(run: Run) -> None:
    assert run("Get-Book -OutVariable kept | Out-Null; $kept.Count; $kept[1].Name") == [3, "Emma"]


def test_confirm_asks_first(run: Run, host: Any) -> None:
    host.answers = ["n", "y"]
    run("Set-Book Emma -Confirm")
    assert host.calls == []
    run("Set-Book Emma -Confirm")
    assert len(host.calls) == 1


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("Get-Boko", ["Get-Boko", "Did you mean Get-Book"]),
        ("Frobnicate", ["Frobnicate", "Get-Command"]),
        ("Get-Book -Nmae x", ["-Nmae", "Did you mean -Name"]),
        ("Set-Book Emma -Colour Green", ["Green", "-Colour", "Red, DarkBlue"]),
        ("Set-Book Emma -Colour Rad", ["Did you mean Red"]),
        ("Set-Book Emma -Pages 0", ["-Pages", "between 1 and 5000 pages"]),
        ("Set-Book Emma -Pages many", ["-Pages", "number"]),
        ("Set-Book Emma -Pages $null", ["-Pages", "nothing ($null)"]),
        ("Set-Book Emma -Pages 1, 2", ["-Pages", "one value"]),
        ("Set-Book Emma -JobGroup x", ["-JobGroup", "not a GUID"]),
        ("Set-Book Emma -Due x", ["-Due", "not a date"]),
        ("Set-Book Emma -Pages", ["-Pages", "needs a value"]),
        ("Set-Book Emma -Pages -All", ["-Pages", "needs a value"]),
        ("Set-Book Emma -Pages 1 -Pages 2", ["-Pages", "twice"]),
        ("Set-Book Emma -D x", ["-D", "ambiguous", "-Due, -Description"]),
        ("Set-Book Emma -All", ["do not go together"]),
        ("Set-Book -Pages 5", ["needs -Book"]),
        ("Set-Book Emma Faust", ["no parameter left", "'Faust'"]),
        ("Set-Book Nobody", ["no book 'Nobody'"]),
        ("Set-Book Emma -Aloud $true", ["-Aloud", "does not have voices", "or give $false"]),
        ("Set-Book Emma -Edition 2", ["-Edition", "does not have later editions", "or give 1"]),
        ("Set-Book -Aloud $true", ["needs -Book"]),
        ("Set-Book $nothing", ["-Book", "$null"]),
        ("5 | Get-Date -Year 2000 -Date 2000-01-01", ["cannot take '5'"]),
        ("Get-Book -WhatIf", ["-WhatIf"]),
    ],
)
def test_errors_name_the_thing_and_help(run: Run, host: Any, script: str, says: list[str]) -> None:
    run("\n" + script)
    (record,) = host.on("error")
    text = f"{record} {record.error.action}"
    assert all(part in text for part in says), text
    assert record.line == 2
