"""Hardware settings of later releases, as scripts that their wizards wrote carry them along with neutral values."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet


class MemoryOnDemand(VMMCmdlet):
    """Dynamic memory."""

    dynamic_memory: bool = parameter(
        "DynamicMemoryEnabled", needs=Missing.DYNAMIC_MEMORY, neutral=(False,),
        help="$true to give and take memory while it runs.",
    )  # fmt: skip
    dynamic_minimum_mb: int = parameter(
        "DynamicMemoryMinimumMB", needs=Missing.DYNAMIC_MEMORY, unit="MB", minimum=0, help="The least memory, in MB."
    )
    dynamic_maximum_mb: int = parameter(
        "DynamicMemoryMaximumMB", needs=Missing.DYNAMIC_MEMORY, unit="MB", minimum=0, help="The most memory, in MB."
    )
    dynamic_buffer: int = parameter(
        "DynamicMemoryBufferPercentage", needs=Missing.DYNAMIC_MEMORY, unit="%", minimum=0, maximum=2000,
        help="How much memory more than it uses it is given, in percent.",
    )  # fmt: skip
    memory_weight: int = parameter(
        "MemoryWeight", needs=Missing.DYNAMIC_MEMORY, neutral=(5000,), minimum=0, maximum=10_000,
        help="Its share of memory against others when there is not enough; 5000 is normal.",
    )  # fmt: skip


class VideoAdapter(VMMCmdlet):
    """The 3D video adapter."""

    video_adapter: bool = parameter(
        "VirtualVideoAdapterEnabled", needs=Missing.VIDEO_ADAPTERS, neutral=(False,), help="$true for a 3D adapter."
    )
    monitors: int = parameter(
        "MonitorMaximumCount", needs=Missing.VIDEO_ADAPTERS, neutral=(1,), minimum=1, maximum=8,
        help="How many monitors the guest sees; 1 is normal.",
    )  # fmt: skip
    resolution: str = parameter(
        "MonitorMaximumResolution", needs=Missing.VIDEO_ADAPTERS,
        neutral=("1024x768", "1280x1024", "1024 x 768", "1280 x 1024"),
        help="The largest resolution of a monitor, as 1280x1024.",
    )  # fmt: skip


class Firmware(VMMCmdlet):
    """What only generation 2 has."""

    secure_boot: bool = parameter(
        "SecureBootEnabled", needs=Missing.GENERATION_2, neutral=(False,), help="$true to start signed software only."
    )
    secure_boot_template: str = parameter(
        "SecureBootTemplate", needs=Missing.GENERATION_2, help="Whose signatures the start of the guest takes."
    )
    first_boot_device: str = parameter(
        "FirstBootDevice", needs=Missing.GENERATION_2, help="The device that it starts from, such as SCSI,0,0."
    )


class NumaNodes(VMMCmdlet):
    """How the guest sees the host's memory nodes."""

    numa_isolation: bool = parameter(
        "NumaIsolationRequired", needs=Missing.NUMA, neutral=(False,), help="$true to keep it in one node of the host."
    )
    numa_cpus: int = parameter(
        "CPUPerVirtualNumaNodeMaximum", needs=Missing.NUMA, minimum=1, help="The most processors of a node."
    )
    numa_memory_mb: int = parameter(
        "MemoryPerVirtualNumaNodeMaximumMB", needs=Missing.NUMA, unit="MB", minimum=1,
        help="The most memory of a node, in MB.",
    )  # fmt: skip
    numa_nodes: int = parameter(
        "VirtualNumaNodesPerSocketMaximum", needs=Missing.NUMA, minimum=1, help="The most nodes of a socket."
    )


class Protection(VMMCmdlet):
    """Replicas in another place, clusters and clouds."""

    dr_protection: bool = parameter(
        "DRProtectionRequired", needs=Missing.DISASTER_RECOVERY, neutral=(False,), help="$true to keep a replica of it."
    )
    recovery_point: int = parameter(
        "RecoveryPointObjective", needs=Missing.DISASTER_RECOVERY, unit="seconds", minimum=0,
        help="How old the replica may be, in seconds.",
    )  # fmt: skip
    protection_provider: str = parameter(
        "ProtectionProvider", needs=Missing.DISASTER_RECOVERY, help="What keeps the replica."
    )
    replication_group: str | None = parameter(
        "ReplicationGroup", needs=Missing.DISASTER_RECOVERY, neutral=(None,), help="The group it is replicated with."
    )
    ha_priority: int = parameter(
        "HAVMPriority", needs=Missing.CLUSTERS, neutral=(2000,), minimum=0, maximum=3000,
        help="Which machines of a cluster start first; 2000 is normal.",
    )  # fmt: skip
    capability_profile: str | None = parameter(
        "CapabilityProfile", needs=Missing.CAPABILITY_PROFILES, neutral=(None,), help="What its hardware may be."
    )
    critical_error_action: str = parameter(
        "AutomaticCriticalErrorAction", needs=Missing.CRITICAL_ERROR_ACTIONS, neutral=("None",),
        help="What happens when its storage is lost: Pause or None.",
    )  # fmt: skip
    critical_error_minutes: int = parameter(
        "AutomaticCriticalErrorActionTimeout", needs=Missing.CRITICAL_ERROR_ACTIONS, unit="minutes", minimum=0,
        help="After how many minutes it is turned off then.",
    )  # fmt: skip
    checkpoint_type: str = parameter(
        "CheckpointType", needs=Missing.CHECKPOINT_TYPES, neutral=("Standard", "Production"),
        help="How its checkpoints are made; they are always standard ones.",
    )  # fmt: skip


class LaterHardware(MemoryOnDemand, VideoAdapter, Firmware, NumaNodes, Protection):
    """All of them: what hardware profiles and virtual machines take since later releases."""


class Generation(VMMCmdlet):
    """Given where something is made, as it cannot be changed later."""

    generation: int = parameter(
        "Generation", needs=Missing.GENERATION_2, neutral=(1,), minimum=1, maximum=2,
        help="1 for a machine that starts from BIOS, which every one is; 2 for UEFI.",
    )  # fmt: skip


class WithoutCapabilityProfile(VMMCmdlet):
    """Given where something is changed."""

    remove_capability_profile: switch = parameter(
        "RemoveCapabilityProfile", help="Accepted for scripts; nothing has a capability profile."
    )
