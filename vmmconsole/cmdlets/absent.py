"""Kinds of objects that this version does not have, for the parameters that take them."""

from __future__ import annotations

from vmmconsole.script.cmdlet import Absent


class AllocatedIPAddress(Absent):
    """An allocated IP address."""


class AllocatedMACAddress(Absent):
    """An allocated MAC address."""


class AnyObject(Absent):
    """An object of any kind."""


class Baseline(Absent):
    """An update baseline."""


class CapabilityProfile(Absent):
    """A capability profile."""


class ClientCertificate(Absent):
    """A certificate."""


class ClientSshPublicKey(Absent):
    """An SSH key."""


class Cloud(Absent):
    """A private cloud."""


class CloudCapacity(Absent):
    """A capacity of a private cloud."""


class ClusterVirtualNetwork(Absent):
    """A virtual network of a cluster."""


class ComputerTier(Absent):
    """A computer tier."""


class ComputerTierConfiguration(Absent):
    """A computer tier configuration."""


class ComputerTierTemplate(Absent):
    """A computer tier template."""


class Credential(Absent):
    """A credential."""


class DefaultGateway(Absent):
    """A default gateway."""


class HostCluster(Absent):
    """A host cluster."""


class HostFibreChannelVirtualSAN(Absent):
    """A virtual SAN."""


class LogicalNetwork(Absent):
    """A logical network."""


class LogicalNetworkDefinition(Absent):
    """A logical network definition."""


class LogicalSwitch(Absent):
    """A logical switch."""


class MACAddressPool(Absent):
    """An MAC address pool."""


class MachineConfig(Absent):
    """A machine configuration."""


class NetworkController(Absent):
    """A network controller."""


class NetworkGateway(Absent):
    """A network gateway."""


class PROMonitor(Absent):
    """A PRO monitor."""


class PROTip(Absent):
    """A PRO tip."""


class PortACL(Absent):
    """A port access control list."""


class PortClassification(Absent):
    """A port classification."""


class SPFServer(Absent):
    """An SPF server."""


class Service(Absent):
    """A service."""


class ServiceConfiguration(Absent):
    """A service configuration."""


class ServiceSetting(Absent):
    """A service setting."""


class ServiceTemplate(Absent):
    """A service template."""


class ServicingWindow(Absent):
    """A servicing window."""


class StaticIPAddressPool(Absent):
    """A static IP address pool."""


class StorageArray(Absent):
    """A storage array."""


class StorageClassification(Absent):
    """A storage classification."""


class StorageFabricClassification(Absent):
    """A storage fabric classification."""


class StorageFileServer(Absent):
    """A file server."""


class StorageFileShare(Absent):
    """A file share."""


class StoragePool(Absent):
    """A storage pool."""


class StorageProvider(Absent):
    """A storage provider."""


class StorageQoSPolicy(Absent):
    """A storage QoS policy."""


class SubnetNetworkRoute(Absent):
    """A network route."""


class SubnetVLan(Absent):
    """A subnet with its VLAN."""


class Update(Absent):
    """An update."""


class UpdateServer(Absent):
    """An update server."""


class UplinkPortProfileSet(Absent):
    """A uplink port profile set."""


class UserRoleQuota(Absent):
    """A user role quota."""


class VMConfiguration(Absent):
    """A virtual machine configuration."""


class VMHostDisk(Absent):
    """A host disk."""


class VMHostHba(Absent):
    """A host bus adapter."""


class VMMManagedComputer(Absent):
    """A managed computer."""


class VMNetwork(Absent):
    """A VM network."""


class VMNetworkGateway(Absent):
    """A VM network gateway."""


class VMSubnet(Absent):
    """A VM subnet."""


class VMXMachineConfig(Absent):
    """A description of a VMware machine."""


class VMwareResourcePool(Absent):
    """A resource pool."""


class VirtualFibreChannelAdapter(Absent):
    """A virtual Fibre Channel adapter."""


class VirtualHardDiskConfiguration(Absent):
    """A virtual hard disk configuration."""


class VirtualNetworkAdapterConfiguration(Absent):
    """A virtual network adapter configuration."""


class VirtualizationManager(Absent):
    """A virtualization manager."""
