"""Further library servers and their shares."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import LibraryServer, VMHostGroup
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import Credential
from .capabilities import Missing
from .session import Session
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped
from .vmm_cmdlet import UngroupedCmdlet


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


class BackupVMMServer(UngroupedCmdlet):
    """Writes a backup of the engine's database to a folder of the engine's computer; gives the path of the file. What
    puts it back is: vmmconsole database restore.

    Example:
        Backup-VMMServer -Path "/srv/backups"
    """

    name = "Backup-VMMServer"
    aliases = ("Backup-SCVMMServer",)
    job_name = "Backup server"
    permission = Permission.MANAGE_SETTINGS
    returns = "String"

    path: str = parameter(
        "Path", mandatory=True, position=0, help="The folder for the backup; it is made where missing."
    )

    def check(self) -> None:
        if not self.path.startswith("/"):
            raise ParameterError(
                "The folder of the backup is not known.",
                cause=f"'{self.path}' is no whole path.",
                action="Give one that begins with /, on the engine's computer.",
            )

    def run(self, session: Session) -> Iterable[object]:
        self.check()
        path = session.back_up(self.path)
        session.warn("The key to the stored passwords is not in the backup: keep a copy of credentials/key elsewhere.")
        return [path]

    def plan(self, session: Session) -> list[str]:
        del session
        self.check()
        return [f"Write a backup of the engine's database into {self.path}."]
