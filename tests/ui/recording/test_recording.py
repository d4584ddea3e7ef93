"""A recording reads as the calls that ran, in order, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.script.calls import Argument, Call, Condition, Lookup, Script, Variable
from vmmconsole.script.parser import check
from vmmconsole.script.reader import read
from vmmconsole.script.writer import write
from vmmconsole_ui.recording import Fate, Recorded, Recording, typed, without_connecting, without_header

AT = datetime(2026, 11, 25, 14, 3, 12, tzinfo=UTC)


def done(_job_id: str) -> Fate:
    return Fate("Completed")


def script(name: str, title: str = "Set") -> Script:
    lookup = Lookup("VM", Call("Get-VM", (Argument("Name", name),)), (Condition(("Name",), name),))
    return Script(title, (lookup, Call("Set-VM", (Argument("VM", Variable("VM")), Argument("Tag", name)))))


def recorded(*scripts: Script, name: str = "Set properties") -> Recording:
    texts = [write(s, generated_at=AT) for s in scripts]
    return Recording(AT, "anna", "localhost", [Recorded(AT, name, text, str(n)) for n, text in enumerate(texts)])


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_the_calls_come_back_in_order_whatever_names_there_are(names: list[str], title: str, job: str) -> None:
    scripts = [script(name, title) for name in names]
    text = recorded(*scripts, name=job).text(lambda _id: Fate("Failed", job, title), AT)
    assert read(text).statements == tuple(statement for s in scripts for statement in s.statements)


def test_the_calls_are_the_same_bytes() -> None:
    posted = write(script("web-01"), generated_at=AT)
    assert without_header(posted) == posted[posted.index("$VM =") :]
    assert without_header(posted) in recorded(script("web-01")).text(done, AT).replace("\n\n", "\n\n")


def test_comments_say_when_what_and_how_it_ended() -> None:
    fates = {
        "0": Fate("Completed", target="web-01"), "1": Fate("Failed", "There is no\nspace."), "2": Fate("Canceled"),
        "3": Fate("Running"),
    }  # fmt: skip
    recording = recorded(*[script(f"vm-{n}") for n in range(4)], name="Change")
    text = recording.text(lambda job_id: fates[job_id], AT)
    assert text.count("# 14:03:12  Change\n") == 3
    assert "# 14:03:12  Change: web-01\n$VM" in text
    assert "# This job failed: There is no space.\n$VM = Get-VM" in text
    assert "# This job was canceled.\n" in text
    assert "# This job had not ended yet.\n" in text
    assert "# On localhost as anna\n" in text


def test_it_connects_once() -> None:
    connected: set[str] = set()
    first = '$s = Get-VMMServer -ComputerName "a"\nGet-VM -VMMServer $s\n'
    assert without_connecting(first, connected) == first
    assert without_connecting(first, connected) == "Get-VM -VMMServer $s\n"
    assert (
        without_connecting('Get-VMMServer "b" | Out-Null; Get-VM', connected) == 'Get-VMMServer "b" | Out-Null; Get-VM'
    )
    assert without_connecting('Get-VMMServer "b" | Out-Null; Get-VM', connected) == "Get-VM"
    used = 'Get-VMMServer "b" | select Name'
    assert without_connecting(used, connected) == without_connecting(used, connected) == used


def test_any_script_can_be_recorded_and_still_reads() -> None:
    odd = "# no calls\n<# a\nblock #>\nif ($true) { 'x' }"
    recording = Recording(AT, scripts=[Recorded(AT, "a\nb # SIG # x", odd)])
    assert check(recording.text(done, AT)) == []


def test_what_is_typed_in_the_powershell_window_stands_as_it_was_typed() -> None:
    found = [typed(text, AT) for text in ("$x = Get-VM", "foreach ($n in 1) {", "exit", "", "$x | Stop-VM -WhatIf")]
    assert found[1:4] == [None, None, None]
    recording = Recording(AT, scripts=[one for one in found if one is not None])
    text = recording.text(lambda _id: Fate(), AT)
    assert "Typed in the PowerShell window\n$x = Get-VM\n" in text
    assert text.endswith("\n$x | Stop-VM -WhatIf\n")


def test_what_is_typed_with_a_secret_is_not_recorded() -> None:
    found = typed("$password = 'canary-5531'", AT)
    assert found is not None
    text = Recording(AT, scripts=[found]).text(lambda _id: Fate(), AT)
    assert "canary-5531" not in text
    assert "not recorded" in text


def test_what_was_selected_is_said_where_it_is_used() -> None:
    found = typed("$Selection | Stop-VM", AT)
    assert found is not None
    assert found.script.endswith("\n$Selection | Stop-VM")
    assert "selected in the console" in found.script
