"""Virtual network adapters of virtual machines and hardware profiles."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model.errors import ConflictError, ParameterError
from vmmconsole.model.hardware import Device, Hardware, VirtualNetworkAdapter
from vmmconsole.model.status import AdapterType, MACAddressType
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .device_cmdlet import (
    DeviceCmdlet,
    ExistingDeviceCmdlet,
    GetDeviceCmdlet,
    NewDeviceCmdlet,
    RemoveDeviceCmdlet,
)
from .hardware_rules import check_vlan, mac_address, no_address
from .later_adapter import LaterAdapterSettings, NewAdapterSettings
from .session import Session


class GetVirtualNetworkAdapter(GetDeviceCmdlet):
    """Reads virtual network adapters.

    Example:
        Get-VirtualNetworkAdapter -VM "web-01"

    Example:
        Get-VirtualNetworkAdapter -VMMServer localhost -All | where {$_.VirtualNetwork -eq "default"}
    """

    name = "Get-VirtualNetworkAdapter"
    aliases = ("Get-SCVirtualNetworkAdapter",)
    returns = "VirtualNetworkAdapter"
    device = VirtualNetworkAdapter

    id_: UUID = parameter(
        "ID", position=0, pipeline=True, sets=("ID",), mandatory=True, help="Only the one of this ID."
    )
    adapter_name: str = parameter("Name", position=1, help="Only those of this name.")
    vm_host: str = parameter(
        "VMHost", sets=("VMHost",), mandatory=True, needs=Missing.HOST_NETWORKING, help="Only those of the host itself."
    )
    on_vms: switch = parameter(
        "ParentTypeVMOrHost", sets=("All",), help="Accepted for scripts; those of all virtual machines are read anyway."
    )

    def run(self, session: Session) -> Iterable[object]:
        found = list(super().run(session))
        if not self.given("adapter_name"):
            return found
        wanted = self.adapter_name.lower()
        return [adapter for adapter in found if isinstance(adapter, Device) and adapter.name.lower() == wanted]


class AdapterSettings(DeviceCmdlet, LaterAdapterSettings):
    """The parameters that New- and Set-VirtualNetworkAdapter share."""

    virtual_network: str = parameter(
        "VirtualNetwork", position=1, help="The name of the host's virtual network to connect to."
    )
    no_connection: switch = parameter("NoConnection", help="Connect to no network.")
    physical_address: str = parameter(
        "PhysicalAddress", aliases=("MACAddress", "EthernetAddress"), help="The MAC address, such as 00:1D:D8:B7:1C:00."
    )
    physical_address_type: MACAddressType = parameter(
        "PhysicalAddressType", aliases=("MACAddressType", "EthernetAddressType"),
        help="Dynamic for an address that the host chooses, Static for the one given; Static with zeros for the next "
        "free one of the installation's range.",
    )  # fmt: skip
    vlan_enabled: bool = parameter("VLanEnabled", help="$true to send with the VLAN tag of -VLanID.")
    vlan_id: int = parameter("VLanID", minimum=1, maximum=4094, help="The VLAN's number, 1 to 4094.")
    network_location: str = parameter("NetworkLocation", help="The network location that placement looks for.")
    network_tag: str = parameter("NetworkTag", help="The network tag that placement looks for.")
    optimized: bool = parameter(
        "VMNetworkOptimizationEnabled", aliases=("EnableVMNetworkOptimization",),
        help="Accepted for scripts; the host's virtualization software decides.",
    )  # fmt: skip
    spoofing: bool = parameter(
        "MACAddressesSpoofingEnabled", aliases=("EnableMACAddressSpoofing",),
        help="Accepted for scripts; the host's virtual network decides.",
    )  # fmt: skip

    def check(self) -> None:
        super().check()
        if self.no_connection and self.given("virtual_network") and self.virtual_network:
            raise ParameterError(
                "-VirtualNetwork and -NoConnection cannot both be given.", action="Give one of the two."
            )
        check_vlan(self.given("vlan_enabled") and bool(self.vlan_enabled) and not self._keeps_vlan(),
                   self.vlan_id if self.given("vlan_id") else None)  # fmt: skip
        if self._has_address():
            mac_address(self.physical_address)
        elif self._wants_static() and not self._from_range() and not self._keeps_address():
            raise _address_needed()

    def _has_address(self) -> bool:
        return self.given("physical_address") and not no_address(self.physical_address)

    def _from_range(self) -> bool:
        """Whether the zeros are given that stand for an address of the installation's range."""
        return self.given("physical_address") and bool(self.physical_address) and no_address(self.physical_address)

    def _wants_static(self) -> bool:
        return self.given("physical_address_type") and self.physical_address_type is MACAddressType.STATIC

    def _keeps_vlan(self) -> bool:
        """Whether the adapter may have a VLAN ID already."""
        return False

    def _keeps_address(self) -> bool:
        """Whether the adapter may have an address already."""
        return False

    def settings(self, adapter: VirtualNetworkAdapter, hardware: Hardware) -> VirtualNetworkAdapter:
        """The adapter with what the call gives.

        Raises:
            ConflictError: another adapter has that address.
            ParameterError: a static address or a VLAN is asked for and there is none.
        """
        update: dict[str, object] = {}
        if self.no_connection:
            update["virtual_network"] = ""
        elif self.given("virtual_network"):
            update["virtual_network"] = str(self.virtual_network)
        for attribute in ("network_location", "network_tag", "vlan_id", "vlan_enabled"):
            if self.given(attribute):
                update[attribute] = getattr(self, attribute)
        update |= self._address(adapter, hardware)
        changed = adapter.model_copy(update=update)
        check_vlan(changed.vlan_enabled, changed.vlan_id)
        return changed

    def _address(self, adapter: VirtualNetworkAdapter, hardware: Hardware) -> dict[str, object]:
        kind = self.physical_address_type if self.given("physical_address_type") else None
        if kind is MACAddressType.DYNAMIC:
            was = adapter.mac_address if adapter.mac_address_type is kind else ""
            return {"mac_address_type": kind, "mac_address": was}
        if not self._has_address():
            if kind is MACAddressType.STATIC and not adapter.mac_address and not self._from_range():
                raise _address_needed()
            return {"mac_address_type": kind} if kind else {}
        address = mac_address(self.physical_address)
        if any(a.id != adapter.id and a.mac_address.upper() == address for a in hardware.virtual_network_adapters):
            raise ConflictError(
                f"The address {address} is taken.",
                cause="Another adapter of this virtual machine has it.",
                action="Give another -PhysicalAddress, or Dynamic.",
            )
        return {"mac_address_type": MACAddressType.STATIC, "mac_address": address}


def _address_needed() -> ParameterError:
    return ParameterError("-PhysicalAddressType Static needs an address.", action="Give -PhysicalAddress, or Dynamic.")


class NewVirtualNetworkAdapter(NewDeviceCmdlet, AdapterSettings, NewAdapterSettings):
    """Adds a virtual network adapter.

    With -Synthetic it is the fast one of the virtualization software, else one that every guest knows.

    Example:
        New-VirtualNetworkAdapter -VM "web-01" -VirtualNetwork "default" -Synthetic

    Example:
        New-VirtualNetworkAdapter -VMMServer localhost -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f `
            -PhysicalAddressType Dynamic -VirtualNetwork "default" -VLanEnabled $false -Synthetic
    """

    name = "New-VirtualNetworkAdapter"
    aliases = ("New-SCVirtualNetworkAdapter",)
    job_name = "Create virtual network adapter"
    returns = "VirtualNetworkAdapter"
    device = VirtualNetworkAdapter

    virtual_network: str = parameter(
        "VirtualNetwork", position=0, help="The name of the host's virtual network to connect to."
    )
    synthetic: switch = parameter("Synthetic", help="The fast adapter of the virtualization software.")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        slot = 1 + max((a.slot_id for a in hardware.virtual_network_adapters), default=-1)
        # A step that runs again finds its adapter by the ID of the slot that was free when it ran first.
        for used in hardware.virtual_network_adapters:
            if used.id == session.derive_id(f"network adapter {used.slot_id}") and not self.given("job_group"):
                return used
        adapter = VirtualNetworkAdapter(
            id=session.derive_id(f"network adapter {slot}"), name=f"Network adapter {slot + 1}", slot_id=slot,
            adapter_type=AdapterType.SYNTHETIC if self.synthetic else AdapterType.EMULATED,
        )  # fmt: skip
        adapter = self.settings(adapter, hardware)
        hardware.virtual_network_adapters.append(adapter)
        return adapter


class SetVirtualNetworkAdapter(ExistingDeviceCmdlet, AdapterSettings):
    """Connects a virtual network adapter to another network, or changes its address or VLAN.

    Example:
        Get-VirtualNetworkAdapter -VM "web-01" | Set-VirtualNetworkAdapter -VirtualNetwork "default"

    Example:
        Get-VirtualNetworkAdapter -VM "web-01" | Set-VirtualNetworkAdapter -VLanEnabled $true -VLanID 12
    """

    name = "Set-VirtualNetworkAdapter"
    aliases = ("Set-SCVirtualNetworkAdapter",)
    job_name = "Change properties of virtual network adapter"
    returns = "VirtualNetworkAdapter"
    device = VirtualNetworkAdapter
    device_attribute = "virtual_network_adapter"

    virtual_network_adapter: VirtualNetworkAdapter = parameter(
        "VirtualNetworkAdapter", position=0, pipeline=True, help="The adapter."
    )
    slot_id: int = parameter(
        "SlotID", minimum=0, maximum=63, help="In a job group: the number of the adapter from 0, instead of it."
    )
    of_checkpoint: switch = parameter(
        "Checkpoint", needs=Missing.CHECKPOINT_HARDWARE, help="Change the adapter inside a checkpoint."
    )
    bandwidth: int = parameter(
        "RequiredBandwidth", needs=Missing.PORT_PROFILES, neutral=(0,), unit="Mbps", minimum=0,
        help="The bandwidth that it always gets.",
    )  # fmt: skip
    ipv4_addresses: list[str] = parameter(
        "IPv4Addresses", needs=Missing.VM_NETWORKS, neutral=([],), help="Addresses that the guest gets."
    )
    ipv6_addresses: list[str] = parameter(
        "IPv6Addresses", needs=Missing.VM_NETWORKS, neutral=([],), help="IPv6 addresses that the guest gets."
    )
    ipv4_pools: list[str] = parameter(
        "IPv4AddressPools", needs=Missing.VM_NETWORKS, neutral=([],), help="Where its addresses come from."
    )
    ipv6_pools: list[str] = parameter(
        "IPv6AddressPools", needs=Missing.VM_NETWORKS, neutral=([],), help="Where its IPv6 addresses come from."
    )
    no_logical_network: switch = parameter("NoLogicalNetwork", help="Accepted for scripts; it is in none.")
    no_classification: switch = parameter("NoPortClassification", help="Accepted for scripts; it has none.")
    remove_acl: switch = parameter("RemovePortACL", help="Accepted for scripts; it has no access list.")

    def check(self) -> None:
        super().check()
        if not self.given("slot_id"):
            self.named_device()

    def _keeps_vlan(self) -> bool:
        return True

    def _keeps_address(self) -> bool:
        return True

    def apply(self, hardware: Hardware, session: Session) -> Device:
        del session
        adapter = self._adapter(hardware)
        changed = self.settings(adapter, hardware)
        adapters = hardware.virtual_network_adapters
        adapters[adapters.index(adapter)] = changed
        return changed

    def _adapter(self, hardware: Hardware) -> VirtualNetworkAdapter:
        if self.given("slot_id"):
            slot = self.slot_id
        else:
            named = self.virtual_network_adapter
            found = next((a for a in hardware.virtual_network_adapters if a.id == named.id), None)
            if found is not None:
                return found
            slot = named.slot_id  # of a new machine whose source's adapter is named
        for adapter in hardware.virtual_network_adapters:
            if adapter.slot_id == slot:
                return adapter
        raise self.missing(f"slot {slot}")


class RemoveVirtualNetworkAdapter(RemoveDeviceCmdlet):
    """Removes a virtual network adapter.

    Example:
        Get-VirtualNetworkAdapter -VM "web-01" | where {$_.SlotID -eq 1} | Remove-VirtualNetworkAdapter
    """

    name = "Remove-VirtualNetworkAdapter"
    aliases = ("Remove-SCVirtualNetworkAdapter",)
    job_name = "Remove virtual network adapter"
    returns = "VirtualNetworkAdapter"
    device = VirtualNetworkAdapter
    device_attribute = "virtual_network_adapter"

    virtual_network_adapter: VirtualNetworkAdapter = parameter(
        "VirtualNetworkAdapter", position=0, pipeline=True, mandatory=True, help="The adapter."
    )

    def apply(self, hardware: Hardware, session: Session) -> None:
        del session
        wanted = self.virtual_network_adapter.id
        hardware.virtual_network_adapters = [a for a in hardware.virtual_network_adapters if a.id != wanted]
