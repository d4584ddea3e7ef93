"""Settings of the server that this version has nothing for."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_REMOTE = Missing.REMOTE_CONNECTIONS
_NETWORKS = Missing.AUTOMATIC_NETWORKS


class ConnectionSettings(VMMCmdlet):
    """How consoles of virtual machines are reached."""

    diagnostics: bool = parameter(
        "DiagnosticsAndUsageData", needs=Missing.DIAGNOSTICS, neutral=(False,), help="$true to send usage data."
    )
    vmrc_account: str = parameter("VMRCAccessAccount", needs=_REMOTE, help="Who may connect to virtual machines.")
    vmrc_port: int = parameter("VMRCDefaultPort", needs=_REMOTE, minimum=1, maximum=65535, help="The usual port.")
    connect_port: int = parameter(
        "VMConnectDefaultPort", needs=_REMOTE, minimum=1, maximum=65535, help="The usual port of VMConnect."
    )
    connect_minutes: int = parameter(
        "VMConnectTimeToLiveInMinutes", needs=_REMOTE, unit="minutes", minimum=1, help="How long a token holds."
    )
    gateway_path: str = parameter(
        "VMConnectGatewayCertificatePath", needs=_REMOTE, help="The file with the gateway's certificate."
    )
    gateway_password: str = parameter(
        "VMConnectGatewayCertificatePassword", needs=_REMOTE, help="The stored credential of that file."
    )
    hyperv_path: str = parameter(
        "VMConnectHyperVCertificatePath", needs=_REMOTE, help="The file with the hosts' certificate."
    )
    hyperv_password: str = parameter(
        "VMConnectHyperVCertificatePassword", needs=_REMOTE, help="The stored credential of that file."
    )
    controller_path: str = parameter(
        "VMConnectNCCertificatePath", needs=_REMOTE, help="The file with the network controller's certificate."
    )
    controller_password: str = parameter(
        "VMConnectNCCertificatePassword", needs=_REMOTE, help="The stored credential of that file."
    )
    identification: str = parameter(
        "VMConnectHostIdentificationMode", needs=_REMOTE, help="Whether hosts are named by FQDN or address."
    )


class LaterServerSettings(ConnectionSettings):
    """The same, and what is made automatically."""

    automatic_logical: bool = parameter(
        "AutomaticLogicalNetworkCreationEnabled", needs=_NETWORKS, neutral=(False,),
        help="$true to make a logical network for each network that is found.",
    )  # fmt: skip
    logical_match: str = parameter("LogicalNetworkMatch", needs=_NETWORKS, help="How a network is recognized.")
    logical_backup: str = parameter(
        "BackupLogicalNetworkMatch", needs=_NETWORKS, help="How it is recognized when the first way fails."
    )
    automatic_virtual: bool = parameter(
        "AutomaticVirtualNetworkCreationEnabled", needs=_NETWORKS, neutral=(False,),
        help="$true to make a virtual network on each host that is added.",
    )  # fmt: skip
    subnet_start: int = parameter(
        "VMSubnetIDRangeStart", needs=Missing.NETWORK_VIRTUALIZATION, minimum=0, help="The first ID to hand out."
    )
    subnet_end: int = parameter(
        "VMSubnetIDRangeEnd", needs=Missing.NETWORK_VIRTUALIZATION, minimum=0, help="The last ID to hand out."
    )
    key_url: str = parameter("KeyProtectionServerUrl", needs=Missing.SHIELDING, help="Where keys are kept.")
    attestation_url: str = parameter("AttestationServerUrl", needs=Missing.SHIELDING, help="Who vouches for hosts.")
    shielding_vhd: str = parameter("ShieldingHelperVhd", needs=Missing.SHIELDING, help="The disk that shields others.")
    port_acl: str | None = parameter(
        "PortACL", needs=Missing.PORT_PROFILES, neutral=(None,), help="The access list of all networks."
    )
    remove_port_acl: switch = parameter("RemovePortACL", help="Accepted for scripts; there is no access list.")
