# Made by `make module` from the cmdlet classes; change those instead. Engine.ps1 is written by hand.

. (Join-Path $PSScriptRoot 'Engine.ps1')

function Add-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$SharePath,

        [string]$Description,

        [AllowNull()]
        [object]$Credential,

        [switch]$AddDefaultResources,

        [bool]$UseAlternateDataStream,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [string]$VirtualizationManager,

        [ValidateRange(1, 65535)]
        [long]$TCPPort,

        [string]$Certificate,

        [string]$SshPublicKey,

        [string]$SshPublicKeyFile,

        [bool]$EnableSecureMode,

        [switch]$PerimeterNetworkHost,

        [string]$SecurityFile,

        [string]$EncryptionKey,

        [string]$VMHostCluster,

        [string]$BaseDiskPaths,

        [bool]$EnableLiveMigration,

        [long]$LiveMigrationMaximum,

        [long]$LiveStorageMigrationMaximum,

        [bool]$UseAnyMigrationSubnet,

        [string[]]$MigrationSubnet,

        [string]$MigrationAuthProtocol,

        [string]$MigrationPerformanceOption,

        [bool]$IsDedicatedToNetworkVirtualizationGateway,

        [Alias('RemoteConnectEnabled')]
        [bool]$VMRCEnabled,

        [Alias('RemoteConnectPort')]
        [ValidateRange(1, 65535)]
        [long]$VMRCPort,

        [ValidateRange(0, 100)]
        [long]$CPUPercentageReserve,

        [ValidateRange(0, 100)]
        [long]$NetworkPercentageReserve,

        [long]$DiskSpaceReserveMB,

        [long]$MaxDiskIOReservation,

        [long]$MemoryReserveMB,

        [string]$Description,

        [bool]$MaintenanceHost,

        [bool]$AvailableForPlacement,

        [string]$VMPaths,

        [AllowNull()]
        [object]$Credential,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [string]$Connection,

        [ValidateRange(1, 65535)]
        [long]$SshTcpPort,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [bool]$Reassociate,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Disable-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [switch]$MoveWithinCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Disable-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function DiscardSavedState-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'DiscardSavedState-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Enable-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Enable-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Get-CPUType {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.CPUType')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-CPUType' -Bound $PSBoundParameters
    }
}

function Get-DirectoryChildItem {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.DirectoryChildItem')]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(Position = 0)]
        [string]$Path,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-DirectoryChildItem' -Bound $PSBoundParameters
    }
}

function Get-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-HardwareProfile' -Bound $PSBoundParameters
    }
}

function Get-ISO {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.ISO')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-ISO' -Bound $PSBoundParameters
    }
}

function Get-LibraryServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LibraryServer')]
    param(
        [Parameter(Position = 0)]
        [string]$ComputerName,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-LibraryServer' -Bound $PSBoundParameters
    }
}

function Get-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ValueFromPipeline = $true)]
        [object]$LibraryServer,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-LibraryShare' -Bound $PSBoundParameters
    }
}

function Get-OperatingSystem {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.OperatingSystem')]
    param(
        [string]$ApplicationProfile,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-OperatingSystem' -Bound $PSBoundParameters
    }
}

function Get-SCJob {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'NewestJobs')]
    [OutputType('VirtualMachineManager.Job')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$Job,

        [Parameter(ParameterSetName = 'NewestJobs')]
        [long]$Newest,

        [Parameter(ParameterSetName = 'RunningJobs', Mandatory = $true)]
        [switch]$Running,

        [Parameter(ParameterSetName = 'AllJobs', Mandatory = $true)]
        [switch]$All,

        [switch]$Full,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-Job' -Bound $PSBoundParameters
    }
}

function Get-Script {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.Script')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-Script' -Bound $PSBoundParameters
    }
}

function Get-Step {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.Step')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Job,

        [string]$Name,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-Step' -Bound $PSBoundParameters
    }
}

function Get-VirtualCOMPort {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualCOMPort')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualCOMPort' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function Get-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualDiskDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function Get-VirtualDVDDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualDVDDrive')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualDVDDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function Get-VirtualFloppyDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualFloppyDisk')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualFloppyDisk' -Bound $PSBoundParameters
    }
}

function Get-VirtualFloppyDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualFloppyDrive')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualFloppyDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function Get-VirtualHardDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ParameterSetName = 'VM', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VM,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualHardDisk' -Bound $PSBoundParameters
    }
}

function Get-VirtualNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualNetwork')]
    param(
        [object]$VMHost,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [string]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualNetwork' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('UUID', 'ID'))
    }
}

function Get-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Position = 0)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(Position = 1)]
        [string]$Name,

        [Parameter(ParameterSetName = 'VMHost', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMHost,

        [Parameter(ParameterSetName = 'All')]
        [switch]$ParentTypeVMOrHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualNetworkAdapter' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('UUID', 'ID'))
    }
}

function Get-VirtualSCSIAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VirtualSCSIAdapter')]
    param(
        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HardwareProfile')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'Template', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualSCSIAdapter' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function Get-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'VMHost', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'Service', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Service,

        [Parameter(ParameterSetName = 'Cloud', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Cloud,

        [Parameter(ParameterSetName = 'StorageQoSPolicy', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$StorageQoSPolicy,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VM' -Bound $PSBoundParameters
    }
}

function Get-VMCheckpoint {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMCheckpoint')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [switch]$MostRecent,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMCheckpoint' -Bound $PSBoundParameters
    }
}

function Get-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Position = 0)]
        [string]$ComputerName,

        [Parameter(ParameterSetName = 'Connection')]
        [guid]$ID,

        [Parameter(ParameterSetName = 'VMHostCluster', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMHostCluster,

        [Parameter(ParameterSetName = 'VMHostGroup', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHost' -Bound $PSBoundParameters
    }
}

function Get-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'ParentHostGroup', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$ParentHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostGroup' -Bound $PSBoundParameters
    }
}

function Get-VMHostNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostNetworkAdapter')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostNetworkAdapter' -Bound $PSBoundParameters
    }
}

function Get-VMHostRating {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'FromVMHosts')]
    [OutputType('VirtualMachineManager.VMHostRating')]
    param(
        [Parameter(ParameterSetName = 'FromVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostsTemplate')]
        [object[]]$VMHost,

        [Parameter(ParameterSetName = 'FromVMHostGroups')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [Parameter(ParameterSetName = 'NewVMHostGroupsTemplate')]
        [object[]]$VMHostGroup,

        [Parameter(ParameterSetName = 'FromVMHosts')]
        [Parameter(ParameterSetName = 'FromVMHostGroups')]
        [object]$VM,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'NewVMHosts', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostGroups', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostsTemplate', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostGroupsTemplate', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMName,

        [Parameter(ParameterSetName = 'NewVMHosts', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostGroups', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostsTemplate', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostGroupsTemplate', Mandatory = $true)]
        [long]$DiskSpaceGB,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [object]$OperatingSystem,

        [Parameter(ParameterSetName = 'NewVMHostsTemplate', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVMHostGroupsTemplate', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [bool]$HighlyAvailable,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [Alias('LUNCountRequirement')]
        [long]$RequiredLunCount,

        [bool]$RequireGuardedHost,

        [AllowNull()]
        [object]$ReplicationGroup,

        [guid]$DiscoveryID,

        [Parameter(ParameterSetName = 'FromVMHosts')]
        [Parameter(ParameterSetName = 'FromVMHostGroups')]
        [switch]$IsMigration,

        [ValidateSet('LoadBalance', 'Consolidate')]
        [string]$PlacementGoal,

        [ValidateRange(0, 10)]
        [long]$CPUPriority,

        [ValidateRange(0, 10)]
        [long]$MemoryPriority,

        [ValidateRange(0, 10)]
        [long]$DiskPriority,

        [ValidateRange(0, 10)]
        [long]$NetworkPriority,

        [Alias('CPUExpectedUtilizationPercent')]
        [ValidateRange(0, 100)]
        [long]$ExpectedCPUUtilization,

        [Alias('NetworkUtilizationExpectedMbps')]
        [long]$ExpectedNetworkUtilization,

        [Alias('DiskIOExpectedCountPerSecond')]
        [long]$ExpectedDiskIO,

        [Alias('UseDefaultPath')]
        [switch]$UseDefaultPaths,

        [switch]$ReturnFirstSuitableHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [guid]$JobGroup,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostRating' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMHostGroup', 'VMHostGroup'), @('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('OperatingSystem', 'OperatingSystem'))
    }
}

function Get-VMHostVolume {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostVolume')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostVolume' -Bound $PSBoundParameters
    }
}

function Get-VMMServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ServerConnection')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [string]$ComputerName,

        [Alias('Port')]
        [ValidateRange(1, 65535)]
        [long]$TCPPort,

        [AllowNull()]
        [object]$Credential,

        [string]$UserRoleName,

        [ValidateSet('Administrator', 'DelegatedAdmin', 'TenantAdmin', 'SelfServiceUser', 'ReadOnlyAdmin')]
        [string]$ConnectAs,

        [switch]$ForOnBehalfOf,

        [switch]$RetainObjectCache,

        [switch]$RetainDeletedObjects,

        [switch]$AllowJobGC,

        [switch]$SetAsDefault
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMMServer' -Bound $PSBoundParameters
    }
}

function Get-VMMUserRole {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [ValidateSet('Administrator', 'DelegatedAdmin', 'TenantAdmin', 'SelfServiceUser', 'ReadOnlyAdmin')]
        [string]$UserRoleProfile,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMMUserRole' -Bound $PSBoundParameters
    }
}

function Move-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Position = 0)]
        [object]$VMHost,

        [object]$ParentHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMHostGroup', 'ParentHostGroup'))
    }
}

function Move-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$ParentHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
        [ValidateRange(1, 2)]
        [long]$Generation,

        [bool]$DRProtectionRequired,

        [long]$RecoveryPointObjective,

        [string]$ProtectionProvider,

        [AllowNull()]
        [object]$ReplicationGroup,

        [ValidateRange(0, 3000)]
        [long]$HAVMPriority,

        [AllowNull()]
        [object]$CapabilityProfile,

        [string]$AutomaticCriticalErrorAction,

        [long]$AutomaticCriticalErrorActionTimeout,

        [string]$CheckpointType,

        [bool]$NumaIsolationRequired,

        [long]$CPUPerVirtualNumaNodeMaximum,

        [long]$MemoryPerVirtualNumaNodeMaximumMB,

        [long]$VirtualNumaNodesPerSocketMaximum,

        [bool]$SecureBootEnabled,

        [string]$SecureBootTemplate,

        [string]$FirstBootDevice,

        [bool]$VirtualVideoAdapterEnabled,

        [ValidateRange(1, 8)]
        [long]$MonitorMaximumCount,

        [string]$MonitorMaximumResolution,

        [bool]$DynamicMemoryEnabled,

        [long]$DynamicMemoryMinimumMB,

        [long]$DynamicMemoryMaximumMB,

        [ValidateRange(0, 2000)]
        [long]$DynamicMemoryBufferPercentage,

        [ValidateRange(0, 10000)]
        [long]$MemoryWeight,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [ValidateRange(8, 16777216)]
        [long]$MemoryMB,

        [ValidateSet('Floppy', 'CD', 'IdeHardDrive', 'PxeBoot', 'Unknown')]
        [string[]]$BootOrder,

        [bool]$NumLock,

        [Alias('CPULimitFunctionality')]
        [bool]$LimitCPUFunctionality,

        [Alias('CPULimitForMigration')]
        [bool]$LimitCPUForMigration,

        [bool]$HighlyAvailable,

        [Alias('CPUExpectedUtilizationPercent')]
        [ValidateRange(0, 100)]
        [long]$ExpectedCPUUtilization,

        [Alias('DiskIops')]
        [long]$DiskIO,

        [Alias('NetworkUtilizationMbps')]
        [long]$NetworkUtilization,

        [Alias('CPURelativeWeight')]
        [ValidateRange(1, 10000)]
        [long]$RelativeWeight,

        [Alias('CPUCyclesReservePercent')]
        [ValidateRange(0, 100)]
        [long]$CPUReserve,

        [Alias('CPUMaximumPercent', 'CPUCyclesLimitPercent')]
        [ValidateRange(1, 100)]
        [long]$CPUMax,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(ValueFromPipeline = $true)]
        [object]$HardwareProfile,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-HardwareProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [switch]$IDE,

        [switch]$SCSI,

        [ValidateSet('None', 'Boot', 'System', 'BootAndSystem')]
        [string]$VolumeType,

        [switch]$BootVolume,

        [switch]$SystemVolume,

        [bool]$CreateDiffDisk,

        [bool]$SharedStorage,

        [AllowNull()]
        [object]$StorageClassification,

        [AllowNull()]
        [object]$StorageQoSPolicy,

        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [string]$Template,

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 3)]
        [long]$Bus,

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 255)]
        [long]$LUN,

        [Alias('VirtualHardDiskSizeMB')]
        [ValidateRange(1, 67108864)]
        [long]$Size,

        [switch]$Dynamic,

        [switch]$Fixed,

        [string]$FileName,

        [string]$Path,

        [AllowNull()]
        [object]$VirtualHardDisk,

        [switch]$UseLocalVirtualHardDisk,

        [switch]$Differencing,

        [string]$ParentVirtualHardDiskPath,

        [Alias('StorageDisk')]
        [string]$HostDisk,

        [Alias('AnyStorageDisk')]
        [switch]$AnyHostDisk,

        [string]$VirtualHardDiskFormatType,

        [switch]$ReturnImmediately,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function New-VirtualDVDDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualDVDDrive')]
    param(
        [object]$ISO,

        [string]$ISOPath,

        [switch]$Link,

        [Alias('VMHostDrive')]
        [string]$HostDrive,

        [Alias('AnyVMHostDrive')]
        [switch]$AnyHostDrive,

        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [string]$Template,

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 1)]
        [long]$Bus,

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 1)]
        [long]$LUN,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualDVDDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('ISO', 'ISO'), @('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function New-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
        [switch]$NoVMNetwork,

        [AllowNull()]
        [object]$LogicalSwitch,

        [AllowNull()]
        [object]$IPv4AddressPool,

        [AllowNull()]
        [object]$IPv6AddressPool,

        [string]$IPv4Address,

        [string]$IPv6Address,

        [string]$VMHost,

        [string]$Name,

        [bool]$InheritsAddressFromPhysicalNetworkAdapter,

        [string]$IPv4AddressType,

        [string]$IPv6AddressType,

        [AllowNull()]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$VMSubnet,

        [AllowNull()]
        [object]$LogicalNetwork,

        [AllowNull()]
        [object]$VMwarePortGroup,

        [AllowNull()]
        [object]$PortClassification,

        [AllowNull()]
        [object]$PortACL,

        [AllowNull()]
        [object]$VMNetworkServiceSetting,

        [bool]$ApplyInfrastructurePortProfileForNetworkController,

        [bool]$EnableGuestIPNetworkVirtualizationUpdates,

        [string]$DevicePropertiesAdapterNameMode,

        [string]$DevicePropertiesAdapterName,

        [Parameter(Position = 0)]
        [string]$VirtualNetwork,

        [switch]$NoConnection,

        [Alias('MACAddress', 'EthernetAddress')]
        [string]$PhysicalAddress,

        [Alias('MACAddressType', 'EthernetAddressType')]
        [ValidateSet('Dynamic', 'Static')]
        [string]$PhysicalAddressType,

        [bool]$VLanEnabled,

        [ValidateRange(1, 4094)]
        [long]$VLanID,

        [string]$NetworkLocation,

        [string]$NetworkTag,

        [Alias('EnableVMNetworkOptimization')]
        [bool]$VMNetworkOptimizationEnabled,

        [Alias('EnableMACAddressSpoofing')]
        [bool]$MACAddressesSpoofingEnabled,

        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [string]$Template,

        [switch]$Synthetic,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function New-VirtualSCSIAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualSCSIAdapter')]
    param(
        [Alias('ShareVirtualScsiAdapter')]
        [bool]$Shared,

        [ValidateSet('DefaultTypeNoType', 'LsiLogic', 'BusLogic', 'ParaVirtualSCSI', 'LsiLogicSAS')]
        [string]$ScsiControllerType,

        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [string]$Template,

        [Parameter(Position = 0)]
        [ValidateRange(0, 255)]
        [long]$AdapterID,

        [switch]$Synthetic,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualSCSIAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('int', 'AdapterID'))
    }
}

function New-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'NewVmFromHWProfile')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [ValidateRange(1, 2)]
        [long]$Generation,

        [AllowNull()]
        [object]$GuestOSProfile,

        [string]$ComputerName,

        [string]$FullName,

        [Alias('OrganizationName')]
        [string]$OrgName,

        [string]$ProductKey,

        [long]$TimeZone,

        [Alias('LocalAdministratorCredential')]
        [AllowNull()]
        [object]$AdminPasswordCredential,

        [Alias('Domain')]
        [string]$JoinDomain,

        [Alias('DomainJoinCredential')]
        [AllowNull()]
        [object]$JoinDomainCredential,

        [Alias('Workgroup')]
        [string]$JoinWorkgroup,

        [string[]]$GuiRunOnceCommands,

        [AllowNull()]
        [object]$AnswerFile,

        [bool]$MergeAnswerFile,

        [string]$LinuxDomainName,

        [string]$LinuxAdministratorSSHKey,

        [string]$LinuxAdministratorSSHKeyString,

        [bool]$SkipInstallVirtualizationGuestServices,

        [bool]$DRProtectionRequired,

        [long]$RecoveryPointObjective,

        [string]$ProtectionProvider,

        [AllowNull()]
        [object]$ReplicationGroup,

        [ValidateRange(0, 3000)]
        [long]$HAVMPriority,

        [AllowNull()]
        [object]$CapabilityProfile,

        [string]$AutomaticCriticalErrorAction,

        [long]$AutomaticCriticalErrorActionTimeout,

        [string]$CheckpointType,

        [bool]$NumaIsolationRequired,

        [long]$CPUPerVirtualNumaNodeMaximum,

        [long]$MemoryPerVirtualNumaNodeMaximumMB,

        [long]$VirtualNumaNodesPerSocketMaximum,

        [bool]$SecureBootEnabled,

        [string]$SecureBootTemplate,

        [string]$FirstBootDevice,

        [bool]$VirtualVideoAdapterEnabled,

        [ValidateRange(1, 8)]
        [long]$MonitorMaximumCount,

        [string]$MonitorMaximumResolution,

        [bool]$DynamicMemoryEnabled,

        [long]$DynamicMemoryMinimumMB,

        [long]$DynamicMemoryMaximumMB,

        [ValidateRange(0, 2000)]
        [long]$DynamicMemoryBufferPercentage,

        [ValidateRange(0, 10000)]
        [long]$MemoryWeight,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [ValidateRange(8, 16777216)]
        [long]$MemoryMB,

        [ValidateSet('Floppy', 'CD', 'IdeHardDrive', 'PxeBoot', 'Unknown')]
        [string[]]$BootOrder,

        [bool]$NumLock,

        [Alias('CPULimitFunctionality')]
        [bool]$LimitCPUFunctionality,

        [Alias('CPULimitForMigration')]
        [bool]$LimitCPUForMigration,

        [bool]$HighlyAvailable,

        [Alias('CPUExpectedUtilizationPercent')]
        [ValidateRange(0, 100)]
        [long]$ExpectedCPUUtilization,

        [Alias('DiskIops')]
        [long]$DiskIO,

        [Alias('NetworkUtilizationMbps')]
        [long]$NetworkUtilization,

        [Alias('CPURelativeWeight')]
        [ValidateRange(1, 10000)]
        [long]$RelativeWeight,

        [Alias('CPUCyclesReservePercent')]
        [ValidateRange(0, 100)]
        [long]$CPUReserve,

        [Alias('CPUMaximumPercent', 'CPUCyclesLimitPercent')]
        [ValidateRange(1, 100)]
        [long]$CPUMax,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [AllowNull()]
        [object]$OperatingSystem,

        [ValidateSet('NeverAutoTurnOnVM', 'AlwaysAutoTurnOnVM', 'TurnOnVMIfRunningWhenVSStopped')]
        [string]$StartAction,

        [Alias('DelayStartSeconds')]
        [ValidateRange(0, 86400)]
        [long]$DelayStart,

        [ValidateSet('SaveVM', 'TurnOffVM', 'ShutdownGuestOS')]
        [string]$StopAction,

        [Alias('BlockDynamicOptimization')]
        [bool]$ExcludeFromPRO,

        [string]$Tag,

        [string]$CostCenter,

        [ValidateRange(0, 1000)]
        [long]$QuotaPoint,

        [string]$Custom1,

        [string]$Custom2,

        [string]$Custom3,

        [string]$Custom4,

        [string]$Custom5,

        [string]$Custom6,

        [string]$Custom7,

        [string]$Custom8,

        [string]$Custom9,

        [string]$Custom10,

        [switch]$RunAsSystem,

        [bool]$UseHardwareAssistedVirtualization,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(ParameterSetName = 'NewVmFromHWProfile')]
        [Parameter(ParameterSetName = 'NewVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewVmFromTemplate')]
        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [object]$VMHost,

        [Parameter(ParameterSetName = 'NewVmFromHWProfile')]
        [Parameter(ParameterSetName = 'NewVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewVmFromTemplate')]
        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfig')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfigScaleOut')]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud')]
        [Parameter(ParameterSetName = 'NewVmFromComputerTierScaleOut')]
        [string]$Path,

        [object]$HardwareProfile,

        [Parameter(ParameterSetName = 'NewVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewStoredVmFromVirtualDisk')]
        [object]$VirtualHardDisk,

        [switch]$UseLocalVirtualHardDisk,

        [Parameter(ParameterSetName = 'NewVmFromTemplate', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud', Mandatory = $true)]
        [Alias('VMTemplate')]
        [AllowEmptyString()]
        [string]$Template,

        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [Parameter(ParameterSetName = 'NewStoredVmFromVm')]
        [object]$VM,

        [Parameter(ParameterSetName = 'NewStoredVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewStoredVmFromVm')]
        [Parameter(ParameterSetName = 'NewStoredVmFromHardwareProfile')]
        [object]$LibraryServer,

        [Parameter(ParameterSetName = 'NewStoredVmFromVirtualDisk', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewStoredVmFromVm', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewStoredVmFromHardwareProfile', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$SharePath,

        [Parameter(ParameterSetName = 'NewVmFromVmConfig', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVmFromVmConfigScaleOut', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMConfiguration,

        [Parameter(ParameterSetName = 'NewVmFromVmConfig')]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud')]
        [AllowNull()]
        [object]$Cloud,

        [Parameter(ParameterSetName = 'NewVmFromVmConfigScaleOut', Mandatory = $true)]
        [Parameter(ParameterSetName = 'NewVmFromComputerTierScaleOut', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$ComputerTier,

        [switch]$UseDiffDiskOptimization,

        [switch]$ReturnImmediately,

        [AllowNull()]
        [object]$VMShieldingData,

        [Parameter(ParameterSetName = 'NewVmFromHWProfile')]
        [Parameter(ParameterSetName = 'NewVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewVmFromTemplate')]
        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfig')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfigScaleOut')]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud')]
        [Parameter(ParameterSetName = 'NewVmFromComputerTierScaleOut')]
        [switch]$StartVM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('HardwareProfile', 'HardwareProfile'), @('VirtualHardDisk', 'VirtualHardDisk'), @('VM', 'VM'), @('LibraryServer', 'LibraryServer'))
    }
}

function New-VMCheckpoint {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMCheckpoint')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [string]$Name,

        [string]$Description,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMCheckpoint' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [bool]$InheritNetworkSettings,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ParentHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Refresh-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LibraryShare,

        [string]$Path,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Refresh-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'FullRefreshSingleVm')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(ParameterSetName = 'FullRefreshSingleVm', Position = 0)]
        [object]$VM,

        [Parameter(ParameterSetName = 'LightRefreshVmsOnHost', Position = 0)]
        [object]$VMHost,

        [switch]$Force,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('VMHost', 'VMHost'))
    }
}

function Refresh-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [switch]$RefreshOutOfBandProperties,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$HardwareProfile,

        [switch]$Force,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-HardwareProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-ISO {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ISO')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ISO,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-ISO' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LibraryShare,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-Script {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Script')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Script,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-Script' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [switch]$SkipDeleteVHD,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualDVDDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDVDDrive')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDVDDrive,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualDVDDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualFloppyDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFloppyDisk')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualFloppyDisk,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualFloppyDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualHardDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualHardDisk,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualHardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualNetworkAdapter,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualSCSIAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualSCSIAdapter')]
    param(
        [switch]$Force,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualSCSIAdapter,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualSCSIAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [switch]$SkipFileRemoval,

        [switch]$Force,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMCheckpoint {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMCheckpoint')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMCheckpoint,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMCheckpoint' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [AllowNull()]
        [object]$Credential,

        [switch]$RemoveHostWithVMs,

        [switch]$Force,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Repair-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Dismiss')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [Parameter(ParameterSetName = 'Dismiss', Mandatory = $true)]
        [switch]$Dismiss,

        [Parameter(ParameterSetName = 'Dismiss')]
        [switch]$Force,

        [Parameter(ParameterSetName = 'Undo', Mandatory = $true)]
        [switch]$Undo,

        [Parameter(ParameterSetName = 'Retry', Mandatory = $true)]
        [switch]$Retry,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Repair-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Reset-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Reset-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Restart-Job {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Job')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Job,

        [AllowNull()]
        [object]$Credential,

        [switch]$SkipLastFailedStep,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Restart-Job' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Restore-VMCheckpoint {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMCheckpoint')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMCheckpoint,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Restore-VMCheckpoint' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Resume-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Resume-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function SaveState-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'SaveState-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
        [switch]$RemoveCapabilityProfile,

        [bool]$DRProtectionRequired,

        [long]$RecoveryPointObjective,

        [string]$ProtectionProvider,

        [AllowNull()]
        [object]$ReplicationGroup,

        [ValidateRange(0, 3000)]
        [long]$HAVMPriority,

        [AllowNull()]
        [object]$CapabilityProfile,

        [string]$AutomaticCriticalErrorAction,

        [long]$AutomaticCriticalErrorActionTimeout,

        [string]$CheckpointType,

        [bool]$NumaIsolationRequired,

        [long]$CPUPerVirtualNumaNodeMaximum,

        [long]$MemoryPerVirtualNumaNodeMaximumMB,

        [long]$VirtualNumaNodesPerSocketMaximum,

        [bool]$SecureBootEnabled,

        [string]$SecureBootTemplate,

        [string]$FirstBootDevice,

        [bool]$VirtualVideoAdapterEnabled,

        [ValidateRange(1, 8)]
        [long]$MonitorMaximumCount,

        [string]$MonitorMaximumResolution,

        [bool]$DynamicMemoryEnabled,

        [long]$DynamicMemoryMinimumMB,

        [long]$DynamicMemoryMaximumMB,

        [ValidateRange(0, 2000)]
        [long]$DynamicMemoryBufferPercentage,

        [ValidateRange(0, 10000)]
        [long]$MemoryWeight,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [ValidateRange(8, 16777216)]
        [long]$MemoryMB,

        [ValidateSet('Floppy', 'CD', 'IdeHardDrive', 'PxeBoot', 'Unknown')]
        [string[]]$BootOrder,

        [bool]$NumLock,

        [Alias('CPULimitFunctionality')]
        [bool]$LimitCPUFunctionality,

        [Alias('CPULimitForMigration')]
        [bool]$LimitCPUForMigration,

        [bool]$HighlyAvailable,

        [Alias('CPUExpectedUtilizationPercent')]
        [ValidateRange(0, 100)]
        [long]$ExpectedCPUUtilization,

        [Alias('DiskIops')]
        [long]$DiskIO,

        [Alias('NetworkUtilizationMbps')]
        [long]$NetworkUtilization,

        [Alias('CPURelativeWeight')]
        [ValidateRange(1, 10000)]
        [long]$RelativeWeight,

        [Alias('CPUCyclesReservePercent')]
        [ValidateRange(0, 100)]
        [long]$CPUReserve,

        [Alias('CPUMaximumPercent', 'CPUCyclesLimitPercent')]
        [ValidateRange(1, 100)]
        [long]$CPUMax,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$HardwareProfile,

        [string]$Name,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-HardwareProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-ISO {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ISO')]
    param(
        [string]$Description,

        [string]$Owner,

        [bool]$Enabled,

        [AllowNull()]
        [object]$OperatingSystem,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ISO,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-ISO' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-LibraryServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LibraryServer,

        [string]$Description,

        [AllowNull()]
        [object]$VMHostGroup,

        [switch]$ClearVMHostGroup,

        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [AllowNull()]
        [object]$LibraryServerManagementCredential,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-LibraryServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LibraryShare,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Description,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualCOMPort {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualCOMPort')]
    param(
        [Parameter(Position = 0)]
        [object]$VirtualCOMPort,

        [object]$VM,

        [ValidateRange(1, 2)]
        [long]$GuestPort,

        [switch]$NoAttach,

        [string]$TextFile,

        [string]$NamedPipe,

        [Alias('VMHostCOMPort')]
        [ValidateRange(1, 16)]
        [long]$HostPort,

        [bool]$WaitForModem,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualCOMPort' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VirtualCOMPort', 'VirtualCOMPort'), @('VM', 'VM'), @('int', 'GuestPort'))
    }
}

function Set-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [switch]$IDE,

        [switch]$SCSI,

        [ValidateSet('None', 'Boot', 'System', 'BootAndSystem')]
        [string]$VolumeType,

        [switch]$BootVolume,

        [switch]$SystemVolume,

        [bool]$CreateDiffDisk,

        [bool]$SharedStorage,

        [AllowNull()]
        [object]$StorageClassification,

        [AllowNull()]
        [object]$StorageQoSPolicy,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [ValidateRange(0, 3)]
        [long]$Bus,

        [ValidateRange(0, 255)]
        [long]$LUN,

        [long]$IOPSMaximum,

        [switch]$DisableStorageQoS,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualDVDDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDVDDrive')]
    param(
        [object]$ISO,

        [string]$ISOPath,

        [switch]$Link,

        [Alias('VMHostDrive')]
        [string]$HostDrive,

        [Alias('AnyVMHostDrive')]
        [switch]$AnyHostDrive,

        [Parameter(Position = 0)]
        [object]$VirtualDVDDrive,

        [ValidateRange(0, 1)]
        [long]$SourceBus,

        [ValidateRange(0, 1)]
        [long]$SourceLUN,

        [ValidateRange(0, 1)]
        [long]$Bus,

        [ValidateRange(0, 1)]
        [long]$LUN,

        [switch]$NoMedia,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualDVDDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('ISO', 'ISO'), @('VirtualDVDDrive', 'VirtualDVDDrive'))
    }
}

function Set-VirtualFloppyDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFloppyDrive')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualFloppyDrive,

        [AllowNull()]
        [object]$VirtualFloppyDisk,

        [switch]$NoMedia,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualFloppyDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualHardDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Default')]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [string]$Description,

        [string]$Owner,

        [bool]$Enabled,

        [AllowNull()]
        [object]$OperatingSystem,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ParameterSetName = 'Default', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualHardDisk,

        [Parameter(ParameterSetName = 'EquivalencySet', Mandatory = $true)]
        [AllowEmptyString()]
        [string[]]$VirtualHardDisks,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

        [string[]]$Tag,

        [string]$ProductKey,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualHardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
        [string]$IPv4AddressType,

        [string]$IPv6AddressType,

        [AllowNull()]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$VMSubnet,

        [AllowNull()]
        [object]$LogicalNetwork,

        [AllowNull()]
        [object]$VMwarePortGroup,

        [AllowNull()]
        [object]$PortClassification,

        [AllowNull()]
        [object]$PortACL,

        [AllowNull()]
        [object]$VMNetworkServiceSetting,

        [bool]$ApplyInfrastructurePortProfileForNetworkController,

        [bool]$EnableGuestIPNetworkVirtualizationUpdates,

        [string]$DevicePropertiesAdapterNameMode,

        [string]$DevicePropertiesAdapterName,

        [Parameter(Position = 1)]
        [string]$VirtualNetwork,

        [switch]$NoConnection,

        [Alias('MACAddress', 'EthernetAddress')]
        [string]$PhysicalAddress,

        [Alias('MACAddressType', 'EthernetAddressType')]
        [ValidateSet('Dynamic', 'Static')]
        [string]$PhysicalAddressType,

        [bool]$VLanEnabled,

        [ValidateRange(1, 4094)]
        [long]$VLanID,

        [string]$NetworkLocation,

        [string]$NetworkTag,

        [Alias('EnableVMNetworkOptimization')]
        [bool]$VMNetworkOptimizationEnabled,

        [Alias('EnableMACAddressSpoofing')]
        [bool]$MACAddressesSpoofingEnabled,

        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualNetworkAdapter,

        [ValidateRange(0, 63)]
        [long]$SlotID,

        [switch]$Checkpoint,

        [long]$RequiredBandwidth,

        [string[]]$IPv4Addresses,

        [string[]]$IPv6Addresses,

        [string[]]$IPv4AddressPools,

        [string[]]$IPv6AddressPools,

        [switch]$NoLogicalNetwork,

        [switch]$NoPortClassification,

        [switch]$RemovePortACL,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualSCSIAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualSCSIAdapter')]
    param(
        [Alias('ShareVirtualScsiAdapter')]
        [bool]$Shared,

        [ValidateSet('DefaultTypeNoType', 'LsiLogic', 'BusLogic', 'ParaVirtualSCSI', 'LsiLogicSAS')]
        [string]$ScsiControllerType,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualSCSIAdapter,

        [ValidateRange(0, 255)]
        [long]$AdapterID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualSCSIAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [switch]$RemoveCapabilityProfile,

        [bool]$EnableOperatingSystemShutdown,

        [Alias('EnableTimeSync')]
        [bool]$EnableTimeSynchronization,

        [bool]$EnableDataExchange,

        [bool]$EnableHeartbeat,

        [bool]$EnableBackup,

        [bool]$InstallVirtualizationGuestServices,

        [AllowNull()]
        [object]$RunAsUserCredential,

        [AllowNull()]
        [object]$VMwareResourcePool,

        [string[]]$ClusterNonPossibleOwner,

        [string[]]$ClusterPreferredOwner,

        [string[]]$AvailabilitySetNames,

        [AllowNull()]
        [object]$Cloud,

        [switch]$RemoveFromCloud,

        [switch]$ClearDRProtection,

        [AllowNull()]
        [object]$VMShieldingData,

        [bool]$DRProtectionRequired,

        [long]$RecoveryPointObjective,

        [string]$ProtectionProvider,

        [AllowNull()]
        [object]$ReplicationGroup,

        [ValidateRange(0, 3000)]
        [long]$HAVMPriority,

        [AllowNull()]
        [object]$CapabilityProfile,

        [string]$AutomaticCriticalErrorAction,

        [long]$AutomaticCriticalErrorActionTimeout,

        [string]$CheckpointType,

        [bool]$NumaIsolationRequired,

        [long]$CPUPerVirtualNumaNodeMaximum,

        [long]$MemoryPerVirtualNumaNodeMaximumMB,

        [long]$VirtualNumaNodesPerSocketMaximum,

        [bool]$SecureBootEnabled,

        [string]$SecureBootTemplate,

        [string]$FirstBootDevice,

        [bool]$VirtualVideoAdapterEnabled,

        [ValidateRange(1, 8)]
        [long]$MonitorMaximumCount,

        [string]$MonitorMaximumResolution,

        [bool]$DynamicMemoryEnabled,

        [long]$DynamicMemoryMinimumMB,

        [long]$DynamicMemoryMaximumMB,

        [ValidateRange(0, 2000)]
        [long]$DynamicMemoryBufferPercentage,

        [ValidateRange(0, 10000)]
        [long]$MemoryWeight,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [ValidateRange(8, 16777216)]
        [long]$MemoryMB,

        [ValidateSet('Floppy', 'CD', 'IdeHardDrive', 'PxeBoot', 'Unknown')]
        [string[]]$BootOrder,

        [bool]$NumLock,

        [Alias('CPULimitFunctionality')]
        [bool]$LimitCPUFunctionality,

        [Alias('CPULimitForMigration')]
        [bool]$LimitCPUForMigration,

        [bool]$HighlyAvailable,

        [Alias('CPUExpectedUtilizationPercent')]
        [ValidateRange(0, 100)]
        [long]$ExpectedCPUUtilization,

        [Alias('DiskIops')]
        [long]$DiskIO,

        [Alias('NetworkUtilizationMbps')]
        [long]$NetworkUtilization,

        [Alias('CPURelativeWeight')]
        [ValidateRange(1, 10000)]
        [long]$RelativeWeight,

        [Alias('CPUCyclesReservePercent')]
        [ValidateRange(0, 100)]
        [long]$CPUReserve,

        [Alias('CPUMaximumPercent', 'CPUCyclesLimitPercent')]
        [ValidateRange(1, 100)]
        [long]$CPUMax,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [object]$OperatingSystem,

        [ValidateSet('NeverAutoTurnOnVM', 'AlwaysAutoTurnOnVM', 'TurnOnVMIfRunningWhenVSStopped')]
        [string]$StartAction,

        [Alias('DelayStartSeconds')]
        [ValidateRange(0, 86400)]
        [long]$DelayStart,

        [ValidateSet('SaveVM', 'TurnOffVM', 'ShutdownGuestOS')]
        [string]$StopAction,

        [Alias('BlockDynamicOptimization')]
        [bool]$ExcludeFromPRO,

        [string]$Tag,

        [string]$CostCenter,

        [ValidateRange(0, 1000)]
        [long]$QuotaPoint,

        [string]$Custom1,

        [string]$Custom2,

        [string]$Custom3,

        [string]$Custom4,

        [string]$Custom5,

        [string]$Custom6,

        [string]$Custom7,

        [string]$Custom8,

        [string]$Custom9,

        [string]$Custom10,

        [switch]$RunAsSystem,

        [bool]$UseHardwareAssistedVirtualization,

        [Parameter(Position = 0)]
        [object]$VM,

        [string]$Name,

        [bool]$Enabled,

        [bool]$RemoveSelfServiceUserRole,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('OperatingSystem', 'OperatingSystem'), @('VM', 'VM'))
    }
}

function Set-VMCheckpoint {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMCheckpoint')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMCheckpoint,

        [string]$Name,

        [string]$Description,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMCheckpoint' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Alias('SecureRemoteConnectEnabled')]
        [bool]$SecureVMRCEnabled,

        [Alias('RemoteConnectCertificatePath')]
        [string]$VMRCCertificatePath,

        [Alias('RemoveRemoteConnectCertificate')]
        [switch]$RemoveVMRCCertificate,

        [Alias('VMHostManagementCredential')]
        [AllowNull()]
        [object]$PerimeterNetworkHostCredential,

        [string]$BMCAddress,

        [string]$BMCRunAsAccount,

        [ValidateRange(1, 65535)]
        [long]$BMCPort,

        [string]$BMCProtocol,

        [string]$BMCCustomConfigurationProvider,

        [string]$SMBiosGuid,

        [string]$ManagementAdapterMACAddress,

        [string]$KeyProtectionServerUrl,

        [string]$AttestationServerUrl,

        [string]$CodeIntegrityPolicy,

        [switch]$ApplyLatestCodeIntegrityPolicy,

        [switch]$BypassMaintenanceModeCheck,

        [bool]$NumaSpanningEnabled,

        [string]$FibreChannelWorldWidePortNameMinimum,

        [string]$FibreChannelWorldWidePortNameMaximum,

        [string]$FibreChannelWorldWideNodeName,

        [string]$BaseDiskPaths,

        [bool]$EnableLiveMigration,

        [long]$LiveMigrationMaximum,

        [long]$LiveStorageMigrationMaximum,

        [bool]$UseAnyMigrationSubnet,

        [string[]]$MigrationSubnet,

        [string]$MigrationAuthProtocol,

        [string]$MigrationPerformanceOption,

        [bool]$IsDedicatedToNetworkVirtualizationGateway,

        [Alias('RemoteConnectEnabled')]
        [bool]$VMRCEnabled,

        [Alias('RemoteConnectPort')]
        [ValidateRange(1, 65535)]
        [long]$VMRCPort,

        [ValidateRange(0, 100)]
        [long]$CPUPercentageReserve,

        [ValidateRange(0, 100)]
        [long]$NetworkPercentageReserve,

        [long]$DiskSpaceReserveMB,

        [long]$MaxDiskIOReservation,

        [long]$MemoryReserveMB,

        [string]$Description,

        [bool]$MaintenanceHost,

        [bool]$AvailableForPlacement,

        [string]$VMPaths,

        [AllowNull()]
        [object]$Credential,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [bool]$OverrideHostGroupReserves,

        [string]$Custom1,

        [string]$Custom2,

        [string]$Custom3,

        [string]$Custom4,

        [string]$Custom5,

        [string]$Custom6,

        [string]$Custom7,

        [string]$Custom8,

        [string]$Custom9,

        [string]$Custom10,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [bool]$InheritNetworkSettings,

        [ValidateRange(0, 100)]
        [long]$CPUPercentageReserve,

        [ValidateRange(0, 100)]
        [long]$NetworkPercentageReserve,

        [long]$DiskSpaceReserveMB,

        [long]$MaxDiskIOReservation,

        [long]$MemoryReserveMB,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [string]$Name,

        [string]$Description,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMMServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServerConnection')]
    param(
        [bool]$DiagnosticsAndUsageData,

        [string]$VMRCAccessAccount,

        [ValidateRange(1, 65535)]
        [long]$VMRCDefaultPort,

        [ValidateRange(1, 65535)]
        [long]$VMConnectDefaultPort,

        [long]$VMConnectTimeToLiveInMinutes,

        [string]$VMConnectGatewayCertificatePath,

        [string]$VMConnectGatewayCertificatePassword,

        [string]$VMConnectHyperVCertificatePath,

        [string]$VMConnectHyperVCertificatePassword,

        [string]$VMConnectNCCertificatePath,

        [string]$VMConnectNCCertificatePassword,

        [string]$VMConnectHostIdentificationMode,

        [bool]$AutomaticLogicalNetworkCreationEnabled,

        [string]$LogicalNetworkMatch,

        [string]$BackupLogicalNetworkMatch,

        [bool]$AutomaticVirtualNetworkCreationEnabled,

        [long]$VMSubnetIDRangeStart,

        [long]$VMSubnetIDRangeEnd,

        [string]$KeyProtectionServerUrl,

        [string]$AttestationServerUrl,

        [string]$ShieldingHelperVhd,

        [AllowNull()]
        [object]$PortACL,

        [switch]$RemovePortACL,

        [bool]$LibraryRefresherEnabled,

        [ValidateRange(1, 336)]
        [long]$LibraryRefresherFrequency,

        [ValidateSet('LoadBalance', 'Consolidate')]
        [string]$PlacementGoal,

        [ValidateRange(1, 3650)]
        [long]$JobHistoryDays,

        [string]$PhysicalAddressRangeStart,

        [string]$PhysicalAddressRangeEnd,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMMServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Shutdown-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Shutdown-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Stop-Job {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Job')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Job,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-Job' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Stop-SCVirtualMachine {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'SingleVM')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [Parameter(ParameterSetName = 'SingleVM')]
        [switch]$Shutdown,

        [Parameter(ParameterSetName = 'SaveStateVM', Mandatory = $true)]
        [switch]$SaveState,

        [Parameter(ParameterSetName = 'DiscardSavedStateVM', Mandatory = $true)]
        [switch]$DiscardSavedState,

        [Parameter(ParameterSetName = 'StopVM', Mandatory = $true)]
        [switch]$Force,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-SCVirtualMachine' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Stop-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Suspend-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Suspend-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

Set-Alias -Name 'Add-SCLibraryShare' -Value 'Add-LibraryShare'
Set-Alias -Name 'Add-SCVMHost' -Value 'Add-VMHost'
Set-Alias -Name 'Disable-SCVMHost' -Value 'Disable-VMHost'
Set-Alias -Name 'Use-SCDiscardSavedStateVM' -Value 'DiscardSavedState-VM'
Set-Alias -Name 'Enable-SCVMHost' -Value 'Enable-VMHost'
Set-Alias -Name 'Get-SCCPUType' -Value 'Get-CPUType'
Set-Alias -Name 'Get-ProcessorType' -Value 'Get-CPUType'
Set-Alias -Name 'Get-SCDirectoryChildItem' -Value 'Get-DirectoryChildItem'
Set-Alias -Name 'Get-SCHardwareProfile' -Value 'Get-HardwareProfile'
Set-Alias -Name 'Get-SCISO' -Value 'Get-ISO'
Set-Alias -Name 'Get-SCLibraryServer' -Value 'Get-LibraryServer'
Set-Alias -Name 'Get-SCLibraryShare' -Value 'Get-LibraryShare'
Set-Alias -Name 'Get-SCOperatingSystem' -Value 'Get-OperatingSystem'
Set-Alias -Name 'Get-SCScript' -Value 'Get-Script'
Set-Alias -Name 'Get-SCStep' -Value 'Get-Step'
Set-Alias -Name 'Get-SCVirtualCOMPort' -Value 'Get-VirtualCOMPort'
Set-Alias -Name 'Get-SCVirtualDiskDrive' -Value 'Get-VirtualDiskDrive'
Set-Alias -Name 'Get-SCVirtualDVDDrive' -Value 'Get-VirtualDVDDrive'
Set-Alias -Name 'Get-SCVirtualFloppyDisk' -Value 'Get-VirtualFloppyDisk'
Set-Alias -Name 'Get-SCVirtualFloppyDrive' -Value 'Get-VirtualFloppyDrive'
Set-Alias -Name 'Get-SCVirtualHardDisk' -Value 'Get-VirtualHardDisk'
Set-Alias -Name 'Get-SCVirtualNetwork' -Value 'Get-VirtualNetwork'
Set-Alias -Name 'Get-SCVirtualNetworkAdapter' -Value 'Get-VirtualNetworkAdapter'
Set-Alias -Name 'Get-SCVirtualScsiAdapter' -Value 'Get-VirtualSCSIAdapter'
Set-Alias -Name 'Get-SCVirtualMachine' -Value 'Get-VM'
Set-Alias -Name 'Get-SCVMCheckpoint' -Value 'Get-VMCheckpoint'
Set-Alias -Name 'Get-SCVMHost' -Value 'Get-VMHost'
Set-Alias -Name 'Get-SCVMHostGroup' -Value 'Get-VMHostGroup'
Set-Alias -Name 'Get-SCVMHostNetworkAdapter' -Value 'Get-VMHostNetworkAdapter'
Set-Alias -Name 'Get-SCVMHostRating' -Value 'Get-VMHostRating'
Set-Alias -Name 'Get-SCStorageVolume' -Value 'Get-VMHostVolume'
Set-Alias -Name 'Get-SCVMMServer' -Value 'Get-VMMServer'
Set-Alias -Name 'Get-SCUserRole' -Value 'Get-VMMUserRole'
Set-Alias -Name 'Move-SCVMHost' -Value 'Move-VMHost'
Set-Alias -Name 'Move-SCVMHostGroup' -Value 'Move-VMHostGroup'
Set-Alias -Name 'New-SCHardwareProfile' -Value 'New-HardwareProfile'
Set-Alias -Name 'New-SCVirtualDiskDrive' -Value 'New-VirtualDiskDrive'
Set-Alias -Name 'New-SCVirtualDVDDrive' -Value 'New-VirtualDVDDrive'
Set-Alias -Name 'New-SCVirtualNetworkAdapter' -Value 'New-VirtualNetworkAdapter'
Set-Alias -Name 'New-SCVirtualScsiAdapter' -Value 'New-VirtualSCSIAdapter'
Set-Alias -Name 'New-SCVirtualMachine' -Value 'New-VM'
Set-Alias -Name 'New-SCVMCheckpoint' -Value 'New-VMCheckpoint'
Set-Alias -Name 'New-SCVMHostGroup' -Value 'New-VMHostGroup'
Set-Alias -Name 'Read-SCLibraryShare' -Value 'Refresh-LibraryShare'
Set-Alias -Name 'Read-SCVirtualMachine' -Value 'Refresh-VM'
Set-Alias -Name 'Read-SCVMHost' -Value 'Refresh-VMHost'
Set-Alias -Name 'Remove-SCHardwareProfile' -Value 'Remove-HardwareProfile'
Set-Alias -Name 'Remove-SCISO' -Value 'Remove-ISO'
Set-Alias -Name 'Remove-SCLibraryShare' -Value 'Remove-LibraryShare'
Set-Alias -Name 'Remove-SCScript' -Value 'Remove-Script'
Set-Alias -Name 'Remove-SCVirtualDiskDrive' -Value 'Remove-VirtualDiskDrive'
Set-Alias -Name 'Remove-SCVirtualDVDDrive' -Value 'Remove-VirtualDVDDrive'
Set-Alias -Name 'Remove-SCVirtualFloppyDisk' -Value 'Remove-VirtualFloppyDisk'
Set-Alias -Name 'Remove-SCVirtualHardDisk' -Value 'Remove-VirtualHardDisk'
Set-Alias -Name 'Remove-SCVirtualNetworkAdapter' -Value 'Remove-VirtualNetworkAdapter'
Set-Alias -Name 'Remove-SCVirtualScsiAdapter' -Value 'Remove-VirtualSCSIAdapter'
Set-Alias -Name 'Remove-SCVirtualMachine' -Value 'Remove-VM'
Set-Alias -Name 'Remove-SCVMCheckpoint' -Value 'Remove-VMCheckpoint'
Set-Alias -Name 'Merge-VMCheckpoint' -Value 'Remove-VMCheckpoint'
Set-Alias -Name 'Remove-SCVMHost' -Value 'Remove-VMHost'
Set-Alias -Name 'Remove-SCVMHostGroup' -Value 'Remove-VMHostGroup'
Set-Alias -Name 'Repair-SCVirtualMachine' -Value 'Repair-VM'
Set-Alias -Name 'Reset-SCVirtualMachine' -Value 'Reset-VM'
Set-Alias -Name 'Restart-SCJob' -Value 'Restart-Job'
Set-Alias -Name 'Restore-SCVMCheckpoint' -Value 'Restore-VMCheckpoint'
Set-Alias -Name 'Resume-SCVirtualMachine' -Value 'Resume-VM'
Set-Alias -Name 'Use-SCSaveStateVM' -Value 'SaveState-VM'
Set-Alias -Name 'Set-SCHardwareProfile' -Value 'Set-HardwareProfile'
Set-Alias -Name 'Set-SCISO' -Value 'Set-ISO'
Set-Alias -Name 'Set-SCLibraryServer' -Value 'Set-LibraryServer'
Set-Alias -Name 'Set-SCLibraryShare' -Value 'Set-LibraryShare'
Set-Alias -Name 'Set-SCVirtualCOMPort' -Value 'Set-VirtualCOMPort'
Set-Alias -Name 'Set-SCVirtualDiskDrive' -Value 'Set-VirtualDiskDrive'
Set-Alias -Name 'Set-SCVirtualDVDDrive' -Value 'Set-VirtualDVDDrive'
Set-Alias -Name 'Set-SCVirtualFloppyDrive' -Value 'Set-VirtualFloppyDrive'
Set-Alias -Name 'Set-SCVirtualHardDisk' -Value 'Set-VirtualHardDisk'
Set-Alias -Name 'Set-SCVirtualNetworkAdapter' -Value 'Set-VirtualNetworkAdapter'
Set-Alias -Name 'Set-SCVirtualScsiAdapter' -Value 'Set-VirtualSCSIAdapter'
Set-Alias -Name 'Set-SCVirtualMachine' -Value 'Set-VM'
Set-Alias -Name 'Set-SCVMCheckpoint' -Value 'Set-VMCheckpoint'
Set-Alias -Name 'Set-SCVMHost' -Value 'Set-VMHost'
Set-Alias -Name 'Set-SCVMHostGroup' -Value 'Set-VMHostGroup'
Set-Alias -Name 'Set-SCVMMServer' -Value 'Set-VMMServer'
Set-Alias -Name 'Use-SCShutdownVM' -Value 'Shutdown-VM'
Set-Alias -Name 'Start-SCVirtualMachine' -Value 'Start-VM'
Set-Alias -Name 'Stop-SCJob' -Value 'Stop-Job'
Set-Alias -Name 'Use-SCStopVM' -Value 'Stop-VM'
Set-Alias -Name 'Suspend-SCVirtualMachine' -Value 'Suspend-VM'

Export-ModuleMember -Function @(
    'Add-LibraryShare',
    'Add-VMHost',
    'Disable-VMHost',
    'DiscardSavedState-VM',
    'Enable-VMHost',
    'Get-CPUType',
    'Get-DirectoryChildItem',
    'Get-HardwareProfile',
    'Get-ISO',
    'Get-LibraryServer',
    'Get-LibraryShare',
    'Get-OperatingSystem',
    'Get-SCJob',
    'Get-Script',
    'Get-Step',
    'Get-VirtualCOMPort',
    'Get-VirtualDiskDrive',
    'Get-VirtualDVDDrive',
    'Get-VirtualFloppyDisk',
    'Get-VirtualFloppyDrive',
    'Get-VirtualHardDisk',
    'Get-VirtualNetwork',
    'Get-VirtualNetworkAdapter',
    'Get-VirtualSCSIAdapter',
    'Get-VM',
    'Get-VMCheckpoint',
    'Get-VMHost',
    'Get-VMHostGroup',
    'Get-VMHostNetworkAdapter',
    'Get-VMHostRating',
    'Get-VMHostVolume',
    'Get-VMMServer',
    'Get-VMMUserRole',
    'Move-VMHost',
    'Move-VMHostGroup',
    'New-HardwareProfile',
    'New-VirtualDiskDrive',
    'New-VirtualDVDDrive',
    'New-VirtualNetworkAdapter',
    'New-VirtualSCSIAdapter',
    'New-VM',
    'New-VMCheckpoint',
    'New-VMHostGroup',
    'Refresh-LibraryShare',
    'Refresh-VM',
    'Refresh-VMHost',
    'Remove-HardwareProfile',
    'Remove-ISO',
    'Remove-LibraryShare',
    'Remove-Script',
    'Remove-VirtualDiskDrive',
    'Remove-VirtualDVDDrive',
    'Remove-VirtualFloppyDisk',
    'Remove-VirtualHardDisk',
    'Remove-VirtualNetworkAdapter',
    'Remove-VirtualSCSIAdapter',
    'Remove-VM',
    'Remove-VMCheckpoint',
    'Remove-VMHost',
    'Remove-VMHostGroup',
    'Repair-VM',
    'Reset-VM',
    'Restart-Job',
    'Restore-VMCheckpoint',
    'Resume-VM',
    'SaveState-VM',
    'Set-HardwareProfile',
    'Set-ISO',
    'Set-LibraryServer',
    'Set-LibraryShare',
    'Set-VirtualCOMPort',
    'Set-VirtualDiskDrive',
    'Set-VirtualDVDDrive',
    'Set-VirtualFloppyDrive',
    'Set-VirtualHardDisk',
    'Set-VirtualNetworkAdapter',
    'Set-VirtualSCSIAdapter',
    'Set-VM',
    'Set-VMCheckpoint',
    'Set-VMHost',
    'Set-VMHostGroup',
    'Set-VMMServer',
    'Shutdown-VM',
    'Start-VM',
    'Stop-Job',
    'Stop-SCVirtualMachine',
    'Stop-VM',
    'Suspend-VM'
) -Alias *
