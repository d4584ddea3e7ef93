"""Cmdlets of Windows PowerShell that scripts here do not have: each says so, and what to use instead.

They take any parameters, so that the message is about the cmdlet and not about how it was called. They are no core
cmdlets: Get-Command does not list them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NoReturn

from vmmconsole.model.errors import CapabilityError
from vmmconsole.script.cmdlet import Cmdlet, parameter
from vmmconsole.script.context import Context

_USE_VMM = "Use the cmdlets of this product: Get-Command -Noun VM lists those for virtual machines."
_FAMILIES: tuple[tuple[str, str, str], ...] = (
    (
        "Scripts here do not see the processes of a computer.",
        "Leave the call out.",
        """
        Get-Process gps ps, Stop-Process spps kill, Start-Process saps start, Wait-Process, Debug-Process,
        Invoke-Item ii
        """,
    ),
    (
        "Scripts here do not change the services of a computer.",
        "Leave the call out.",
        """
        Start-Service sasv, Stop-Service spsv, Restart-Service, Set-Service, New-Service, Suspend-Service,
        Resume-Service
        """,
    ),
    (
        "Scripts here do not switch the operating system of a computer.",
        "Use Start-VM, Shutdown-VM or Stop-VM on virtual machines.",
        """
        Restart-Computer, Stop-Computer, Checkpoint-Computer, Rename-Computer, Add-Computer, Remove-Computer,
        Restore-Computer, Reset-ComputerMachinePassword, Test-ComputerSecureChannel, Enable-ComputerRestore,
        Disable-ComputerRestore, Set-TimeZone, Set-Date
        """,
    ),
    (
        "Scripts here do not read the event logs of a computer.",
        "Get-Job and Get-Step show what has happened here.",
        """
        Get-EventLog, Write-EventLog, New-EventLog, Clear-EventLog, Limit-EventLog, Remove-EventLog, Show-EventLog,
        Get-WinEvent, New-WinEvent, Get-Counter, Import-Counter, Export-Counter
        """,
    ),
    (
        "Scripts here run in one thread, without jobs of PowerShell's own.",
        "Use -RunAsynchronously; Get-Job shows the jobs of this product.",
        """
        Start-Job sajb, Wait-Job wjb, Receive-Job rcjb, Remove-Job rjb, Suspend-Job, Resume-Job, Debug-Job,
        Register-ScheduledJob, Get-ScheduledJob, Unregister-ScheduledJob, Register-ObjectEvent,
        Register-EngineEvent, Register-WmiEvent, Register-CimIndicationEvent, Unregister-Event, Get-Event,
        Wait-Event, Remove-Event, New-Event, Get-EventSubscriber
        """,
    ),
    (
        "Scripts here do not run on other computers.",
        "Use the cmdlets, which work on the hosts.",
        """
        New-PSSession nsn, Get-PSSession gsn, Enter-PSSession etsn, Exit-PSSession exsn, Remove-PSSession rsn,
        Connect-PSSession cnsn, Disconnect-PSSession dnsn, Receive-PSSession rcsn, Import-PSSession ipsn,
        Export-PSSession epsn, New-PSSessionOption, Enable-PSRemoting, Disable-PSRemoting, New-CimSession,
        Get-CimSession, Remove-CimSession, New-CimSessionOption, Enable-WSManCredSSP, Test-WSMan, Connect-WSMan
        """,
    ),
    (
        "Scripts here do not change a computer through WMI.",
        _USE_VMM,
        """
        Invoke-WmiMethod iwmi, Set-WmiInstance swmi, Remove-WmiObject rwmi, Invoke-CimMethod icim, Set-CimInstance,
        New-CimInstance, Remove-CimInstance, Get-CimClass, Get-CimAssociatedInstance
        """,
    ),
    (
        "Scripts here have no network.",
        "Use a cmdlet of this product.",
        """
        Invoke-WebRequest iwr curl wget, Invoke-RestMethod irm, New-WebServiceProxy, Start-BitsTransfer,
        Test-NetConnection tnc, Resolve-DnsName, Get-NetAdapter, Get-NetIPAddress, Get-NetIPConfiguration,
        New-NetIPAddress, Set-DnsClientServerAddress, Get-DnsClientServerAddress
        """,
    ),
    (
        "Scripts here do not compile or load code.",
        "Write it as a function in the script.",
        """
        New-Module, Export-ModuleMember, New-ModuleManifest, Test-ModuleManifest, Import-LocalizedData,
        Update-TypeData, Update-FormatData, Get-FormatData, Get-TypeData, Install-Module, Find-Module,
        Update-Module, Save-Module, Uninstall-Module, Install-Package, Get-Package, Register-PSRepository,
        Set-PSRepository, Trace-Command, Set-PSBreakpoint, Get-PSBreakpoint, Remove-PSBreakpoint,
        Get-PSCallStack, Update-Help, Save-Help, Get-TraceSource, Get-Runspace
        """,
    ),
    (
        "Scripts here know neither the registry nor the rights on files.",
        "Leave the call out.",
        """
        Get-ItemProperty gp, Set-ItemProperty sp, New-ItemProperty, Remove-ItemProperty rp, Clear-ItemProperty clp,
        Copy-ItemProperty cpp, Move-ItemProperty mp, Rename-ItemProperty rnp, Get-ItemPropertyValue gpv, Get-Acl,
        Set-Acl, New-PSDrive ndr mount, Remove-PSDrive rdr, Get-PSProvider, Set-Item si, Clear-Item cli,
        Get-AuthenticodeSignature, Set-AuthenticodeSignature, Get-PfxCertificate, Protect-CmsMessage,
        Unprotect-CmsMessage, Unblock-File, Get-FileHash, Expand-Archive, Compress-Archive
        """,
    ),
    (
        "This version does not have host clusters.",
        "Get-VMHost lists the hosts.",
        """
        Get-Cluster, Get-ClusterNode, Get-ClusterGroup, Get-ClusterResource, Get-ClusterSharedVolume,
        Get-ClusterNetwork, Move-ClusterGroup, Move-ClusterSharedVolume, Move-ClusterVirtualMachineRole,
        Start-ClusterGroup, Stop-ClusterGroup, Suspend-ClusterNode, Resume-ClusterNode, Test-Cluster, Add-ClusterDisk,
        Add-ClusterSharedVolume, Add-ClusterVirtualMachineRole, Remove-ClusterGroup
        """,
    ),
    (
        "What is installed on a computer is not known here.",
        "Leave the call out.",
        """
        Get-HotFix, Get-WindowsUpdateLog, Get-AppxPackage
        """,
    ),
    (
        "XML is not searched by cmdlets here.",
        "Use [xml] and its SelectNodes.",
        """
        Select-Xml
        """,
    ),
    (
        "That belongs to Hyper-V's own module.",
        _USE_VMM,
        """
        Get-VMHardDiskDrive, Set-VMHardDiskDrive, Add-VMHardDiskDrive, Remove-VMHardDiskDrive, Get-VMReplication,
        Convert-VHD, Get-VHD, New-VHD, Resize-VHD, Mount-VHD, Dismount-VHD, Get-VMSwitch, New-VMSwitch,
        Get-VMNetworkAdapter, Set-VMNetworkAdapter, Get-VMSnapshot, Checkpoint-VM, Restore-VMSnapshot, Export-VM,
        Import-VM, Get-VMIntegrationService, Get-VMMemory, Set-VMMemory, Get-VMProcessor, Set-VMProcessor
        """,
    ),
    (
        "That belongs to another product, which this one is not connected to.",
        "Leave the call out.",
        """
        Get-ADComputer, Get-ADUser, Get-ADGroup, Get-ADDomain, New-ADComputer, Remove-ADComputer,
        Get-SCOMManagementServer, Get-SCOMAlert, New-SCOMManagementGroupConnection, Get-CMSoftwareUpdate,
        Get-Website, Get-WebAppPoolState, Get-CloudResource, Get-MgmtSvcResourceProviderConfiguration,
        Get-AutomationConnection, Get-AutomationVariable, Get-AutomationPSCredential, Get-AutomationCertificate,
        Set-AutomationVariable, Invoke-Sqlcmd, Get-ScheduledTask, Register-ScheduledTask, New-ScheduledTaskAction,
        New-ScheduledTaskTrigger, Get-WindowsFeature, Install-WindowsFeature, Add-WindowsFeature, Get-Disk,
        Get-Volume, Get-Partition, Initialize-Disk, New-Partition, Format-Volume, Get-PhysicalDisk, Get-SmbShare,
        New-SmbShare, Get-Printer
        """,
    ),
    (
        "Scripts here do not start programs.",
        "Use a cmdlet.",
        """
        cmd, net, netsh, ipconfig, nslookup, tracert, psexec, sc.exe, reg, robocopy, xcopy, wmic, schtasks,
        shutdown, tasklist, taskkill, msg, mstsc, hostname, whoami, powershell, notepad, explorer, winrm, wbadmin,
        diskpart, bcdedit, dism, msiexec, regsvr32, systeminfo, gpupdate, nltest, setspn, icacls, takeown, attrib
        """,
    ),
    (
        "The clipboard and other parts of a desktop are not reached from here.",
        "Leave the call out.",
        """
        Get-Clipboard gcb, Set-Clipboard scb, Show-Command shcm, Show-ControlPanelItem, Get-ControlPanelItem,
        Out-Speech, Get-ComputerInfo gin, Get-TimeZone gtz, New-TemporaryFile,
        ConvertFrom-String, Update-List, Export-Console, Add-History, Get-PSReadlineOption, Set-PSReadlineOption,
        Get-PSReadlineKeyHandler, Register-ArgumentCompleter, Get-Transaction, Start-Transaction, Use-Transaction,
        Complete-Transaction, Undo-Transaction, Get-PSSessionConfiguration, Get-LocalUser, New-LocalUser,
        Get-LocalGroup, Get-NetFirewallRule, New-NetFirewallRule, Find-Package, Get-Error, Test-Json,
        Format-Hex fhx,
        Export-Alias epal, Import-Alias ipal, Get-Verb, Enable-PSBreakpoint ebp, Disable-PSBreakpoint dbp
        """,
    ),
)
_SEPARATOR = re.compile(r",\s*")


def refused(name: str, cause: str, action: str) -> NoReturn:
    """Raises:
    CapabilityError: always; scripts do not have that cmdlet here.
    """
    raise CapabilityError(f"{name} is not available here.", cause=cause, action=action)


class _Unavailable(Cmdlet):
    takes_anything = True
    terminating = True

    item: Any = parameter("InputObject", pipeline=True, help="Accepted.")
    cause = ""
    action = ""

    def run(self, session: Context) -> Iterable[Any]:
        refused(self.name, self.cause, self.action)


def _made(entry: str, cause: str, action: str) -> tuple[list[str], type[Cmdlet]]:
    name, *aliases = entry.split()
    facts = {"name": name, "aliases": tuple(aliases), "cause": cause, "action": action, "__doc__": cause}
    return [name, *aliases], type("Unavailable", (_Unavailable,), facts)


_BY_NAME: dict[str, type[Cmdlet]] = {}
for _cause, _action, _names in _FAMILIES:
    for _entry in _SEPARATOR.split(_names.strip()):
        _spellings, _class = _made(_entry, _cause, _action)
        for _spelling in _spellings:
            _BY_NAME[_spelling.lower()] = _class


def find(name: str) -> type[Cmdlet] | None:
    """The cmdlet of that name or alias that is not available, in any case; None for any other name."""
    lowered = name.lower()
    return _BY_NAME.get(lowered) or _BY_NAME.get(lowered.removeprefix(".\\").removesuffix(".exe"))


def names() -> list[str]:
    """Every name and alias that `find` knows, in lower case."""
    return list(_BY_NAME)
