"""How well hosts suit a virtual machine."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import HardwareProfile, OperatingSystem, Template, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import PlacementGoal, VirtualizationPlatform
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .cloning import template_host
from .device_cmdlet import Edit, apply_group
from .hardware_rules import hardware_of
from .host_group import hosts_below
from .session import PlacementRequest, Session
from .vmm_cmdlet import ReadingCmdlet

_NEW = ("NewVMHosts", "NewVMHostGroups")
_TEMPLATE = ("NewVMHostsTemplate", "NewVMHostGroupsTemplate")
_EXISTING = ("FromVMHosts", "FromVMHostGroups")
_GB = 2**30


class GetVMHostRating(ReadingCmdlet):
    """Rates hosts for a virtual machine that exists, or for a new one, from 0 to 5 stars, the best first.

    Each rating says its reasons in words.

    Example:
        Get-VMHostRating -VM "web-01" -VMHost "kvm-01", "kvm-02" -IsMigration

    Example:
        $VMHost = Get-VMHost
        $HardwareProfile = Get-HardwareProfile | where {$_.Name -eq "Web server"}
        Get-VMHostRating -VMHost $VMHost -HardwareProfile $HardwareProfile -VMName "web-09" -DiskSpaceGB 40
    """

    name = "Get-VMHostRating"
    aliases = ("Get-SCVMHostRating",)
    returns = "VMHostRating"
    default_set = "FromVMHosts"

    vm_hosts: list[VMHost] = parameter(
        "VMHost",
        sets=("FromVMHosts", "NewVMHosts", "NewVMHostsTemplate"),
        mandatory=True,
        pipeline=True,
        help="The hosts to rate.",
    )
    vm_host_groups: list[VMHostGroup] = parameter(
        "VMHostGroup", sets=("FromVMHostGroups", "NewVMHostGroups", "NewVMHostGroupsTemplate"), mandatory=True,
        pipeline=True, help="Rate all hosts in these host groups and below.",
    )  # fmt: skip
    vm: VirtualMachine = parameter("VM", sets=_EXISTING, mandatory=True, pipeline=True, help="The virtual machine.")
    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", sets=_NEW, mandatory=True, pipeline=True, help="The hardware of the new virtual machine."
    )
    vm_name: str = parameter(
        "VMName", sets=_NEW + _TEMPLATE, mandatory=True, help="The name of the new virtual machine."
    )
    disk_space_gb: int = parameter(
        "DiskSpaceGB",
        sets=_NEW + _TEMPLATE,
        mandatory=True,
        unit="GB",
        minimum=0,
        help="The disk space that it needs, in GB.",
    )
    job_group: UUID = parameter("JobGroup", sets=_NEW, help="A job group whose devices the new machine gets too.")
    operating_system: OperatingSystem | None = parameter(
        "OperatingSystem", sets=_NEW, pipeline=True, help="Accepted for scripts; hosts take every one."
    )
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=_TEMPLATE, mandatory=True, pipeline=True,
        help="The template of the new virtual machine.",
    )  # fmt: skip
    highly_available: bool = parameter("HighlyAvailable", sets=_NEW, help="$true to rate hosts of clusters only.")
    platform: VirtualizationPlatform = parameter(
        "VirtualizationPlatform", help="Rate only hosts with this virtualization software; Unknown for all."
    )
    lun_count: int = parameter(
        "RequiredLunCount", aliases=("LUNCountRequirement",), sets=_NEW, needs=Missing.HOST_STORAGE, neutral=(0,),
        minimum=0, help="How many disks of a storage network it needs.",
    )  # fmt: skip
    guarded: bool = parameter(
        "RequireGuardedHost", needs=Missing.SHIELDING, neutral=(False,), help="$true to rate guarded hosts only."
    )
    replication_group: str | None = parameter(
        "ReplicationGroup", needs=Missing.DISASTER_RECOVERY, neutral=(None,), help="The group it is replicated with."
    )
    discovery_id: UUID = parameter("DiscoveryID", help="Accepted for scripts; ratings are not kept.")
    run_asynchronously: switch = parameter("RunAsynchronously", help="Accepted for scripts; ratings come at once.")
    job_variable: str = parameter("JobVariable", help="Accepted for scripts; rating is no job.")
    is_migration: switch = parameter("IsMigration", sets=_EXISTING, help="Rate for a move to another host.")
    placement_goal: PlacementGoal = parameter("PlacementGoal", help="LoadBalance or Consolidate; default: the setting.")
    cpu_priority: int = parameter("CPUPriority", minimum=0, maximum=10, help="How much processors count; default 5.")
    memory_priority: int = parameter("MemoryPriority", minimum=0, maximum=10, help="How much memory counts; default 8.")
    disk_priority: int = parameter("DiskPriority", minimum=0, maximum=10, help="How much disks count; default 2.")
    network_priority: int = parameter(
        "NetworkPriority", minimum=0, maximum=10, help="How much the network counts; default 2."
    )
    expected_cpu_utilization: int = parameter(
        "ExpectedCPUUtilization", aliases=("CPUExpectedUtilizationPercent",), unit="%", minimum=0, maximum=100,
        help="How much of its processors it is expected to use, in percent.",
    )  # fmt: skip
    expected_network: int = parameter(
        "ExpectedNetworkUtilization", aliases=("NetworkUtilizationExpectedMbps",), unit="Mbps", minimum=0,
        help="How much network it is expected to use, in megabits a second.",
    )  # fmt: skip
    expected_disk_io: int = parameter(
        "ExpectedDiskIO", aliases=("DiskIOExpectedCountPerSecond",), unit="operations a second", minimum=0,
        help="How many disk operations a second it is expected to need.",
    )  # fmt: skip
    use_default_paths: switch = parameter("UseDefaultPaths", aliases=("UseDefaultPath",), help="Accepted for scripts.")
    first_suitable: switch = parameter("ReturnFirstSuitableHost", help="Return only the best host that can be chosen.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        ratings = session.rate_hosts(self._request(session), self._hosts(session))
        return [r for r in ratings if r.selectable][:1] if self.first_suitable else ratings

    def _hosts(self, session: Session) -> list[VMHost]:
        if self.given("vm_host_groups"):
            found = {h.id: h for group in self.vm_host_groups for h in hosts_below(session, group)}
            return [host for host in found.values() if self._fits(host)]
        if not self.given("vm_hosts"):
            raise ParameterError("Get-VMHostRating needs -VMHost or -VMHostGroup.", action="Say which hosts to rate.")
        return [host for host in (session.get(VMHost, named.id) for named in self.vm_hosts) if self._fits(host)]

    def _fits(self, host: VMHost) -> bool:
        wanted = self.platform if self.given("platform") else VirtualizationPlatform.UNKNOWN
        return wanted in {VirtualizationPlatform.UNKNOWN, host.virtualization_platform}

    def _request(self, session: Session) -> PlacementRequest:
        machine = session.get(VirtualMachine, self.vm.id) if self.given("vm") else None
        template = session.get(Template, self.template.id) if self.given("template") else None
        if machine is not None:
            hardware, name, disk_gb = hardware_of(machine), machine.name, machine.total_size / _GB
        elif template is not None:
            hardware = hardware_of(template)
            name, disk_gb = self.vm_name, float(self.disk_space_gb)
        else:
            hardware = hardware_of(session.get(HardwareProfile, self.hardware_profile.id))
            name, disk_gb = self.vm_name, float(self.disk_space_gb)
        if self.given("job_group"):
            apply_group(session, Edit(hardware), self.job_group)
        for attribute, parameter_name in (
            ("highly_available", "highly_available"),
            ("expected_cpu_utilization", "expected_cpu_utilization"),
            ("network_utilization", "expected_network"),
            ("disk_io", "expected_disk_io"),
        ):
            if self.given(parameter_name):
                setattr(hardware, attribute, getattr(self, parameter_name))
        weights = {w: getattr(self, p) for w, p in _WEIGHTS if self.given(p)}
        goal = self.placement_goal if self.given("placement_goal") else None
        return PlacementRequest(
            name=name, hardware=hardware, disk_gb=disk_gb, machine=machine, goal=goal, original=template,
            original_host=template_host(session, template) if template is not None else None, **weights,
        )  # fmt: skip


_WEIGHTS = (
    ("cpu_weight", "cpu_priority"),
    ("memory_weight", "memory_priority"),
    ("disk_weight", "disk_priority"),
    ("network_weight", "network_priority"),
)
