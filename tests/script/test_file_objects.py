"""Files and mail by way of .NET, in scripts of users; jobs have none of it, see `test_safety`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[[str], list[Any]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "make", ["New-Object System.IO.StreamWriter 'a.txt'", "[System.IO.StreamWriter]'a.txt'",
             "[IO.StreamWriter]::new('a.txt')", "[IO.File]::CreateText('a.txt')"],
)  # fmt: skip
def test_a_writer_writes_lines(run: Run, make: str) -> None:
    assert run(f"$w = {make}; $w.Write('a'); $w.WriteLine('b'); $w.WriteLine('{{0}}-{{1}}', 1, 2); $w.Close()") == []
    assert Path("a.txt").read_text("utf-8") == "ab\n1-2\n"


def test_a_writer_writes_when_it_is_flushed_or_has_much(run: Run) -> None:
    run("$w = New-Object IO.StreamWriter 'a.txt'; $w.Write('a')")
    assert Path("a.txt").read_text("utf-8") == ""
    run("$w.Flush(); $w.Write('b' * 70000); $w.Write('c')")
    assert Path("a.txt").read_text("utf-8") == "a" + "b" * 70000
    run("$w.Dispose()")
    run("$v = New-Object IO.StreamWriter('a.txt', $true, [Text.Encoding]::UTF8); $v.Write('d'); $v.Close()")
    assert Path("a.txt").read_text("utf-8").endswith("bcd")


def test_a_closed_writer_takes_nothing(run: Run, host: Any) -> None:
    run("$w = New-Object IO.StreamWriter 'a.txt'; $w.Close(); $w.Write('a')")
    assert "closed" in str(host.on("error")[0])
    assert Path("a.txt").read_text("utf-8") == ""


def test_a_reader_reads_to_the_end(run: Run) -> None:
    Path("a.txt").write_text("one\ntwo\n\nrest", "utf-8")
    assert run(
        "$r = New-Object IO.StreamReader 'a.txt'; while (($line = $r.ReadLine()) -ne $null) { $line }; $r.EndOfStream"
    ) == ["one", "two", "", "rest", True]
    rest = "$r = [IO.File]::OpenText('a.txt'); $r.ReadLine(); $r.Peek(); $r.ReadToEnd()"
    assert run(rest) == ["one", 116, "two\n\nrest"]


def test_whole_files(run: Run) -> None:
    assert run(r"""
        [IO.File]::WriteAllText("$pwd\a.txt", "x`n"); [IO.File]::AppendAllText('a.txt', 'y')
        [IO.File]::ReadAllLines('a.txt'); [IO.File]::Exists('a.txt'); [IO.File]::Exists('b.txt')
        [IO.File]::WriteAllLines('b.txt', @('1', '2')); [IO.File]::ReadAllText('b.txt')
        [IO.Directory]::CreateDirectory('sub') | Out-Null; [IO.File]::Copy('a.txt', 'sub/c.txt')
        [IO.Directory]::GetFiles('sub') | Split-Path -Leaf; [IO.Directory]::GetFiles('.', '*.txt').Count
        [IO.File]::Move('a.txt', 'd.txt'); [IO.File]::Delete('b.txt'); [IO.Directory]::GetFiles('.').Count
        [IO.Directory]::Exists('sub')
    """) == ["x", "y", True, False, "1\n2\n", "c.txt", 2, 1, True]


@pytest.mark.parametrize(
    "script", ["[IO.File]::ReadAllText('x')", "New-Object IO.StreamReader 'x'", "[IO.File]::Copy('x', 'y')",
               "[IO.StreamWriter]'no/such/folder/x'", "[IO.File]::ReadAllText()", "[IO.File]::Encrypt('x')",
               "[IO.FileStream]'x'"],
)  # fmt: skip
def test_what_does_not_work_is_an_error(run: Run, host: Any, script: str) -> None:
    run(script)
    assert host.on("error")
    assert list(Path().iterdir()) == []


def test_a_message_that_is_sent_is_a_file(run: Run, host: Any) -> None:
    Path("report.csv").write_text("a,b", "utf-8")
    written = run("""
        $m = New-Object Net.Mail.MailMessage
        $m.From = New-Object System.Net.Mail.MailAddress('vmm@contoso.com', 'VMM')
        $m.To.Add('a@contoso.com'); $m.To.Add('b@contoso.com'); $m.CC.Add('c@contoso.com')
        $m.Subject = 'Report'; $m.Body = '<b>All is well</b>'; $m.IsBodyHtml = $true
        $m.Attachments.Add((New-Object Net.Mail.Attachment 'report.csv'))
        $c = New-Object Net.Mail.SmtpClient('mail.contoso.com', 587); $c.EnableSsl = $true
        $c.Send($m); $m.Dispose()
        "$($c.Host) $($m.To.Count)"
    """)
    assert written == ["mail.contoso.com 2"]
    assert "Nothing is sent" in host.on("warning")[0]
    (mail,) = Path().glob("*.eml")
    text = mail.read_text("utf-8")
    for part in ('"VMM" <vmm@contoso.com>', "a@contoso.com, b@contoso.com", "<b>", "report.csv"):
        assert part in text


def test_four_texts_can_be_sent_too(run: Run) -> None:
    run("$c = New-Object Net.Mail.SmtpClient; $c.Send('a@b.c', 'd@e.f,g@h.i', 'Subject', 'Text')")
    (mail,) = Path().glob("*.eml")
    assert "To: d@e.f, g@h.i" in mail.read_text("utf-8")
