"""The audit: what is recorded, that tampering shows, and that nothing is lost or doubled by a crash."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.cli import main
from vmmconsole.engine.audit import Trail, origin, verify
from vmmconsole.engine.audit.chain import Chain, hash_of, script_hash
from vmmconsole.engine.audit.export import messages
from vmmconsole.engine.engine import Engine
from vmmconsole.model import UserRole, VirtualMachine
from vmmconsole.model.errors import AccessError
from vmmconsole.model.status import JobStatus, Permission

TIME = "2026-11-26T12:00:00.000000+00:00"


def written(folder: Path, count: int = 6) -> Path:
    chain = Chain(folder)
    chain.open()
    for number in range(count):
        script = f"Start-VM {number}"
        chain.append(TIME, {"Kind": "JobStarted", "User": "bob", "Script": script, "ScriptHash": script_hash(script)})
    chain.close()
    return folder / "audit-2026-11.jsonl"


def texts(folder: Path) -> list[str]:
    return [str(finding) for finding in verify(folder)[1]]


def test_what_was_written_is_in_order(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, 2)  # opened again
    assert verify(tmp_path) == (8, [])


def test_an_audit_that_nobody_wrote_to_is_in_order(tmp_path: Path) -> None:
    assert verify(tmp_path) == (0, [])


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (lambda found: [*found[:2], found[2].replace(b'"bob"', b'"eve"'), *found[3:]], "Record 3 was altered."),
        (lambda found: [*found[:2], *found[3:]], "3 to 3 are missing"),
        (lambda found: found[1:], "1 to 1 are missing"),
        (lambda found: found[:-1], "Records 6 to 6 are missing at the end."),
        (lambda _found: [], "Records 1 to 6 are missing at the end."),
        (lambda found: [found[0], found[2], found[1], *found[3:]], "in another order"),
        (lambda found: [*found, found[-1]], "in another order"),
        (lambda found: [*found[:3], b"{}\n", *found[3:]], "This is no record."),
        (lambda found: [*found[:-1], found[-1][:-5]], "not whole"),
    ],
)
def test_tampering_shows(tmp_path: Path, tamper: Callable[[list[bytes]], list[bytes]], says: str) -> None:
    path = written(tmp_path)
    path.write_bytes(b"".join(tamper(lines(path))))
    assert any(says in text for text in texts(tmp_path)), texts(tmp_path)


def test_a_record_that_was_altered_with_its_hash_does_not_follow(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = lines(path)
    record = orjson.loads(found[2])
    record["User"] = "eve"
    record["Hash"] = hash_of(record)
    found[2] = orjson.dumps(record) + b"\n"
    path.write_bytes(b"".join(found))
    assert any("Record 4 does not follow" in text for text in texts(tmp_path))


def test_a_missing_head_shows(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "audit.head").unlink()
    assert "audit.head" in texts(tmp_path)[0]


@given(st.data())
def test_any_changed_byte_shows(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("audit")
    path = written(folder, 3)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert texts(folder)


def test_a_half_record_of_a_crash_is_cut_off_and_the_chain_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path)
    with path.open("ab") as file:
        file.write(b'{"Seq":7,"Ki')
    written(tmp_path, 1)
    assert verify(tmp_path) == (7, [])


def test_a_clock_that_was_put_back_keeps_the_order(tmp_path: Path) -> None:
    written(tmp_path)
    chain = Chain(tmp_path)
    chain.open()
    chain.append("2026-12-01T00:00:00", {"Kind": "x"})
    chain.append("2025-01-01T00:00:00", {"Kind": "y"})
    chain.close()
    assert verify(tmp_path) == (8, [])
    assert len(lines(tmp_path / "audit-2026-12.jsonl")) == 2


# On an engine


def records(engine: Engine) -> list[dict[str, Any]]:
    assert engine.audit.wait_written()
    folder = engine.settings.data_dir / "audit"
    assert verify(folder)[1] == []
    return [orjson.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in lines(path)]


def test_a_job_is_recorded_with_its_script_from_where_it_came_and_what_it_changed(demo: Engine) -> None:
    token = origin.set("10.0.0.7")
    try:
        machine = demo.store.find(VirtualMachine)[0]
        job = demo.jobs.start(f'Set-VM -VM "{machine.id}" -Description "audited"', owner="admin")
    finally:
        origin.reset(token)
    demo.jobs.wait(job.id, 20)
    started, ended = (r for r in records(demo) if r.get("JobID") == str(job.id))
    assert (started["Kind"], started["User"], started["Origin"]) == ("JobStarted", "admin", "10.0.0.7")
    assert started["Script"] == job.script
    assert started["ScriptHash"] == job.script_hash == script_hash(job.script)
    assert (ended["Kind"], ended["Status"], ended["Error"]) == ("JobEnded", "Completed", "")
    change = next(c for c in ended["Changes"] if c["Property"] == "Description")
    assert (change["Before"], change["After"], change["Name"]) == (machine.description, "audited", machine.name)


def test_a_failed_job_and_a_refusal_are_recorded(demo: Engine) -> None:
    job = demo.jobs.start('Start-VM "nowhere"', owner="admin")
    demo.jobs.wait(job.id, 20)
    with pytest.raises(AccessError):
        demo.access.check("mallory", Permission.REMOVE)
    found = records(demo)
    assert [r["Status"] for r in found if r["Kind"] == "JobEnded"] == ["Failed"]
    assert "nowhere" in next(r["Error"] for r in found if r["Kind"] == "JobEnded")
    (refusal,) = [r for r in found if r["Kind"] == "Refused"]
    assert refusal["User"] == "mallory"
    assert "member of no user role" in refusal["Error"]


def test_a_restarted_job_is_recorded_again(demo: Engine) -> None:
    job = demo.jobs.start('Start-VM "nowhere"', owner="admin")
    demo.jobs.wait(job.id, 20)
    assert demo.audit.wait_written()
    demo.jobs.restart(job.id)
    demo.jobs.wait(job.id, 20)
    kinds = [r["Kind"] for r in records(demo) if r.get("JobID") == str(job.id)]
    assert kinds == ["JobStarted", "JobEnded", "JobStarted", "JobEnded"]


def test_what_a_killed_engine_did_not_record_is_recorded_at_the_next_start(demo: Engine, tmp_path: Path) -> None:
    """The audit as a kill leaves it: behind the store by some records."""
    done = [demo.jobs.start("Get-VM | Select-Object -First 1", owner="admin") for _ in range(3)]
    for job in done:
        demo.jobs.wait(job.id, 20)
    records(demo)
    folder = shutil.copytree(demo.settings.data_dir / "audit", tmp_path / "copy")
    path = next(folder.glob("*.jsonl"))
    kept = lines(path)[:3]
    path.write_bytes(b"".join(kept))
    (folder / "audit.head").write_text(f"3 {orjson.loads(kept[-1])['Hash']}\n")
    trail = Trail(demo.store, folder)
    trail.start()
    assert trail.wait_written()
    trail.stop()
    assert verify(folder)[1] == []
    found = [orjson.loads(line) for line in lines(path)]
    for job in done:
        assert [r["Kind"] for r in found if r.get("JobID") == str(job.id)] == ["JobStarted", "JobEnded"]


def test_a_job_that_runs_over_a_restart_is_recorded_once(start_demo: Callable[..., Engine]) -> None:
    engine = start_demo()
    job = engine.jobs.start("Start-Sleep -Seconds 2; Get-VM | Select-Object -First 1", owner="admin")
    assert engine.audit.wait_written()
    engine.stop()
    engine = start_demo()
    job = engine.jobs.wait(job.id, 30)
    assert job.status is JobStatus.COMPLETED
    assert [r["Kind"] for r in records(engine) if r.get("JobID") == str(job.id)] == ["JobStarted", "JobEnded"]


def test_a_role_that_changes_is_in_the_audit(demo: Engine) -> None:
    job = demo.jobs.start('Set-VMMUserRole "Administrator" -AddMember eve', owner="admin")
    demo.jobs.wait(job.id, 20)
    (change,) = next(r for r in records(demo) if r["Kind"] == "JobEnded")["Changes"]
    assert (change["ObjectType"], change["Property"], change["After"]) == (UserRole.kind, "Members", ["admin", "eve"])


def test_files_are_for_their_owner_only(demo: Engine) -> None:
    folder = demo.settings.data_dir / "audit"
    demo.audit.record("Test", "admin")
    records(demo)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))


# Command line


def test_verify_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "audit")
    assert main(["audit", "verify", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "6 records, nothing is wrong.\n"
    path.write_bytes(path.read_bytes().replace(b"Start-VM 4", b"Remove-VM "))
    assert main(["audit", "verify", "--data", str(tmp_path)]) == 1
    assert "audit-2026-11.jsonl:5: Record 5 was altered." in capsys.readouterr().out
    assert main(["audit", "verify", "--data", str(tmp_path / "none")]) == 1


def test_export_to_syslog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "audit")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        address = f"127.0.0.1:{server.getsockname()[1]}"
        assert main(["audit", "export", "--data", str(tmp_path), "--syslog", address]) == 0
        received = [server.recv(65_536) for _ in range(6)]
    assert "6 records sent" in capsys.readouterr().err
    header, _, body = received[0].partition(b" - JobStarted - ")
    assert header.startswith(b"<109>1 2026-11-26T12:00:00.000000+00:00 ")
    assert orjson.loads(body)["Seq"] == 1


def test_a_record_too_long_for_a_datagram_goes_without_its_script(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    chain.open()
    chain.append(TIME, {"Kind": "JobStarted", "Script": "x" * 70_000, "ScriptHash": script_hash("x" * 70_000)})
    chain.close()
    (message,) = messages(tmp_path)
    assert len(message) < 1_000
    assert b"ScriptHash" in message
