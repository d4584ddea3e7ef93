"""What Add- and Set-VMHost take and this version has nothing for."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_REMOTE = Missing.REMOTE_CONNECTIONS
_MIGRATION = Missing.LIVE_MIGRATION


class RemoteConnection(VMMCmdlet):
    """How the consoles of its virtual machines are reached."""

    remote_connect: bool = parameter(
        "VMRCEnabled", aliases=("RemoteConnectEnabled",), needs=_REMOTE, neutral=(False,),
        help="$true to let users connect to its virtual machines.",
    )  # fmt: skip
    remote_port: int = parameter(
        "VMRCPort", aliases=("RemoteConnectPort",), needs=_REMOTE, minimum=1, maximum=65535, help="At which port."
    )


class MigrationSettings(VMMCmdlet):
    """How it takes and gives running virtual machines."""

    base_disk_paths: str = parameter("BaseDiskPaths", needs=Missing.DIFFERENCING_DISKS, help="Where base disks are.")
    live_migration: bool = parameter(
        "EnableLiveMigration", needs=_MIGRATION, neutral=(False,), help="$true to let running machines come and go."
    )
    live_maximum: int = parameter("LiveMigrationMaximum", needs=_MIGRATION, minimum=0, help="How many at a time.")
    storage_maximum: int = parameter(
        "LiveStorageMigrationMaximum", needs=_MIGRATION, minimum=0, help="How many moves of disks at a time."
    )
    any_subnet: bool = parameter("UseAnyMigrationSubnet", needs=_MIGRATION, help="$true to use any network for it.")
    migration_subnet: list[str] = parameter("MigrationSubnet", needs=_MIGRATION, help="The networks to use for it.")
    migration_protocol: str = parameter("MigrationAuthProtocol", needs=_MIGRATION, help="Kerberos or CredSSP.")
    migration_option: str = parameter(
        "MigrationPerformanceOption", needs=_MIGRATION, help="Standard, compressed or by SMB."
    )
    gateway_host: bool = parameter(
        "IsDedicatedToNetworkVirtualizationGateway", needs=Missing.NETWORK_VIRTUALIZATION, neutral=(False,),
        help="$true to keep it for gateways.",
    )  # fmt: skip


class LaterHostSettings(RemoteConnection, MigrationSettings):
    """What both cmdlets take."""


class AddingParameters(VMMCmdlet):
    """What only Add-VMHost takes."""

    virtualization_manager: str = parameter(
        "VirtualizationManager", needs=Missing.VIRTUALIZATION_MANAGERS, help="What manages it already."
    )
    tcp_port: int = parameter(
        "TCPPort", needs=Missing.VIRTUALIZATION_MANAGERS, minimum=1, maximum=65535, help="The port of its manager."
    )
    certificate: str = parameter("Certificate", needs=Missing.CERTIFICATES, help="The certificate that it shows.")
    ssh_public_key: str = parameter("SshPublicKey", needs=Missing.CERTIFICATES, help="The SSH key that it shows.")
    ssh_key_file: str = parameter("SshPublicKeyFile", needs=Missing.CERTIFICATES, help="The file with that key.")
    secure_mode: bool = parameter(
        "EnableSecureMode", needs=Missing.CERTIFICATES, neutral=(False,), help="$true to refuse unknown certificates."
    )
    perimeter: switch = parameter(
        "PerimeterNetworkHost", needs=Missing.PERIMETER_HOSTS, help="It stands in a perimeter network."
    )
    security_file: str = parameter(
        "SecurityFile", needs=Missing.PERIMETER_HOSTS, help="The file that its agent was installed with."
    )
    encryption_key: str = parameter(
        "EncryptionKey", needs=Missing.PERIMETER_HOSTS, help="The stored credential that opens that file."
    )
    vm_host_cluster: str = parameter("VMHostCluster", needs=Missing.CLUSTERS, help="The cluster that it belongs to.")


class ManagementParameters(VMMCmdlet):
    """What only Set-VMHost takes."""

    secure_remote: bool = parameter(
        "SecureVMRCEnabled", aliases=("SecureRemoteConnectEnabled",), needs=_REMOTE, neutral=(False,),
        help="$true to encrypt connections to virtual machines.",
    )  # fmt: skip
    remote_certificate: str = parameter(
        "VMRCCertificatePath", aliases=("RemoteConnectCertificatePath",), needs=_REMOTE, help="The certificate's file."
    )
    remove_certificate: switch = parameter(
        "RemoveVMRCCertificate", aliases=("RemoveRemoteConnectCertificate",),
        help="Accepted for scripts; there is no certificate.",
    )  # fmt: skip
    management_credential: str = parameter(
        "PerimeterNetworkHostCredential", aliases=("VMHostManagementCredential",), needs=Missing.RUN_AS_ACCOUNTS,
        help="The account that it is managed with.",
    )  # fmt: skip
    bmc_address: str = parameter("BMCAddress", needs=Missing.OUT_OF_BAND, help="The address of its controller.")
    bmc_account: str = parameter("BMCRunAsAccount", needs=Missing.OUT_OF_BAND, help="The account of its controller.")
    bmc_port: int = parameter("BMCPort", needs=Missing.OUT_OF_BAND, minimum=1, maximum=65535, help="Its port.")
    bmc_protocol: str = parameter("BMCProtocol", needs=Missing.OUT_OF_BAND, help="What its controller speaks.")
    bmc_provider: str = parameter(
        "BMCCustomConfigurationProvider", needs=Missing.OUT_OF_BAND, help="What speaks to its controller."
    )
    bios_guid: str = parameter("SMBiosGuid", needs=Missing.OUT_OF_BAND, help="The GUID in its firmware.")
    management_mac: str = parameter(
        "ManagementAdapterMACAddress", needs=Missing.OUT_OF_BAND, help="The address of its management adapter."
    )
    key_url: str = parameter("KeyProtectionServerUrl", needs=Missing.SHIELDING, help="Where keys are kept.")
    attestation_url: str = parameter("AttestationServerUrl", needs=Missing.SHIELDING, help="Who vouches for it.")
    code_policy: str = parameter("CodeIntegrityPolicy", needs=Missing.SHIELDING, help="What software it may run.")
    apply_code_policy: switch = parameter(
        "ApplyLatestCodeIntegrityPolicy", needs=Missing.SHIELDING, help="Bring the newest policy to it."
    )
    bypass_maintenance: switch = parameter(
        "BypassMaintenanceModeCheck", help="Accepted for scripts; changes need no maintenance mode."
    )
    numa_spanning: bool = parameter(
        "NumaSpanningEnabled", needs=Missing.NUMA, neutral=(True,), help="$false to keep machines in one memory node."
    )
    wwpn_minimum: str = parameter(
        "FibreChannelWorldWidePortNameMinimum", needs=Missing.FIBRE_CHANNEL, help="The first port name to hand out."
    )
    wwpn_maximum: str = parameter(
        "FibreChannelWorldWidePortNameMaximum", needs=Missing.FIBRE_CHANNEL, help="The last port name to hand out."
    )
    wwnn: str = parameter("FibreChannelWorldWideNodeName", needs=Missing.FIBRE_CHANNEL, help="Its node name.")
