"""Comments, indentation and brackets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vmmconsole_ui.editor.line_edits import matching, new_line, shift, toggle_comments

LINE = st.text(alphabet="ab $#{}\t", max_size=12)


def test_comments_stand_at_the_least_indentation() -> None:
    assert toggle_comments(["  if ($a) {", "", "    b", "  }"]) == ["  # if ($a) {", "", "  #   b", "  # }"]


@given(st.lists(LINE, min_size=1, max_size=6))
def test_commenting_and_uncommenting_gives_the_lines_back(lines: list[str]) -> None:
    once = toggle_comments(lines)
    if all(line.lstrip().startswith("#") for line in lines if line.strip()):
        return  # that uncommented already
    assert toggle_comments(once) == lines


@given(st.lists(st.text(alphabet="ab ", max_size=8), min_size=1, max_size=5))
def test_indenting_can_be_taken_back(lines: list[str]) -> None:
    assert shift(shift(lines, back=False), back=True) == [
        line if line.strip() else shift([line], back=True)[0] for line in lines
    ]


def test_enter_keeps_and_grows_the_indentation() -> None:
    assert new_line("  Get-VM", "") == ("\n  ", "")
    assert new_line("  if ($a) {", "") == ("\n      ", "")
    assert new_line("  if ($a) {", "}") == ("\n      ", "\n  ")


def test_brackets_find_each_other_and_not_those_in_strings() -> None:
    text = 'if (f("(") { }'
    is_code = lambda at: not 6 <= at <= 8  # noqa: E731  the string
    assert matching(text, 3, is_code) == (3, -1)
    assert matching(text, 5, is_code) == (5, 9)
    assert matching(text, 10, is_code) == (9, 5)
    assert matching(text, 11, is_code) == (11, 13)
    assert matching(text, 7, is_code) is None


@given(st.text(alphabet="(){}[]a", max_size=30))
def test_matching_goes_both_ways(text: str) -> None:
    for at, c in enumerate(text):
        if c in "([{":
            partner = matching(text, at, lambda _: True)
            assert partner is not None
            if partner[1] >= 0:
                assert matching(text[: partner[1] + 1], partner[1] + 1, lambda _: True) == (partner[1], at)
