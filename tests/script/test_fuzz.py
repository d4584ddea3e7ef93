"""Any script that parses either runs or fails with an error of ours; nothing of Python shows through."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.model.errors import BudgetError, VMMError
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.operators import binary, unary
from vmmconsole.script.parser import check

VALUES = [
    "1",
    "-2",
    "2.5",
    "1e308",
    "9223372036854775807",
    "0",
    "'a'",
    "'5'",
    "''",
    '"x$_"',
    "$null",
    "$true",
    "$false",
    "@()",
    "(1,2)",
    "(,(1,2))",
    "@{a=1}",
    "[ordered]@{b=2}",
    "[pscustomobject]@{N='x'}",
    "{ $_ }",
    "[int]",
    "(Get-Date)",
    "[guid]::Empty",
    "(New-TimeSpan -Days 1)",
    "$x",
    "(Get-Book Emma)",
    "(Get-Book)",
    "[char]65",
    "[datetime]::MaxValue",
    "[timespan]'1:00'",
    "$error",
    "$PSVersionTable",
    "(1..3)",
    "[math]::PI",
    "(Get-Book Emma).Colour",
    "([regex]::Matches('a','a'))",
]
OPERATORS = [
    "+",
    "-",
    "*",
    "/",
    "%",
    "..",
    ",",
    "-eq",
    "-ne",
    "-gt",
    "-le",
    "-like",
    "-notlike",
    "-match",
    "-replace",
    "-split",
    "-join",
    "-contains",
    "-in",
    "-is",
    "-as",
    "-f",
    "-band",
    "-bor",
    "-bxor",
    "-shl",
    "-shr",
    "-and",
    "-or",
    "-xor",
    "-ceq",
    "-cmatch",
]
PREFIXES = [
    "- ",
    "+ ",
    "! ",
    "-not ",
    "-join ",
    "-split ",
    "-bnot ",
    "[int]",
    "[string]",
    "[bool]",
    "[datetime]",
    "[double]",
    "[array]",
    "[guid]",
    "[timespan]",
    "[char]",
    "[hashtable]",
    "[pscustomobject]",
    "[string[]]",
    ",",
]
SUFFIXES = [
    ".Count",
    ".Length",
    ".Name",
    ".ToString()",
    ".ToString('N2')",
    "[0]",
    "[-1]",
    "['a']",
    "[1..2]",
    ".Split(',')",
    ".Substring(1)",
    ".AddDays(1)",
    ".AddYears(99999)",
    ".Add(1)",
    ".Keys",
    ".GetType().Name",
    ".Replace('a','b')",
    ".Contains('a')",
    ".psobject.Properties",
]
STAGES = [
    "where {$_}",
    "where Name -eq 'x'",
    "% { $_ }",
    "select -First 1",
    "select Name",
    "sort",
    "sort Name -Descending",
    "group",
    "measure -Sum",
    "ft",
    "fl",
    "ConvertTo-Json",
    "ConvertTo-Csv",
    "Out-String",
    "Get-Member",
    "select -Unique",
    "% Name",
    "Out-Null",
    "Set-Book",
    "f",
]

operands = st.builds(
    lambda prefix, value, suffix: f"({prefix}{value}){suffix}" if suffix else f"({prefix}{value})",
    st.sampled_from(["", *PREFIXES]),
    st.sampled_from(VALUES),
    st.sampled_from(["", *SUFFIXES]),
)
expressions = st.recursive(
    operands,
    lambda inner: st.builds(lambda a, o, b: f"({a} {o} {b})", inner, st.sampled_from(OPERATORS), inner),
    max_leaves=5,
)
statements = st.one_of(
    expressions,
    st.builds(lambda e, s: " | ".join([e, *s]), expressions, st.lists(st.sampled_from(STAGES), max_size=3)),
    st.builds("$x = {}".format, expressions),
    st.builds("$x += {}".format, expressions),
    st.builds("$x[{}] = 1".format, expressions),
    st.builds("$x.Name = {}".format, expressions),
    st.builds("if ({}) {{ 1 }} else {{ 2 }}".format, expressions),
    st.builds("foreach ($i in {}) {{ $i }}".format, expressions),
    st.builds("try {{ {} }} catch {{ $_ }}".format, expressions),
    st.builds("switch ({}) {{ 1 {{ 'one' }} 'a' {{ break }} default {{ $_ }} }}".format, expressions),
    st.builds('"v: $({})"'.format, expressions),
    st.builds("throw {}".format, expressions),
    st.builds("Set-Book {}".format, expressions),
    st.builds("function f($a = {}) {{ $a }}; f".format, expressions),
    st.builds("Write-Host {}".format, expressions),
    st.builds("for ($x = 0; $x -lt 2; $x++) {{ {} }}".format, expressions),
    st.builds("$x++; {}".format, expressions),
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(statements, min_size=1, max_size=4).map("\n".join))
def test_nothing_of_python_shows_through(host: Any, script: str) -> None:
    def stop(count: int) -> None:
        if count > 5000:
            raise BudgetError("enough")

    host.checks, host.stop = 0, stop
    host.records.clear()
    assert check(script) == []
    interpreter = Interpreter(host)
    with contextlib.suppress(VMMError):
        format_objects(interpreter.run_collect(script), 80)
    format_objects([value for _, value in host.records], 80)


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=3),
    st.uuids(),
    st.datetimes(),
    st.timedeltas(),
)
NAMES = [o for o in OPERATORS if o not in (",", "-and", "-or", "-split", "-match", "-cmatch", "-replace")]


@settings(max_examples=400)
@given(st.sampled_from(NAMES), PLAIN, PLAIN)
def test_comparisons_of_any_values_are_of_ours(sign: str, left: Any, right: Any) -> None:
    with contextlib.suppress(VMMError, OverflowError, TypeError, ValueError):  # the evaluator turns these into ours
        binary(sign, left, right)
    if sign in ("-eq", "-ne", "-in", "-contains", "-like"):
        binary(sign, left, right)
    assert unary("!", left) in (True, False)
