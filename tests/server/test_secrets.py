"""Passwords on their way: sent apart from calls, and in nothing that anybody can read afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from vmmconsole.client.endpoint import Endpoint
from vmmconsole.client.remote_host import RemoteHost
from vmmconsole.client.sync import SyncClient
from vmmconsole.engine.engine import Engine
from vmmconsole.model import Job, RunAsAccount
from vmmconsole.model.errors import AccessError, NotFoundError, VMMError
from vmmconsole.script.interpreter import Interpreter

from .conftest import USER

CANARY = "c4nary-Pa55w0rd"


class Typed:
    """A screen on which the person types the canary."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        assert secret, prompt
        return CANARY

    def write(self, stream: str, value: object) -> None:
        self.shown.append(f"{stream}: {value!r} {value}")

    def progress(self, bars: object) -> None:
        self.shown.append(repr(bars))

    def flush(self) -> None:
        """Nothing is kept back."""

    flush_old = flush


@pytest.fixture
def client(web: httpx.Client, engine: Engine) -> Iterator[SyncClient]:
    del web  # which serves the socket
    with SyncClient(Endpoint(socket_path=str(engine.settings.data_dir / f"{USER}.sock"))) as client:
        yield client


@pytest.fixture
def screen() -> Typed:
    return Typed()


@pytest.fixture
def run(client: SyncClient, screen: Typed):
    def run(script: str) -> list[object]:
        return Interpreter(RemoteHost(client, screen)).run_collect(script)

    return run


def test_an_account_is_made_of_what_the_person_typed(run, engine: Engine) -> None:
    (made,) = run("""
        $Credential = Get-Credential -UserName "LAB\\admin"
        New-SCRunAsAccount -Name "made" -Credential $Credential -Description "x" | Out-Null
        Get-SCRunAsAccount -Name "made"
    """)
    assert isinstance(made, RunAsAccount)
    assert (made.name, made.user_name, made.owner, made.enabled) == ("made", "LAB\\admin", USER, True)
    assert engine.vault.login(made.secret_id).password == CANARY


def test_the_secret_is_nowhere(run, engine: Engine, screen: Typed, caplog: pytest.LogCaptureFixture) -> None:
    run("""
        $Credential = Get-Credential -UserName "root"
        New-SCRunAsAccount -Name "hidden" -Credential $Credential
        Set-SCRunAsAccount -RunAsAccount "hidden" -Credential (Get-Credential -UserName "other")
        New-SCRunAsAccount -Name "hidden" -Credential $Credential -ErrorAction SilentlyContinue
        $Credential; $Error
    """)
    jobs = engine.store.find(Job)
    assert len(jobs) >= 3
    assert not any(CANARY in job.model_dump_json() for job in jobs)
    assert not any(CANARY in repr(event) for event in engine.store.events_since(0)[1])
    assert CANARY not in "\n".join(screen.shown) + caplog.text
    files = [file for file in Path(engine.settings.data_dir).rglob("*") if file.is_file()]
    assert any(file.parent.name == "credentials" and file.name == "key" for file in files)
    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []


def test_another_password_replaces_the_first_and_removing_removes_both(run, engine: Engine) -> None:
    (first,) = run('New-SCRunAsAccount -Name "changed" -Credential (Get-Credential -UserName "root")')
    (second,) = run('Set-SCRunAsAccount "changed" -Credential (Get-Credential -UserName "admin") -Name "renamed"')
    assert isinstance(first, RunAsAccount)
    assert isinstance(second, RunAsAccount)
    assert (second.id, second.name, second.user_name) == (first.id, "renamed", "admin")
    assert engine.vault.login(second.secret_id).user_name == "admin"
    run('Disable-SCRunAsAccount "renamed"')
    assert not engine.store.get(RunAsAccount, first.id).enabled
    run('Enable-SCRunAsAccount "renamed"; Remove-SCRunAsAccount "renamed"')
    assert engine.store.find(RunAsAccount, name="renamed") == []
    for secret_id in (first.secret_id, second.secret_id):
        with pytest.raises(NotFoundError):
            engine.vault.login(secret_id)


def test_what_if_makes_nothing(run, engine: Engine, screen: Typed) -> None:
    run('New-SCRunAsAccount -Name "planned" -Credential (Get-Credential -UserName "root") -WhatIf')
    assert engine.store.find(RunAsAccount, name="planned") == []
    assert any("'planned'" in line and "'root'" in line for line in screen.shown)


def test_a_password_that_somebody_else_has_sent_cannot_be_taken(client: SyncClient, run, engine: Engine) -> None:
    secret_id = uuid4()
    client.keep_secret(secret_id, "root", CANARY)
    client.keep_secret(secret_id, "root", CANARY)
    engine.vault.keep(UUID(int=9), engine.vault.login(secret_id), by="ben")
    with pytest.raises(VMMError, match="Somebody else"):
        run(f'New-SCRunAsAccount -Name "stolen" -Credential {UUID(int=9)} -ErrorAction Stop')
    (made,) = run(f'New-SCRunAsAccount -Name "own" -Credential {secret_id}')
    assert isinstance(made, RunAsAccount)
    assert made.secret_id == secret_id


def test_a_script_of_the_engine_that_has_the_password_itself_is_refused(client: SyncClient, engine: Engine) -> None:
    job = client.run(
        '$s = ConvertTo-SecureString "x" -AsPlainText -Force\n'
        '$c = New-Object System.Management.Automation.PSCredential("root", $s)\n'
        'New-SCRunAsAccount -Name "plain" -Credential $c'
    )
    ended = client.wait(job, lambda _: None)
    assert ended.error_info is not None
    assert "cannot be part of a script" in str(ended.error_info.to_wire())
    assert engine.store.find(RunAsAccount, name="plain") == []


def test_only_who_manages_hosts_may_send_and_malformed_ones_are_not_repeated(
    web: httpx.Client, stranger: httpx.Client
) -> None:
    body = {"UserName": "root", "Password": CANARY}
    assert stranger.put(f"/v1/secrets/{uuid4()}", json=body).json()["vmm"]["Type"] == AccessError.__name__
    for wrong in ({"UserName": "root", "Password": [CANARY]}, {"UserName": "r", "Password": CANARY * 1000}):
        answer = web.put(f"/v1/secrets/{uuid4()}", json=wrong)
        assert answer.status_code == 422
        assert CANARY not in answer.text
