"""Ways out of a job's script that were tried: none reaches files, processes or Python, and none takes the engine."""

from __future__ import annotations

import importlib
import os
import pkgutil
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import vmmconsole.script
from vmmconsole.model.errors import BudgetError, CancelledError, StateError, VMMError
from vmmconsole.script.limits import MEMORY, Memory
from vmmconsole.script.patterns import MAX_STEPS
from vmmconsole.script.regex_cost import most_text

READ_SECONDS = 20
"""The longest that any of these may take on a busy computer; a pattern that gets away takes hours."""


class Watch:
    """Hears from Python itself what it does to files, processes, network and its own insides."""

    TOUCHING = (
        "open",
        "os.",
        "subprocess.",
        "socket.",
        "shutil.",
        "ctypes.",
        "glob.",
        "pathlib.",
        "tempfile.",
        "mmap.",
        "fcntl.",
        "pty.",
        "sqlite3.",
        "urllib.",
        "http.",
        "ftplib.",
        "smtplib.",
        "signal.",
        "compile",
        "exec",
        "code.__new__",
        "marshal.",
        "pickle.",
        "object.__",
        "sys._",
        "builtins.input",
        "resource.",
        "webbrowser.",
    )
    ALLOWED = ("object.__getattr__", "object.__setattr__", "sys._getframe", "marshal.loads", "marshal.load")
    """What Python does for signatures, dataclasses, tracebacks and modules that are first needed now."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.listens = False
        self._others: set[int | None] = set()
        modules = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *filter(None, sys.path)}
        self._modules = tuple(str(Path(folder)) for folder in modules)
        for module in pkgutil.walk_packages(vmmconsole.script.__path__, "vmmconsole.script."):
            importlib.import_module(module.name)  # now, for a module's first import does much
        sys.addaudithook(self._hear)

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """What is heard meanwhile of this thread and those that it starts; others may still end earlier tests."""
        self.heard, self.listens = [], True
        self._others = {thread.ident for thread in threading.enumerate()} - {threading.get_ident()}
        try:
            yield self.heard
        finally:
            self.listens = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.listens or threading.get_ident() in self._others:
            return
        if event.startswith(self.TOUCHING) and event not in self.ALLOWED:
            what = (*arguments, "")[event == "compile"]
            if not self._loads_module(event, what):
                self.heard.append(f"{event} {what!r:.200}")

    def _loads_module(self, event: str, what: Any) -> bool:
        """Whether it only reads or runs a module."""
        if event in {"exec", "compile"}:
            name = str(getattr(what, "co_filename", what))
            return name.endswith(".py") or name.startswith("<frozen")
        if event == "open":
            return str(what).endswith((".py", ".pyc", ".so")) and str(what).startswith(self._modules)
        return False


WATCH = Watch()


@pytest.fixture
def job(host: Any, run: Callable[[str], list[Any]]) -> Callable[[str], tuple[list[Any], list[str]]]:
    """Runs a script as a job does, without files: what it writes, and its errors."""
    host.allows_files = False

    def nobody(prompt: str, *, secret: bool = False) -> str:
        raise StateError("Nobody can answer.")

    host.read_line = nobody

    def go(script: str) -> tuple[list[Any], list[str]]:
        began = time.monotonic()
        written: list[Any] = []
        try:
            with WATCH.listening() as heard:
                written = run(script)
        except VMMError as err:
            return written, [f"{type(err).__name__} {err}"]
        finally:
            assert time.monotonic() - began < READ_SECONDS, script
            assert heard == [], script
        return written, [str(record) for record in host.on("error")]

    return go


FORBIDDEN = """
[System.IO.File]::ReadAllText('/etc/passwd')
[System.Diagnostics.Process]::Start('id')
[type]::GetType('System.IO.File')
[type]'System.IO.File'
([type]'System.IO.File')::ReadAllText('x')
[string].__subclasses__()
''.'__init__'()
(Get-Date).__reduce__()
(Get-Date).strftime('%Y')
"{0.__class__}" -f 'x'
"{0!r}" -f 'x'
[string]::Format('{0.__class__.__init__.__globals__}', 'x')
Get-Content /etc/passwd
gc ~/.bashrc
Get-ChildItem /
Test-Path /etc/passwd
Get-Location
. /etc/passwd
. ./x.ps1
& '/bin/ls'
/bin/ls
cmd /c dir
Start-Process ls
Start-Job {1}
Add-Type -TypeDefinition 'x'
New-Object System.Net.WebClient
New-Object -ComObject WScript.Shell
Invoke-WebRequest http://x
Invoke-Command {1} -AsJob
Invoke-Command -ComputerName other { Get-Content /etc/passwd }
Invoke-Expression 'Get-Content /etc/passwd'
Import-Csv /etc/passwd
using module os
Get-Credential
Get-Credential root
Read-Host 'name'
(Get-Date).Year = 3
$x = 'abc'; $x[0] = 'z'
$book = Get-Book Emma; $book.Name = 'Faust'
Get-Book Emma | Add-Member NoteProperty Pages 3
[math]::PI = 3
1 | Export-Clixml x.xml
Import-Clixml x.xml
Select-String -Path /etc/passwd -Pattern root
Start-Transcript x.log
Send-MailMessage -To a@b.c -From d@e.f -Subject s
Set-Location /
Push-Location /
Resolve-Path /
Convert-Path /etc
Clear-Content /etc/passwd
1 | Tee-Object -FilePath x
Copy-Item /etc/passwd x
mkdir x
Get-ChildItem env:
Get-Item env:PATH
Invoke-Command -FilePath x.ps1
Get-Process
[IO.Path]::GetFullPath('x')
[IO.File]::WriteAllText('x', 'y')
[IO.File]::Exists('/etc/passwd')
[IO.Directory]::GetFiles('/')
New-Object System.IO.StreamWriter 'x'
New-Object System.IO.StreamReader '/etc/passwd'
[System.IO.StreamWriter]'x'
[System.IO.StreamWriter]::new('x')
New-Object Net.Mail.SmtpClient
(New-Object Net.Mail.SmtpClient 'mail').Send('a', 'b', 'c', 'd')
[IO.Path]::GetTempFileName()
([xml]'<a/>').Save('x.xml')
$host.UI.ReadLine()
$host.UI.PromptForChoice('a', 'b', @('&Yes'), 0)
""".strip().splitlines()


@pytest.mark.parametrize("script", FORBIDDEN)
def test_it_is_refused(job: Callable[[str], tuple[list[Any], list[str]]], script: str) -> None:
    written, errors = job(script)
    assert errors, script
    assert not [value for value in written if value is not None]


@pytest.mark.parametrize(
    "touch",
    [lambda: Path(os.devnull).read_bytes(), lambda: list(Path("/").iterdir()),
     lambda: subprocess.run(["true"], check=True), lambda: socket.create_server(("127.0.0.1", 0)).close(),
     lambda: eval("1")],
)  # fmt: skip
def test_the_watch_hears(touch: Callable[[], object]) -> None:
    """Else the cases here would prove less than they say. Python does not tell of a look whether a file is there."""
    with WATCH.listening() as heard:
        touch()
    assert heard


NOTHING = """
[System.Reflection.Assembly]::LoadWithPartialName('x')
Add-Type -AssemblyName System.Windows.Forms
[Environment]::GetEnvironmentVariable('PATH')
'x'.__class__.__mro__
$name = '__class__'; 'x'.$name
''.GetType().Assembly
[environment]::newline.__class__
{1}.scope.variables
{1}.block
{1}.Invoke.__globals__
@{}.__class__
(Get-Book Emma).__class__
(Get-Book Emma).model_fields
(Get-Book Emma).model_config
(Get-Command Get-Date).run
try { 1/0 } catch { $_.error; $_.Exception.__traceback__ }
(ConvertTo-SecureString s3cret -AsPlainText -Force)._text
$ExecutionContext.InvokeCommand
$env:PATH; $env:HOME; $home; $pwd; $PSScriptRoot; $PSCommandPath
'x' | ForEach-Object __class__
'x' | Select-Object -ExpandProperty __class__
""".strip().splitlines()


@pytest.mark.parametrize("script", NOTHING)
def test_python_does_not_show(job: Callable[[str], tuple[list[Any], list[str]]], script: str) -> None:
    written, _ = job(script)
    assert [value for value in written if value is not None] == []


@pytest.mark.parametrize(
    "write",
    ["> {}", ">> {}", "2> {}", "| Out-File {}", "| Tee-Object {}", "| Export-Csv {}", "| Add-Content {}",
     "| Set-Content {}", "; New-Item {} -Force", "; Invoke-Expression \"1 > '{}'\""],
)  # fmt: skip
def test_nothing_is_written(job: Callable[[str], tuple[list[Any], list[str]]], tmp_path: Path, write: str) -> None:
    _, errors = job("'a' " + write.format(tmp_path / "new") + "; Get-Nothing 2> " + str(tmp_path / "new"))
    assert errors
    assert list(tmp_path.iterdir()) == []


def test_the_environment_stays(job: Callable[[str], tuple[list[Any], list[str]]]) -> None:
    before = os.environ.get("PATH")
    assert job("$env:PATH = 'evil'; $env:PATH")[0] == ["evil"]
    assert os.environ.get("PATH") == before


TOO_MUCH = [
    r"$s = 'x'; 1..60 | % { $s = $s.Insert(0, $s) }",
    '$s = "x"; 1..60 | % { $s = "$s$s" }',
    r"$s = '\'; 1..60 | % { $s = [regex]::Escape($s) }",
    r"""$s = '"\'; 1..60 | % { $s = $s | ConvertTo-Json }""",
    "('x' * 16000000).ToCharArray()",
    "('a,' * 8000000).Split(',')",
    "('a' * 100000) -replace 'a', ('b' * 100000)",
    "'a'.PadLeft(2000000000)",
    "1..100000000",
    "(1..2000000) * 1000",
    '$b = 1..2000; $a = ,$b * 2000; $c = ,$a * 2000; "$c"',
    "$b = 1..2000; $a = ,$b * 2000; $c = ,$a * 2000; $c.Foo",
    "('a' * 30) -match ('a?' * 30 + 'a' * 30)",
    "('a' * 100) -match '(a{1,20}){1,20}b'",
    "('a' * 60) -match '((a|a){20}){20}b'",
    "('a' * 40) -match '^(a+)+$'",
    r"('a' * 60) -match '^(\w+\s?)*$'",
    "('a' * 500000) -like '*aaaaaaaaaaaaaaaaaaaaaaaaaaab*'",
    "$b = 1..2000; $a = ,$b * 2000; $c = ,$a * 2000; [string]$c",
    "$b = 1..2000; $a = ,$b * 2000; $c = ,$a * 2000; $c -as [string]",
    "[xml]('<a>' * 500 + '</a>' * 500)",
    "$b = New-Object Text.StringBuilder; 1..60 | % { [void]$b.Append($b.ToString() + 'x') }",
    "$l = New-Object 'Collections.Generic.List[int]'; $l.AddRange((1..2000000)); $l.AddRange((1..2000000))",
    "[Text.Encoding]::UTF8.GetBytes('a' * 16000000)",
    "('a,' * 8000000) | ConvertFrom-Csv -Header a",
    "function f { f }; f",
    "$f = { & $f }; & $f",
]


@pytest.mark.parametrize("script", TOO_MUCH)
def test_too_much_ends_the_script(job: Callable[[str], tuple[list[Any], list[str]]], script: str) -> None:
    written, errors = job("try { " + script + " } catch { 'caught' }; 'goes on'")
    assert written == []
    assert errors[0].startswith("BudgetError"), errors


HARMLESS = [
    ("$a = @(1); 1..60 | % { $a = ,$a + ,$a }; $a.Name; 'end'", "end"),
    ("$a = @(1); 1..60 | % { $a = ,$a + ,$a }; $t = \"$a\" + ($a | Out-String); 'end'", "end"),
    ("$a = New-Object System.Collections.ArrayList; [void]$a.Add($a); $a.Foo; $t = \"$a\"; 'end'", "end"),
    ("$h = @{}; $h[$h] = 1; $h[@(1)] = 2; $h.Count", 2),
    ("'x' -like ('[' * 300000)", False),
    ("[double]('0x' + 'F' * 10000)", float("inf")),
    (r"'john.doe@mail.example.com' -match '^[\w.+-]+@[\w-]+(\.[\w-]+)+$'", True),
    (r"'C:\VMs\web-01\disks\web-01.vhd' -match '^(?<d>[a-z]):\\(?:[^\\]+\\)*([^\\]+)\.vhd$'", True),
    (r"'192.168.100.200' -match '^(\d{1,3}\.){3}\d{1,3}$'", True),
    ("'00:1d:d8:b7:1c:00' -match '^([0-9a-f]{2}:){5}[0-9a-f]{2}$'", True),
    (r"(('web-01 ' * 2000) -replace '\s+', ' ').Length", 14000),
    ("'Windows Server 2008 Enterprise 64-bit' -match '(Standard|Enterprise).*(32|64)-bit'", True),
]


@pytest.mark.parametrize(("script", "last"), HARMLESS)
def test_what_is_strange_but_small_works(
    job: Callable[[str], tuple[list[Any], list[str]]], script: str, last: object
) -> None:
    written, errors = job(script)
    assert not errors
    assert written[-1] == last


@pytest.mark.parametrize("script", ["[convert]::ToInt64('F' * 1000000, 16)", "'x' -match ('a' * 10000000)",
                                    "'[' * 100000 | ConvertFrom-Json", "[char]1114112", "@{$null = 1}"])  # fmt: skip
def test_nonsense_is_an_error(job: Callable[[str], tuple[list[Any], list[str]]], script: str) -> None:
    assert job(script)[1]


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*)*x", "(a*)*b", r"(\w+\s?)*!", "(x+x+)+y", "(a{1,9}){1,9}b",
     "a?" * 25 + "a" * 25, "(?:a|b|ab)*c", "((a+)b?)+c", r"(\.a*)+!", r"(a\.?)+!"],
)  # fmt: skip
def test_the_longest_text_for_a_pattern_is_quick(
    job: Callable[[str], tuple[list[Any], list[str]]], pattern: str
) -> None:
    longest = most_text(pattern, MAX_STEPS, 1_000_000)
    for letter in ("a", "x", ".a", "ab"):
        text = (letter * longest)[:longest]
        assert job(f"'{text}' -match '{pattern}'")[1] == []


@pytest.mark.parametrize(
    "shown",
    ['"$secret"', "$secret | Out-String", "$secret | ConvertTo-Json", "$secret | Format-List * | Out-String",
     "@{p = $secret} | ConvertTo-Json", "$secret | ConvertTo-Csv", "$c | Out-String", '"$c"', "$c | ConvertTo-Json",
     'try { [int]$secret } catch { "$_" }', 'try { throw $secret } catch { "$_" }'],
)  # fmt: skip
def test_a_secret_does_not_show(job: Callable[[str], tuple[list[Any], list[str]]], host: Any, shown: str) -> None:
    written, errors = job(
        "$secret = ConvertTo-SecureString s3cret -AsPlainText -Force; "
        f"$c = New-Object PSCredential root, $secret; {shown}"
    )
    assert "s3cret" not in f"{written}{errors}{host.records}"


@pytest.fixture
def _little_memory() -> Iterator[None]:
    token = MEMORY.set(Memory(200 * 1024 * 1024))
    yield
    MEMORY.reset(token)


@pytest.mark.usefixtures("_little_memory")
@pytest.mark.parametrize("make", ["'a' * 16000000", ",(1..1000000)", "'a'.PadLeft(10000000)"])
def test_memory_is_bounded(run: Callable[[str], list[Any]], make: str) -> None:
    with pytest.raises(BudgetError, match="memory"):
        run("$kept = @(); 1..500 | ForEach-Object { $kept += " + make + " }")


@pytest.mark.usefixtures("_little_memory")
def test_what_is_freed_does_not_count(run: Callable[[str], list[Any]]) -> None:
    assert run("1..60 | ForEach-Object { $one = 'a' * 16000000 }; 'end'") == ["end"]


@pytest.mark.parametrize(
    "work",
    [
        "[array]::Sort($items)",
        "$text -split 'a'",
    ],
)
def test_one_long_statement_can_be_stopped_inside(host: Any, interpreter: Any, work: str) -> None:
    """Nothing that Python does for one statement keeps the host from stopping the script before its end."""
    interpreter.run("$items = @('b', 'd', 'a', 'c') * 20000; $text = 'a' * 2000000")
    before = host.checks

    def stop(checks: int) -> None:
        if checks > before + 1:
            raise CancelledError

    host.stop = stop
    with pytest.raises(CancelledError):
        interpreter.run(work)
