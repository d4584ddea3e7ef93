"""Further library servers and their shares."""

from __future__ import annotations

from vmmconsole.model import LibraryServer, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import Credential
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class AddLibraryServer(UnavailableGrouped):
    """Makes a file server a library server.

    Example:
        Add-LibraryServer -ComputerName "kvm-02.example.org" -Credential $credential
    """

    name = "Add-LibraryServer"
    aliases = ("Add-SCLibraryServer",)
    job_name = "Add library server"
    needs = Missing.LIBRARY_SERVERS
    permission = Permission.MANAGE_LIBRARY
    returns = "LibraryServer"

    computer_name: str = parameter(
        "ComputerName", mandatory=True, position=0, pipeline=True, help="The name or address of the computer."
    )
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")
    description: str = parameter("Description", help="What it is for.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="The host group.")
    allow_unencrypted_transfers: bool = parameter(
        "AllowUnencryptedTransfers",
        aliases=("EnableUnencryptedFileTransfer",),
        help="$true to let files be sent without encryption.",
    )


class RemoveLibraryServer(UnavailableChange):
    """Removes a library server; its files stay.

    Example:
        Remove-LibraryServer -LibraryServer "vmm-01" -Credential $credential
    """

    name = "Remove-LibraryServer"
    aliases = ("Remove-SCLibraryServer",)
    job_name = "Remove library server"
    needs = Missing.LIBRARY_SERVERS
    permission = Permission.MANAGE_LIBRARY
    returns = "LibraryServer"

    library_server: LibraryServer = parameter(
        "LibraryServer", mandatory=True, position=0, pipeline=True, help="The library server."
    )
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")


class DiscoverLibraryShare(UnavailableGet):
    """Lists the shares of a server that could become library shares.

    Example:
        Discover-LibraryShare -ComputerName "kvm-02.example.org"
    """

    name = "Discover-LibraryShare"
    aliases = ("Find-SCLibraryShare",)
    needs = Missing.LIBRARY_SERVERS
    returns = "LibraryShare"

    computer_name: str = parameter("ComputerName", position=0, help="The name or address of the computer.")
    library_server: LibraryServer | None = parameter(
        "LibraryServer", pipeline=True, help="Only those of this library server."
    )
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")


class BackupVMMServer(UnavailableChange):
    """Writes a backup of the engine's database to a folder.

    Example:
        Backup-VMMServer -Path "/srv/vms/web-02"
    """

    name = "Backup-VMMServer"
    aliases = ("Backup-SCVMMServer",)
    job_name = "Backup server"
    needs = Missing.BACKUPS
    permission = Permission.MANAGE_LIBRARY
    returns = "ServerConnection"

    path: str = parameter("Path", mandatory=True, position=0, help="The folder for the backup.")
