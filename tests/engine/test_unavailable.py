"""Cmdlets whose capability is missing bind and check, then are refused: in a job, in a plan, at the edge, in the shell.

Nothing is changed, nothing waits in a job group, and a script goes on behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from vmmconsole.client.remote_host import RemoteHost
from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.resolve import DEVICES, HOST_PARTS
from vmmconsole.engine.engine import Engine
from vmmconsole.model import (
    NOUNS,
    CustomProperty,
    Job,
    LibraryServer,
    UserRole,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.host import VirtualNetwork
from vmmconsole.model.status import JobStatus
from vmmconsole.model.wire import CmdletRequest
from vmmconsole.script.cmdlet import Absent, Cmdlet, Parameter
from vmmconsole.script.coerce import is_list, item_type, options
from vmmconsole.script.core.discovery import help_text
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.server.engine_service import EngineService

UNAVAILABLE = [cls for cls in registry.all_cmdlets() if cls.needs]
each = pytest.mark.parametrize("cls", UNAVAILABLE, ids=lambda cls: cls.name)
ANY = dict.fromkeys((*NOUNS.values(), VMCheckpoint, *DEVICES, *HOST_PARTS), "any")
"""The shell leaves names to the engine."""
Shell = Callable[[str], list[object]]
GROUP = "5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f"


@pytest.fixture(scope="module")
def fabric(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with simulated hosts for all tests here: none of them changes it."""
    from vmmconsole.engine.engine import EngineSettings

    folder = tmp_path_factory.mktemp("fabric")
    engine = Engine(
        EngineSettings(data_dir=folder, demo=(2, 6), administrators=("admin",), library_path=folder / "library")
    )
    engine.start()
    engine.start_background()
    assert engine.wait_ready()
    yield engine
    engine.stop()


@pytest.fixture(scope="module")
def known(fabric: Engine) -> dict[type, str]:
    """What names an object of each kind that a call may need."""
    machine = next(m for m in fabric.store.find(VirtualMachine) if m.virtual_disk_drives)
    host = fabric.store.find(VMHost)[0]
    return {
        VirtualMachine: str(machine.id),
        VMHost: host.name,
        VMHostGroup: "All Hosts",
        LibraryServer: fabric.store.find(LibraryServer)[0].name,
        UserRole: "Administrator",
        CustomProperty: "Custom1",
        VirtualDiskDrive: str(machine.virtual_disk_drives[0].id),
        VirtualNetwork: str(host.networks[0].id),
    }


def value(p: Parameter, known: Mapping[type, str]) -> str | None:
    """A value for the parameter as a script has it; None where the fabric has no such object."""
    kind: Any = options(item_type(p.type) if is_list(p.type) else p.type)[0]
    if kind is bool:
        return "$true"
    if kind is int:
        return str(int(p.minimum or 1))
    if kind is UUID:
        return GROUP
    if issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    if kind is str or issubclass(kind, Absent):
        return '"gold"'
    return f'"{known[kind]}"' if kind in known else None


def call(cls: type[Cmdlet], name: str, known: Mapping[type, str]) -> str:
    """A call with its mandatory parameters, in a set whose objects the fabric has."""
    for chosen in dict.fromkeys([cls.default_set, *(s for p in cls.parameters for s in p.sets), ""]):
        needed = [p for p in cls.parameters if p.mandatory and (not p.sets or chosen in p.sets)]
        values = {p.name: value(p, known) for p in needed}
        if None not in values.values():
            return " ".join([name, *(f"-{n} {v}" for n, v in values.items())])
    raise LookupError(f"the fabric has no object that {name} needs")


class NoEngine:
    """Fails at whatever is asked of it: a refused call must not reach the engine."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the engine is asked for {name}")


class Quiet:
    """A screen that keeps what it is told."""

    def __init__(self) -> None:
        self.written: list[tuple[str, object]] = []

    def write(self, stream: str, value: object) -> None:
        self.written.append((stream, value))

    def flush_old(self) -> None:
        """Nothing is drawn."""


@pytest.fixture
def shell() -> Shell:
    """Runs a script as the shell does, on the host that calls an engine; gives back its errors."""

    def run(script: str) -> list[object]:
        screen = Quiet()
        host = RemoteHost(cast("Any", NoEngine()), cast("Any", screen))
        Interpreter(host).run(script)
        return [getattr(value, "error", value) for stream, value in screen.written if stream == "error"]

    return run


@each
def test_the_shell_refuses_it_under_each_name_without_asking_the_engine(cls: type[Cmdlet], shell: Shell) -> None:
    for name in (cls.name, *cls.aliases):
        for plan in ("", " -WhatIf") if cls.changes else ("",):
            (error,) = shell(call(cls, name, ANY) + plan)
            assert isinstance(error, CapabilityError)
            assert cls.needs in error.cause
            assert cls.name in error.problem
            assert error.action


@each
def test_it_takes_nothing_where_an_object_may_be_left_out(cls: type[Cmdlet], shell: Shell) -> None:
    text = call(cls, cls.name, ANY)
    free = [
        p for p in cls.parameters if not p.mandatory and not p.sets and type(None) in getattr(p.type, "__args__", ())
    ]
    (error,) = shell(" ".join([text, *(f"-{p.name} $null" for p in free if f"-{p.name} " not in text)]))
    assert isinstance(error, CapabilityError)


@each
def test_it_checks_its_parameters_first(cls: type[Cmdlet], shell: Shell) -> None:
    (error,) = shell(f"{call(cls, cls.name, ANY)} -Nonsense 1")
    assert isinstance(error, ParameterError)
    assert "-Nonsense" in error.problem
    always = [p for p in cls.parameters if p.mandatory and not p.sets]
    if always:
        (error,) = shell(cls.name)
        assert isinstance(error, ParameterError)
        assert all(f"-{p.name}" in error.problem for p in always)
    absent = [p for p in always if isinstance(p.type, type) and issubclass(p.type, Absent)]
    if absent:
        given = call(cls, cls.name, ANY).replace(f'-{absent[0].name} "gold"', f"-{absent[0].name} $null")
        (error,) = shell(given)
        assert isinstance(error, ParameterError)
        assert f"-{absent[0].name}" in error.problem
        assert "$null" in error.problem


@each
def test_its_help_says_what_is_missing(cls: type[Cmdlet]) -> None:
    assert f"Not available: this version does not have {cls.needs}." in help_text(cls)


def test_the_list_of_commands_tells_which_work() -> None:
    host = RemoteHost(cast("Any", NoEngine()), cast("Any", Quiet()))
    listed = Interpreter(host).run_collect("Get-Command *-*VMTemplate, *-*Template, *-*VM | where Missing | % Name")
    assert {"Get-SCServiceTemplate", "Store-VM"} <= set(map(str, listed))
    assert not {"Get-VM", "New-VM", "Start-VM"} & set(map(str, listed))
    (text,) = Interpreter(host).run_collect("Get-Help Set-SCCloudCapacity | Out-String")
    assert "Range: at least 0 GB" in str(text)


def calls(known: dict[type, str]) -> list[str]:
    """One call of each for which the fabric has the objects."""
    found = []
    for cls in UNAVAILABLE:
        try:
            found.append(call(cls, cls.aliases[0] if cls.aliases else cls.name, known))
        except LookupError:
            continue
    assert len(found) > len(UNAVAILABLE) - 10
    return found


def stored(engine: Engine) -> dict[str, Any]:
    kinds = [kind for kind in NOUNS.values() if kind is not Job]
    return {kind.kind: {obj.id: obj.revision for obj in engine.store.find(kind)} for kind in kinds}


@pytest.mark.parametrize("what_if", [False, True])
def test_a_job_says_what_is_missing_changes_nothing_and_goes_on(
    fabric: Engine, known: dict[type, str], *, what_if: bool
) -> None:
    script = calls(known)
    before = stored(fabric)
    job = fabric.jobs.start("\n".join([*script, "'the end'"]), owner="admin", what_if=what_if)
    done = fabric.jobs.wait(job.id, timeout_seconds=60)
    assert done.status is JobStatus.FAILED
    assert "the end" in str(done.output[-1])
    assert [step.status for step in done.steps] == [JobStatus.FAILED] * len(script)
    assert {step.error_info.code for step in done.steps if step.error_info} == {CapabilityError.default_code}
    assert done.error_info is not None
    assert "This version does not have" in f"{done.error_info.problem} {done.error_info.cause}"
    after = stored(fabric)
    assert {kind: set(after[kind]) for kind in after} == {kind: set(before[kind]) for kind in before}
    assert not fabric.store.staged(UUID(GROUP), "")


def test_the_edge_refuses_it_before_any_job(fabric: Engine, known: dict[type, str]) -> None:
    service = EngineService(fabric)
    before = fabric.store.count(Job)
    for text in calls(known):
        name, *rest = re.split(r" -(?=\w+ )", text)
        arguments = {n: v.strip('"') for n, _, v in (part.partition(" ") for part in rest)}
        arguments = {n: {"$true": True}.get(v, v) for n, v in arguments.items()}
        with pytest.raises(CapabilityError):
            service.call("admin", CmdletRequest(ID=uuid4(), Name=name, Arguments=arguments))
    assert fabric.store.count(Job) == before


FROM_TEMPLATE = """
$JobGroup = [guid]::NewGuid().ToString()
$Template = Get-SCVMTemplate -All | where { $_.Name -eq "Debian" }
$Cloud = Get-SCCloud -Name "Development" -ErrorAction SilentlyContinue
New-SCVMTemplate -Name "Temporary" -Template "Debian" -JobGroup $JobGroup -ComputerName "*" -TimeZone 110 `
    -Workgroup "WORKGROUP" -AnswerFile $null -UpdateManagementProfile $null
$Configuration = New-SCVMConfiguration -VMTemplate "Temporary" -Name "web-07"
try {
    Set-SCVMConfiguration -VMConfiguration $Configuration -VMHost "sim-001" -ErrorAction Stop
} catch { $_.Exception.Message }
Get-SCVirtualNetworkAdapterConfiguration -VMConfiguration "web-07" |
    Set-SCVirtualNetworkAdapterConfiguration -PinMACAddressPool $false
"reached: $($null -eq $Template) $($Error.Count)"
"""


def test_a_wizards_script_for_a_template_runs_to_its_end(fabric: Engine) -> None:
    job = fabric.jobs.start(FROM_TEMPLATE, owner="admin")
    done = fabric.jobs.wait(job.id, timeout_seconds=60)
    said = [str(item.get("Value", item)) for item in done.output]
    assert said[-1].startswith("reached: True")
    assert "-VMConfiguration was given nothing ($null)" in said[0]
    assert done.error_info is not None
    assert done.error_info.code == NotFoundError.default_code, "there is no such template"
