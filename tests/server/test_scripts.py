"""Scripts of the library over the wire: written by a job, read back, and only by whom it concerns."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest

from vmmconsole.client import messages
from vmmconsole.engine.engine import Engine
from vmmconsole.model import LibraryScript
from vmmconsole.model.status import JobStatus
from vmmconsole.script.calls import SWITCH, Argument, Call
from vmmconsole.script.writer import write_statements


@pytest.fixture
def ask(web):
    def ask(question, client=web):
        answer = client.request(
            question.method, question.url, params=dict(question.query), content=question.content,
            headers={"content-type": "application/json"}, timeout=60,
        )  # fmt: skip
        return messages.read_answer(question, answer.status_code, answer.content)

    return ask


def new_script(path: str, content: str, *more: Argument) -> str:
    call = Call("New-Script", (Argument("Path", path), Argument("LibraryShare", "VMM Library"),
                               Argument("Content", content), *more))  # fmt: skip
    return write_statements([call])


@pytest.fixture
def save(ask):
    def save(path: str, content: str, *more: Argument, what_if: bool = False):
        script = new_script(path, content, *more)
        job = ask(messages.new_job(script, name="", job_id=None, what_if=what_if))
        return ask(messages.job_news(job.id, wait_seconds=30))

    return save


def test_a_script_is_saved_by_a_job_and_read_back(save, ask, web, stranger) -> None:
    text = 'Get-VM -Name "é ‘x’ $y `n"\r\n\u202e\r\n'
    job = save("reports/one.ps1", text)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.result_name == "one.ps1"
    assert ask(messages.script_content(job.result_object_id)) == b"\xef\xbb\xbf" + text.encode()
    answer = stranger.get(f"/v1/scripts/{job.result_object_id}/content")
    assert answer.status_code in {403, 404}
    assert web.get(f"/v1/scripts/{UUID(int=7)}/content").status_code == 404


def test_nobodys_changes_are_lost(save) -> None:
    first = save("shared.ps1", "one")
    assert first.status is JobStatus.COMPLETED
    assert "There is one of that name already" in str(save("shared.ps1", "two").error_info)
    seen = Argument("ReplacesHash", sha256(b"\xef\xbb\xbfone").hexdigest())
    assert save("shared.ps1", "two", Argument("Force", SWITCH), seen).status is JobStatus.COMPLETED
    assert "Somebody else" in str(save("shared.ps1", "three", Argument("Force", SWITCH), seen).error_info)


def test_a_plan_writes_nothing(save, engine: Engine) -> None:
    job = save("planned.ps1", "Get-VM", what_if=True)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert [(c.action, c.object_name) for c in job.plan if c.action] == [("Create", "planned.ps1")]
    assert not engine.store.find(LibraryScript, name="planned.ps1")


@pytest.mark.parametrize("path", ["x.txt", "", "../x.ps1", "a/\n.ps1"])
def test_other_names_are_refused(save, path: str) -> None:
    assert save(path, "Get-VM").status is JobStatus.FAILED


def test_strangers_cannot_save(stranger) -> None:
    body = {"ID": "6f1f2c52-0b6e-4f0e-8f5e-1c7d1f4b9a10", "Script": new_script("x.ps1", "Get-VM"), "Name": ""}
    assert stranger.post("/v1/jobs", json=body).status_code == 403
