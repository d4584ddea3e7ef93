"""Paging by the height of the terminal: what is shown, and the real command in a terminal."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.terminal import TerminalRun
from vmmconsole.cli.pager import show_paged
from vmmconsole.cli.terminal import Terminal

TEXT = "".join(f"line {number}\n" for number in range(1, 11))


def shown(text: str, keys: list[str], *, lines: int = 5, columns: int = 80) -> tuple[str, int]:
    """What is shown to somebody who presses these keys, and how many were asked for."""
    out = io.StringIO()
    given = iter(keys)
    show_paged(text, out, os.terminal_size((columns, lines)), lambda: next(given))
    return out.getvalue(), len(keys) - len(list(given))


def test_a_page_at_a_time() -> None:
    text, asked = shown(TEXT, [" ", " "])
    assert asked == 2
    assert [line for line in text.replace("\r", "\n").split("\n") if line.startswith("line")] == TEXT.splitlines()


def test_a_line_at_a_time_and_then_no_more() -> None:
    text, asked = shown(TEXT, ["\r", "\n", "Q"])
    assert asked == 3
    assert "line 6\n" in text
    assert "line 7" not in text


@pytest.mark.parametrize("key", ["q", "\x1b", ""])
def test_the_rest_can_be_left_out(key: str) -> None:
    assert shown(TEXT, [key])[0].count("line") == 4 + 1, "four lines, and one in the question"


def test_what_fits_asks_nothing() -> None:
    assert shown("a\nb\n", []) == ("a\nb\n", 0)


def test_a_long_line_takes_several_rows() -> None:
    text, asked = shown("x" * 25 + "\nb\nc\n", [" "], columns=10)
    assert asked == 1
    assert text.index("c\n") > text.index("page") > text.index("b\n")


def test_without_a_terminal_all_is_shown() -> None:
    out = io.StringIO()
    Terminal(out, io.StringIO()).page(list(range(100)), lambda: None)
    assert out.getvalue().split() == [str(number) for number in range(100)]


@pytest.mark.parametrize("command", ["1..100 | more", "1..100 | Out-Host -Paging"])
def test_in_a_terminal(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")  # as some shells and CI systems export it, whatever the terminal's height
    with TerminalRun(["run", "--data", str(tmp_path / "engine"), "--demo", "1,1", "-c", command], tmp_path) as run:
        run.until("next page")
        assert "39\n" in run.shown
        assert "40\n" not in run.shown
        run.type(" ")
        run.until("next page")
        assert "78\n" in run.shown
        assert "79\n" not in run.shown
        run.type("q")
        assert run.ended() == 0
        assert "100" not in run.raw.split("-c")[-1]
