"""Virtual networks and physical adapters."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.providers.libvirt import networks as networks_module
from vmmconsole.providers.libvirt.domain_xml import NetworkTarget
from vmmconsole.providers.libvirt.networks import HostNetworks

pytestmark = pytest.mark.libvirt

ISOLATED = "<network><name>lab &amp; co</name><bridge name='virbr77'/></network>"
NAT = "<network><name>nat</name><forward mode='nat'/><ip address='10.9.8.1' netmask='255.255.255.0'/></network>"


@pytest.fixture
def libvirt_networks(daemon):
    defined = [daemon.connection.networkDefineXML(xml) for xml in (ISOLATED, NAT)]
    yield
    for network in defined:
        network.undefine()


@pytest.fixture
def sysfs(tmp_path, monkeypatch) -> Path:
    """A stand-in for /sys/class/net: a bridge, a card on it, and what is of no interest."""
    for name, speed in (("br0", ""), ("eth0", "1000"), ("lo", ""), ("vnet3", "10"), ("docker0", "")):
        folder = tmp_path / "net" / name
        folder.mkdir(parents=True)
        (folder / "address").write_text("52:54:00:00:00:01\n")
        (folder / "operstate").write_text("up\n")
        (folder / "speed").write_text(f"{speed}\n")
    (tmp_path / "net/br0/bridge").mkdir()
    (tmp_path / "net/eth0/device").mkdir()
    (tmp_path / "net/eth0/master").symlink_to(tmp_path / "net/br0")
    monkeypatch.setattr(networks_module, "_SYS", tmp_path / "net")
    return tmp_path


def test_libvirts_networks_are_shown_and_used(provider, libvirt_networks, machine, daemon):
    found = {n.name: n for n in provider.inventory().host.networks}
    assert (found["lab & co"].type, found["lab & co"].active) == ("isolated", False)
    assert found["nat"].type == "nat"
    machine_id = machine(virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="lab & co")])
    assert provider.machine(machine_id).virtual_network_adapters[0].virtual_network == "lab & co"
    assert "<source network='lab &amp; co'/>" in daemon.connection.lookupByUUIDString(str(machine_id)).XMLDesc(0)


def test_network_that_does_not_exist_is_refused(provider, machine):
    with pytest.raises(CapabilityError, match="lab & co"):
        machine(virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="lab & co")])


def test_bridges_of_a_system_host(daemon, sysfs):
    networks = HostNetworks(daemon.connection, local=True, session=False)
    assert networks.targets()["br0"] == NetworkTarget("bridge", "br0")
    assert {n.name: n.type for n in networks.networks(uuid4())} == {"User network": "user", "br0": "bridge"}


@pytest.mark.parametrize(
    ("helper", "rules", "shown"),
    [(True, "allow br0", True), (True, "allow all", True), (True, "allow br1", False), (True, "", False),
     (False, "allow all", False)],
)  # fmt: skip
def test_bridges_of_a_session_need_qemus_helper(daemon, sysfs, monkeypatch, helper, rules, shown):
    program, rules_file = sysfs / "qemu-bridge-helper", sysfs / "bridge.conf"
    program.touch()
    program.chmod(0o4755 if helper else 0o755)
    rules_file.write_text(f"# rules\n{rules}\n")
    monkeypatch.setattr(networks_module, "_BRIDGE_HELPERS", (program,))
    monkeypatch.setattr(networks_module, "_BRIDGE_RULES", rules_file)
    assert ("br0" in HostNetworks(daemon.connection, local=True, session=True).targets()) is shown


def test_physical_adapters(daemon, sysfs):
    (adapter,) = HostNetworks(daemon.connection, local=True, session=True).adapters(uuid4())
    assert (adapter.name, adapter.mac_address, adapter.speed_mbps) == ("eth0", "52:54:00:00:00:01", 1000)
    assert (adapter.connected, adapter.virtual_network) == (True, "br0")


def test_ids_are_the_same_each_time(provider):
    first, second = provider.inventory().host, provider.inventory().host
    assert [n.id for n in first.networks] == [n.id for n in second.networks]
    assert [v.id for v in first.volumes] == [v.id for v in second.volumes]
    assert first.id == second.id
