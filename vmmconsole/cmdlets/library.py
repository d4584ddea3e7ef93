"""The library: its servers and shares."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import (
    ISO,
    AnswerFile,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    VirtualFloppyDisk,
    VirtualHardDisk,
    VMHostGroup,
)
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .capabilities import Missing
from .hardware_rules import check_path
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, UngroupedCmdlet, by_computer_name, by_id, by_name, old_to_new

ITEM_KINDS: tuple[type[LibraryItem], ...] = (ISO, VirtualHardDisk, VirtualFloppyDisk, LibraryScript, AnswerFile)


class GetLibraryServer(ReadingCmdlet):
    """Reads library servers.

    Example:
        $LibraryServer = Get-LibraryServer -VMMServer localhost | where {$_.Name -eq "library-01"}
    """

    name = "Get-LibraryServer"
    aliases = ("Get-SCLibraryServer",)
    returns = "LibraryServer"

    computer_name: str = parameter(
        "ComputerName", position=0, help="Only the one of this name; * stands for any characters."
    )
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, LibraryServer, self.id_)
        if self.given("computer_name"):
            return by_computer_name(session, LibraryServer, self.computer_name)
        return session.find(LibraryServer)


class SetLibraryServer(UngroupedCmdlet):
    """Changes a library server's description or the host group that it serves.

    Example:
        Set-LibraryServer -LibraryServer "library-01" -Description "Images"
    """

    name = "Set-LibraryServer"
    aliases = ("Set-SCLibraryServer",)
    job_name = "Change properties of library server"
    permission = Permission.MANAGE_LIBRARY
    returns = "LibraryServer"

    library_server: LibraryServer = parameter(
        "LibraryServer", position=0, pipeline=True, mandatory=True, help="The library server."
    )
    description: str = parameter("Description", help="What it is for.")
    vm_host_group: VMHostGroup = parameter("VMHostGroup", help="The host group that it serves.")
    clear_group: switch = parameter("ClearVMHostGroup", help="It serves all hosts alike.")
    unencrypted: bool = parameter(
        "AllowUnencryptedTransfers", aliases=("EnableUnencryptedFileTransfer",), needs=Missing.TRANSFERS,
        neutral=(False,), help="$true to copy files from it without encryption.",
    )  # fmt: skip
    management_credential: str = parameter(
        "LibraryServerManagementCredential", needs=Missing.RUN_AS_ACCOUNTS, help="The account it is managed with."
    )

    def _update(self) -> dict[str, object]:
        update: dict[str, object] = {"description": self.description} if self.given("description") else {}
        if self.given("vm_host_group"):
            update["library_group"] = self.vm_host_group.path
        elif self.clear_group:
            update["library_group"] = ""
        return update

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.library_server)
        server = session.get(LibraryServer, self.library_server.id)
        session.result(server)
        return [session.save(server.model_copy(update=self._update()))]

    def plan(self, session: Session) -> list[str]:
        server = session.get(LibraryServer, self.library_server.id)
        return [f"Change the library server '{server.name}'.",
                *(old_to_new(n, getattr(server, n), v) for n, v in self._update().items())]  # fmt: skip


class GetLibraryShare(ReadingCmdlet):
    """Reads library shares.

    Example:
        Get-LibraryShare | where {$_.LibraryServer.Name -eq "library-01"}
    """

    name = "Get-LibraryShare"
    aliases = ("Get-SCLibraryShare",)
    returns = "LibraryShare"

    share_name: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    library_server: LibraryServer = parameter("LibraryServer", pipeline=True, help="Only those of this library server.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, LibraryShare, self.id_)
        found = by_name(session, LibraryShare, self.share_name if self.given("share_name") else "*")
        if self.given("library_server"):
            found = [share for share in found if share.library_server.id == self.library_server.id]
        return found


class AddLibraryShare(UngroupedCmdlet):
    """Makes a folder a library share: the files in it become library objects, now and whenever they change.

    Example:
        Add-LibraryShare -SharePath "/srv/library" -Description "Images"
    """

    name = "Add-LibraryShare"
    aliases = ("Add-SCLibraryShare",)
    job_name = "Add library share"
    permission = Permission.MANAGE_LIBRARY
    returns = "LibraryShare"

    share_path: str = parameter("SharePath", position=0, mandatory=True, help="The folder's full path.")
    description: str = parameter("Description", help="What it is for.")
    credential: str = parameter("Credential", help="The name of a stored credential; never a password.")
    default_resources: switch = parameter(
        "AddDefaultResources", needs=Missing.DEFAULT_RESOURCES, help="Copy the stock resources into it."
    )
    alternate_stream: bool = parameter(
        "UseAlternateDataStream", help="Accepted for scripts; what the library knows of a file is not kept in it."
    )

    def run(self, session: Session) -> Iterable[object]:
        share = session.add_share(self._path(), description=self.description if self.given("description") else "")
        session.result(share)
        return [share]

    def _path(self) -> str:
        return check_path(self.share_path, "SharePath")

    def plan(self, session: Session) -> list[str]:
        del session
        return [f"Make {self._path()} a library share."]


class ShareCmdlet(ChangingCmdlet):
    """A verb for one library share."""

    permission = Permission.MANAGE_LIBRARY
    returns = "LibraryShare"

    library_share: LibraryShare = parameter(
        "LibraryShare", position=0, pipeline=True, mandatory=True, help="The share, its name, path or ID."
    )


class SetLibraryShare(ShareCmdlet):
    """Changes a library share's description.

    Example:
        Get-LibraryShare | Set-LibraryShare -Description "Images"
    """

    name = "Set-LibraryShare"
    aliases = ("Set-SCLibraryShare",)
    job_name = "Change properties of library share"

    description: str = parameter("Description", mandatory=True, help="What it is for.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.library_share)
        share = session.get(LibraryShare, self.library_share.id)
        session.result(share)
        return [session.save(share.model_copy(update={"description": self.description}))]

    def plan(self, session: Session) -> list[str]:
        share = session.get(LibraryShare, self.library_share.id)
        return [old_to_new(f"Description of '{share.name}'", share.description, self.description)]


class RemoveLibraryShare(ShareCmdlet):
    """Takes a library share out of the library. The files in the folder stay.

    Example:
        Get-LibraryShare | where {$_.Path -eq "/srv/library"} | Remove-LibraryShare
    """

    name = "Remove-LibraryShare"
    aliases = ("Remove-SCLibraryShare",)
    job_name = "Remove library share"

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.library_share)
        for share in by_id(session, LibraryShare, self.library_share.id):
            session.result(share)
            session.remove_share(share)
        return [self.library_share]

    def plan(self, session: Session) -> list[str]:
        share = self.library_share.ref
        count = sum(len(session.find(kind, library_share=share)) for kind in ITEM_KINDS)
        return [f"Take the library share '{self.library_share}' and its {count:,} objects out of the library."]


class RefreshLibraryShare(ShareCmdlet):
    """Reads a library share again, or one folder of it.

    Example:
        Get-LibraryShare | Refresh-LibraryShare
    """

    name = "Refresh-LibraryShare"
    aliases = ("Read-SCLibraryShare",)
    job_name = "Refresh library share"
    permission = Permission.MANAGE_LIBRARY

    path: str = parameter("Path", help="Only this folder below the share.")

    def run(self, session: Session) -> Iterable[object]:
        share = session.get(LibraryShare, self.library_share.id)
        session.result(share)
        session.refresh_share(share, self.path if self.given("path") else "")
        return [session.get(LibraryShare, share.id)]
