"""Everything on a vCenter: places, hosts and machines in the words of the model, in a number of calls that stays."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from pyVmomi import vim

from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.model.status import (
    BusType,
    DVDConnection,
    HostStatus,
    MACAddressType,
    VHDType,
    VirtualizationPlatform,
    VMStatus,
)
from vmmconsole.providers.manager import PlaceKind
from vmmconsole.providers.registry import open_manager
from vmmconsole.providers.vmware import collector
from vmmconsole.providers.vmware.host_read import read_host

from .conftest import as_seen, done, following, fresh_listing, manager_of


def _datacenter(session) -> object:
    return next(child for child in session.content.rootFolder.childEntity if isinstance(child, vim.Datacenter))


def _calls(vcsim, *, whole: bool) -> tuple[dict[str, int], int]:
    before = vcsim.calls()
    with following(vcsim) as (manager, heard):
        if whole:
            assert len(manager.whole(list(heard.machines))) == len(heard.machines)
        manager.inventory()
        return {k: n for k, n in (vcsim.calls() - before).items() if k != "CancelWaitForUpdates"}, len(heard.machines)


@pytest.mark.parametrize("whole", [False, True])
def test_the_number_of_calls_does_not_grow_with_the_number_of_machines(new_vcsim, whole):
    few, number = _calls(new_vcsim(machines=1, clusters=1), whole=whole)
    many, larger = _calls(new_vcsim(machines=40, clusters=3, hosts=5, pools=2), whole=whole)
    assert larger > 40 * number / 2
    assert {k: n for k, n in few.items() if k != "WaitForUpdatesEx"} == {
        k: n for k, n in many.items() if k != "WaitForUpdatesEx"
    }
    assert abs(few["WaitForUpdatesEx"] - many["WaitForUpdatesEx"]) <= 2  # of the thread that waits meanwhile


def test_long_answers_are_read_page_by_page(vcsim, monkeypatch):
    at_once = fresh_listing(vcsim)
    monkeypatch.setattr(collector, "_PAGE", 2)
    before = vcsim.calls()
    with following(vcsim) as (manager, heard):
        assert as_seen(heard) == at_once
        assert len(manager.whole(list(heard.machines))) == len(heard.machines)
        assert as_seen(manager.inventory()) == at_once
    assert (vcsim.calls() - before)["ContinueRetrievePropertiesEx"] > 0


def test_the_registry_opens_it(vcsim, tmp_path):
    manager = open_manager(
        "vcenter", vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint, state_dir=tmp_path
    )
    found = manager.connect()
    assert manager.platform is VirtualizationPlatform.VMWARE_VC
    assert found.facts.instance_id
    assert found.facts.version == "6.5.0"
    assert found.facts.name.startswith("VMware vCenter")
    assert manager.limits().per_host == 16
    manager.close()
    with pytest.raises(HostUnreachableError):
        manager.inventory()


def test_the_tree_has_what_leads_to_hosts_and_nothing_else(new_vcsim):
    vcsim = new_vcsim(clusters=1)
    session = vcsim.session()
    root, datacenter = session.content.rootFolder, _datacenter(session)
    europe = root.CreateFolder("Europe%2fWest")
    berlin = europe.CreateDatacenter("Berlin ✓")
    rack = datacenter.hostFolder.CreateFolder("Rack 1")
    gold = rack.CreateClusterEx("Gold", vim.cluster.ConfigSpecEx())
    datacenter.vmFolder.CreateFolder("Only machines")
    with following(vcsim) as (_, heard):
        places = {place.name: place for place in heard.places.values()}
        assert set(places) == {"Europe/West", "Berlin ✓", "Rack 1", "Gold", "DC0", "DC0_C0"}
        assert (places["Europe/West"].kind, places["Europe/West"].parent) == (PlaceKind.FOLDER, "")
        assert (places["Berlin ✓"].kind, places["Berlin ✓"].parent) == (PlaceKind.DATACENTER, europe._moId)
        assert (places["Rack 1"].kind, places["Rack 1"].parent) == (PlaceKind.FOLDER, datacenter._moId)
        assert (places["Gold"].kind, places["Gold"].parent) == (PlaceKind.CLUSTER, rack._moId)
        assert (places["DC0"].parent, places["Berlin ✓"].key) == ("", berlin._moId)
        of_host = {host.host.name: heard.places[host.place].name for host in heard.hosts.values()}
        assert of_host == {"DC0_H0": "DC0", "DC0_C0_H0": "DC0_C0", "DC0_C0_H1": "DC0_C0"}
        assert gold._moId in heard.places


def test_a_host_has_its_processors_memory_networks_and_datastores(new_vcsim):
    vcsim = new_vcsim()
    with following(vcsim) as (_, heard):
        found = next(each.host for each in heard.hosts.values() if each.host.name == "DC0_C0_H0")
    assert (found.overall_state, found.virtualization_platform) == (HostStatus.OK, VirtualizationPlatform.VMWARE_ESX)
    assert (found.logical_processor_count, found.physical_cpu_count, found.cores_per_cpu) == (2, 2, 1)
    assert found.processor_speed_mhz == 2294
    assert (found.total_memory, found.available_memory) == (4294430720, (4294430720 >> 20) - 1404)
    assert found.cpu_utilization == 100 * 67 // (2 * 2294)
    assert found.operating_system.startswith("VMware ESXi 6.5.0")
    assert {volume.mount_point for volume in found.volumes} == {"[LocalDS_0]", "[LocalDS_1]"}
    assert all(volume.capacity > volume.free_space > 0 for volume in found.volumes)
    assert found.vm_paths[0] in {"[LocalDS_0]", "[LocalDS_1]"}
    networks = {network.name: network for network in found.networks}
    assert (networks["VM Network"].type, networks["DC0_DVPG0"].type) == ("standard", "distributed")
    adapter = next(each for each in found.network_adapters if each.name == "vmnic0")
    assert (adapter.mac_address, adapter.speed_mbps, adapter.virtual_network) == (
        "00:0C:29:81:D8:A0", 10_000, "vSwitch0",
    )  # fmt: skip


def test_networks_have_their_vlan_and_uplinks_are_left_out():
    values = {
        "name": "esx",
        "network": ["n1", "n2", "n3", "gone"],
        "config.network.portgroup": [{"spec": {"name": "Lab", "vlanId": "42"}}],
        "runtime.connectionState": "notResponding",
    }
    networks = {
        "n1": {"name": "Lab"},
        "n2": {"name": "Blue", "key": "n2", "config.defaultPortConfig": {"vlan": {"vlanId": "7"}}},
        "n3": {"name": "Up", "key": "n3", "tag": [{"key": "SYSTEM/DVS.UPLINKPG"}]},
    }
    host = read_host("host-1", values, "", {}, networks, UUID(int=1)).host
    assert [(n.name, n.host_bound_vlan_id) for n in host.networks] == [("Lab", 42), ("Blue", 7)]
    assert (host.overall_state, host.cpu_utilization) == (HostStatus.NOT_RESPONDING, None)
    assert host.status_reason


def test_machines_have_what_lists_show(new_vcsim):
    vcsim = new_vcsim()
    session = vcsim.session()
    machines = [m for m in _datacenter(session).vmFolder.childEntity if isinstance(m, vim.VirtualMachine)]
    machines.sort(key=lambda machine: machine.name)
    running, saved, template, named = machines[:4]
    done(saved.SuspendVM_Task())
    done(template.PowerOffVM_Task())
    template.MarkAsTemplate()
    done(named.Rename_Task("a%2fb%25 ✓ 'x'"))
    fields = session.content.customFieldsManager
    fields.SetField(running, fields.AddFieldDefinition("owner", vim.VirtualMachine).key, "me")
    spec = vim.vm.ConfigSpec(numCPUs=2, memoryMB=4096, annotation="note", firmware="efi")
    done(named.PowerOffVM_Task())
    done(named.ReconfigVM_Task(spec))
    with following(vcsim) as (_, heard):
        by_key = {UUID(m.config.instanceUuid): m for m in machines}
        assert set(heard.machines) == set(by_key)
        for machine_id, item in heard.machines.items():
            assert item.host == by_key[machine_id].runtime.host._moId
            assert not item.whole
        of = {by_key[i]._moId: item.machine for i, item in heard.machines.items()}
    assert of[running._moId].status is VMStatus.RUNNING
    assert of[running._moId].custom_attributes == {"owner": "me"}
    assert (of[saved._moId].status, of[saved._moId].has_saved_state) == (VMStatus.SAVED, True)
    assert of[template._moId].status is VMStatus.STORED
    found = of[named._moId]
    assert (found.name, found.status, found.description) == ("a/b% ✓ 'x'", VMStatus.POWER_OFF, "note")
    assert (found.cpu_count, found.memory_mb, found.generation) == (2, 4096, 2)
    assert found.location.startswith("[LocalDS_")
    assert found.configuration_path.endswith(".vmx")


def test_whole_machines_have_hardware_and_checkpoints_in_one_call(new_vcsim):
    vcsim = new_vcsim()
    session = vcsim.session()
    machine = next(m for m in _datacenter(session).vmFolder.childEntity if isinstance(m, vim.VirtualMachine))
    done(
        machine.CreateSnapshot_Task(
            "first%2fone", "before\nvmmconsole.id=" + "1" * 8 + "-1111-4111-8111-" + "1" * 12, True, False
        )
    )
    done(machine.CreateSnapshot_Task("second", "", False, False))
    with following(vcsim) as (manager, heard):
        machine_id = UUID(machine.config.instanceUuid)
        other = next(i for i in heard.machines if i != machine_id)
        before = vcsim.calls()
        found = {item.machine.id: item for item in manager.whole([machine_id, uuid4(), other, machine_id])}
        made = vcsim.calls() - before
    assert (made["RetrievePropertiesEx"], made["FindByUuid"]) == (1, 1)
    assert set(found) == {machine_id, other}
    item = found[machine_id]
    assert item.whole
    assert item.machine.config_version == heard.machines[machine_id].machine.config_version
    assert [c.name for c in item.machine.checkpoints] == ["first/one", "second"]
    first, second = item.machine.checkpoints
    assert (first.id, first.description) == (UUID("11111111-1111-4111-8111-111111111111"), "before")
    assert (second.parent_checkpoint_id, second.is_current, first.is_current) == (first.id, True, False)
    assert (first.with_memory, second.vm) == (True, item.machine.ref)
    (drive,) = item.machine.virtual_disk_drives
    assert (drive.bus_type, drive.bus, drive.lun) == (BusType.SCSI, 0, 0)
    assert drive.virtual_hard_disk is not None
    assert drive.virtual_hard_disk.location.endswith("/disk1.vmdk")
    assert (drive.virtual_hard_disk.maximum_size, drive.virtual_hard_disk.vhd_type) == (1 << 20, VHDType.DYNAMIC)
    (adapter,) = item.machine.virtual_network_adapters
    assert (adapter.virtual_network, adapter.mac_address_type) == ("DC0_DVPG0", MACAddressType.DYNAMIC)
    assert item.machine.virtual_dvd_drives[0].connection is DVDConnection.HOST_DRIVE
    assert [a.bus for a in item.machine.virtual_scsi_adapters] == [0]


def test_nothing_differs_when_nothing_changed(vcsim):
    with following(vcsim) as (manager, heard):
        ids = list(heard.machines)
        before = as_seen(heard)
        assert as_seen(manager.inventory()) == before
        first, second = manager.whole(ids), manager.whole(ids)
        for one, other in zip(first, second, strict=True):
            kept = {name: getattr(one.machine, name) for name in ("added_at", "modified_at")}
            assert other.machine.model_copy(update=kept) == one.machine
        assert heard.batches == 0


def test_two_managers_of_one_server_give_the_same_ids(vcsim):
    first, second = manager_of(vcsim), manager_of(vcsim)
    assert as_seen(first.connect()) == as_seen(second.connect())
    first.close()
    second.close()
