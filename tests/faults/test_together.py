"""Two clients that change the same machine: nothing is lost without a word."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.client.sync import SyncClient
from vmmconsole.model import VirtualMachine
from vmmconsole.model.errors import VMMError
from vmmconsole.model.status import JobStatus

pytestmark = [pytest.mark.libvirt, pytest.mark.timeout(180)]

ROUNDS = 100


def test_two_clients_change_different_properties(lab: Any) -> None:
    assert lab.job(lab.creates("shared")).error_info is None
    failures: list[str] = []

    def change(values: str) -> None:
        with lab.client() as client:
            for number in range(ROUNDS):
                job = client.wait(client.run(f"Set-VM shared {values.format(number)}"), lambda _: None)
                if job.status is not JobStatus.COMPLETED:
                    failures.append(str(job.error_info))
                found = client.get(VirtualMachine, machine.id)
                mine = found.description if "Description" in values else found.tag
                if mine != str(number):
                    failures.append(f"{values} {number} was lost: {mine}")

    machine = lab.machines()["shared"]
    threads = [threading.Thread(target=change, args=(values,)) for values in ("-Description '{}'", "-Tag '{}'")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(150)
    assert failures == []
    now = lab.machines()["shared"]
    assert (now.description, now.tag) == (str(ROUNDS - 1), str(ROUNDS - 1))


def test_two_clients_change_the_hardware_at_once(lab: Any) -> None:
    """The second waits for the first: both adapters are there, the last memory counts."""
    assert lab.job(lab.creates("hard")).error_info is None
    for number in range(5):
        jobs = [
            lab.begin("New-VirtualNetworkAdapter -VM hard | Out-Null"),
            lab.begin(f"Set-VM hard -MemoryMB {33 + number}"),
            lab.begin("Get-VirtualNetworkAdapter -VM hard | select -Last 1 | Remove-VirtualNetworkAdapter"),
        ]
        for job in jobs:
            ended = lab.ended(job)
            assert ended.status is JobStatus.COMPLETED, ended.error_info
        now = lab.machines()["hard"]
        assert now.memory_mb == 33 + number
        assert len(now.virtual_network_adapters) == 1


def test_two_clients_create_the_same_name(lab: Any, tells: Any) -> None:
    for number in range(5):
        jobs = [lab.begin(lab.creates(f"one-{number}", group=str(uuid4()))) for _ in range(2)]
        ended = [lab.ended(job) for job in jobs]
        assert sorted(job.status.value for job in ended) == ["Completed", "Failed"]
        failed = next(job for job in ended if job.status is JobStatus.FAILED)
        tells(failed.error_info, f"one-{number}")
        names = [m.name for m in lab.machines().values()]
        assert names.count(f"one-{number}") == 1


def test_two_clients_power_one_machine(lab: Any) -> None:
    assert lab.job(lab.creates("power")).error_info is None
    refused: list[VMMError] = []

    def work(client: SyncClient, verb: str) -> None:
        for _ in range(8):
            job = client.wait(client.run(f"{verb} power"), lambda _: None)
            if job.status is not JobStatus.COMPLETED:
                assert job.error_info is not None
                assert job.error_info.recommended_action
                refused.append(VMMError(job.error_info.message))

    with lab.client() as one, lab.client() as two:
        threads = [
            threading.Thread(target=work, args=(one, "Start-VM")),
            threading.Thread(target=work, args=(two, "Stop-VM")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(100)
    assert lab.machines()["power"].status.value in {"Running", "PowerOff"}
    assert lab.job("Stop-VM power").error_info is None
    assert lab.machines()["power"].status.value == "PowerOff"


def test_a_mac_address_of_two_machines_is_warned_of(lab: Any) -> None:
    adapter = "New-VirtualNetworkAdapter -VM {} -PhysicalAddressType Static -PhysicalAddress 00:1D:D8:B7:1C:01"
    for name in ("first", "second"):
        assert lab.job(lab.creates(name)).error_info is None
    assert lab.job(adapter.format("first")).status is JobStatus.COMPLETED
    said = lab.run(adapter.format("second"))
    assert said.code == 0
    assert "WARNING: The MAC address" in said.err
    assert "'first'" in said.err
    assert lab.job("Set-VM second -MemoryMB 40").status is JobStatus.COMPLETED, "told once"
