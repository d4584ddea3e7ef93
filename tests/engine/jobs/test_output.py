"""What a job keeps of what its script writes: enough to see, never more than the engine can hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs.budget import Limits
from vmmconsole.engine.jobs.output import MAX_TEXT, wire_output
from vmmconsole.model import Job
from vmmconsole.model.status import JobStatus

Run = Callable[..., Job]


@pytest.mark.parametrize(
    "script",
    [
        "$s = 'a' * 16000000; 1..20 | % { $s }",
        "$s = 'a' * 16000000; 1..40 | % { Write-Host $s }",
        "$a = @(1); 1..60 | % { $a = ,$a + ,$a }; ,$a; @{ a = $a }",
        "$a = New-Object System.Collections.ArrayList; [void]$a.Add($a); ,$a; @{ a = $a }",
        "@{ n = 1..2000000 }",
    ],
)
def test_the_record_stays_small(run: Run, script: str) -> None:
    job = run(script)
    assert job.status in {JobStatus.COMPLETED, JobStatus.SUCCEED_WITH_INFO}, job.error_info
    assert len(json.dumps(job.to_wire())) < 40_000_000


def test_a_cut_is_marked() -> None:
    shown = wire_output("a" * (MAX_TEXT + 5))["Value"]
    assert shown == "a" * MAX_TEXT + "…"


def test_half_characters_do_not_break_the_record(run: Run) -> None:
    job = run("[char]55296; Write-Host ([char]55296); @{ ([string][char]55296) = 1 }")
    assert job.status is JobStatus.COMPLETED
    assert job.output[0] == {"Value": "?"}


class TestSecrets:
    SCRIPT = (
        "$p = ConvertTo-SecureString 's3cret' -AsPlainText -Force\n"
        "$c = New-Object System.Management.Automation.PSCredential('root', $p)\n"
        'Write-Host "$p $c"; $p; $c; @{ p = $p; c = $c }\n'
        "Get-Group -Name $p\nSet-Mark $c"
    )

    def test_they_are_in_the_script_only(self, run: Run, engine: Engine, data_dir: Path) -> None:
        wire = run(self.SCRIPT).to_wire()
        assert "s3cret" in wire.pop("Script")
        assert "s3cret" not in json.dumps(wire)
        engine.stop()
        logs = list(data_dir.glob("*.log*"))
        assert logs
        for log in logs:
            assert "s3cret" not in log.read_text(encoding="utf-8")

    def test_nobody_can_be_asked(self, run: Run) -> None:
        job = run("$c = Get-Credential")
        assert job.status is JobStatus.FAILED
        assert job.error_info is not None
        assert "nobody can answer" in job.error_info.problem
        assert job.error_info.recommended_action


class TestMemory:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(memory_bytes=200 * 1024 * 1024)

    def test_a_script_that_takes_it_all_is_stopped(self, run: Run) -> None:
        job = run("$kept = @(); try { 1..500 | % { $kept += 'a' * 16000000 } } catch { 'caught' }")
        assert job.status is JobStatus.FAILED
        assert job.error_info is not None
        assert "memory" in job.error_info.cause
        assert job.output == []
