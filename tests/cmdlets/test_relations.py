"""Related objects are read when a script asks for them, few at a time and not for each object of a list."""

from __future__ import annotations

from typing import Any

import pytest

from vmmconsole.cmdlets.relations import RELATIONS, Relations
from vmmconsole.model import OperatingSystem, Ref, VirtualMachine, VMHost
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.interpreter import Interpreter


class Reader:
    """Reads from the session, and remembers what it was asked."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.asked: list[str] = []
        self.now = 0.0

    def __call__(self, cmdlet: Cmdlet) -> list[object]:
        given = "all" if not cmdlet.bound else ",".join(sorted(cmdlet.bound))
        self.asked.append(f"{cmdlet.name} {given}")
        return list(cmdlet.run(self.session))


@pytest.fixture
def reader(session: Any) -> Reader:
    return Reader(session)


@pytest.fixture
def relations(reader: Reader) -> Relations:
    return Relations(reader, clock=lambda: reader.now)


@pytest.fixture
def hosts(session: Any) -> list[VMHost]:
    """Many hosts beside the two that the session has."""
    return [session.save(VMHost(name=f"node-{n:02d}", description=f"System {n}")) for n in range(30)]


def test_an_object_is_read_once(relations: Relations, reader: Reader, hosts: list[VMHost]) -> None:
    for _ in range(5):
        assert relations.follow(hosts[3].ref, "Description") == "System 3"
    assert reader.asked == ["Get-VMHost id_"]


def test_after_some_single_reads_all_of_the_kind_come_at_once(
    relations: Relations, reader: Reader, hosts: list[VMHost]
) -> None:
    assert [relations.follow(h.ref, "description") for h in hosts] == [h.description for h in hosts]
    assert reader.asked[-1] == "Get-VMHost all"
    assert len(reader.asked) < 12
    gone = Ref(kind="VMHost", id=VMHost(name="x").id, name="x")
    assert relations.follow(gone, "Description") is None
    assert reader.asked[-1] == "Get-VMHost all"


def test_what_was_read_is_forgotten_when_a_cmdlet_runs_and_after_a_while(
    relations: Relations, reader: Reader, session: Any, hosts: list[VMHost]
) -> None:
    ref = hosts[0].ref
    assert relations.follow(ref, "Description") == "System 0"
    session.save(hosts[0].model_copy(update={"description": "Newer"}))
    assert relations.follow(ref, "Description") == "System 0"
    relations.forget()
    assert relations.follow(ref, "Description") == "Newer"
    session.save(hosts[0].model_copy(update={"description": "Newest"}))
    reader.now += 60
    assert relations.follow(ref, "Description") == "Newest"


def test_the_pointers_own_name_and_unknown_kinds_cost_nothing(
    relations: Relations, reader: Reader, session: Any
) -> None:
    class Following:
        allows_files = False

        def follow(self, value: Any, name: str) -> Any:
            return relations.follow(value, name)

        def check(self) -> None:
            """Nothing stops the script."""

        def find_command(self, name: str) -> None:
            del name

        def command_names(self) -> list[str]:
            return []

    interpreter = Interpreter(Following())  # type: ignore[arg-type]  # as much of a host as it takes
    interpreter.variables["VMs"] = session.find(VirtualMachine)
    assert set(interpreter.run_collect("$VMs.VMHost.Name; $VMs | % { $_.VMHost.ID -eq $null; $_.VMHost.Count }")) == {
        "kvm-02", False, 1,
    }  # fmt: skip
    assert interpreter.run_collect("$VMs | % { $_.NoSuchProperty }") == [None] * len(session.find(VirtualMachine))
    assert reader.asked == []
    assert relations.follow(Ref(kind="Cloud", id=VMHost(name="x").id, name="x"), "Size") is None
    assert interpreter.run_collect("($VMs.VMHost.TotalMemory | select -Unique).Count") == [1]
    assert reader.asked == ["Get-VMHost id_"]


def test_what_leads_elsewhere_is_announced_by_its_class() -> None:
    for cls, related in RELATIONS.items():
        assert {name.lower() for name in cls.related_properties} == set(related)  # type: ignore[attr-defined]  # a Value


def test_get_member_shows_them_and_reads_nothing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Relations, "follow", lambda *_: pytest.fail("it was read"))
    shown = run("Get-VMHost 'kvm-01' | Get-Member | % Name")
    assert {"VMs", "FQDN", "ComputerName", "Custom3", "DiskVolumes", "OverallState", "ObjectType"} <= set(shown)
    assert len(shown) == len({name.lower() for name in shown})


def test_a_pointer_goes_where_its_object_would(run: Any, machine: VirtualMachine) -> None:
    assert run('(Get-VM "web-01").VMHost | Get-VM | % Name') == [machine.name]
    assert run('Get-VM -VMHost (Get-VM "web-01").VMHost | % Name') == [machine.name]
    assert run('(Get-VM "web-01").VMHost | Refresh-VM | % Name') == [machine.name]
    assert run('(Get-VM "web-01").VirtualDiskDrives[0].VM | Start-VM | % Name') == [machine.name]


def test_an_entry_of_a_fixed_list_is_found_by_its_name_too(run: Any, session: Any, machine: VirtualMachine) -> None:
    session.save(session.get(VirtualMachine, machine.id).model_copy(update={"operating_system": "BeOS"}))
    session.save(OperatingSystem(name="BeOS"))
    copied = '$VM = Get-VM "web-01"; Set-VM $VM -OperatingSystem $VM.OperatingSystem'
    assert run(f"$Set = {{ {copied} }}; (& $Set).OperatingSystem.Name") == ["BeOS"]


def test_a_pointer_shows_as_its_object(run: Any, session: Any, machine: VirtualMachine) -> None:
    del machine
    assert run('(Get-VM "web-01").VMHost.GetType().Name') == ["VMHost"]
    (host,) = run('(Get-VM "web-01").VMHost | Select-Object *')
    assert {"TotalMemory", "OverallState", "Volumes"} <= {str(name) for name in host.properties}
    assert "VMs" in run('(Get-VM "web-01").VMHost | Get-Member | % Name')
    assert run('(Get-VM "web-01").VMHost | Format-List Name, OverallState | Out-String')[0].split() == [
        "Name", ":", "kvm-01", "OverallState", ":", "OK",
    ]  # fmt: skip
    gone = Ref(kind="VMHost", id=VMHost(name="x").id, name="gone")
    session.save(session.find(VirtualMachine, name="web-01")[0].model_copy(update={"vm_host": gone}))
    assert run('$h = (Get-VM "web-01").VMHost; "$h"; $h.Name; $h.OverallState; ($h | Select *).Name') == [
        "gone", "gone", None, "gone",
    ]  # fmt: skip
