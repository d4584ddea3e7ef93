"""What a host said before somebody wrote the machine does not replace what was written."""

from __future__ import annotations

import pytest

from vmmconsole.engine.hosts import Hosts
from vmmconsole.engine.refresh.inventory import Inventory, OutdatedError, Writer
from vmmconsole.engine.store import Store
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.providers.contract import HostInventory
from vmmconsole.providers.simulated import SimulatedProvider

NOBODY = Writer()


@pytest.fixture
def inventory(hosts: Hosts) -> Inventory:
    return hosts.inventory


@pytest.fixture
def said(provider: SimulatedProvider, inventory: Inventory, host: VMHost, store: Store) -> HostInventory:
    """What the host said first, which is in the store."""
    provider.connect()
    found = provider.inventory()
    inventory.put_all(host.id, found, NOBODY, read_at=store.revision)
    return found


def renamed(store: Store, machine: VirtualMachine, name: str) -> None:
    store.update(VirtualMachine, machine.id, lambda stored: stored.model_copy(update={"name": name}))


def test_a_machine_that_is_written_meanwhile_is_asked_for_again(
    said: HostInventory, inventory: Inventory, host: VMHost, store: Store
) -> None:
    machine, asked = said.machines[0], []

    def read() -> VirtualMachine:
        asked.append(machine.name)
        if len(asked) == 1:
            renamed(store, machine, "by a job")
            return machine
        return machine.model_copy(update={"name": "newest"})

    assert inventory.read_machine(host.id, read, NOBODY).name == "newest"
    assert len(asked) == 2


def test_a_machine_that_is_written_all_the_time_is_put_at_last(
    said: HostInventory, inventory: Inventory, host: VMHost, store: Store
) -> None:
    machine, asked = said.machines[0], []

    def read() -> VirtualMachine:
        asked.append(machine.name)
        renamed(store, machine, f"change {len(asked)}")
        return machine

    assert inventory.read_machine(host.id, read, NOBODY).name == machine.name
    assert len(asked) < 20


def test_a_machine_that_was_taken_out_meanwhile_does_not_come_back(
    said: HostInventory, inventory: Inventory, host: VMHost, store: Store
) -> None:
    machine, before = said.machines[0], store.revision
    store.remove(VirtualMachine, machine.id)
    with pytest.raises(OutdatedError):
        inventory.put_machine(host.id, machine, NOBODY, read_at=before)
    assert not store.known(VirtualMachine, [machine.id])
    inventory.put_machine(host.id, machine, NOBODY, read_at=store.revision)
    assert store.known(VirtualMachine, [machine.id])


def test_a_whole_inventory_leaves_what_is_newer_and_names_it(
    said: HostInventory, inventory: Inventory, host: VMHost, store: Store
) -> None:
    changed, removed, made, *others = said.machines
    store.remove(VirtualMachine, made.id)
    before = store.revision
    renamed(store, changed, "by a job")
    store.remove(VirtualMachine, removed.id)
    inventory.put_machine(host.id, made, NOBODY)
    old = HostInventory(said.host, [changed.model_copy(update={"name": "older"}), removed, *others])
    _, newer = inventory.put_all(host.id, old, NOBODY, read_at=before)
    assert newer == {changed.id, removed.id, made.id}
    assert store.get(VirtualMachine, changed.id).name == "by a job"
    assert not store.known(VirtualMachine, [removed.id])
    assert store.known(VirtualMachine, [made.id])
    _, newer = inventory.put_all(host.id, old, NOBODY, read_at=store.revision)
    assert newer == set()
    assert store.known(VirtualMachine, [changed.id, removed.id, made.id]) == {changed.id, removed.id}
