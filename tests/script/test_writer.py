"""The writer and the reader: the law that a script reads back as what was written, and the layout."""

from __future__ import annotations

import random
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vmmconsole.model.errors import ScriptError, ScriptSyntaxError
from vmmconsole.script.calls import SWITCH, Argument, Call, Condition, Lookup, Script, Variable, Word
from vmmconsole.script.parser import parse
from vmmconsole.script.reader import read
from vmmconsole.script.writer import long_date, quote, write, write_statements

AT = datetime(2008, 6, 20, 12, 9, 29)  # noqa: DTZ001
RULE = "# " + "-" * 78

NASTY = [
    "",
    " ",
    "'",
    '"',
    "''",
    '""',
    "`",
    "``",
    '`"',
    "$",
    "$$",
    "$x",
    "${x}",
    "$(1)",
    "$(",
    "$env:PATH",
    "a$",
    "a`",
    "‘",
    "’",
    "‚",
    "‛",
    "“",
    "”",
    "„",
    "‟",
    "”; Remove-VM -VM $VM #",
    '"; Remove-VM; "',
    "–",
    "—",
    "―",
    "–VM",
    "--%",
    "--",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\0",
    "\0001",
    "\t",
    "\a\b\f\v\x1b\x7f",
    "\x85",
    "\u2028\u2029",
    "\ufeff",
    "\u202e\u2066\u2069\u200f",
    "@'",
    '@"',
    '"@',
    '\n"@\n',
    "\n'@\n",
    "#",
    "<#",
    "#>",
    "|",
    ";",
    "&",
    "{",
    "}",
    "(",
    ")",
    "@{",
    "%",
    "*?[a-z]",
    "true",
    "$true",
    "null",
    "1",
    "007",
    "1e5",
    "4GB",
    "0x1F",
    "-5",
    "Dynamic",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "web-01",
    "\\\\lib\\share\\a b.iso",
    "日本語",
    "🙂",
    "e\u0301",
    "x" * 65536,
    '`$"' * 4096,
    "host.fqdn",
    "$($x)",
    "`u{41}",
    "`e",
    "\ud7ff",
    "\uffff",
    "\U0010ffff",
    "-eq",
    " -and ",
    ", ",
    "\\",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(NASTY)
words = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,12}", fullmatch=True).map(Word)
names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,12}", fullmatch=True)
variables = (
    st.from_regex(r"[A-Za-z0-9_]{1,12}", fullmatch=True)
    .filter(lambda n: n.lower() not in ("true", "false", "null"))
    .map(Variable)
)
cmdlets = st.from_regex(r"[A-Z][a-z]{1,8}-[A-Z][A-Za-z0-9]{1,10}", fullmatch=True)
scalars = st.one_of(
    texts,
    words,
    variables,
    st.booleans(),
    st.none(),
    st.uuids(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)
values = scalars | st.just(SWITCH) | st.lists(scalars, max_size=4).map(tuple)
calls = st.builds(Call, cmdlets, st.lists(st.builds(Argument, names, values), max_size=5).map(tuple))
conditions = st.builds(Condition, st.lists(names | texts, min_size=1, max_size=3).map(tuple), scalars)
lookups = st.builds(Lookup, variables.map(lambda v: v.name), calls, st.lists(conditions, max_size=3).map(tuple))
scripts = st.builds(Script, texts, st.lists(calls | lookups, max_size=5).map(tuple))


def same(one: object, other: object) -> bool:
    """Equal, and of the same types all the way down: 1, 1.0 and True are not the same here."""
    return one == other and repr(one) == repr(other)


@given(scripts)
def test_what_is_written_reads_back_equal(script: Script) -> None:
    text = write(script, generated_at=AT)
    assert same(read(text).statements, script.statements)
    assert same(read(write_statements(script.statements)).statements, script.statements)


@pytest.mark.parametrize("text", NASTY)
def test_any_text_survives_everywhere(text: str) -> None:
    statements = (
        Lookup("VM", Call("Get-VM", (Argument("Name", text),)), (Condition((text, "Name"), text),)),
        Call("New-VM", (Argument("Name", text), Argument("Tags", (text,)), Argument("More", (text, text, text)))),
    )
    assert read(write(Script(text, statements), generated_at=AT)).statements == statements


@given(texts)
@example("x\nRemove-VM -VM $VM")
@example("x\rRemove-VM")
@example("x\u2028Remove-VM")
@example("SIG # Begin signature block")
def test_a_title_cannot_leave_its_comment(title: str) -> None:
    text = write(Script(title, (Call("Get-VM"),)), generated_at=AT, product=title)
    assert len(parse(text).statements) == 1
    lines = text.split("\n")
    assert all(line.startswith("#") for line in lines[:7])
    assert lines[0] == lines[2] == lines[6] == RULE
    assert not lines[1].upper().startswith("# SIG")


@given(texts)
def test_written_text_shows_no_hidden_characters(text: str) -> None:
    written = quote(text)
    assert all(c.isprintable() or c == "\u00a0" or c.isspace() for c in written)
    assert not any(c in written for c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\n\r\0")


def test_the_layout_is_the_wizards() -> None:
    group = UUID("3F2504E0-4F89-11D3-9A0C-0305E82C3301")
    script = Script(
        "New Virtual Machine Wizard Script",
        (
            Call(
                "Set-VirtualFloppyDrive",
                (
                    Argument("RunAsynchronously", SWITCH),
                    Argument("VMMServer", "localhost"),
                    Argument("NoMedia", SWITCH),
                    Argument("JobGroup", group),
                ),
            ),
            Call(
                "New-VirtualDVDDrive",
                (
                    Argument("VMMServer", "localhost"),
                    Argument("JobGroup", group),
                    Argument("Bus", 1),
                    Argument("LUN", 0),
                ),
            ),
            Lookup(
                "CPUType",
                Call("Get-CPUType", (Argument("VMMServer", "localhost"),)),
                (Condition(("Name",), "1.00 GHz Pentium III Xeon"),),
            ),
            Lookup(
                "VMHost",
                Call("Get-VMHost", (Argument("VMMServer", "localhost"),)),
                (Condition(("Name",), "kvm-01"), Condition(("HostGroup", "Name"), "All Hosts")),
            ),
            Call(
                "New-VM",
                (
                    Argument("VMHost", Variable("VMHost")),
                    Argument("Name", "web-01"),
                    Argument("HighlyAvailable", False),
                    Argument("StopAction", Word("SaveVM")),
                    Argument("BootOrder", ("CD", "IdeHardDrive")),
                ),
            ),
        ),
    )
    assert write(script, generated_at=AT).split("\n") == [
        RULE,
        "# New Virtual Machine Wizard Script",
        RULE,
        "# Script generated on Friday, June 20, 2008 12:09:29 PM by Virtual Machine Manager",
        "# ",
        "# For additional help on cmdlet usage, type get-help <cmdlet name>",
        RULE,
        "",
        "",
        (
            'Set-VirtualFloppyDrive -RunAsynchronously -VMMServer "localhost" -NoMedia '
            "-JobGroup 3f2504e0-4f89-11d3-9a0c-0305e82c3301 "
        ),
        "",
        "",
        'New-VirtualDVDDrive -VMMServer "localhost" -JobGroup 3f2504e0-4f89-11d3-9a0c-0305e82c3301 -Bus 1 -LUN 0 ',
        "",
        "",
        '$CPUType = Get-CPUType -VMMServer "localhost" | where {$_.Name -eq "1.00 GHz Pentium III Xeon"} ',
        (
            '$VMHost = Get-VMHost -VMMServer "localhost" | where {$_.Name -eq "kvm-01" -and '
            '$_.HostGroup.Name -eq "All Hosts"} '
        ),
        "",
        (
            'New-VM -VMHost $VMHost -Name "web-01" -HighlyAvailable $false -StopAction SaveVM '
            '-BootOrder "CD", "IdeHardDrive" '
        ),
        "",
    ]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2008, 6, 20, 0, 9, 5), "Friday, June 20, 2008 12:09:05 AM"),  # noqa: DTZ001
        (datetime(2011, 2, 9, 13, 0, 0), "Wednesday, February 9, 2011 1:00:00 PM"),  # noqa: DTZ001
    ],
)
def test_the_date_is_long_and_english(at: datetime, text: str) -> None:
    assert long_date(at) == text


def test_the_title_reads_back() -> None:
    assert read(write(Script("Migrate Virtual Machine Wizard Script"), generated_at=AT)).title == (
        "Migrate Virtual Machine Wizard Script"
    )
    assert read("Get-VM").title == ""


@pytest.mark.parametrize(
    "call",
    [
        Call("Get VM"),
        Call("Get-VM; x"),
        Call("if"),
        Call(""),
        Call("Get-VM", (Argument("a b", 1),)),
        Call("Get-VM", (Argument("A", Variable("a b")),)),
        Call("Get-VM", (Argument("A", Variable("true")),)),
        Call("Get-VM", (Argument("A", Word("x; y")),)),
        Call("Get-VM", (Argument("A", 2**63),)),
        Call("Get-VM", (Argument("A", float("nan")),)),
        Call("Get-VM", (Argument("A", float("inf")),)),
    ],
)
def test_names_that_are_none_are_refused(call: Call) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        write_statements([call])


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("get-credential", (Call("get-credential"),)),
        ("$Credential = get-credential", (Lookup("Credential", Call("get-credential")),)),
        ("New-VM –Name “web 01”", (Call("New-VM", (Argument("Name", "web 01"),)),)),
        (
            "New-VM -Name:'a' `\n  -StartVM # now",
            (Call("New-VM", (Argument("Name", "a"), Argument("StartVM", SWITCH))),),
        ),
        ("Get-VM -Path \\\\lib\\x", (Call("Get-VM", (Argument("Path", "\\\\lib\\x"),)),)),
        (
            "$V = Get-VM | ? {$_.A -eq 1} | where {$_.B.C -eq $null}",
            (Lookup("V", Call("Get-VM"), (Condition(("A",), 1), Condition(("B", "C"), None))),),
        ),
    ],
)
def test_scripts_that_people_have_edited_can_be_read(text: str, statements: tuple[object, ...]) -> None:
    assert read(text).statements == statements


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\nif ($a) { Get-VM }", 2),
        ("Get-VM | Start-VM", 1),
        ('Get-VM "x"', 1),
        ("\n\n$a = 5", 3),
        ("$a += Get-VM", 1),
        ("Get-VM -Name $a.b", 1),
        ('Get-VM -Name "$a"', 1),
        ("Get-VM -Name (1 + 2)", 1),
        ("& Get-VM", 1),
        ("Get-VM > x.txt", 1),
        ("$a = Get-VM | where {$_.A -like 1}", 1),
        ("$a = Get-VM | select Name", 1),
        ("param($x) Get-VM", 1),
        ("$global:a = Get-VM", 1),
        ("Get-VM -Name @(Get-Date)", 1),
    ],
)
def test_anything_more_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ScriptError) as caught:
        read(text)
    assert caught.value.line == line


def test_text_that_is_not_the_language_is_a_syntax_error() -> None:
    with pytest.raises(ScriptSyntaxError):
        read('Get-VM -Name "x')


PIECES = [
    *NASTY, "a", "B", "9", "_", ".", ",", ";", "|", "&", "(", ")", "{", "}", "[", "]", "@", "#", "<#", "#>", "%", "!",
    "\u202e", "\u2066", "\u200f", "\u05d0", "\u0627", "\ufeff", "\U0001f4bb", "\ud800", "é", "ß", "İ",
]  # fmt: skip
SHORT = [piece for piece in PIECES if len(piece) <= 4]


def test_a_hundred_thousand_names_come_back_as_they_were() -> None:
    """Whatever a field can hold: quotes of all kinds, dashes, NUL, marks that turn the direction, ``--%``, 64 kB."""
    chance = random.Random(2008)
    block = 200
    for start in range(0, 100_000, block):
        names = ["".join(chance.choices(SHORT, k=chance.randint(0, 8))) for _ in range(block)]
        if start % 50_000 == 0:
            names[0] = "".join(chance.choices(SHORT, k=65_536))[:65_536]
        calls = [Call("Set-VM", (Argument("Name", name),)) for name in names]
        text = write_statements(calls)
        assert read(text).statements == tuple(calls)
