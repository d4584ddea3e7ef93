"""Why a virtual machine cannot go over the network, in words that fit both hosts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import TransferType, VirtualizationPlatform, VMStatus
from vmmconsole.providers.contract import Capabilities
from vmmconsole.providers.movement import Move, MoveWay
from vmmconsole.providers.transfer import find_way

KVM, ESX = VirtualizationPlatform.KVM, VirtualizationPlatform.VMWARE_ESX
COPIES = Capabilities(cold_copy=True, export_format="qemu", import_formats=("qemu",))


def way(source: Capabilities, target: Capabilities, to: VirtualizationPlatform = KVM, **state: Any) -> MoveWay:
    def host(platform: VirtualizationPlatform, can: Capabilities) -> Any:
        return SimpleNamespace(
            platform=platform, capabilities=lambda: can, movement_domain=lambda: "", export=lambda _id: None
        )

    machine = VirtualMachine(name="web-01", **{"status": VMStatus.POWER_OFF, **state})
    return find_way(host(KVM, source), machine, Move(uuid4(), host(to, target)))


def test_what_is_off_is_copied() -> None:
    assert way(COPIES, COPIES).transfer is TransferType.NETWORK


@pytest.mark.parametrize(
    ("source", "target", "to", "words"),
    [
        (COPIES, Capabilities(cold_copy=True, import_formats=("vmdk",)), ESX, "would have to be converted for VMware"),
        (Capabilities(), Capabilities(), KVM, "cannot be copied over the network"),
        (COPIES, Capabilities(reasons={"cold_copy": "Its disks are busy."}), KVM, "Its disks are busy."),
        (COPIES, Capabilities(cold_copy=True, import_formats=("raw",)), KVM, "in the form in which this one gives"),
    ],
)
def test_what_hinders_a_copy_is_said(
    source: Capabilities, target: Capabilities, to: VirtualizationPlatform, words: str
) -> None:
    found = way(source, target, to)
    assert found.transfer is None
    assert words in " ".join(found.obstacles)


def test_what_runs_is_not_copied() -> None:
    assert "It is running" in " ".join(way(COPIES, COPIES, status=VMStatus.RUNNING).obstacles)


def test_who_rates_many_hosts_finds_out_once_whether_it_can_be_copied() -> None:
    asked = []

    def obstacle() -> str:
        asked.append(1)
        return "Its disks are elsewhere."

    host: Any = SimpleNamespace(platform=KVM, capabilities=lambda: COPIES, movement_domain=lambda: "")
    machine = VirtualMachine(name="web-01", status=VMStatus.POWER_OFF)
    found = find_way(host, machine, Move(uuid4(), SimpleNamespace(**vars(host))), obstacle=obstacle)
    assert (found.transfer, found.obstacles, asked) == (None, ("Its disks are elsewhere.",), [1])
