"""Objects as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.script.formatting import display_width, format_objects, register_view

Run = Callable[[str], list[Any]]


@pytest.fixture
def shown(run: Run) -> Callable[[str], str]:
    """Runs a script and gives what the shell would print of its output, 60 characters wide."""
    return lambda script: format_objects(run(script), 60)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("1; 'a'; $true; 1.5", "1\na\nTrue\n1.5\n"),
        ("$null", ""),
        ("", ""),
        ("[pscustomobject]@{A=1;Bee='x'}", "\nA Bee\n- ---\n1 x\n\n"),
        ("[pscustomobject]@{A=1}, [pscustomobject]@{A=22}", "\n A\n--\n 1\n22\n\n".replace(" A\n--\n", " A\n -\n")),
        ("[pscustomobject]@{A=1;B=2;C=3;D=4;E=5}", "\nA : 1\nB : 2\nC : 3\nD : 4\nE : 5\n\n"),
        ("@{a=1}", "\nName Value\n---- -----\na    1\n\n"),
        ("[pscustomobject]@{A=1} | fl", "\nA : 1\n\n"),
        ("Get-Book | ft Name, Pages -HideTableHeaders", "\nFaust   200\nEmma    300\nUlysses 700\n\n"),
        (
            "Get-Book | ft Name, @{n='T';e={$_.Tags}}",
            "\nName    T\n----    -\nFaust   {a, b}\nEmma    c\nUlysses\n\n",
        ),
        ("Get-Book | ft @{n='P';e='Pages';f='N1'} | Out-String", "\nP\n-\n200.0\n300.0\n700.0\n\n\n"),
        ("Get-Book Emma | fl Name, Shelf", "\nName  : Emma\nShelf : lower\n\n"),
        ('[pscustomobject]@{A="x`ny"}', "\nA\n-\nx y\n\n"),
        ("'a', 'b' | ft", "a\nb\n"),
    ],
)
def test_text(shown: Callable[[str], str], script: str, expected: str) -> None:
    assert shown(script) == expected


def test_a_table_fits_the_width(shown: Callable[[str], str]) -> None:
    text = shown("[pscustomobject]@{Long='x' * 100; Short='abc'; Wide='日本' * 40}")
    assert max(map(display_width, text.splitlines())) <= 60
    assert "..." in text
    assert "abc" in text


def test_columns_that_have_no_room_are_left_out(run: Run) -> None:
    columns = ", ".join(f"Column{i}" for i in range(20))
    text = format_objects(run(f"[pscustomobject]@{{A=1}} | ft {columns}"), 40)
    assert max(map(len, text.splitlines())) <= 40


def test_a_type_shows_its_registered_columns(run: Run) -> None:
    register_view("Book", ("Name", "Pages"))
    assert format_objects(run("Get-Book"), 80).splitlines()[1:4] == ["Name    Pages", "----    -----", "Faust     200"]


def test_grouping(shown: Callable[[str], str]) -> None:
    text = shown("Get-Book | sort { $_.Shelf.Name } | ft Name -GroupBy { $_.Shelf.Name }")
    assert text.count("lower") == 1
    assert text.index("Emma") < text.index("upper") < text.index("Faust")


def test_an_error_says_what_where_and_what_to_do(run: Run, host: Any) -> None:
    run("\nLend-Book Emma")
    text = format_objects(host.on("error"), 80)
    assert text == (
        "Lend-Book : Emma is lent already.\nAt line:2 char:1\n+ Lend-Book Emma\n"
        "    Recommended action: Wait for it.\n    + Error ID: 640, StateError\n"
    )
