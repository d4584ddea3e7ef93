"""The parser: how real scripts must be read, and what is said about those that are wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.model.errors import ScriptSyntaxError
from vmmconsole.script import ast
from vmmconsole.script.parser import check, decode, parse


def joined(sign: str, node: Any) -> str:
    return f"{sketch(node.target)}{sign}{sketch(node.name)}"


def arguments(node: ast.MethodCall) -> str:
    return f"({', '.join(str(sketch(a)) for a in node.arguments)})"


def redirected(node: ast.Redirection) -> str:
    target = f"&{node.merge_into}" if node.target is None else str(sketch(node.target))
    return f"{node.source}{'>>' if node.append else '>'}{target}"


def branches(node: ast.If) -> list[Any]:
    clauses = [part for condition, block in node.clauses for part in (sketch(condition), sketch(block))]
    return ["if", *clauses, *([sketch(node.otherwise)] if node.otherwise else [])]


def each(nodes: Any) -> list[Any]:
    return [sketch(n) for n in nodes]


SKETCHES: dict[type, Callable[[Any], Any]] = {
    ast.Pipeline: lambda n: sketch(n.commands[0]) if len(n.commands) == 1 else ["|", *each(n.commands)],
    ast.CommandExpression: lambda n: (
        [sketch(n.expression), *each(n.redirections)] if n.redirections else sketch(n.expression)
    ),
    ast.Command: lambda n: [n.invocation + str(sketch(n.name)), *each(n.elements), *each(n.redirections)],
    ast.ParameterArgument: lambda n: f"-{n.name}" + ("" if n.value is None else f":{sketch(n.value)}"),
    ast.Redirection: redirected,
    ast.Constant: lambda n: n.value,
    ast.VariableRef: lambda n: ("@" if n.splat else "$") + (f"{n.scope}:" if n.scope else "") + n.name,
    ast.Expandable: lambda n: "".join(p if isinstance(p, str) else f"<{sketch(p)}>" for p in n.parts),
    ast.Member: lambda n: joined("::" if n.is_static else ".", n),
    ast.MethodCall: lambda n: joined("::" if n.is_static else ".", n) + arguments(n),
    ast.Index: lambda n: f"{sketch(n.target)}[{sketch(n.index)}]",
    ast.Binary: lambda n: f"({sketch(n.left)} {n.operator} {sketch(n.right)})",
    ast.Unary: lambda n: f"({n.operator} {sketch(n.operand)})",
    ast.Step: lambda n: f"{n.operator}{sketch(n.operand)}" if n.is_prefix else f"{sketch(n.operand)}{n.operator}",
    ast.Cast: lambda n: f"[{n.type.name}]{sketch(n.operand)}",
    ast.TypeLiteral: lambda n: f"[{n.type.name}]",
    ast.ArrayLiteral: lambda n: tuple(each(n.items)),
    ast.ArrayExpression: lambda n: ["@(", *each(n.body)],
    ast.SubExpression: lambda n: ["$(", *each(n.body)],
    ast.Paren: lambda n: f"({sketch(n.body)})",
    ast.HashtableLiteral: lambda n: {sketch(k): sketch(v) for k, v in n.entries},
    ast.ScriptBlockLiteral: lambda n: ["{", *each(n.block.statements)],
    ast.Assignment: lambda n: [sketch(n.target), n.operator, sketch(n.value)],
    ast.Block: lambda n: ["{", *each(n.statements)],
    ast.If: branches,
}


def sketch(node: Any) -> Any:
    """A tree in short: expressions as text, commands as lists, other statements by name."""
    return SKETCHES.get(type(node), lambda n: type(n).__name__)(node)


def read(text: str) -> Any:
    found = [sketch(s) for s in parse(text).statements]
    return found[0] if len(found) == 1 else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the readings that other parsers get wrong
        ("$a = 4GB", ["$a", "=", 4 << 30]),
        ("Start-VM –VM $v", ["Start-VM", "-VM", "$v"]),
        ("Start-VM —VM $v", ["Start-VM", "-VM", "$v"]),
        ("Write-Host “hello $x”", ["Write-Host", "hello <$x>"]),
        ("Write-Host ‘hello $x’", ["Write-Host", "hello $x"]),
        ("Get-X $a-b", ["Get-X", "<$a>-b"]),
        ("Get-X 2>$null", ["Get-X", "2>$null"]),
        ("Get-X >a.txt", ["Get-X", "1>a.txt"]),
        ("Get-X >> a.txt", ["Get-X", "1>>a.txt"]),
        ("Get-X 2>&1", ["Get-X", "2>&1"]),
        ("Write-Host $a.b()", ["Write-Host", "$a.b()"]),
        ("Select Name,Status", ["Select", ("Name", "Status")]),
        ("Select Name, `\n Status", ["Select", ("Name", "Status")]),
        ("Set-X -IPv4AddressType Dynamic", ["Set-X", "-IPv4AddressType", "Dynamic"]),
        ('Get-X "a"$b', ["Get-X", "a", "$b"]),
        ("Get-X $p\\$n.txt", ["Get-X", "<$p>\\<$n>.txt"]),
        ('select @{N="x";E={1}},Name', ["select", ({"N": "x", "E": ["{", 1]}, "Name")]),
        ("@{a = if (1) {2}\nelse {3}\nb = 4}", {"a": ["if", 1, ["{", 2], ["{", 3]], "b": 4}),
        ("switch (1) { 1 {2} 2 {3} default {4} }", "Switch"),
        ("function f { param($b) c }", "Function"),
        ("# only a comment", []),
        ("<# only\na comment #>", []),
        ("", []),
        # words in commands
        ("Get-X 10.0.0.1", ["Get-X", "10.0.0.1"]),
        ("Get-X 3f2504e0-4f89-11d3-9a0c-0305e82c3301", ["Get-X", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"]),
        ("Get-X \\\\lib\\share\\x.iso", ["Get-X", "\\\\lib\\share\\x.iso"]),
        ("Get-X \\\\$VMHost\\c$", ["Get-X", "\\\\<$VMHost>\\c$"]),
        ("Get-X C:\\VMs host.fqdn a=b a#b", ["Get-X", "C:\\VMs", "host.fqdn", "a=b", "a#b"]),
        ("Get-X -Name:$a -All:$false", ["Get-X", "-Name:$a", "-All:$false"]),
        ("Get-X -5 -2.5 1..3 4GB 0x10", ["Get-X", -5, -2.5, "1..3", 4 << 30, 16]),
        ("Get-X a`\n b", ["Get-X", "a", "b"]),
        ("Get-X $a[0] $a.b[1].c $(1).d (2).e", ["Get-X", "$a[0]", "$a.b[1].c", "['$(', 1].d", "(2).e"]),
        ("Get-X [int] [datetime]::Now", ["Get-X", "[int]", "[datetime]::Now"]),
        ("Get-X @a -b @c", ["Get-X", "@a", "-b", "@c"]),
        ("Get-X {1} @(2) @{}", ["Get-X", ["{", 1], ["@(", 2], {}]),
        ('Get-X \'it\'\'s\' "say ""hi"""', ["Get-X", "it's", 'say "hi"']),
        ("Get-X a'b c'd", ["Get-X", "ab cd"]),
        ("Get-X -", ["Get-X", "-"]),
        ("a|b|c", ["|", ["a"], ["b"], ["c"]]),
        ("a |\n b", ["|", ["a"], ["b"]]),
        ("$x | ? Name -eq 5", ["|", "$x", ["?", "Name", "-eq", 5]]),
        ("$x | % { $_ }", ["|", "$x", ["%", ["{", "$_"]]]),
        ("& $a 1", ["&$a", 1]),
        (". .\\x.ps1", [".." + "\\x.ps1"]),
        ("& { 1 } 2", ["&['{', 1]", 2]),
        ("foreach-object { 1 }", ["foreach-object", ["{", 1]]),
        ("7z.exe a", ["7z.exe", "a"]),
        # expressions
        ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
        ("1,2 + 3", "((1, 2) + 3)"),
        ("1..3 + 4", "((1 .. 3) + 4)"),
        ("-not $a -and $b -or $c", "(((-not $a) -and $b) -or $c)"),
        ("$a -eq 1 -and $b -ne 2", "(($a -eq 1) -and ($b -ne 2))"),
        ("$a -band 3 -eq 1", "($a -band (3 -eq 1))"),
        ("'{0}' -f 1, 2", "({0} -f (1, 2))"),
        ("-join $a, $b", ("(-join $a)", "$b")),
        ("[int]'5' + 1", "([int]5 + 1)"),
        ("[int]$a, 2", ("[int]$a", 2)),
        ("$a -is [int] -and $b", "(($a -is [int]) -and $b)"),
        ("$a – 5", "($a - 5)"),
        ("$a –eq 5", "($a -eq 5)"),
        ("$a -CEQ 5", "($a -ceq 5)"),
        ("!$a", "(! $a)"),
        ("$i++", "$i++"),
        ("--$i", "--$i"),
        ("$a.'b c'.$d.(1)", "$a.b c.$d.(1)"),
        ("[math]::Round(1.5, 2)", "[math]::Round(1.5, 2)"),
        ("$a.b(\n1,\n2\n)", "$a.b(1, 2)"),
        ("${a b}", "$a b"),
        ("${env:A B}", "$env:A B"),
        ("$global:x::y", "$global:x::y"),
        (",1", "(, 1)"),
        ("1 +\n 2", "(1 + 2)"),
        ("1.5kb", 1536.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        # text
        ('"a $b.c $($d.e) `$f `n ${g}h"', "a <$b>.c <['$(', '$d.e']> $f \n <$g>h"),
        ('"$a::b $x[0] $"', "<$a>::b <$x>[0] $"),
        ('@"\na "b" $c\n"@', 'a "b" <$c>'),
        ("@'\na 'b' $c\n'@", "a 'b' $c"),
        ("@'\n'@", ""),
        ('"$(Get-X "a b")"', "<['$(', ['Get-X', 'a b']]>"),
        # assignments
        ("$a = $b = 5", ["$a", "=", ["$b", "=", 5]]),
        ("$a, $b = 1, 2", [("$a", "$b"), "=", (1, 2)]),
        ("[int]$a = 5", ["[int]$a", "=", 5]),
        ("$a.b = Get-X 1", ["$a.b", "=", ["Get-X", 1]]),
        ("$a[0] += 5", ["$a[0]", "+=", 5]),
        ("$a =\n 5", ["$a", "=", 5]),
        ("$x = if ($a) { 1 } else { 2 }", ["$x", "=", ["if", "$a", ["{", 1], ["{", 2]]]),
        # statements
        ("1; 2\n3", [1, 2, 3]),
        ("if (1) { 2 } 3", [["if", 1, ["{", 2]], 3]),
        ("if (1)\n{ 2 }\n\n# why\nelseif (3) { 4 }\nelse { 5 }", ["if", 1, ["{", 2], 3, ["{", 4], ["{", 5]]),
        ("@{ if = 1; 'a b' = 2; 3 = 4; $k = 5 }", {"if": 1, "a b": 2, 3: 4, "$k": 5}),
    ],
)
def test_reading(text: str, expected: Any) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "while ($a) { b }",
        "do { a } while ($b)",
        "do { a } until ($b)",
        "for ($i = 0; $i -lt 3; $i++) { a }",
        "for (;;) { break }",
        ":outer foreach ($a in $b) { continue outer }",
        "switch -wildcard ($a) { 'x*' { 1 } }",
        "switch -regex -casesensitive ($a) { default { } }",
        "switch ($a) { {$_ -gt 1} { 2 }; 'b' { 3 } }",
        "try { a } catch [System.Exception], [X] { b } catch { c } finally { d }",
        "trap [X] { continue }",
        "trap { continue } a",
        (
            "function Get-It { [CmdletBinding()] param([Parameter(Mandatory=$true, Position=0)]"
            "[Alias('n')][string[]]$Name = @('x'), [switch]$All) begin { } process { } end { } }"
        ),
        "function f($a, [int]$b = 2) { return $a + $b }",
        "filter f { $_ }",
        (
            "[CmdletBinding(SupportsShouldProcess)]\n"
            "param(\n[Parameter(Mandatory)]\n[ValidateSet('a', 'b')]\n[string]$x # why\n)\n$x"
        ),
        "throw",
        "throw 'x'",
        "exit 1",
        "return",
        "return $a, 2",
        "break",
        "function f { param($b)\n\n$b }",
        "#Requires -Version 2\nGet-X",
        "$a = foreach ($i in 1..3) { $i }",
        "$null = Get-X",
        "[void]$a.b()",
        "a;;b",
        "{ param($x) $x }",
        "\r\na\r\nb\r\n",
        "[System.Collections.Generic.List[string]]$x = 1",
        "[string[]]$x = 'a'",
        "$a | Out-Null; b",
        "function global:f { }",
        "$x.y++",
        "\ufeffGet-X",
        "Get-X -a:1,2 -b",
        "if (-not(Test-Path a)) { }",
        "&'a b' c",
    ],
)
def test_these_are_the_language(text: str) -> None:
    assert parse(text) is not None
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "says", "incomplete"),
    [
        ("if ($a {", 1, 8, "')'", False),
        ("if ($a", 1, 7, "')'", True),
        ("foreach ($a of $b) {}", 1, 13, "'in'", False),
        ("Get-X |", 1, 8, "a command after '|'", True),
        ("| Get-X", 1, 1, "before '|'", False),
        ("a | 5", 1, 5, "start of a pipeline", False),
        ("$a = ", 1, 6, "command or an expression", True),
        ("5 = $a", 1, 1, "needs a variable", False),
        ("$a == 5", 1, 4, "'=='", False),
        ("$a -foo 5", 1, 4, "-foo", False),
        ("$a 5", 1, 4, "'5'", False),
        ("(1\n + 2)", 1, 3, "')'", False),
        ('"abc', 1, 1, '"', True),
        ("'abc", 1, 1, "'", True),
        ('\n\nx "a\nb', 3, 3, "string", True),
        ("@'\nabc", 1, 1, "'@", True),
        ("@' x\n'@", 1, 4, "new line", False),
        ("<# abc", 1, 1, "#>", True),
        ("$h = @{\n a = 1\n", 1, 6, "'}'", True),
        ("if ($a) {\n b\n", 1, 9, "'}'", True),
        ("$x = $(\n b\n", 1, 7, "')'", True),
        ("function f {\n if (1) {\n }\n", 1, 12, "'}'", True),
        ("foo (1 + 2\nbar", 1, 11, "')'", False),
        ("switch ($a) {\n 1 { 2 }\n", 1, 13, "'}'", True),
        ("{ 1", 1, 1, "'}'", True),
        ("}", 1, 1, "'}'", False),
        (")", 1, 1, "')'", False),
        ("@{ a = 1 b = 2 }", 1, 10, "';'", False),
        ("@{ a }", 1, 6, "'='", False),
        ("Get-X -Name:", 1, 13, "-Name", True),
        ("Get-X a,", 1, 9, "','", True),
        ("$a.", 1, 4, "property", True),
        ("$a[1", 1, 5, "']'", True),
        ("f(1, )", 1, 6, "expression", False),
        ("a && b", 1, 3, "'&&'", False),
        ("a || b", 1, 3, "'||'", False),
        ("a & ", 1, 3, "background", False),
        ("a < b", 1, 3, "'<'", False),
        ("else { }", 1, 1, "'else' can stand only after if", False),
        ("try { }", 1, 8, "'catch' or 'finally'", True),
        ("do { } 5", 1, 8, "'while' or 'until'", False),
        ("function { }", 1, 10, "name of the function", False),
        ('"$a: b"', 1, 4, "colon", False),
        ("$x = @a", 1, 6, "splatted", False),
        ("[int", 1, 5, "']'", True),
        ("-eq 5", 1, 1, "nothing on its left", False),
        ("foreach -parallel ($a in $b) {}", 1, 9, "-parallel", False),
        ("class X { int $a", 1, 9, "'}'", True),
        ("class { }", 1, 7, "name of the class", False),
        ("using System", 1, 7, "namespace", False),
        ("param($a", 1, 9, "')'", True),
        ("a\r\nb\r\n$c 5", 3, 4, "'5'", False),
    ],
)
def test_errors_say_where_and_what(text: str, line: int, column: int, says: str, *, incomplete: bool) -> None:
    with pytest.raises(ScriptSyntaxError) as caught:
        parse(text, "my.ps1")
    error = caught.value
    assert (error.line, error.column) == (line, column), str(error)
    assert says in str(error)
    assert error.incomplete is incomplete
    assert error.place == f"my.ps1:{line}:{column}"


def test_depth_is_bounded_with_a_clear_error() -> None:
    for text in ("(" * 5000, "@(" * 5000, "-not " * 5000 + "1", "{" * 5000, '"$(' * 5000, "!" * 5000):
        with pytest.raises(ScriptSyntaxError, match=r"deep|early"):
            parse(text)


def test_check_goes_on_after_an_error() -> None:
    found = check("$a 5\nGet-X\nif ($b {\n}\n$c == 1\nGet-Y\n")
    assert [e.line for e in found] == [1, 3, 5]
    assert check("Get-X\n") == []
    assert len(check("$a 5\n" * 50)) == 11


def walk(node: Any) -> Iterator[ast.Node]:
    if is_dataclass(node) and isinstance(node, ast.Node):
        yield node
        for f in fields(node):
            if f.name != "span":
                yield from walk(getattr(node, f.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from walk(item)


def test_every_node_knows_its_source() -> None:
    text = '$a = Get-X -Name "v$b" |\n  where { $_.C -gt 3 }\nif ($a[0].D()) { f @{k=1} }'
    by_source = {(type(n).__name__, text[n.span.start : n.span.end]) for n in walk(parse(text))}
    assert ("Command", 'Get-X -Name "v$b"') in by_source
    assert ("Binary", "$_.C -gt 3") in by_source
    assert ("MethodCall", "$a[0].D()") in by_source
    assert ("HashtableLiteral", "@{k=1}") in by_source
    assert ("VariableRef", "$b") in by_source
    for node in walk(parse(text)):
        before = text[: node.span.start]
        assert node.line == before.count("\n") + 1
        assert node.column == node.span.start - (before.rfind("\n") + 1) + 1


ALPHABET = "ab-1.5 \n\"'`$@(){}[]#<>|;,=%?:&!+*/\\“’–"
PIECES = st.sampled_from(
    [
        "if",
        "foreach",
        "in",
        "switch",
        "function",
        "try",
        "catch",
        "param",
        "return",
        " ",
        "\n",
        "$a",
        "-eq",
        "Get-X",
        "(",
        ")",
        "{",
        "}",
        "@(",
        "@{",
        "$(",
        '"',
        "'",
        "=",
        "1",
        "|",
        ";",
        ",",
        ".b",
        "::c",
        "[int]",
        "-Name",
        "`",
        "#",
        "<#",
        "#>",
    ]
)


@given(st.text(ALPHABET, max_size=60) | st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = check(text)
    if not found:
        assert parse(text) is not None
        return
    with pytest.raises(ScriptSyntaxError) as caught:
        parse(text)
    error = caught.value
    assert (found[0].line, found[0].column) == (error.line, error.column)
    assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1


@pytest.mark.parametrize(
    "data",
    [
        "Get-VM “ü”\r\nx".encode(),
        b"\xef\xbb\xbf" + "Get-VM “ü”\nx".encode(),
        "\ufeffGet-VM “ü”\r\nx".encode("utf-16-le"),
        "\ufeffGet-VM “ü”\r\nx".encode("utf-16-be"),
        "Get-VM “ü”\r\nx".encode("cp1252"),
        "Get-VM “ü”\nx".encode("utf-16-le"),
    ],
)
def test_decode_finds_the_encoding(data: bytes) -> None:
    assert decode(data) == "Get-VM “ü”\nx"


@pytest.mark.parametrize(
    "text",
    [
        "workflow Move-All { param([string[]]$Names) foreach -parallel ($n in $Names) { InlineScript { $using:n } } }",
        "workflow W {\n parallel\n {\n sequence { a }\n b }\n InlineScript\n { c } -PSComputerName $x\n}\nW",
        "workflow W { foreach -parallel -throttlelimit 5 ($x in 1..3) { Get-VM $x } }",
        'class Disk : Base {\n [int]$Size = 5 # }\n static [string] Text([int]$a) { return "}$a" }\n <# } #> }\nGet-VM',
        "enum Colour { Red; Blue = 5 }",
        "using namespace System.Collections\nusing module .\\a.psm1",
        "configuration Web { Node 'a' { File x { Ensure = 'Present' } } }",
        "data Texts -SupportedCommand ConvertFrom-StringData { 'a=1' }\n$Texts",
        "data { 1 }",
        "function f { dynamicparam { $x } begin { } process { } }",
        "icacls.exe C:\\x --% /grant *S-1:(F) | Out-Null",
        "data 5; parallel { 1 }; sequence; class-like; using-it",
    ],
)
def test_what_does_not_run_is_read_nevertheless(text: str) -> None:
    assert check(text) == []
