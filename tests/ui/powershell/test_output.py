"""The queue between a script and its window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vmmconsole_ui.powershell.output import MOST_LINES, Output, Piece


def drained(output: Output, most: int = 100) -> tuple[bool, str]:
    """Whether anything told to clear, and all the text after the last time."""
    cleared, text = False, ""
    while output:
        clear, pieces = output.take(most)
        if clear:
            cleared, text = True, ""
        text += "".join(piece.text for piece in pieces)
    return cleared, text


@given(st.lists(st.text(alphabet="ab\n", max_size=30), max_size=20), st.integers(1, 5))
def test_everything_comes_out_in_order(texts: list[str], most: int) -> None:
    output = Output()
    for text in texts:
        output.put(Piece(text))
    assert drained(output, most) == (False, "".join(texts))


def test_of_too_many_lines_the_newest_stay_and_what_is_shown_goes() -> None:
    output = Output()
    for start in range(0, 30_000, 7_000):
        output.put(Piece("".join(f"{n}\n" for n in range(start, start + 7_000))))
    cleared, text = drained(output)
    assert cleared
    assert text.splitlines() == [str(n) for n in range(35_000 - MOST_LINES, 35_000)]


def test_one_huge_piece_is_cut_too() -> None:
    output = Output()
    output.put(Piece("x\n" * (3 * MOST_LINES)))
    assert drained(output)[1].count("\n") == MOST_LINES


def test_clear_drops_what_waits() -> None:
    output = Output()
    output.put(Piece("before\n"))
    output.clear()
    output.put(Piece("after\n"))
    assert drained(output) == (True, "after\n")
