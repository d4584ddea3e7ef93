"""Properties of virtual machines that Set-VM takes and this version has nothing for."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_SERVICES = Missing.INTEGRATION_SETTINGS


class GuestServices(VMMCmdlet):
    """The single services between host and guest; the guest's shutdown is always offered."""

    guest_shutdown: bool = parameter(
        "EnableOperatingSystemShutdown", needs=_SERVICES, neutral=(True,),
        help="$true to let the guest be shut down from outside, as it always can.",
    )  # fmt: skip
    time_sync: bool = parameter(
        "EnableTimeSynchronization", aliases=("EnableTimeSync",), needs=_SERVICES, neutral=(False,),
        help="$true to set the guest's clock by the host's.",
    )  # fmt: skip
    data_exchange: bool = parameter(
        "EnableDataExchange", needs=_SERVICES, neutral=(False,), help="$true to exchange data with the guest."
    )
    heartbeat: bool = parameter(
        "EnableHeartbeat", needs=_SERVICES, neutral=(False,), help="$true to watch whether the guest is alive."
    )
    guest_backup: bool = parameter(
        "EnableBackup", needs=_SERVICES, neutral=(False,), help="$true to bring the guest to rest for backups."
    )
    install_services: bool = parameter(
        "InstallVirtualizationGuestServices", needs=Missing.GUEST_SERVICES, neutral=(False,),
        help="$true to install the guest services.",
    )  # fmt: skip


class PropertiesOfLaterReleases(GuestServices):
    """The same, and where it belongs."""

    run_as_credential: str = parameter(
        "RunAsUserCredential", needs=Missing.RUN_AS_ACCOUNTS, help="The stored credential of who it runs as."
    )
    resource_pool: str | None = parameter(
        "VMwareResourcePool", needs=Missing.RESOURCE_POOLS, neutral=(None,), help="The resource pool that it is in."
    )
    non_possible_owners: list[str] = parameter(
        "ClusterNonPossibleOwner", needs=Missing.CLUSTERS, neutral=([],), help="Hosts of its cluster it may not be on."
    )
    preferred_owners: list[str] = parameter(
        "ClusterPreferredOwner", needs=Missing.CLUSTERS, neutral=([],), help="Hosts of its cluster it is best on."
    )
    availability_sets: list[str] = parameter(
        "AvailabilitySetNames", needs=Missing.AVAILABILITY_SETS, neutral=([],), help="Machines to keep apart from it."
    )
    cloud: str | None = parameter("Cloud", needs=Missing.CLOUDS, neutral=(None,), help="The cloud that it is in.")
    remove_from_cloud: switch = parameter("RemoveFromCloud", help="Accepted for scripts; it is in no cloud.")
    clear_protection: switch = parameter("ClearDRProtection", help="Accepted for scripts; it has no replica.")
    shielding_data: str | None = parameter(
        "VMShieldingData", needs=Missing.SHIELDING, neutral=(None,), help="What shields it from its host."
    )
