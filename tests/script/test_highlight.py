"""Colours: right for good text, and never an exception or an overlap for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.script.highlight import spans

ALPHABET = "abIf-x1.5 \n\t\"'`$@(){}[]#<>|;,=%?:&!+*/\\“”’–\u202e"


def coloured(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for start, end, kind in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# hello", [("comment", "# hello")]),
        ("<# a\nb #>", [("comment", "<# a\nb #>")]),
        ("<# a", [("error", "<# a")]),
        (
            'Get-VM -Name "web" -All',
            [("cmdlet", "Get-VM"), ("parameter", "-Name"), ("string", '"web"'), ("parameter", "-All")],
        ),
        ("$a = 4GB", [("variable", "$a"), ("operator", "="), ("number", "4GB")]),
        (
            '"a $b c$($d.E)f"',
            [("string", '"a '), ("variable", "$b"), ("string", " c"), ("variable", "$d"), ("string", 'f"')],
        ),
        ("'it''s' -eq 5", [("string", "'it''s'"), ("operator", "-eq"), ("number", "5")]),
        ("'open", [("error", "'open")]),
        ('"open $x', [("error", '"open $x')]),
        (
            "if ($a -and $b) { Stop-VM }",
            [("keyword", "if"), ("variable", "$a"), ("operator", "-and"), ("variable", "$b"), ("cmdlet", "Stop-VM")],
        ),
        ("[int]$x", [("type", "[int]"), ("variable", "$x")]),
        (
            "Get-VM | where Name -like x",
            [("cmdlet", "Get-VM"), ("operator", "|"), ("cmdlet", "where"), ("parameter", "-like")],
        ),
        ("Get-VM –Name “x”", [("cmdlet", "Get-VM"), ("parameter", "–Name"), ("string", "“x”")]),
        ("foreach ($i in $b) { }", [("keyword", "foreach"), ("variable", "$i"), ("keyword", "in"), ("variable", "$b")]),
        ("@{ Name = 1 }", [("operator", "="), ("number", "1")]),
        (")", [("error", ")")]),
        ('@"\na $b "c"\n"@', [("string", '@"\na '), ("variable", "$b"), ("string", ' "c"\n"@')]),
        ("@'\n$b\n'@", [("string", "@'\n$b\n'@")]),
        ("$a -foo $b", [("variable", "$a"), ("error", "-foo"), ("variable", "$b")]),
        ("New-VM -Id 3f2504e0-4f89-11d3-9a0c-0305e82c3301", [("cmdlet", "New-VM"), ("parameter", "-Id")]),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert coloured(text) == expected


@given(st.text(ALPHABET, max_size=80) | st.text(max_size=60))
def test_no_text_breaks_it_and_pieces_are_in_order(text: str) -> None:
    end = 0
    for start, stop, _ in spans(text):
        assert end <= start < stop <= len(text)
        end = stop


def test_deep_nesting_is_bounded() -> None:
    text = '"$(' * 5000
    assert all(kind for _, _, kind in spans(text))
