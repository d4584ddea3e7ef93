"""A self-service user with ``vmmconsole run`` on an engine that others share: exactly what the role says, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.conftest import served
from vmmconsole.cli import main
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import UserRole, VirtualMachine, VMHost
from vmmconsole.model.status import Permission, UserRoleProfile, VMStatus

Run = Callable[[str], tuple[int, str]]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("engine")
    running = Engine(
        EngineSettings(data_dir=folder, demo=(2, 8), administrators=("admin",), library_path=folder / "library")
    )
    running.start()
    running.start_background()
    assert running.wait_ready()
    group = _host(running).vm_host_group
    assert group
    running.store.save(
        UserRole(
            name="Students",
            profile=UserRoleProfile.SELF_SERVICE_USER,
            members=["sam"],
            scope=[group],
            permissions=[Permission.START, Permission.CREATE_FROM_VHD_OR_TEMPLATE],
            vm_quota_point=2,
        )
    )
    yield running
    running.stop()


def _host(engine: Engine) -> VMHost:
    return next(host for host in engine.store.find(VMHost) if host.name == "sim-001")


@pytest.fixture
def mine(engine: Engine) -> VirtualMachine:
    """A machine of sam's that is off."""
    known = engine.store.find(VirtualMachine, vm_host=_host(engine).ref)
    machine = min((m for m in known if not m.name.startswith("sams-")), key=lambda m: m.name)
    if machine.status is not VMStatus.POWER_OFF:
        job = engine.jobs.start(f'Stop-VM "{machine.id}"', owner="admin")
        assert engine.jobs.wait(job.id, 20).error_info is None
    return engine.store.update(VirtualMachine, machine.id, lambda m: m.model_copy(update={"owner": "sam"}))


@pytest.fixture
def run(engine: Engine, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a script as sam does; the exit code, and all that is on the screen."""

    def go(text: str) -> tuple[int, str]:
        address = f"unix:{engine.settings.data_dir}/sam.sock"
        code = main(["run", "--server", address, "-c", text])
        shown = capfd.readouterr()
        return code, shown.out + shown.err

    with served(engine, "sam"):
        yield go


def test_sam_sees_and_starts_own_machines_only(engine: Engine, mine: VirtualMachine, run: Run) -> None:
    own = {m.name for m in engine.store.find(VirtualMachine, owner="sam")}
    others = {m.name for m in engine.store.find(VirtualMachine)} - own
    code, shown = run("(Get-VM).Name; (Get-VMHost).Name; (Get-VMHost).TotalVMs")
    assert code == 0
    *names, host, total = shown.split()
    assert (set(names), host, total) == (own, "sim-001", "0")
    code, shown = run(f'Start-VM "{mine.name}" | select Name, Status')
    assert code == 0, shown
    assert engine.store.get(VirtualMachine, mine.id).status is VMStatus.RUNNING
    for name in others:
        code, shown = run(f'Start-VM "{name}"')
        assert (code, f"There is no virtual machine '{name}'." in shown) == (1, True)


def test_what_the_role_does_not_name_is_refused(engine: Engine, mine: VirtualMachine, run: Run) -> None:
    for text in (
        f'Stop-VM "{mine.name}"', f'Set-VM "{mine.name}" -MemoryMB 64', f'Remove-VM "{mine.name}"',
        f'New-VMCheckpoint -VM "{mine.name}"', 'Get-VMHost | Set-VMHost -Description "x"', 'New-VMHostGroup "x"',
        'New-VMMUserRole "mine" -UserRoleProfile DelegatedAdmin', 'Set-VMMUserRole "Students" -VMQuotaPoint 100',
    ):  # fmt: skip
        code, shown = run(text)
        assert code == 1, text
        assert "sam may not do that" in shown, (text, shown)
    assert engine.store.find(UserRole, name="Students")[0].vm_quota_point == 2


def test_sam_creates_as_many_as_the_quota_lets(engine: Engine, mine: VirtualMachine, run: Run) -> None:
    del mine
    codes = [run(f'New-VM -Name "sams-{n}" -VMHost "sim-001" -MemoryMB 8')[0] for n in range(3)]
    assert codes == [0, 0, 1]
    assert {m.owner for m in engine.store.find(VirtualMachine) if m.name.startswith("sams-")} == {"sam"}
