"""Jobs of other systems, servicing windows and connections to them."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Credential, SPFServer
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class GetSCOpsMgrConnection(UnavailableGet):
    """Reads the connection to Operations Manager.

    Example:
        Get-SCOpsMgrConnection
    """

    name = "Get-SCOpsMgrConnection"
    needs = Missing.OPS_MANAGER
    returns = "OpsMgrConnection"


class NewSCOpsMgrConnection(UnavailableChange):
    """Connects to Operations Manager.

    Example:
        New-SCOpsMgrConnection -OpsMgrServer "opsmgr-01"
    """

    name = "New-SCOpsMgrConnection"
    job_name = "Create Operations Manager connection"
    needs = Missing.OPS_MANAGER
    permission = Permission.MANAGE_SETTINGS
    returns = "OpsMgrConnection"

    ops_mgr_server: str = parameter("OpsMgrServer", mandatory=True, position=0, help="The name of the server.")
    ops_mgr_server_credential: Credential | None = parameter(
        "OpsMgrServerCredential", help="The user name and password for the server."
    )
    enable_pro: bool = parameter("EnablePRO", help="$true to get PRO tips from it.")
    enable_maintenance_mode_integration: bool = parameter(
        "EnableMaintenanceModeIntegration", help="$true to tell it of hosts in maintenance mode."
    )


class RemoveSCOpsMgrConnection(UnavailableChange):
    """Ends the connection to Operations Manager.

    Example:
        Remove-SCOpsMgrConnection
    """

    name = "Remove-SCOpsMgrConnection"
    job_name = "Remove Operations Manager connection"
    needs = Missing.OPS_MANAGER
    permission = Permission.MANAGE_SETTINGS
    returns = "OpsMgrConnection"

    force: switch = parameter("Force", help="Do it although something stands against it.")


class GetSCSPFServer(UnavailableGet):
    """Reads the servers of Service Provider Foundation.

    Example:
        Get-SCSPFServer -Name "spf-01"
    """

    name = "Get-SCSPFServer"
    needs = Missing.OPS_MANAGER
    returns = "SPFServer"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    server_type: str = parameter("ServerType", help="Only those that run this.")


class NewSCSPFServer(UnavailableChange):
    """Adds a server to Service Provider Foundation.

    Example:
        New-SCSPFServer -Name "spf-01" -ServerType "VMM"
    """

    name = "New-SCSPFServer"
    job_name = "Create SPF server"
    needs = Missing.OPS_MANAGER
    permission = Permission.MANAGE_SETTINGS
    returns = "SPFServer"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    server_type: str = parameter("ServerType", mandatory=True, help="What the server runs.")
    connection_string: str = parameter("ConnectionString", help="How it is reached.")


class GetSCSPFSetting(UnavailableGet):
    """Reads the settings of Service Provider Foundation.

    Example:
        Get-SCSPFSetting -Name "Endpoint"
    """

    name = "Get-SCSPFSetting"
    needs = Missing.OPS_MANAGER
    returns = "SPFSetting"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    server: SPFServer | None = parameter("Server", help="Only those of this server.")
    setting_type: str = parameter("SettingType", help="Only those of this kind.")


class NewSCSPFSetting(UnavailableChange):
    """Stores a setting of Service Provider Foundation.

    Example:
        New-SCSPFSetting -Name "Endpoint" -Value "vmm-01" -SettingType "ServerInfo"
    """

    name = "New-SCSPFSetting"
    job_name = "Create SPF setting"
    needs = Missing.OPS_MANAGER
    permission = Permission.MANAGE_SETTINGS
    returns = "SPFSetting"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    value: str = parameter("Value", mandatory=True, help="The value.")
    setting_type: str = parameter("SettingType", mandatory=True, help="Which kind of setting.")
    server: SPFServer | None = parameter("Server", help="Only those of this server.")
