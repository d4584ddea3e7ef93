"""What scripts compute: expressions, statements, functions, pipelines."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.model.errors import BudgetError, ScriptError, StateError
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.values import Hashtable, PSObject

Run = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        # numbers: the left operand decides
        ("1 + 2 * 3", [7]),
        ("7 / 2; 8 / 2", [3.5, 4]),
        ("7 % 3; -7 % 3; 7.5 % 2", [1, -1, 1.5]),
        ("2147483647 + 1", [2147483648]),
        ("9223372036854775807 + 1", [9.223372036854775808e18]),
        ("1 + '2'; '1' + 2; 1 + 1.5; 3 * '4'", [3, "12", 2.5, 12]),
        ("4GB / 1MB; 1.5kb", [4096, 1536.0]),
        ("0x1F", [31]),
        ("-5..-3; 3..1", [-5, -4, -3, 3, 2, 1]),
        ("1.0 / 0; -1.0 / 0", [math.inf, -math.inf]),
        ("[int]2.5; [int]3.5; [int]'42'; [double]'1.5'; [int]' 7 '", [2, 4, 42, 1.5, 7]),
        ("5 -band 3; 5 -bor 3; 5 -bxor 3; -bnot 0; 1 -shl 4; 16 -shr 2", [1, 7, 6, -1, 16, 4]),
        ("+'5' + 1; -'5'", [6, -5]),
        ("$true + 1; $null + 5; 5 + $null", [2, 5, 5]),
        ("[byte]255; [long]5; [char]65; [int][char]'A'", [255, 5, "A", 65]),
        # comparison
        (
            "1 -eq 1.0; '1' -eq 1; 1 -eq '1'; 'a' -eq 'A'; 'a' -ceq 'A'; 'a' -ine 'A'",
            [True, True, True, True, False, False],
        ),
        ("10 -gt '9'; '10' -gt 9; 'b' -gt 'A'; 5 -le 5; 5 -lt 4", [True, False, True, True, False]),
        ("$null -eq $null; $null -eq 0; 0 -eq $null; '' -eq $null", [True, False, False, False]),
        ("1,2,3 -eq 2; 1,2,3 -gt 1; 'ab','cd' -like 'a*'; 'ab','cd' -notmatch 'a'", [2, 2, 3, "ab", "cd"]),
        ("'abc' -like 'A?c'; 'abc' -like '*[a-b]c'; 'abc' -clike 'A*'; 'a*c' -like 'a`*c'", [True, True, False, True]),
        ("'x1' -match '\\d'; $matches[0]; 'x' -notmatch '\\d'", [True, "1", True]),
        ("'john smith' -match '(?<first>\\w+) (\\w+)'; $Matches.first; $Matches[1]", [True, "john", "smith"]),
        ("1,2 -contains 2; 2 -in 1,2; 3 -notin 1,2; 'a' -notcontains 'A'", [True, True, True, False]),
        (
            "'a1b2' -replace '\\d','x'; 'ab' -replace '(a)(b)','$2$1'; 'a.b' -replace '\\.'; 'A' -creplace 'a','x'",
            ["axbx", "ba", "ab", "A"],
        ),
        ("'a,b;c' -split '[,;]'; 'a b c' -split ' ',2; -split ' a  b '", ["a", "b", "c", "a", "b c", "a", "b"]),
        ("1,2 -join '-'; -join ('a','b')", ["1-2", "ab"]),
        ("5 -is [int]; 'a' -is [string]; 5 -isnot [string]", [True] * 3),
        ("'5' -as [int]; 'x' -as [int]", [5, None]),
        ("1 -xor 1; $true -xor $false", [False, True]),
        ("'{0:N2} {1,5}|{1,-5}|{2:yyyy}' -f 1234.5, 'a', [datetime]'2024-02-03'", ["1,234.50     a|a    |2024"]),
        ("'{0:D3} {0:X} {1:P0} {1:0.00} {{}}' -f 15, 0.5", ["015 F 50 % 0.50 {}"]),
        # truth
        (
            "if ('') {1} else {2}; if (@()) {1} else {2}; if (@(0)) {1} else {2}; if (@(0,0)) {1}; if ('false') {1}",
            [2, 2, 2, 1, 1],
        ),
        ("$true -and 0; $false -or 'x'; -not ''; !5", [False, True, True, False]),
        # arrays
        ("$a = 1,2,3; $a.Count; $a[0]; $a[-1]; $a[1..2]; $a[9]", [3, 1, 3, 2, 3, None]),
        ("(,1).Count; @().Count; @(1).Length", [1, 0, 1]),
        ("$a = @(); $a += 1; $a += 2,3; $a.Count", [3]),
        ("@(1,2) + 3", [1, 2, 3]),
        ("(1,2) * 2", [1, 2, 1, 2]),
        ("(5).Count; 'abc'.Length; $null.Count", [1, 3, 0]),
        ("$a = 1,2; $a[0] = 9; $a", [9, 2]),
        ("(@{n=1},@{n=2}).n", [1, 2]),
        ("$k = 1,2; $h = @{$k=3}; $h.Count; $h.ContainsKey($k); $b = Get-Book Emma; $h[$b] = 4; $h[$b]", [1, True, 4]),
        ("$s = 'abc'; $s[1]; $s[-1]", ["b", "c"]),
        ("@(1,@(2,3)).Count", [2]),
        # tables and objects
        ("$h = @{a=1; 'b c'=2}; $h.a; $h['B C']; $h.Count; $h.Keys", [1, 2, 2, "a", "b c"]),
        ("$h = @{}; $h.x = 1; $h['y'] = 2; $h.x + $h.y; $h.ContainsKey('X'); $h.Remove('x'); $h.Count", [3, True, 1]),
        ("$h = [ordered]@{z=1; a=2}; $h.Keys; $h[0]", ["z", "a", 1]),
        ("(@{a=1} + @{b=2}).Count", [2]),
        ("$o = [pscustomobject]@{A=1}; $o.A = 5; $o.a", [5]),
        ("$o = New-Object PSObject -Property @{A=1}; $o.A", [1]),
        ("foreach ($e in @{a=1}.GetEnumerator()) { $e.Name; $e.Value }", ["a", 1]),
        ("$o = [pscustomobject]@{A=1;B=2}; $o.psobject.Properties.Name", ["A", "B"]),
        # text
        ('$x = 5; "a$x b$($x + 1) `$x ${x}c"', ["a5 b6 $x 5c"]),
        ('"$(1,2)"; "$null|$true"', ["1 2", "|True"]),
        ("'a'*3", ["aaa"]),
        ("\"{0}\" -f 'x'", ["x"]),
        ('"a`tb`n"', ["a\tb\n"]),
        ('"$(1.0) $(1e20) $(0.1)"', ["1 1E+20 0.1"]),
        ('$a = 1,2; "$a"; $OFS = \'-\'; "$a"', ["1 2", "1-2"]),
        ("@'\n$x\n'@", ["$x"]),
        # variables
        ("$X = 1; $x", [1]),
        ("$a = $b = 3; $a + $b", [6]),
        ("$a,$b = 1,2; $b,$a", [2, 1]),
        ("$a,$b = 1,2,3; $b", [2, 3]),
        ("[int]$n = '5'; $n = '7'; $n + 1", [8]),
        ("$i = 1; $i++; ++$i; $i--; $i", [2, 2][:1]),
        ("$i = 5; ($i++); $i", [5, 6]),
        ("${a b} = 1; ${a b}", [1]),
        ("$env:VMM_TEST = 'x'; $env:vmm_test", ["x"]),
        ("$null = 5; $null", [None]),
        # flow
        ("if ($false) {1} elseif (1) {2} else {3}", [2]),
        ("foreach ($i in 1..5) { if ($i -eq 2) {continue}; if ($i -eq 4) {break}; $i }", [1, 3]),
        ("$i = 0; while ($i -lt 2) { $i; $i++ }", [0, 1]),
        ("$i = 0; do { $i++ } while ($i -lt 3); $i", [3]),
        ("$i = 0; do { $i++ } until ($i -ge 3); $i", [3]),
        ("for ($i = 0; $i -lt 3; $i++) { $i }", [0, 1, 2]),
        (':o foreach ($i in 1,2) { foreach ($j in 1,2) { if ($j -eq 2) { continue o }; "$i$j" } }', ["11", "21"]),
        ("switch (3) { 1 {'a'} 3 {'b'} 3 {'c'} default {'d'} }", ["b", "c"]),
        ("switch (9) { default {'d'} 1 {'a'} }", ["d"]),
        ("switch (1,2) { 1 {'a'; break} 2 {'b'} }", ["a"]),
        ("switch ('Ab') { 'ab' {1} }; switch -casesensitive ('Ab') { 'ab' {1} }", [1]),
        ("switch -wildcard ('web1') { 'w*' {1} '*1' {2} }", [1, 2]),
        ("switch -regex ('web1') { '\\d' { $matches[0] } }", ["1"]),
        ("switch (5) { {$_ -gt 3} {'big'} }", ["big"]),
        ("$x = switch (1) { 1 {'one'} }; $x", ["one"]),
        ("$x = foreach ($i in 1..3) { $i * 2 }; $x", [2, 4, 6]),
        ("foreach ($i in $null) { 1 }", []),
        ("foreach ($i in 5) { $i }", [5]),
        # functions
        ("function f($a, $b = 2) { $a + $b }; f 1; f 1 5; f -b 3 -a 1; f -B:4 1", [3, 6, 4, 5]),
        ("function f { $args.Count; $args[1] }; f a b c", [3, "b"]),
        ("function f { return 1; 2 }; f", [1]),
        ("function f { 1; return 2 }; f", [1, 2]),
        ("function f { param([switch]$All) $All }; f -All; f; f -All:$false", [True, False, False]),
        ("$x = 1; function f { $x = 2; $x }; f; $x", [2, 1]),
        ("function f { $script:x = 5 }; f; $x", [5]),
        ("function f { $global:y = 6 }; f; $y", [6]),
        ("function f($n) { if ($n -le 1) {1} else { $n * (f ($n - 1)) } }; f 10", [3628800]),
        (
            'function f { param([Parameter(Mandatory=$true)]$Name, [int]$N2 = 3) "$Name$N2" }; f x; f -na y -n2 2',
            ["x3", "y2"],
        ),
        ("function f { process { $_ * 2 } }; 1,2 | f", [2, 4]),
        ("filter f { $_ + 1 }; 1,2 | f", [2, 3]),
        ("function f { begin {'b'} process {$_} end {'e'} }; 1,2 | f", ["b", 1, 2, "e"]),
        ("function f { $input }; 1,2 | f", [1, 2]),
        ('function f { param([Parameter(ValueFromPipeline=$true)]$v) process { "v$v" } }; 1,2 | f', ["v1", "v2"]),
        (
            "filter f { param([Parameter(ValueFromPipelineByPropertyName)]$V) process{$V}};[pscustomobject]@{V=1} | f",
            [1],
        ),
        ("function f { param([Alias('n')]$Name) $Name }; f -n 5", [5]),
        ("function f { param([ValidateSet('a','b')]$x) $x }; f B", ["B"]),
        ("$p = @{a=1; b=2}; function f($a, $b) { $a - $b }; f @p; $q = 5,3; f @q", [-1, 2]),
        ("function f { $PSBoundParameters.Count }; f", [0]),
        ("$sb = { param($x) $x * 2 }; & $sb 4; $sb.Invoke(5)", [8, 10]),
        (". { $dot = 5 }; $dot; & { $amp = 5 }; $amp", [5, None]),
        ("& 'Write-Output' 3", [3]),
        ("function Outer { $v = 'o'; Inner }; function Inner { $v }; Outer", ["o"]),
        ("function f { $x = 1; 1..2 }; $x = 5; f | % { $x }", [5, 5]),
        ("$c = & { $n = 5; { $n }.GetNewClosure() }; & $c", [5]),
        # pipelines
        ("1..5 | where {$_ -gt 3}", [4, 5]),
        ("1..3 | % { $_ * 2 }", [2, 4, 6]),
        ("'b','a' | sort", ["a", "b"]),
        ("1..9 | select -First 2", [1, 2]),
        ("$r = 1..3 | where {$_ -eq 2}; $r", [2]),
        ("$r = 1 | where {$false}; $r -eq $null", [True]),
        ("1,$null,2 | measure | % Count", [2]),
        ("(1..3 | measure -Sum).Sum", [6.0]),
        ("1 | % { 'a'; 'b' }", ["a", "b"]),
        ("@(1 | % { }).Count", [0]),
        ("1..3 | Out-Null", []),
        ("[void]5; $null = 1,2", []),
        ("1..1000 | select -First 1; 'on'", [1, "on"]),
        # static members and methods
        (
            "[math]::Round(2.5); [math]::Round(3.14159, 2); [math]::Max(1, 2); [Math]::Pow(2, 3); [math]::Floor(1.9)",
            [2.0, 3.14, 2, 8.0, 1.0],
        ),
        ("[string]::Join(',', (1,2)); [string]::IsNullOrEmpty(''); [String]::Format('{0}!', 'a')", ["1,2", True, "a!"]),
        ("[convert]::ToInt32('ff', 16); [regex]::Escape('a.b'); [datetime]::DaysInMonth(2024, 2)", [255, "a\\.b", 29]),
        (
            "[int]::MaxValue; [guid]::Empty.ToString(); [System.Convert]::ToInt32('5')",
            [2147483647, str(UUID(int=0)), 5],
        ),
        (
            "'abc'.Substring(1); 'abc'.Substring(0, 2); 'a,b'.Split(','); ' a '.Trim(); 'abc'.IndexOf('c')",
            ["bc", "ab", "a", "b", "a", 2],
        ),
        (
            "'abc'.ToUpper(); 'aXa'.Replace('X', '-'); 'abc'.StartsWith('ab'); 'a'.PadLeft(3, '0')",
            ["ABC", "a-a", True, "00a"],
        ),
        (
            "(5).ToString('000'); (1234.5).ToString('N1'); (5).GetType().Name; 'a'.GetType().FullName",
            ["005", "1,234.5", "Int32", "System.String"],
        ),
        (
            "([datetime]'2024-01-31').AddMonths(1).ToString('yyyy-MM-dd'); \"$(([datetime]'2024-02-03').DayOfWeek)\"",
            ["2024-02-29", "Saturday"],
        ),
        ("(([datetime]'2024-01-02') - ([datetime]'2024-01-01')).TotalHours", [24.0]),
        ("([timespan]'1.02:03:04').Hours", [2]),
        ("$l = New-Object System.Collections.ArrayList; [void]$l.Add(1); $l.AddRange((2,3)); $l.Remove(2); $l", [1, 3]),
        ("[guid]'3f2504e0-4f89-11d3-9a0c-0305e82c3301' -eq '3F2504E0-4F89-11D3-9A0C-0305E82C3301'", [True]),
        ("[regex]::Matches('a1b2', '\\d') | % Value", ["1", "2"]),
        ("[array]::IndexOf((1,2,3), 2)", [1]),
        ("'a'.psobject.TypeNames", ["String"]),
        # more statements
        ('$s = "a`\nb"; $s.Length', [3]),
        ("if (1) {2}; if (0) {3}", [2]),
        ("Write-Output 1 2", [1, 2]),
        ("(Write-Output 1,2).Count", [2]),
        ("invoke-expression '1 + 1'", [2]),
        ("$x = 'Name'; ([pscustomobject]@{Name=3}).$x", [3]),
        ("@{a=1}.'a'", [1]),
        ("$a = 'x'; $a += 'y'; $a -= 0 2>$null; $a", ["xy"]),
        ("exit 3; 5", []),
        ("return 5; 6", [5]),
    ],
)
def test_value(run: Run, script: str, expected: list[Any]) -> None:
    assert run(script) == expected


def test_true_is_not_one(run: Run) -> None:
    assert [type(v) for v in run("$true; 1; 1.0; '1'")] == [bool, int, float, str]


def test_kinds_of_results(run: Run) -> None:
    table, made, span, guid = run("@{a=1}; [pscustomobject]@{a=1}; New-TimeSpan -Minutes 5; [guid]::NewGuid()")
    assert isinstance(table, Hashtable)
    assert isinstance(made, PSObject)
    assert span == timedelta(minutes=5)
    assert isinstance(guid, UUID)


def test_variables_can_be_given_and_read(interpreter: Interpreter) -> None:
    interpreter.variables["VMName"] = "web"
    assert interpreter.run_collect("$vmname + 1") == ["web1"]
    interpreter.run("$Answer = 42")
    assert interpreter.variables["answer"] == 42


def test_functions_and_variables_stay_for_the_next_line(interpreter: Interpreter) -> None:
    interpreter.run("function f { $x + 1 }; $x = 1")
    assert interpreter.run_collect("f") == [2]


def test_output_streams_to_the_host_as_it_comes(interpreter: Interpreter, host: Any) -> None:
    interpreter.run("1; Write-Host 'h'; 2; Write-Warning 'w'")
    assert host.records == [("output", 1), ("host", "h\n"), ("output", 2), ("warning", "w")]


def test_exit_gives_the_code(interpreter: Interpreter) -> None:
    interpreter.run("exit 3")
    assert interpreter.exit_code == 3
    assert interpreter.had_errors


# --- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("try { throw 'x' } catch { \"c:$_\" } finally { 'f' }", ["c:x", "f"]),
        ("try { 1/0 } catch { $_.Exception.Message }", ["Attempted to divide by zero."]),
        ("try { Get-Nothing } catch { 'caught' }", ["caught"]),
        ("try { try { throw 'a' } catch { throw } } catch { \"o:$_\" }", ["o:a"]),
        ("try { throw 'a' } catch [System.IO.IOException] { 1 } catch { 2 }", [2]),
        ("try { 1 } finally { 2 }", [1, 2]),
        ("try { Lend-Book Emma } catch [StateError] { 'lent' }", ["lent"]),
        ("function f { throw 'x' }; try { f; 1 } catch { 'c' }; 2", ["c", 2]),
        ("try { Lend-Book Emma -ErrorAction Stop } catch { $_.Exception.Message }", ["Emma is lent already."]),
        ("trap { \"t:$_\"; continue }\nthrow 'x'\n'after'", ["t:x", "after"]),
        ("$error.Count; 1/0; $error.Count; $error[0].Exception.Message", [0, 1, "Attempted to divide by zero."]),
        ("Get-Nothing; $?; 1; $?", [False, 1, True]),
        ("Get-Nothing; 'goes on'", ["goes on"]),
        ("try { Write-Error 'x' -ErrorAction Stop } catch { 'c' }", ["c"]),
        ("Lend-Book Emma -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count", [1]),
        ("try { [int]'x' } catch { $_.InvocationInfo.ScriptLineNumber }", [1]),
        ("try {\n\n 'a'.Substring(9) } catch { $_.InvocationInfo.ScriptLineNumber }", [3]),
        ("1..3 | % { if ($_ -eq 2) { Get-Nothing } else { $_ } }", [1, 3]),
        ("try { throw @{Code=5} } catch { $_.TargetObject.Code }", [5]),
        ('foreach ($i in 1,2) { try { if ($i -eq 1) { continue }; $i } finally { "f$i" } }', ["f1", 2, "f2"]),
        ("Get-Nothing 2>$null; 'on'", ["on"]),
        ("$e = Get-Nothing 2>&1; 'on'", ["on"]),
        ('$r = Lend-Book Emma 2>&1; "$r"', ["Emma is lent already."]),
    ],
)
def test_handling_errors(run: Run, script: str, expected: list[Any]) -> None:
    assert run(script) == expected


def test_an_error_that_is_not_caught_is_shown_and_the_script_goes_on(interpreter: Interpreter, host: Any) -> None:
    assert interpreter.run_collect("Lend-Book Emma\n'next'") == ["next"]
    record = host.on("error")[0]
    assert isinstance(record.error, StateError)
    assert (record.line, record.command, record.text) == (1, "Lend-Book", "Lend-Book Emma")
    assert interpreter.had_errors


def test_silent_errors_are_no_failure(interpreter: Interpreter, host: Any) -> None:
    interpreter.run("Lend-Book Emma -ea SilentlyContinue; Lend-Book Emma -ErrorAction Ignore")
    assert host.on("error") == []
    assert not interpreter.had_errors
    assert len(interpreter.errors) == 1


def test_throw_ends_the_script_with_its_place(interpreter: Interpreter) -> None:
    with pytest.raises(ScriptError, match="stop here") as caught:
        interpreter.run("1\n  throw 'stop here'\n2", "a.ps1")
    assert caught.value.place == "a.ps1:2:3"
    assert interpreter.had_errors


def test_the_preference_stop_ends_the_script_with_the_error_itself(interpreter: Interpreter) -> None:
    interpreter.variables["ErrorActionPreference"] = "Stop"
    with pytest.raises(StateError, match="Emma is lent"):
        interpreter.run("\nGet-Book | Lend-Book")
    assert interpreter.errors[0].line == 2


def test_one_failing_object_does_not_stop_the_others(run: Run, host: Any) -> None:
    assert [b.name for b in run("Get-Book | Lend-Book")] == ["Faust", "Ulysses"]
    assert len(host.on("error")) == 1


# --- budgets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("'x' * 1e9", "string"),
        ("1..1e12", "array"),
        ("@(1) * 1e9", "array"),
        ("function f { f }; f", "calls itself"),
        ("$s = 'x'; while ($true) { $s += $s }", "string"),
        ("$a = 1,2; while ($true) { $a += $a }", "array"),
        ("('a' * 40) -match '(a+)+$'", "regular expression"),
        ("'{0,2000000000}' -f 1", ""),
        ("'x'.PadLeft(1e9)", "string"),
        ("& { & $MyInvocation } ; function g { & { g } }; g", "calls itself"),
        ("('a' * 1e6) -replace 'a', ('b' * 1e6)", "string"),
        ("$sb = { & $sb }; & $sb", "calls itself"),
        ("('x,' * 1e6).Replace(',', 'y' * 1e6)", "string"),
    ],
)
def test_budgets_hold(interpreter: Interpreter, host: Any, script: str, says: str) -> None:
    if says:
        with pytest.raises(BudgetError, match=says):
            interpreter.run(script)
    else:
        interpreter.run(script)
        assert host.on("error")


@pytest.mark.parametrize(
    "script",
    [
        '$o = [pscustomobject]@{A=1}; $o.A = $o; "$o"; $o; $o | Format-List; $o | ConvertTo-Json; $o -eq $o; $o | sort',
        "$l = New-Object System.Collections.ArrayList; [void]$l.Add($l); \"$l\"; ,$l; $l | Out-String; $l -join ','",
        '$h = @{}; $h.h = $h; $h; "$h"; $h | ConvertTo-Json -Depth 50; $h | Out-String',
        '$x = @(1); 1..60 | % { $x = @($x, $x) }; "$x".Length -gt 0; [pscustomobject]@{A=$x} | Out-String',
    ],
)
def test_objects_that_hold_themselves_do_no_harm(interpreter: Interpreter, host: Any, script: str) -> None:
    interpreter.run(script)
    assert format_objects(host.on("output"), 80)


def test_shared_objects_cannot_blow_up(run: Run) -> None:
    with pytest.raises(BudgetError, match="JSON"):
        run("$x = @{}; 1..50 | % { $x = @{a=$x; b=$x} }; $x | ConvertTo-Json -Depth 50")


def test_a_script_cannot_catch_the_end_of_its_budget(run: Run) -> None:
    with pytest.raises(BudgetError):
        run("try { 'x' * 1e9 } catch { 'caught' }")


class StoppedError(Exception):
    pass


@pytest.mark.parametrize(
    "script",
    [
        "while ($true) { }",
        "for (;;) { }",
        "do { } while ($true)",
        "do { try { throw 1 } catch { } } until ($false)",
        "1..100000 | % { $_ }",
        "foreach ($i in 1..100000) { }",
        "Start-Sleep 1000",
        "1..100000 | where { $true }",
        "function f { while (1) { } }; f",
        "while ($true) { try { Start-Sleep 1000 } catch { } }",
        "1..100000 | Sort-Object { $_ }",
    ],
)
def test_the_host_can_stop_any_script(interpreter: Interpreter, host: Any, script: str) -> None:
    def stop(count: int) -> None:
        if count > 20 or (count > 1 and "Sleep" in script):
            raise StoppedError

    host.stop = stop
    with pytest.raises(StoppedError):
        interpreter.run(script)


@pytest.mark.parametrize(
    "script",
    [
        "(1).__class__",
        "'a'.__class__.__mro__",
        "''.format",
        "$x = Get-Book Emma; $x.__dict__; $x.model_fields; $x.model_dump; $x.copy",
        "{ 1 }.scope",
        "@{}._entries",
        "(Get-Date).tzinfo",
        "$error._data",
        "(New-Object PSObject).properties",
        "[guid]::Empty.bytes",
    ],
)
def test_python_internals_are_out_of_reach(run: Run, script: str) -> None:
    assert all(value is None for value in run(script))


@pytest.mark.parametrize(
    "script",
    [
        "'a'.format(1)",
        "(Get-Book Emma).model_dump()",
        "[Diagnostics.Process]::Start('sh')",
        "New-Object System.Net.WebClient",
        "New-Object -ComObject Excel.Application",
        "/bin/sh",
        "cmd.exe /c dir",
        "& '/bin/ls'",
        "'a'.__len__()",
        "(1).real()",
        "@(1).sort()",
        "@{}.popitem()",
        "(Get-Book Emma).Name = 'x'",
        "'{0.__class__}' -f 1",
    ],
)
def test_what_scripts_may_not_do_is_refused(errors: Callable[[str], list[str]], script: str) -> None:
    assert len(errors(script)) == 1


def test_an_engine_job_touches_no_files(interpreter: Interpreter, host: Any, tmp_path: Any) -> None:
    host.allows_files = False
    target = tmp_path / "x.txt"
    for script in (
        f"1 > '{target}'",
        f"Set-Content '{target}' 1",
        f"1 | Out-File '{target}'",
        f"1 | Export-Csv '{target}'",
        f"New-Item '{target}'",
        "Get-Content /etc/passwd",
        "dir",
        f"Copy-Item /etc/passwd '{target}'",
        ". ./x.ps1",
        "Test-Path /etc",
        "Import-Csv /etc/passwd",
        "Remove-Item /nowhere",
        "Get-Location",
    ):
        before = len(host.on("error"))
        interpreter.run(script)
        assert len(host.on("error")) == before + 1, script
    assert not target.exists()
    assert interpreter.run_collect("$env:PATH; $PWD; $HOME") == [None, None, None]
