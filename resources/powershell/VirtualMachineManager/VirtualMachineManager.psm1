# Made by `make module` from the cmdlet classes; change those instead. Engine.ps1 is written by hand.

. (Join-Path $PSScriptRoot 'Engine.ps1')

function Add-LibraryServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [string]$ComputerName,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [string]$Description,

        [AllowNull()]
        [object]$VMHostGroup,

        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-LibraryServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

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

        [bool]$UseAlternateDataStream,

        [switch]$AddDefaultResources,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-Patch {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Patch')]
    param(
        [Parameter(Position = 0)]
        [string]$Path,

        [AllowNull()]
        [object]$VMHost,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-Patch' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-SCUpdateServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UpdateServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [Parameter(Mandatory = $true)]
        [long]$TCPPort,

        [switch]$UseSSLConnection,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-SCUpdateServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-SCVMMUpdateToBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Baseline,

        [Parameter(Mandatory = $true)]
        [Alias('Updates')]
        [object[]]$Update,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-SCVMMUpdateToBaseline' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-VirtualizationManager {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualizationManager')]
    param(
        [string]$Description,

        [ValidateRange(1, 65535)]
        [long]$TCPPort,

        [string]$Certificate,

        [Alias('EnableSecureMode')]
        [bool]$SecureMode,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-VirtualizationManager' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
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

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Add-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [object]$VMHostGroup,

        [object]$VirtualizationManager,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [long]$ClusterReserve,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [string]$AddVMHostJobsListVariable,

        [string]$VMPaths,

        [bool]$RemoteConnectEnabled,

        [long]$RemoteConnectPort,

        [bool]$Reassociate,

        [bool]$NonTrustedDomainHost,

        [string]$BaseDiskPaths,

        [bool]$EnableLiveMigration,

        [long]$LiveMigrationMaximum,

        [long]$LiveStorageMigrationMaximum,

        [bool]$UseAnyMigrationSubnet,

        [string[]]$MigrationSubnet,

        [string]$MigrationAuthProtocol,

        [string]$MigrationPerformanceOption,

        [bool]$IsDedicatedToNetworkVirtualizationGateway,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-VMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHostGroup', 'VMHostGroup'), @('VirtualizationManager', 'VirtualizationManager'))
    }
}

function Add-VMHostNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostNetworkAdapter')]
    param(
        [object]$VirtualNetwork,

        [switch]$VLanEnabled,

        [ValidateSet('Access', 'Trunk', 'Invalid')]
        [string]$VLanMode,

        [ValidateRange(0, 65535)]
        [long]$VLanID,

        [long[]]$VLanTrunkID,

        [Parameter(Position = 0)]
        [object]$VMHostNetworkAdapter,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Add-VMHostNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VirtualNetwork', 'VirtualNetwork'), @('VMHostNetworkAdapter', 'VMHostNetworkAdapter'))
    }
}

function Associate-VMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [AllowNull()]
        [object]$Credential,

        [long]$TCPPort,

        [AllowNull()]
        [object]$Certificate,

        [long]$SshTcpPort,

        [AllowNull()]
        [object]$SshPublicKey,

        [string]$SshPublicKeyFile,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Associate-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Backup-VMMServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.String')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Path,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Backup-VMMServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Compress-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Compress-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Convert-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [switch]$Fixed,

        [switch]$Dynamic,

        [string]$VHDFormatType,

        [switch]$VHDX,

        [string]$Path,

        [string]$FileName,

        [switch]$DeleteSource,

        [switch]$ValidateOnCompletion,

        [long]$BlockSizeBytes,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Convert-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Copy-HardDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$SourceComputerName,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VolumeDeviceID,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$VMHost,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Path,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [switch]$Fixed,

        [switch]$Dynamic,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Copy-HardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Copy-VMDK {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMDKPath,

        [AllowNull()]
        [object]$LibraryServer,

        [AllowNull()]
        [object]$SourceVMHost,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Path,

        [string]$Owner,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Copy-VMDK' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Disable-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.RunAsAccount')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$RunAsAccount,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Disable-SCRunAsAccount' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'DiscardSavedState-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Discover-Cluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'UserCredentials')]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(ParameterSetName = 'UserCredentials', Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [bool]$EnumerateFileServers,

        [Parameter(ParameterSetName = 'UserCredentials', Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [Parameter(ParameterSetName = 'ServerCredentials', Mandatory = $true)]
        [AllowNull()]
        [object]$LibraryServer,

        [bool]$NonTrustedDomainHost,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [guid]$PROTipID,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Discover-Cluster' -Bound $PSBoundParameters
    }
}

function Discover-Computer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'SearchComputersByNameFilter')]
    [OutputType('VirtualMachineManager.ComputerDiscoveredInfo')]
    param(
        [string]$ComputerNameFilter,

        [Parameter(ParameterSetName = 'SearchComputersByADQuery', Mandatory = $true)]
        [Parameter(ParameterSetName = 'SearchComputersByNameFilter', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Domain,

        [Parameter(ParameterSetName = 'SearchComputersByADQuery', Mandatory = $true)]
        [Parameter(ParameterSetName = 'SearchComputersByNameFilter', Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [switch]$ExcludeVMMHost,

        [switch]$ExcludeVMMLibrary,

        [switch]$ExcludeVMs,

        [switch]$FindHyperVHost,

        [guid]$DiscoveryID,

        [Parameter(ParameterSetName = 'ValidateComputer', Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [Parameter(ParameterSetName = 'SearchComputersByADQuery', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$ADSearchFilter,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Discover-Computer' -Bound $PSBoundParameters
    }
}

function Discover-LibraryShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LibraryShare')]
    param(
        [Parameter(Position = 0)]
        [string]$ComputerName,

        [Parameter(ValueFromPipeline = $true)]
        [object]$LibraryServer,

        [AllowNull()]
        [object]$Credential,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Discover-LibraryShare' -Bound $PSBoundParameters
    }
}

function Dismiss-PROTip {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.PROTip')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$PROTip,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Dismiss-PROTip' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Enable-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.RunAsAccount')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$RunAsAccount,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Enable-SCRunAsAccount' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Enable-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Expand-VirtualDiskDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualDiskDrive')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [Parameter(Mandatory = $true)]
        [Alias('VirtualHardDiskSizeGB')]
        [ValidateRange(1, 65536)]
        [long]$Size,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Expand-VirtualDiskDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Get-Certificate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ClientCertificate')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [ValidateRange(1, 65535)]
        [long]$TCPPort,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-Certificate' -Bound $PSBoundParameters
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

function Get-DependentLibraryObject {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('LibraryResource')]
        [object]$LibraryObject,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-DependentLibraryObject' -Bound $PSBoundParameters
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

function Get-GuestOSProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.GuestOSProfile')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-GuestOSProfile' -Bound $PSBoundParameters
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

function Get-LibraryRating {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LibraryRating')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [object[]]$LibraryServer,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-LibraryRating' -Bound $PSBoundParameters
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

function Get-MachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.MachineConfig')]
    param(
        [Parameter(Position = 0)]
        [string]$SourceComputerName,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-MachineConfig' -Bound $PSBoundParameters
    }
}

function Get-NetworkLocation {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.LogicalNetwork')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'Cloud')]
        [object]$Cloud,

        [Parameter(ParameterSetName = 'VMHostGroup')]
        [object]$VMHostGroup,

        [Parameter(ParameterSetName = 'VMHost')]
        [object]$VMHost,

        [Parameter(ParameterSetName = 'VMHostCluster')]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-NetworkLocation' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('Cloud', 'Cloud'), @('VMHostGroup', 'VMHostGroup'), @('VMHost', 'VMHost'), @('HostCluster', 'VMHostCluster'))
    }
}

function Get-OperatingSystem {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.OperatingSystem')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [string]$ApplicationProfile,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-OperatingSystem' -Bound $PSBoundParameters
    }
}

function Get-PROTip {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'AllTips')]
    [OutputType('VirtualMachineManager.PROTip')]
    param(
        [Parameter(ParameterSetName = 'VMTips')]
        [object]$VM,

        [Parameter(ParameterSetName = 'HostTips')]
        [object]$VMHost,

        [switch]$VMMServerScope,

        [Parameter(ParameterSetName = 'ClusterTips')]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [Parameter(ParameterSetName = 'GetById')]
        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-PROTip' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('VMHost', 'VMHost'), @('switch', 'VMMServerScope'), @('HostCluster', 'VMHostCluster'), @('UUID', 'PROTipID'))
    }
}

function Get-SCApplicationPackage {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ApplicationPackage')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCApplicationPackage' -Bound $PSBoundParameters
    }
}

function Get-SCApplicationProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ApplicationProfile')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCApplicationProfile' -Bound $PSBoundParameters
    }
}

function Get-SCAvailabilitySet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.AvailabilitySet')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$VMHostCluster,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCAvailabilitySet' -Bound $PSBoundParameters
    }
}

function Get-SCBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$VMHostCluster,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCBaseline' -Bound $PSBoundParameters
    }
}

function Get-SCCapabilityProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.CapabilityProfile')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCapabilityProfile' -Bound $PSBoundParameters
    }
}

function Get-SCCloud {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.Cloud')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$UserRole,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCloud' -Bound $PSBoundParameters
    }
}

function Get-SCCloudCapacity {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.CloudCapacity')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$Cloud,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCloudCapacity' -Bound $PSBoundParameters
    }
}

function Get-SCCloudUsage {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.CloudUsage')]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$Cloud,

        [AllowNull()]
        [object]$UserRole,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCloudUsage' -Bound $PSBoundParameters
    }
}

function Get-SCComplianceStatus {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ComplianceStatus')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMManagedComputer,

        [AllowNull()]
        [object]$Baseline,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCComplianceStatus' -Bound $PSBoundParameters
    }
}

function Get-SCComputerTier {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ComputerTier')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$Service,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCComputerTier' -Bound $PSBoundParameters
    }
}

function Get-SCComputerTierConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ComputerTierConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceConfiguration,

        [string]$Name,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCComputerTierConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCComputerTierTemplate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ComputerTierTemplate')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCComputerTierTemplate' -Bound $PSBoundParameters
    }
}

function Get-SCCustomProperty {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'ID')]
    [OutputType('VirtualMachineManager.CustomProperty')]
    param(
        [Parameter(ParameterSetName = 'ID')]
        [guid]$ID,

        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(ParameterSetName = 'Member', Mandatory = $true)]
        [ValidateSet('VM', 'Template', 'VMHost', 'HostCluster', 'VMHostGroup', 'ServiceTemplate', 'ServiceInstance', 'ComputerTier', 'Cloud')]
        [string]$Member,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCustomProperty' -Bound $PSBoundParameters
    }
}

function Get-SCCustomPropertyValue {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.CustomPropertyValue')]
    param(
        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(ParameterSetName = 'Filter')]
        [object]$CustomProperty,

        [Parameter(ParameterSetName = 'Filter')]
        [object]$InputObject,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$PipelineObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCustomPropertyValue' -Bound $PSBoundParameters -Catcher 'PipelineObject' -Targets @(@('CustomProperty', 'CustomProperty'), @('VM', 'InputObject'))
    }
}

function Get-SCCustomResource {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.CustomResource')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCCustomResource' -Bound $PSBoundParameters
    }
}

function Get-SCIPAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.AllocatedIPAddress')]
    param(
        [Parameter(Position = 0)]
        [string]$IPAddress,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StaticIPAddressPool,

        [guid]$GrantToObjectID,

        [switch]$Assigned,

        [switch]$UnAssigned,

        [string]$Description,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCIPAddress' -Bound $PSBoundParameters
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

function Get-SCLoadBalancer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LoadBalancer')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCLoadBalancer' -Bound $PSBoundParameters
    }
}

function Get-SCLogicalNetworkDefinition {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LogicalNetworkDefinition')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$VMNetwork,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCLogicalNetworkDefinition' -Bound $PSBoundParameters
    }
}

function Get-SCLogicalSwitch {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.LogicalSwitch')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCLogicalSwitch' -Bound $PSBoundParameters
    }
}

function Get-SCMACAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.AllocatedMACAddress')]
    param(
        [Parameter(Position = 0)]
        [string]$MACAddress,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$MACAddressPool,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCMACAddress' -Bound $PSBoundParameters
    }
}

function Get-SCMACAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.MACAddressPool')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$Cloud,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCMACAddressPool' -Bound $PSBoundParameters
    }
}

function Get-SCNativeUplinkPortProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.NativeUplinkPortProfile')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCNativeUplinkPortProfile' -Bound $PSBoundParameters
    }
}

function Get-SCNetworkGateway {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.NetworkGateway')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCNetworkGateway' -Bound $PSBoundParameters
    }
}

function Get-SCNetworkService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.NetworkService')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCNetworkService' -Bound $PSBoundParameters
    }
}

function Get-SCOpsMgrConnection {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.OpsMgrConnection')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCOpsMgrConnection' -Bound $PSBoundParameters
    }
}

function Get-SCPortACL {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.PortACL')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCPortACL' -Bound $PSBoundParameters
    }
}

function Get-SCPortClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.PortClassification')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCPortClassification' -Bound $PSBoundParameters
    }
}

function Get-SCPROMonitor {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.PROMonitor')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCPROMonitor' -Bound $PSBoundParameters
    }
}

function Get-SCPROMonitorConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.PROMonitorConfiguration')]
    param(
        [object]$VMHost,

        [object]$VMHostGroup,

        [AllowNull()]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$Cloud,

        [AllowNull()]
        [object]$PROMonitor,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCPROMonitorConfiguration' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMHostGroup', 'VMHostGroup'))
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

function Get-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.RunAsAccount')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCRunAsAccount' -Bound $PSBoundParameters
    }
}

function Get-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$Cloud,

        [AllowNull()]
        [object]$VMHostGroup,

        [switch]$All,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCService' -Bound $PSBoundParameters
    }
}

function Get-SCServiceConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ServiceConfiguration')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [switch]$All,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCServiceConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCServiceSetting {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ServiceSetting')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [object]$ServiceTemplate,

        [object]$ServiceConfiguration,

        [object]$Service,

        [object]$ComputerTier,

        [object]$ComputerTierTemplate,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCServiceSetting' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('ServiceTemplate', 'ServiceTemplate'), @('ServiceConfiguration', 'ServiceConfiguration'), @('Service', 'Service'), @('ComputerTier', 'ComputerTier'), @('ComputerTierTemplate', 'ComputerTierTemplate'))
    }
}

function Get-SCServiceTemplate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ServiceTemplate')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [string]$Release,

        [switch]$All,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCServiceTemplate' -Bound $PSBoundParameters
    }
}

function Get-SCServicingWindow {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ServicingWindow')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VM,

        [AllowNull()]
        [object]$Service,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCServicingWindow' -Bound $PSBoundParameters
    }
}

function Get-SCSPFServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.SPFServer')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [string]$ServerType,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCSPFServer' -Bound $PSBoundParameters
    }
}

function Get-SCSPFSetting {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.SPFSetting')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [AllowNull()]
        [object]$Server,

        [string]$SettingType,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCSPFSetting' -Bound $PSBoundParameters
    }
}

function Get-SCStaticIPAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StaticIPAddressPool')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [switch]$IPv4,

        [switch]$IPv6,

        [string]$Subnet,

        [AllowNull()]
        [object]$VMHostGroup,

        [object]$LogicalNetworkDefinition,

        [object]$VMSubnet,

        [AllowNull()]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$LogicalNetwork,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStaticIPAddressPool' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('LogicalNetworkDefinition', 'LogicalNetworkDefinition'), @('VMSubnet', 'VMSubnet'))
    }
}

function Get-SCStorageArray {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageArray')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StorageProvider,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageArray' -Bound $PSBoundParameters
    }
}

function Get-SCStorageClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageClassification')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageClassification' -Bound $PSBoundParameters
    }
}

function Get-SCStorageFabric {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageFabric')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageFabric' -Bound $PSBoundParameters
    }
}

function Get-SCStorageFabricClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageFabricClassification')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageFabricClassification' -Bound $PSBoundParameters
    }
}

function Get-SCStorageFileServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageFileServer')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageFileServer' -Bound $PSBoundParameters
    }
}

function Get-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StorageFileServer,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageFileShare' -Bound $PSBoundParameters
    }
}

function Get-SCStorageLogicalUnit {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageLogicalUnit')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StoragePool,

        [AllowNull()]
        [object]$VMHostGroup,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageLogicalUnit' -Bound $PSBoundParameters
    }
}

function Get-SCStoragePool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StoragePool')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StorageArray,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStoragePool' -Bound $PSBoundParameters
    }
}

function Get-SCStorageProvider {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageProvider')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageProvider' -Bound $PSBoundParameters
    }
}

function Get-SCStorageQoSPolicy {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.StorageQoSPolicy')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$StorageArray,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCStorageQoSPolicy' -Bound $PSBoundParameters
    }
}

function Get-SCUpdate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'ID')]
    [OutputType('VirtualMachineManager.Update')]
    param(
        [Parameter(ParameterSetName = 'ID')]
        [guid]$ID,

        [Parameter(ParameterSetName = 'Name')]
        [string]$Name,

        [Parameter(ParameterSetName = 'KBArticle')]
        [string]$KBArticle,

        [Parameter(ParameterSetName = 'BulletinId')]
        [string]$SecurityBulletinId,

        [Parameter(ParameterSetName = 'Newest')]
        [long]$Newest,

        [string]$UpdateClassification,

        [string]$Product,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCUpdate' -Bound $PSBoundParameters
    }
}

function Get-SCUpdateServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.UpdateServer')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCUpdateServer' -Bound $PSBoundParameters
    }
}

function Get-SCUplinkPortProfileSet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.UplinkPortProfileSet')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$LogicalSwitch,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCUplinkPortProfileSet' -Bound $PSBoundParameters
    }
}

function Get-SCUserRoleQuota {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.UserRoleQuota')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$UserRole,

        [AllowNull()]
        [object]$Cloud,

        [switch]$QuotaPerUser,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCUserRoleQuota' -Bound $PSBoundParameters
    }
}

function Get-SCVirtualFibreChannelAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualFibreChannelAdapter')]
    param(
        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [object]$Template,

        [guid]$ID,

        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVirtualFibreChannelAdapter' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
    }
}

function Get-SCVirtualHardDiskConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualHardDiskConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMConfiguration,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVirtualHardDiskConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCVirtualNetworkAdapterConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapterConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMConfiguration,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVirtualNetworkAdapterConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCVirtualNetworkAdapterNativePortProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapterNativePortProfile')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVirtualNetworkAdapterNativePortProfile' -Bound $PSBoundParameters
    }
}

function Get-SCVMConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMConfiguration')]
    param(
        [switch]$All,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ComputerTierConfiguration,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$Cloud,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCVMHostFibreChannelVirtualSAN {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.HostFibreChannelVirtualSAN')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMHostFibreChannelVirtualSAN' -Bound $PSBoundParameters
    }
}

function Get-SCVMHostNetworkAdapterConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostNetworkAdapterConfiguration')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMHostNetworkAdapterConfiguration' -Bound $PSBoundParameters
    }
}

function Get-SCVMNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.VMNetwork')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(ParameterSetName = 'LogicalNetwork', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [Parameter(ParameterSetName = 'VMHost', Mandatory = $true)]
        [AllowNull()]
        [object]$VMHost,

        [Parameter(ParameterSetName = 'Cloud', Mandatory = $true)]
        [AllowNull()]
        [object]$Cloud,

        [AllowNull()]
        [object]$UserRole,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMNetwork' -Bound $PSBoundParameters
    }
}

function Get-SCVMNetworkGateway {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMNetworkGateway')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMNetworkGateway' -Bound $PSBoundParameters
    }
}

function Get-SCVMSubnet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMSubnet')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$LogicalNetworkDefinition,

        [AllowNull()]
        [object]$SubnetVLan,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SCVMSubnet' -Bound $PSBoundParameters
    }
}

function Get-SshPublicKey {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.ClientSshPublicKey')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ComputerName,

        [long]$TCPPort,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-SshPublicKey' -Bound $PSBoundParameters
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

function Get-Template {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'All')]
    [OutputType('VirtualMachineManager.Template')]
    param(
        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ComputerTierTemplate,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-Template' -Bound $PSBoundParameters
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualCOMPort' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualDiskDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualDVDDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualFloppyDrive' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
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

        [Parameter(ParameterSetName = 'VM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

        [string]$FamilyName,

        [string]$Release,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualHardDisk' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('Template', 'Template'))
    }
}

function Get-VirtualizationManager {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VirtualizationManager')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualizationManager' -Bound $PSBoundParameters
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

        [Parameter(ParameterSetName = 'ID', Position = 0)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(Position = 1)]
        [string]$Name,

        [Parameter(ParameterSetName = 'All')]
        [switch]$ParentTypeVMOrHost,

        [Parameter(ParameterSetName = 'VMHost', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualNetworkAdapter' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'), @('UUID', 'ID'))
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

        [Parameter(ParameterSetName = 'Template')]
        [Alias('VMTemplate')]
        [object]$Template,

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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VirtualSCSIAdapter' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
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

        [Parameter(ParameterSetName = 'All')]
        [switch]$All,

        [Parameter(ParameterSetName = 'Service', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Service,

        [Parameter(ParameterSetName = 'Cloud', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Cloud,

        [Parameter(ParameterSetName = 'StorageQoSPolicy', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$StorageQoSPolicy,

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

        [Parameter(ParameterSetName = 'VMHostGroup', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [Parameter(ParameterSetName = 'VMHostCluster', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHost' -Bound $PSBoundParameters
    }
}

function Get-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(DefaultParameterSetName = 'Connection')]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Position = 0)]
        [string]$Name,

        [Parameter(ParameterSetName = 'ID', Mandatory = $true)]
        [guid]$ID,

        [Parameter(ParameterSetName = 'VMHostGroup', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHostGroup,

        [Parameter(ParameterSetName = 'AssociatedWithStorageArray', Mandatory = $true)]
        [AllowNull()]
        [object]$HyperConvergedStorageArray,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostCluster' -Bound $PSBoundParameters
    }
}

function Get-VMHostDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostDisk')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$StorageArray,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [switch]$All,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostDisk' -Bound $PSBoundParameters
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

function Get-VMHostHba {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostHba')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMHost,

        [guid]$ID,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostHba' -Bound $PSBoundParameters
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

        [Parameter(ParameterSetName = 'NewVMHostsTemplate')]
        [Parameter(ParameterSetName = 'NewVMHostGroupsTemplate')]
        [Alias('VMTemplate')]
        [object]$Template,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [bool]$HighlyAvailable,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

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

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [Alias('LUNCountRequirement')]
        [long]$RequiredLunCount,

        [bool]$RequireGuardedHost,

        [AllowNull()]
        [object]$ReplicationGroup,

        [object]$VMMServer,

        [Parameter(ParameterSetName = 'NewVMHosts')]
        [Parameter(ParameterSetName = 'NewVMHostGroups')]
        [guid]$JobGroup,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMHostRating' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMHostGroup', 'VMHostGroup'), @('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('OperatingSystem', 'OperatingSystem'), @('Template', 'Template'))
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

function Get-VMMManagedComputer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMMManagedComputer')]
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
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMMManagedComputer' -Bound $PSBoundParameters
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

function Get-VMPerformance {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.PerformanceData')]
    param(
        [object]$VM,

        [object]$VMHost,

        [AllowNull()]
        [object]$Cloud,

        [string]$PerformanceCounter,

        [string]$TimeFrame,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMPerformance' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('VMHost', 'VMHost'))
    }
}

function Get-VMwareResourcePool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMwareResourcePool')]
    param(
        [object]$VMHost,

        [Parameter(Position = 0)]
        [string]$Name,

        [guid]$ID,

        [object]$VMHostCluster,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMwareResourcePool' -Bound $PSBoundParameters -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('HostCluster', 'VMHostCluster'))
    }
}

function Get-VMXMachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMXMachineConfig')]
    param(
        [string]$VMXPath,

        [AllowNull()]
        [object]$LibraryServer,

        [guid]$ID,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Get-VMXMachineConfig' -Bound $PSBoundParameters
    }
}

function Grant-SCIPAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.AllocatedIPAddress')]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$StaticIPAddressPool,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$GrantToObjectType,

        [guid]$GrantToObjectID,

        [string]$IPAddress,

        [string]$Description,

        [AllowNull()]
        [object]$VirtualNetworkAdapter,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Grant-SCIPAddress' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Grant-SCResource {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Resource,

        [guid[]]$UserRoleID,

        [string[]]$UserRoleName,

        [string[]]$UserName,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Grant-SCResource' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Install-SCVMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$ClusterName,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object[]]$VMHost,

        [string[]]$ClusterIPAddress,

        [AllowNull()]
        [object]$Credential,

        [switch]$SkipValidation,

        [long]$ClusterReserve,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Install-SCVMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Invoke-PROTip {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.PROTip')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$PROTip,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Invoke-PROTip' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Move-VirtualHardDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'SetVM')]
    [OutputType('VirtualMachineManager.VirtualHardDisk')]
    param(
        [Parameter(ParameterSetName = 'SetVM', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualHardDisk,

        [Parameter(ParameterSetName = 'MoveVHDOnIDE')]
        [switch]$IDE,

        [Parameter(ParameterSetName = 'MoveVHDOnSCSI')]
        [switch]$SCSI,

        [Parameter(ParameterSetName = 'MoveVHDOnIDE', Mandatory = $true)]
        [Parameter(ParameterSetName = 'MoveVHDOnSCSI', Mandatory = $true)]
        [ValidateRange(0, 255)]
        [long]$Bus,

        [Parameter(ParameterSetName = 'MoveVHDOnIDE', Mandatory = $true)]
        [Parameter(ParameterSetName = 'MoveVHDOnSCSI', Mandatory = $true)]
        [ValidateRange(0, 255)]
        [long]$LUN,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Path,

        [AllowNull()]
        [object]$StorageClassification,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VirtualHardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Move-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Position = 0)]
        [object]$VM,

        [object]$VMHost,

        [switch]$StartVMOnTarget,

        [switch]$DiscardSavedState,

        [switch]$UseLAN,

        [string]$Path,

        [Alias('BlockLMIfHostBusy')]
        [switch]$BlockLiveMigrationIfHostBusy,

        [switch]$UseDiffDiskOptimization,

        [bool]$HighlyAvailable,

        [switch]$UseCluster,

        [AllowNull()]
        [object]$ReplicationGroup,

        [AllowNull()]
        [object]$VirtualNetworkAdapter,

        [AllowNull()]
        [object]$Cloud,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('VMHost', 'VMHost'))
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMHostGroup', 'ParentHostGroup'))
    }
}

function Move-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$ParentHostGroup,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Move-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-GuestOSProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.GuestOSProfile')]
    param(
        [object]$OperatingSystem,

        [string]$ComputerName,

        [string]$FullName,

        [Alias('OrganizationName')]
        [string]$OrgName,

        [ValidateRange(0, 999)]
        [long]$TimeZone,

        [string[]]$GuiRunOnceCommands,

        [object]$AnswerFile,

        [bool]$MergeAnswerFile,

        [Alias('Domain')]
        [string]$JoinDomain,

        [Alias('Workgroup')]
        [string]$JoinWorkgroup,

        [string]$DomainJoinOrganizationalUnit,

        [string]$LinuxDomainName,

        [string]$LinuxAdministratorSSHKeyString,

        [ValidateRange(0, 999)]
        [long]$AutoLogonCount,

        [switch]$DisableAutoLogon,

        [switch]$RemoveServerFeatures,

        [switch]$RemoveDomainJoinOrganizationalUnit,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [object]$GuestOSProfile,

        [AllowNull()]
        [object]$UnattendSettings,

        [AllowNull()]
        [object]$LinuxAdministratorSSHKey,

        [bool]$Shielded,

        [AllowNull()]
        [object]$AutoLogonCredential,

        [string]$ProductKey,

        [Alias('LocalAdministratorCredential')]
        [AllowNull()]
        [object]$AdminPasswordCredential,

        [Alias('DomainJoinCredential')]
        [AllowNull()]
        [object]$JoinDomainCredential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-GuestOSProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('OperatingSystem', 'OperatingSystem'), @('AnswerFile', 'AnswerFile'), @('GuestOSProfile', 'GuestOSProfile'))
    }
}

function New-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
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

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-HardwareProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-MachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.MachineConfig')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$SourceComputerName,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-MachineConfig' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-P2V {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [string]$Path,

        [switch]$Trigger,

        [switch]$StartVM,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [long]$MemoryMB,

        [Alias('CPURelativeWeight')]
        [long]$RelativeWeight,

        [ValidateSet('NeverAutoTurnOnVM', 'AlwaysAutoTurnOnVM', 'TurnOnVMIfRunningWhenVSStopped')]
        [string]$StartAction,

        [Alias('DelayStartSeconds')]
        [long]$DelayStart,

        [ValidateSet('SaveVM', 'TurnOffVM', 'ShutdownGuestOS')]
        [string]$StopAction,

        [string]$SourceNetworkConnectionID,

        [Alias('MACAddress')]
        [string]$PhysicalAddress,

        [Alias('MACAddressType')]
        [string]$PhysicalAddressType,

        [AllowNull()]
        [object]$VirtualNetwork,

        [bool]$VLanEnabled,

        [ValidateRange(0, 4095)]
        [long]$VLanID,

        [string]$NetworkLocation,

        [string]$NetworkTag,

        [object]$VMHost,

        [Alias('ComputerConfiguration')]
        [object]$MachineConfig,

        [string]$VolumeDeviceID,

        [long]$VolumeSize,

        [switch]$Fixed,

        [switch]$Dynamic,

        [switch]$IDE,

        [switch]$SCSI,

        [ValidateRange(0, 255)]
        [long]$Bus,

        [ValidateRange(0, 255)]
        [long]$LUN,

        [AllowNull()]
        [object]$Credential,

        [switch]$RunAsSystem,

        [switch]$Offline,

        [switch]$Shutdown,

        [string]$DriverPath,

        [string]$OfflineIPAddress,

        [string]$OfflineSubnetMask,

        [string]$OfflineDefaultGateway,

        [string]$OfflineNICMACAddress,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-P2V' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('MachineConfig', 'MachineConfig'))
    }
}

function New-PhysicalAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.String')]
    param(
        [switch]$Commit,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VirtualNetworkAdapter,

        [AllowNull()]
        [object]$MACAddressPool,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-PhysicalAddress' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCBaseline' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCCapabilityProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CapabilityProfile')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [long]$CPUCountMinimum,

        [long]$CPUCountMaximum,

        [long]$MemoryMBMinimum,

        [long]$MemoryMBMaximum,

        [long]$VirtualHardDiskCountMaximum,

        [long]$VirtualNetworkAdapterCountMaximum,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCCapabilityProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCCloud {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Cloud')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object[]]$VMHostGroup,

        [AllowNull()]
        [object]$VMwareResourcePool,

        [bool]$DisasterRecoverySupported,

        [string]$ShieldedVMSupportPolicy,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCCloud' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCCustomProperty {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CustomProperty')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true)]
        [ValidateSet('VM', 'Template', 'VMHost', 'HostCluster', 'VMHostGroup', 'ServiceTemplate', 'ServiceInstance', 'ComputerTier', 'Cloud')]
        [string[]]$AddMember,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCCustomProperty' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCDefaultGateway {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.DefaultGateway')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$IPAddress,

        [switch]$Automatic,

        [long]$Metric,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCDefaultGateway' -Bound $PSBoundParameters
    }
}

function New-SCExternalJob {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Job')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [AllowNull()]
        [object]$ResultObject,

        [string]$ResultName,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCExternalJob' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCLogicalNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [bool]$EnableNetworkVirtualization,

        [bool]$LogicalNetworkDefinitionIsolation,

        [bool]$UseGRE,

        [bool]$IsPVLAN,

        [AllowNull()]
        [object]$NetworkController,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCLogicalNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCLogicalNetworkDefinition {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetworkDefinition')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [Parameter(Mandatory = $true)]
        [object[]]$SubnetVLan,

        [Parameter(Mandatory = $true)]
        [object[]]$VMHostGroup,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCLogicalNetworkDefinition' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCLogicalSwitch {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalSwitch')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [bool]$EnableSriov,

        [string]$SwitchUplinkMode,

        [string]$MinimumBandwidthMode,

        [object[]]$VirtualSwitchExtensions,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCLogicalSwitch' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCMACAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.MACAddressPool')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true)]
        [object[]]$VMHostGroup,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$MACAddressRangeStart,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$MACAddressRangeEnd,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCMACAddressPool' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCOpsMgrConnection {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.OpsMgrConnection')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$OpsMgrServer,

        [AllowNull()]
        [object]$OpsMgrServerCredential,

        [bool]$EnablePRO,

        [bool]$EnableMaintenanceModeIntegration,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCOpsMgrConnection' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-Script {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Script')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Path,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$LibraryShare,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Content,

        [ValidateSet('UTF8', 'Unicode', 'BigEndianUnicode', 'UTF8NoBOM', 'Default')]
        [string]$Encoding,

        [switch]$Force,

        [string]$ReplacesHash,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-Script' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.RunAsAccount')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [string]$Description,

        [string]$Owner,

        [switch]$NoValidation,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCRunAsAccount' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceConfiguration,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCServiceConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'VMHostGroup')]
    [OutputType('VirtualMachineManager.ServiceConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [Parameter(ParameterSetName = 'VMHostGroup', Mandatory = $true)]
        [AllowNull()]
        [object]$VMHostGroup,

        [Parameter(ParameterSetName = 'Cloud', Mandatory = $true)]
        [AllowNull()]
        [object]$Cloud,

        [string]$ServicePriority,

        [string]$CostCenter,

        [string]$Tag,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCServiceConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCServiceTemplate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceTemplate')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Release,

        [string]$Description,

        [string]$Owner,

        [string]$ServicePriority,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCServiceTemplate' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCServicingWindow {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServicingWindow')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [string]$Category,

        [string]$StartDate,

        [string]$StartTimeOfDay,

        [long]$TimeZone,

        [long]$MinutesDuration,

        [string]$WeeklyScheduleDayOfWeek,

        [long]$WeeksToRecur,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCServicingWindow' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCSPFServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.SPFServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$ServerType,

        [string]$ConnectionString,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCSPFServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCSPFSetting {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.SPFSetting')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Value,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$SettingType,

        [AllowNull()]
        [object]$Server,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCSPFSetting' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCStaticIPAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'ByLogicalNetworkDefinition')]
    [OutputType('VirtualMachineManager.StaticIPAddressPool')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Subnet,

        [Parameter(ParameterSetName = 'ByLogicalNetworkDefinition')]
        [long]$Vlan,

        [Parameter(ParameterSetName = 'ByLogicalNetworkDefinition')]
        [object]$LogicalNetworkDefinition,

        [Parameter(ParameterSetName = 'ByVMSubnet')]
        [object]$VMSubnet,

        [string]$IPAddressRangeStart,

        [string]$IPAddressRangeEnd,

        [string]$IPAddressReservedSet,

        [string]$VIPAddressSet,

        [object[]]$DefaultGateway,

        [string[]]$DNSServer,

        [string]$DNSSuffix,

        [string[]]$DNSSearchSuffix,

        [string[]]$WINSServer,

        [bool]$EnableNetBIOS,

        [string[]]$PxeServerAddress,

        [object[]]$NetworkRoute,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCStaticIPAddressPool' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('LogicalNetworkDefinition', 'LogicalNetworkDefinition'), @('VMSubnet', 'VMSubnet'))
    }
}

function New-SCStorageClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageClassification')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCStorageClassification' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$StorageFileServer,

        [string]$LocalPath,

        [string]$Description,

        [AllowNull()]
        [object]$StorageClassification,

        [bool]$ContinuousAvailability,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCStorageFileShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCStorageLogicalUnit {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageLogicalUnit')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$StoragePool,

        [Parameter(Mandatory = $true)]
        [long]$DiskSizeMB,

        [string]$Description,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCStorageLogicalUnit' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCStorageQoSPolicy {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageQoSPolicy')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [string]$PolicyType,

        [long]$IOPSMinimum,

        [long]$IOPSMaximum,

        [long]$BandwidthLimit,

        [AllowNull()]
        [object]$StorageArray,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCStorageQoSPolicy' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCSubnetVLan {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.SubnetVLan')]
    param(
        [Parameter(Position = 0)]
        [string]$Subnet,

        [ValidateRange(0, 65535)]
        [long]$VLanID,

        [ValidateRange(0, 65535)]
        [long]$SecondaryVLanID,

        [bool]$SupportsDHCP,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCSubnetVLan' -Bound $PSBoundParameters
    }
}

function New-SCVirtualFibreChannelAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFibreChannelAdapter')]
    param(
        [Parameter(Position = 0)]
        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [object]$Template,

        [AllowNull()]
        [object]$VirtualFibreChannelSAN,

        [switch]$DynamicWorldWideName,

        [AllowNull()]
        [object]$StorageFabricClassification,

        [string]$PrimaryWorldWideNodeName,

        [string]$PrimaryWorldWidePortName,

        [string]$SecondaryWorldWideNodeName,

        [string]$SecondaryWorldWidePortName,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVirtualFibreChannelAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'), @('Template', 'Template'))
    }
}

function New-SCVirtualFloppyDrive {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualFloppyDrive')]
    param(
        [object]$VM,

        [object]$HardwareProfile,

        [Alias('VMTemplate')]
        [AllowNull()]
        [object]$Template,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVirtualFloppyDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function New-SCVMConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [Alias('Template')]
        [object]$VMTemplate,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$Cloud,

        [string]$ComputerName,

        [string]$CostCenter,

        [string]$Tag,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVMConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCVMNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Position = 1)]
        [string]$Description,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [string]$IsolationType,

        [guid]$RoutingDomainId,

        [string]$PAIPAddressPoolType,

        [string]$CAIPAddressPoolType,

        [AllowNull()]
        [object]$VMSubnet,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [AllowNull()]
        [object]$PortACL,

        [bool]$AutoCreateSubnet,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVMNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCVMNetworkGateway {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMNetworkGateway')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$NetworkGateway,

        [string[]]$IPSubnet,

        [bool]$EnableBGP,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVMNetworkGateway' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-SCVMSubnet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMSubnet')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [object[]]$SubnetVLan,

        [AllowNull()]
        [object]$LogicalNetworkDefinition,

        [long]$VMSubnetID,

        [long]$MaxNumberOfPorts,

        [AllowNull()]
        [object]$PortACL,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-SCVMSubnet' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-Template {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'NewTemplateFromNothing')]
    [OutputType('VirtualMachineManager.Template')]
    param(
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

        [object]$OperatingSystem,

        [string]$ComputerName,

        [string]$FullName,

        [Alias('OrganizationName')]
        [string]$OrgName,

        [ValidateRange(0, 999)]
        [long]$TimeZone,

        [string[]]$GuiRunOnceCommands,

        [object]$AnswerFile,

        [bool]$MergeAnswerFile,

        [Alias('Domain')]
        [string]$JoinDomain,

        [Alias('Workgroup')]
        [string]$JoinWorkgroup,

        [string]$DomainJoinOrganizationalUnit,

        [string]$LinuxDomainName,

        [string]$LinuxAdministratorSSHKeyString,

        [ValidateRange(0, 999)]
        [long]$AutoLogonCount,

        [switch]$DisableAutoLogon,

        [switch]$RemoveServerFeatures,

        [switch]$RemoveDomainJoinOrganizationalUnit,

        [Parameter(Position = 0)]
        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [switch]$NoCustomization,

        [Parameter(ParameterSetName = 'FromTemplate')]
        [Alias('VMTemplate')]
        [object]$Template,

        [Parameter(ParameterSetName = 'FromVM')]
        [object]$VM,

        [Parameter(ParameterSetName = 'FromVM')]
        [AllowNull()]
        [object]$LibraryServer,

        [Parameter(ParameterSetName = 'FromVM')]
        [string]$SharePath,

        [Parameter(ParameterSetName = 'FromVM')]
        [AllowNull()]
        [object]$BootVirtualHardDisk,

        [Parameter(ParameterSetName = 'FromVM')]
        [switch]$SkipRearm,

        [long]$Generation,

        [AllowNull()]
        [object]$UpdateManagementProfile,

        [AllowNull()]
        [object]$ApplicationProfile,

        [AllowNull()]
        [object]$SQLProfile,

        [Alias('BlockDynamicOptimization')]
        [bool]$ExcludeFromPRO,

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

        [AllowNull()]
        [object]$UnattendSettings,

        [AllowNull()]
        [object]$LinuxAdministratorSSHKey,

        [bool]$Shielded,

        [AllowNull()]
        [object]$AutoLogonCredential,

        [string]$ProductKey,

        [Alias('LocalAdministratorCredential')]
        [AllowNull()]
        [object]$AdminPasswordCredential,

        [Alias('DomainJoinCredential')]
        [AllowNull()]
        [object]$JoinDomainCredential,

        [AllowNull()]
        [object]$HardwareProfile,

        [AllowNull()]
        [object]$GuestOSProfile,

        [Parameter(ParameterSetName = 'FromVHD')]
        [object]$VirtualHardDisk,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-Template' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('OperatingSystem', 'OperatingSystem'), @('AnswerFile', 'AnswerFile'), @('str', 'Name'), @('Template', 'Template'), @('VM', 'VM'), @('VirtualHardDisk', 'VirtualHardDisk'))
    }
}

function New-V2V {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Parse')]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [string]$Path,

        [switch]$Trigger,

        [switch]$StartVM,

        [ValidateRange(1, 255)]
        [long]$CPUCount,

        [AllowNull()]
        [object]$CPUType,

        [long]$MemoryMB,

        [Alias('CPURelativeWeight')]
        [long]$RelativeWeight,

        [ValidateSet('NeverAutoTurnOnVM', 'AlwaysAutoTurnOnVM', 'TurnOnVMIfRunningWhenVSStopped')]
        [string]$StartAction,

        [Alias('DelayStartSeconds')]
        [long]$DelayStart,

        [ValidateSet('SaveVM', 'TurnOffVM', 'ShutdownGuestOS')]
        [string]$StopAction,

        [string]$SourceNetworkConnectionID,

        [Alias('MACAddress')]
        [string]$PhysicalAddress,

        [Alias('MACAddressType')]
        [string]$PhysicalAddressType,

        [AllowNull()]
        [object]$VirtualNetwork,

        [bool]$VLanEnabled,

        [ValidateRange(0, 4095)]
        [long]$VLanID,

        [string]$NetworkLocation,

        [string]$NetworkTag,

        [object]$VMHost,

        [Parameter(ParameterSetName = 'NoParse')]
        [Alias('VMXComputerConfiguration')]
        [object]$VMXMachineConfig,

        [Parameter(ParameterSetName = 'Parse', Mandatory = $true)]
        [AllowEmptyString()]
        [string]$VMXPath,

        [Parameter(ParameterSetName = 'FromVM')]
        [object]$VM,

        [AllowNull()]
        [object]$LibraryServer,

        [switch]$NoConnection,

        [AllowNull()]
        [object]$VirtualNetworkAdapter,

        [string]$OverridePatchPath,

        [AllowNull()]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$LogicalNetwork,

        [switch]$SkipInstallVirtualizationGuestServices,

        [Alias('EnableVMNetworkOptimization')]
        [bool]$VMNetworkOptimizationEnabled,

        [Alias('EnableMACAddressSpoofing')]
        [bool]$MACAddressesSpoofingEnabled,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-V2V' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('VMXMachineConfig', 'VMXMachineConfig'), @('VM', 'VM'))
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

        [object]$VM,

        [object]$HardwareProfile,

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

        [switch]$ReturnImmediately,

        [bool]$CreateDiffDisk,

        [bool]$SharedStorage,

        [AllowNull()]
        [object]$StorageClassification,

        [AllowNull()]
        [object]$StorageQoSPolicy,

        [Alias('VMTemplate')]
        [AllowNull()]
        [object]$Template,

        [switch]$Differencing,

        [string]$ParentVirtualHardDiskPath,

        [Alias('StorageDisk')]
        [string]$HostDisk,

        [Alias('AnyStorageDisk')]
        [switch]$AnyHostDisk,

        [string]$VirtualHardDiskFormatType,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 1)]
        [long]$Bus,

        [Parameter(Mandatory = $true)]
        [ValidateRange(0, 1)]
        [long]$LUN,

        [Alias('VMTemplate')]
        [AllowNull()]
        [object]$Template,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualDVDDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('ISO', 'ISO'), @('VM', 'VM'), @('HardwareProfile', 'HardwareProfile'))
    }
}

function New-VirtualNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'NewCluster')]
    [OutputType('VirtualMachineManager.VirtualNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [string]$Tag,

        [bool]$Locked,

        [Parameter(ParameterSetName = 'Host', Mandatory = $true, ValueFromPipeline = $true)]
        [Parameter(ParameterSetName = 'LogicalSwitch', Mandatory = $true, ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(ParameterSetName = 'Cluster', Mandatory = $true)]
        [AllowNull()]
        [object]$VMHostCluster,

        [Alias('VMHostNetworkAdapter')]
        [object[]]$VMHostNetworkAdapters,

        [bool]$BoundToVMHost,

        [ValidateRange(0, 65535)]
        [long]$HostBoundVLanId,

        [AllowNull()]
        [object]$LogicalNetwork,

        [Parameter(ParameterSetName = 'LogicalSwitch', Mandatory = $true)]
        [AllowNull()]
        [object]$LogicalSwitch,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [switch]$DeployVirtualNetworkAdapters,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [switch]$CreateManagementAdapter,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [string]$ManagementAdapterName,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [ValidateRange(0, 65535)]
        [long]$ManagementAdapterVLanId,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [AllowNull()]
        [object]$ManagementAdapterVMNetwork,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [AllowNull()]
        [object]$ManagementAdapterPortClassification,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [AllowNull()]
        [object]$ManagementAdapterVMSubnet,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [string]$ManagementAdapterIPv4AddressType,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [string]$ManagementAdapterIPv6AddressType,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [AllowNull()]
        [object]$ManagementAdapterIPv4AddressPool,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [AllowNull()]
        [object]$ManagementAdapterIPv6AddressPool,

        [Parameter(ParameterSetName = 'LogicalSwitch')]
        [bool]$UseExplicitIPConfigurationForManagementAdapter,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VirtualNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'JobGroup')]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
        [switch]$NoVMNetwork,

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

        [switch]$Synthetic,

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

        [Alias('VMTemplate')]
        [AllowNull()]
        [object]$Template,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [Parameter(Position = 0)]
        [ValidateRange(0, 255)]
        [long]$AdapterID,

        [switch]$Synthetic,

        [Alias('VMTemplate')]
        [AllowNull()]
        [object]$Template,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [Parameter(ParameterSetName = 'NewVmFromTemplate')]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud')]
        [Alias('VMTemplate')]
        [object]$Template,

        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [Parameter(ParameterSetName = 'NewStoredVmFromVm')]
        [object]$VM,

        [switch]$UseDiffDiskOptimization,

        [switch]$ReturnImmediately,

        [Parameter(ParameterSetName = 'NewVmFromHWProfile')]
        [Parameter(ParameterSetName = 'NewVmFromVirtualDisk')]
        [Parameter(ParameterSetName = 'NewVmFromTemplate')]
        [Parameter(ParameterSetName = 'NewVmFromVm')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfig')]
        [Parameter(ParameterSetName = 'NewVmFromVmConfigScaleOut')]
        [Parameter(ParameterSetName = 'NewVmFromVmCloud')]
        [Parameter(ParameterSetName = 'NewVmFromComputerTierScaleOut')]
        [switch]$StartVM,

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

        [AllowNull()]
        [object]$VMShieldingData,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMHost', 'VMHost'), @('HardwareProfile', 'HardwareProfile'), @('VirtualHardDisk', 'VirtualHardDisk'), @('Template', 'Template'), @('VM', 'VM'), @('LibraryServer', 'LibraryServer'))
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [string]$Description,

        [Parameter(ValueFromPipeline = $true)]
        [object]$ParentHostGroup,

        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [bool]$InheritNetworkSettings,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VMMUserRole {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$Name,

        [Parameter(Mandatory = $true)]
        [ValidateSet('Administrator', 'DelegatedAdmin', 'TenantAdmin', 'SelfServiceUser', 'ReadOnlyAdmin')]
        [string]$UserRoleProfile,

        [guid]$ID,

        [string]$Description,

        [AllowNull()]
        [object]$ParentUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMMUserRole' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VMRCCertificateRequest {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CertificateRequest')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [string]$CommonName,

        [string]$OrganizationName,

        [string]$OrganizationUnit,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMRCCertificateRequest' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function New-VMXMachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMXMachineConfig')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [AllowEmptyString()]
        [string]$VMXPath,

        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [object]$LibraryServer,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'New-VMXMachineConfig' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Reassociate-VMMManagedComputer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMMManagedComputer')]
    param(
        [Parameter(Position = 0)]
        [object]$VMMManagedComputer,

        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Reassociate-VMMManagedComputer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMMManagedComputer', 'VMMManagedComputer'), @('Credential', 'Credential'))
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Refresh-VirtualizationManager {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualizationManager')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualizationManager,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-VirtualizationManager' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Refresh-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Refresh-VMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Register-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageFileShare,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Register-SCStorageFileShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Register-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Path,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Register-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-GuestOSProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.GuestOSProfile')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$GuestOSProfile,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-GuestOSProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-ISO' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-LibraryServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LibraryServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LibraryServer,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-LibraryServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-MachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.MachineConfig')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('ComputerConfiguration')]
        [object]$MachineConfig,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-MachineConfig' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Baseline,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCBaseline' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCCapabilityProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CapabilityProfile')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CapabilityProfile,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCCapabilityProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCCloud {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Cloud')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Cloud,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCCloud' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCCustomProperty {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CustomProperty')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CustomProperty,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCCustomProperty' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCCustomPropertyValue {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CustomPropertyValue')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CustomPropertyValue,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCCustomPropertyValue' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCLogicalNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCLogicalNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCLogicalNetworkDefinition {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetworkDefinition')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalNetworkDefinition,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCLogicalNetworkDefinition' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCLogicalSwitch {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalSwitch')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalSwitch,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCLogicalSwitch' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCMACAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.MACAddressPool')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$MACAddressPool,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCMACAddressPool' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCOpsMgrConnection {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.OpsMgrConnection')]
    param(
        [switch]$Force,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCOpsMgrConnection' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-Script' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.RunAsAccount')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$RunAsAccount,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCRunAsAccount' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCServiceConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceConfiguration,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCServiceConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCServiceTemplate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceTemplate')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCServiceTemplate' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCServicingWindow {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServicingWindow')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServicingWindow,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCServicingWindow' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCStaticIPAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StaticIPAddressPool')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StaticIPAddressPool,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCStaticIPAddressPool' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCStorageClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageClassification')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageClassification,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCStorageClassification' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageFileShare,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCStorageFileShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCStorageQoSPolicy {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageQoSPolicy')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageQoSPolicy,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCStorageQoSPolicy' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCUpdateServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UpdateServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$UpdateServer,

        [AllowNull()]
        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCUpdateServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVirtualFibreChannelAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFibreChannelAdapter')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualFibreChannelAdapter,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVirtualFibreChannelAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVMConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMConfiguration,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVMConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVMMUpdateFromBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Baseline,

        [Parameter(Mandatory = $true)]
        [Alias('Updates')]
        [object[]]$Update,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVMMUpdateFromBaseline' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVMNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVMNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVMNetworkGateway {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMNetworkGateway')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMNetworkGateway,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVMNetworkGateway' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SCVMSubnet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMSubnet')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMSubnet,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SCVMSubnet' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-SshPublicKey {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ClientSshPublicKey')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$SshPublicKey,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-SshPublicKey' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-Template {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Template')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('VMTemplate')]
        [object]$Template,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-Template' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualHardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualizationManager {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualizationManager')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualizationManager,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualizationManager' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VirtualNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Host')]
    [OutputType('VirtualMachineManager.VirtualNetwork')]
    param(
        [Parameter(ParameterSetName = 'Host', Position = 0)]
        [object]$VirtualNetwork,

        [Parameter(ParameterSetName = 'Cluster', Position = 0)]
        [object]$ClusterVirtualNetwork,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VirtualNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VirtualNetwork', 'VirtualNetwork'), @('ClusterVirtualNetwork', 'ClusterVirtualNetwork'))
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'NormalRemoval')]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$Credential,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMHostNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostNetworkAdapter')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostNetworkAdapter,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMHostNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMMUserRole {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$UserRole,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMMUserRole' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Remove-VMXMachineConfig {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMXMachineConfig')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('VMXComputerConfiguration')]
        [object]$VMXMachineConfig,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Remove-VMXMachineConfig' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Restart-Job' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Restart-SCVMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Restart-SCVMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Restore-VMCheckpoint' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Resume-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Resume-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Resume-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Revoke-SCIPAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.AllocatedIPAddress')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('IPAddress')]
        [object]$AllocatedIPAddress,

        [bool]$ReturnToPool,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Revoke-SCIPAddress' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Revoke-SCMACAddress {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.AllocatedMACAddress')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('MACAddress')]
        [object]$AllocatedMACAddress,

        [bool]$ReturnToPool,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Revoke-SCMACAddress' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Revoke-SCResource {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Resource,

        [guid[]]$UserRoleID,

        [string[]]$UserRoleName,

        [string[]]$UserName,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Revoke-SCResource' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'SaveState-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-GuestOSProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.GuestOSProfile')]
    param(
        [object]$OperatingSystem,

        [string]$ComputerName,

        [string]$FullName,

        [Alias('OrganizationName')]
        [string]$OrgName,

        [ValidateRange(0, 999)]
        [long]$TimeZone,

        [string[]]$GuiRunOnceCommands,

        [object]$AnswerFile,

        [bool]$MergeAnswerFile,

        [Alias('Domain')]
        [string]$JoinDomain,

        [Alias('Workgroup')]
        [string]$JoinWorkgroup,

        [string]$DomainJoinOrganizationalUnit,

        [string]$LinuxDomainName,

        [string]$LinuxAdministratorSSHKeyString,

        [ValidateRange(0, 999)]
        [long]$AutoLogonCount,

        [switch]$DisableAutoLogon,

        [switch]$RemoveServerFeatures,

        [switch]$RemoveDomainJoinOrganizationalUnit,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [Parameter(Position = 0)]
        [object]$GuestOSProfile,

        [string]$Name,

        [AllowNull()]
        [object]$UnattendSettings,

        [AllowNull()]
        [object]$LinuxAdministratorSSHKey,

        [bool]$Shielded,

        [AllowNull()]
        [object]$AutoLogonCredential,

        [string]$ProductKey,

        [Alias('LocalAdministratorCredential')]
        [AllowNull()]
        [object]$AdminPasswordCredential,

        [Alias('DomainJoinCredential')]
        [AllowNull()]
        [object]$JoinDomainCredential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-GuestOSProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('OperatingSystem', 'OperatingSystem'), @('AnswerFile', 'AnswerFile'), @('GuestOSProfile', 'GuestOSProfile'))
    }
}

function Set-HardwareProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HardwareProfile')]
    param(
        [switch]$RemoveCapabilityProfile,

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

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ISO,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-LibraryShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-PROTip {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.PROTip')]
    param(
        [string]$TipStatus,

        [string]$ActionSummary,

        [string]$ActionDetails,

        [string]$ActionScript,

        [string[]]$ActionDetailsOpsMgrString,

        [string[]]$ActionSummaryOpsMgrString,

        [string[]]$LastErrorOpsMgrString,

        [string]$LastError,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [Parameter(Mandatory = $true)]
        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-PROTip' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCBaseline {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Baseline')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Baseline,

        [string]$Name,

        [string]$Description,

        [Alias('AddUpdate')]
        [object[]]$AddUpdates,

        [Alias('RemoveUpdate')]
        [object[]]$RemoveUpdates,

        [AllowNull()]
        [object]$AddAssignmentScope,

        [AllowNull()]
        [object]$RemoveAssignmentScope,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCBaseline' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCCapabilityProfile {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CapabilityProfile')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CapabilityProfile,

        [string]$Name,

        [string]$Description,

        [long]$CPUCountMinimum,

        [long]$CPUCountMaximum,

        [long]$MemoryMBMinimum,

        [long]$MemoryMBMaximum,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCCapabilityProfile' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCCloud {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Cloud')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Cloud,

        [string]$Name,

        [string]$Description,

        [object[]]$AddVMHostGroup,

        [object[]]$RemoveVMHostGroup,

        [object[]]$AddCloudResource,

        [object[]]$RemoveCloudResource,

        [object[]]$AddCapabilityProfile,

        [object[]]$RemoveCapabilityProfile,

        [string[]]$ReadableLibraryPath,

        [string[]]$AddReadableLibraryPath,

        [string[]]$RemoveReadableLibraryPath,

        [string]$ReadWriteLibraryPath,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCCloud' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCCloudCapacity {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CloudCapacity')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CloudCapacity,

        [long]$CPUCount,

        [long]$MemoryMB,

        [long]$StorageGB,

        [long]$VMCount,

        [long]$CustomQuotaCount,

        [bool]$UseCPUCountMaximum,

        [bool]$UseMemoryMBMaximum,

        [bool]$UseStorageGBMaximum,

        [bool]$UseVMCountMaximum,

        [bool]$UseCustomQuotaCountMaximum,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCCloudCapacity' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCComputerTierConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ComputerTierConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ComputerTierConfiguration,

        [string]$Name,

        [string]$Description,

        [string]$ServicePriority,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCComputerTierConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCCustomProperty {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'AddMembers')]
    [OutputType('VirtualMachineManager.CustomProperty')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$CustomProperty,

        [string]$Name,

        [string]$Description,

        [Parameter(ParameterSetName = 'AddMembers')]
        [ValidateSet('VM', 'Template', 'VMHost', 'HostCluster', 'VMHostGroup', 'ServiceTemplate', 'ServiceInstance', 'ComputerTier', 'Cloud')]
        [string[]]$AddMember,

        [Parameter(ParameterSetName = 'RemoveMembers')]
        [ValidateSet('VM', 'Template', 'VMHost', 'HostCluster', 'VMHostGroup', 'ServiceTemplate', 'ServiceInstance', 'ComputerTier', 'Cloud')]
        [string[]]$RemoveMember,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCCustomProperty' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCCustomPropertyValue {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.CustomPropertyValue')]
    param(
        [object]$InputObject,

        [object]$CustomProperty,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Value,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$PipelineObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCCustomPropertyValue' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'PipelineObject' -Targets @(@('VM', 'InputObject'), @('CustomProperty', 'CustomProperty'))
    }
}

function Set-SCExternalJob {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Progress')]
    [OutputType('VirtualMachineManager.Job')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Job,

        [Parameter(ParameterSetName = 'Progress', Mandatory = $true)]
        [long]$ProgressValue,

        [Parameter(ParameterSetName = 'Completed')]
        [switch]$Completed,

        [Parameter(ParameterSetName = 'Failed')]
        [switch]$Failed,

        [string]$InfoMessage,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCExternalJob' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCLogicalNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalNetwork,

        [string]$Name,

        [string]$Description,

        [bool]$EnableNetworkVirtualization,

        [bool]$LogicalNetworkDefinitionIsolation,

        [bool]$UseGRE,

        [bool]$IsPVLAN,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCLogicalNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCLogicalNetworkDefinition {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalNetworkDefinition')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalNetworkDefinition,

        [string]$Name,

        [object[]]$SubnetVLan,

        [object[]]$AddVMHostGroup,

        [object[]]$RemoveVMHostGroup,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCLogicalNetworkDefinition' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCLogicalSwitch {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.LogicalSwitch')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$LogicalSwitch,

        [string]$Name,

        [string]$Description,

        [bool]$EnableSriov,

        [string]$SwitchUplinkMode,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCLogicalSwitch' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-Script {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Script')]
    param(
        [string]$Description,

        [string]$Owner,

        [bool]$Enabled,

        [AllowNull()]
        [object]$OperatingSystem,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Script,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-Script' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCRunAsAccount {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.RunAsAccount')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$RunAsAccount,

        [string]$Name,

        [AllowNull()]
        [object]$Credential,

        [string]$Description,

        [string]$Owner,

        [switch]$NoValidation,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCRunAsAccount' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [string]$CostCenter,

        [string]$Tag,

        [string]$ServicePriority,

        [AllowNull()]
        [object]$PendingServiceTemplate,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCServiceConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceConfiguration,

        [string]$Name,

        [string]$Description,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$Cloud,

        [string]$ServicePriority,

        [string]$CostCenter,

        [string]$Tag,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCServiceConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCServiceSetting {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Value')]
    [OutputType('VirtualMachineManager.ServiceSetting')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceSetting,

        [Parameter(ParameterSetName = 'Value')]
        [string]$Value,

        [Parameter(ParameterSetName = 'SecureValue')]
        [AllowNull()]
        [object]$SecureValue,

        [string]$Description,

        [bool]$IsRequired,

        [bool]$IsEncrypted,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCServiceSetting' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCServiceTemplate {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceTemplate')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceTemplate,

        [string]$Name,

        [string]$Release,

        [string]$Description,

        [string]$Owner,

        [bool]$Published,

        [string]$ServicePriority,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCServiceTemplate' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCServicingWindow {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServicingWindow')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServicingWindow,

        [string]$Name,

        [string]$Description,

        [string]$Category,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCServicingWindow' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCStaticIPAddressPool {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StaticIPAddressPool')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StaticIPAddressPool,

        [string]$Name,

        [string]$Description,

        [string]$IPAddressRangeStart,

        [string]$IPAddressRangeEnd,

        [string]$IPAddressReservedSet,

        [string]$VIPAddressSet,

        [object[]]$DefaultGateway,

        [string[]]$DNSServer,

        [string]$DNSSuffix,

        [string[]]$DNSSearchSuffix,

        [string[]]$WINSServer,

        [bool]$EnableNetBIOS,

        [string]$Subnet,

        [object[]]$NetworkRoute,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCStaticIPAddressPool' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCStorageClassification {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageClassification')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageClassification,

        [string]$Name,

        [string]$Description,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCStorageClassification' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCStorageDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostDisk')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageDisk,

        [AllowNull()]
        [object]$VMHost,

        [switch]$CreateVolume,

        [string]$MountPoint,

        [switch]$QuickFormat,

        [string]$VolumeLabel,

        [switch]$ForceFormat,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCStorageDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageFileShare,

        [string]$Description,

        [AllowNull()]
        [object]$StorageClassification,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCStorageFileShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCStorageQoSPolicy {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageQoSPolicy')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageQoSPolicy,

        [string]$Name,

        [string]$Description,

        [long]$IOPSMinimum,

        [long]$IOPSMaximum,

        [long]$BandwidthLimit,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCStorageQoSPolicy' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCUpdateServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UpdateServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$UpdateServer,

        [string[]]$UpdateCategories,

        [string[]]$UpdateClassifications,

        [string[]]$UpdateLanguages,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCUpdateServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCUserRoleQuota {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRoleQuota')]
    param(
        [object]$UserRole,

        [object]$UserRoleQuota,

        [AllowNull()]
        [object]$Cloud,

        [switch]$QuotaPerUser,

        [long]$CPUCount,

        [long]$MemoryMB,

        [long]$StorageGB,

        [long]$VMCount,

        [long]$CustomQuotaCount,

        [switch]$UseCPUCountMaximum,

        [switch]$UseMemoryMBMaximum,

        [switch]$UseStorageGBMaximum,

        [switch]$UseVMCountMaximum,

        [switch]$UseCustomQuotaCountMaximum,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCUserRoleQuota' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('UserRole', 'UserRole'), @('UserRoleQuota', 'UserRoleQuota'))
    }
}

function Set-SCVirtualFibreChannelAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFibreChannelAdapter')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualFibreChannelAdapter,

        [AllowNull()]
        [object]$VirtualFibreChannelSAN,

        [switch]$DynamicWorldWideName,

        [AllowNull()]
        [object]$StorageFabricClassification,

        [string]$PrimaryWorldWideNodeName,

        [string]$PrimaryWorldWidePortName,

        [string]$SecondaryWorldWideNodeName,

        [string]$SecondaryWorldWidePortName,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVirtualFibreChannelAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCVirtualHardDiskConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualHardDiskConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VHDConfiguration,

        [AllowNull()]
        [object]$SourceDisk,

        [string]$SourceLocation,

        [bool]$PinSourceLocation,

        [string]$DestinationLocation,

        [bool]$PinDestinationLocation,

        [string]$FileName,

        [bool]$PinFileName,

        [AllowNull()]
        [object]$StorageQoSPolicy,

        [AllowNull()]
        [object]$StorageClassification,

        [string]$DeploymentOption,

        [string]$ParentVirtualHardDiskDestinationPath,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVirtualHardDiskConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCVirtualNetworkAdapterConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapterConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualNetworkAdapterConfiguration,

        [string]$IPv4Address,

        [AllowNull()]
        [object]$IPv4AddressPool,

        [bool]$PinIPv4AddressPool,

        [string]$IPv6Address,

        [AllowNull()]
        [object]$IPv6AddressPool,

        [bool]$PinIPv6AddressPool,

        [string]$MACAddress,

        [AllowNull()]
        [object]$MACAddressPool,

        [bool]$PinMACAddressPool,

        [AllowNull()]
        [object]$VMNetwork,

        [AllowNull()]
        [object]$VMSubnet,

        [AllowNull()]
        [object]$LogicalNetwork,

        [string]$VirtualNetwork,

        [bool]$PinVirtualNetwork,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVirtualNetworkAdapterConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCVMConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMConfiguration,

        [string]$Name,

        [string]$Description,

        [AllowNull()]
        [object]$VMHost,

        [bool]$PinVMHost,

        [AllowNull()]
        [object]$VMHostGroup,

        [AllowNull()]
        [object]$Cloud,

        [string]$VMLocation,

        [bool]$PinVMLocation,

        [string]$ComputerName,

        [string]$CostCenter,

        [string]$Tag,

        [string[]]$AvailabilitySetNames,

        [ValidateRange(0, 255)]
        [long]$CPUCount,

        [long]$MemoryMB,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVMConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCVMNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMNetwork')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMNetwork,

        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [AllowNull()]
        [object]$PortACL,

        [switch]$RemovePortACL,

        [long]$VPNMaximumBandwidth,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVMNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SCVMSubnet {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMSubnet')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMSubnet,

        [string]$Name,

        [string]$Description,

        [object[]]$SubnetVLan,

        [AllowNull()]
        [object]$PortACL,

        [switch]$RemovePortACL,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SCVMSubnet' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-SshPublicKey {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ClientSshPublicKey')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$SshPublicKey,

        [string]$Name,

        [string]$Description,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-SshPublicKey' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-Template {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Template')]
    param(
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

        [object]$OperatingSystem,

        [string]$ComputerName,

        [string]$FullName,

        [Alias('OrganizationName')]
        [string]$OrgName,

        [ValidateRange(0, 999)]
        [long]$TimeZone,

        [string[]]$GuiRunOnceCommands,

        [object]$AnswerFile,

        [bool]$MergeAnswerFile,

        [Alias('Domain')]
        [string]$JoinDomain,

        [Alias('Workgroup')]
        [string]$JoinWorkgroup,

        [string]$DomainJoinOrganizationalUnit,

        [string]$LinuxDomainName,

        [string]$LinuxAdministratorSSHKeyString,

        [ValidateRange(0, 999)]
        [long]$AutoLogonCount,

        [switch]$DisableAutoLogon,

        [switch]$RemoveServerFeatures,

        [switch]$RemoveDomainJoinOrganizationalUnit,

        [Parameter(Position = 0)]
        [Alias('VMTemplate')]
        [object]$Template,

        [string]$Name,

        [string]$Description,

        [string]$Owner,

        [AllowNull()]
        [object]$UserRole,

        [bool]$Enabled,

        [AllowNull()]
        [object]$ApplicationProfile,

        [AllowNull()]
        [object]$SQLProfile,

        [Alias('BlockDynamicOptimization')]
        [bool]$ExcludeFromPRO,

        [long]$QuotaPoint,

        [string]$CostCenter,

        [string]$Tag,

        [switch]$RemoveCapabilityProfile,

        [switch]$ClearDRProtection,

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

        [AllowNull()]
        [object]$UnattendSettings,

        [AllowNull()]
        [object]$LinuxAdministratorSSHKey,

        [bool]$Shielded,

        [AllowNull()]
        [object]$AutoLogonCredential,

        [string]$ProductKey,

        [Alias('LocalAdministratorCredential')]
        [AllowNull()]
        [object]$AdminPasswordCredential,

        [Alias('DomainJoinCredential')]
        [AllowNull()]
        [object]$JoinDomainCredential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-Template' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('OperatingSystem', 'OperatingSystem'), @('AnswerFile', 'AnswerFile'), @('Template', 'Template'))
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualDiskDrive,

        [ValidateRange(0, 3)]
        [long]$Bus,

        [ValidateRange(0, 255)]
        [long]$LUN,

        [switch]$DisableStorageQoS,

        [bool]$CreateDiffDisk,

        [bool]$SharedStorage,

        [AllowNull()]
        [object]$StorageClassification,

        [AllowNull()]
        [object]$StorageQoSPolicy,

        [long]$IOPSMaximum,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualDVDDrive' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('ISO', 'ISO'), @('VirtualDVDDrive', 'VirtualDVDDrive'))
    }
}

function Set-VirtualFloppyDisk {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualFloppyDisk')]
    param(
        [string]$Description,

        [string]$Owner,

        [bool]$Enabled,

        [AllowNull()]
        [object]$OperatingSystem,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualFloppyDisk,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualFloppyDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [Parameter(ParameterSetName = 'Default', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualHardDisk,

        [string]$Name,

        [string]$SharePath,

        [AllowNull()]
        [object]$UserRole,

        [string]$FamilyName,

        [string]$Release,

        [Parameter(ParameterSetName = 'EquivalencySet', Mandatory = $true)]
        [AllowEmptyString()]
        [string[]]$VirtualHardDisks,

        [ValidateSet('Unknown', 'VirtualServer', 'HyperV', 'VMWareVC', 'VMWareESX', 'XENServer', 'KVM', 'Simulated')]
        [string]$VirtualizationPlatform,

        [string[]]$Tag,

        [string]$ProductKey,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualHardDisk' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualizationManager {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualizationManager')]
    param(
        [string]$Description,

        [ValidateRange(1, 65535)]
        [long]$TCPPort,

        [string]$Certificate,

        [Alias('EnableSecureMode')]
        [bool]$SecureMode,

        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VirtualizationManager,

        [AllowNull()]
        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualizationManager' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VirtualNetwork {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Host')]
    [OutputType('VirtualMachineManager.VirtualNetwork')]
    param(
        [Parameter(ParameterSetName = 'Host', Position = 0)]
        [object]$VirtualNetwork,

        [Parameter(ParameterSetName = 'Cluster', Position = 0)]
        [object]$ClusterVirtualNetwork,

        [string]$Name,

        [string]$Description,

        [string]$Tag,

        [bool]$Locked,

        [bool]$BoundToVMHost,

        [ValidateRange(0, 65535)]
        [long]$HostBoundVLanId,

        [Alias('VMHostNetworkAdapter')]
        [object[]]$VMHostNetworkAdapters,

        [AllowNull()]
        [object]$AddVMHostNetworkAdapter,

        [AllowNull()]
        [object]$RemoveVMHostNetworkAdapter,

        [AllowNull()]
        [object]$LogicalNetwork,

        [AllowNull()]
        [object]$LogicalSwitch,

        [switch]$ConvertToLogicalSwitch,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VirtualNetwork' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VirtualNetwork', 'VirtualNetwork'), @('ClusterVirtualNetwork', 'ClusterVirtualNetwork'), @('VMHostNetworkAdapter', 'VMHostNetworkAdapters'))
    }
}

function Set-VirtualNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VirtualNetworkAdapter')]
    param(
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

        [switch]$NoLogicalNetwork,

        [switch]$NoPortClassification,

        [switch]$RemovePortACL,

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

        [switch]$Checkpoint,

        [long]$RequiredBandwidth,

        [string[]]$IPv4Addresses,

        [string[]]$IPv6Addresses,

        [string[]]$IPv4AddressPools,

        [string[]]$IPv6AddressPools,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RemoveFromCloud,

        [switch]$ClearDRProtection,

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

        [bool]$HighlyAvailable,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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
        [Alias('RemoveRemoteConnectCertificate')]
        [switch]$RemoveVMRCCertificate,

        [switch]$BypassMaintenanceModeCheck,

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

        [Alias('SecureRemoteConnectEnabled')]
        [bool]$SecureVMRCEnabled,

        [Alias('RemoteConnectCertificatePath')]
        [string]$VMRCCertificatePath,

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

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [string]$Description,

        [long]$ClusterReserve,

        [switch]$SetQuorumNodeMajority,

        [AllowNull()]
        [object]$SetQuorumDisk,

        [AllowNull()]
        [object]$VMHostManagementCredential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostGroup {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostGroup')]
    param(
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

        [Alias('EnableUnencryptedFileTransfer')]
        [bool]$AllowUnencryptedTransfers,

        [bool]$InheritNetworkSettings,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostGroup' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostHba {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostHba')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostHba,

        [switch]$AddTargetPortal,

        [string]$TargetPortal,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostHba' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostNetworkAdapter {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'LogicalNetwork')]
    [OutputType('VirtualMachineManager.VMHostNetworkAdapter')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostNetworkAdapter,

        [string]$Description,

        [bool]$VLanEnabled,

        [ValidateSet('Access', 'Trunk', 'Invalid')]
        [string]$VLanMode,

        [ValidateRange(0, 65535)]
        [long]$VLanID,

        [long[]]$VLanTrunkID,

        [bool]$AvailableForPlacement,

        [bool]$UsedForManagement,

        [long[]]$RemoveUnassignedVLan,

        [bool]$EnableNetworkVirtualization,

        [AllowNull()]
        [object]$UplinkPortProfileSet,

        [switch]$RemoveUplinkPortProfileSet,

        [string]$NetworkLocation,

        [bool]$OverrideNetworkLocation,

        [string[]]$VLanTags,

        [AllowNull()]
        [object]$AddOrSetLogicalNetwork,

        [AllowNull()]
        [object]$RemoveLogicalNetwork,

        [object[]]$SubnetVLan,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostNetworkAdapter' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMHostVolume {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHostVolume')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('StorageVolume')]
        [object]$VMHostVolume,

        [bool]$AvailableForPlacement,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMHostVolume' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMMServer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServerConnection')]
    param(
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

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMMServer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Set-VMMUserRole {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UserRole')]
    param(
        [string]$Description,

        [string[]]$AddMember,

        [string[]]$RemoveMember,

        [Alias('Permission')]
        [ValidateSet('Create', 'PauseAndResume', 'Start', 'Stop', 'AllowLocalAdmin', 'RemoteConnect', 'Remove', 'Shutdown', 'Checkpoint', 'Store', 'Save', 'Author', 'CanShare', 'CanReceive', 'CreateFromVHDOrTemplate', 'CheckpointRestoreOnly', 'AuthorVMNetwork', 'CreateShielded')]
        [string[]]$VMPermission,

        [ValidateSet('Create', 'PauseAndResume', 'Start', 'Stop', 'AllowLocalAdmin', 'RemoteConnect', 'Remove', 'Shutdown', 'Checkpoint', 'Store', 'Save', 'Author', 'CanShare', 'CanReceive', 'CreateFromVHDOrTemplate', 'CheckpointRestoreOnly', 'AuthorVMNetwork', 'CreateShielded')]
        [string[]]$AddPermission,

        [ValidateSet('Create', 'PauseAndResume', 'Start', 'Stop', 'AllowLocalAdmin', 'RemoteConnect', 'Remove', 'Shutdown', 'Checkpoint', 'Store', 'Save', 'Author', 'CanShare', 'CanReceive', 'CreateFromVHDOrTemplate', 'CheckpointRestoreOnly', 'AuthorVMNetwork', 'CreateShielded')]
        [string[]]$RemovePermission,

        [Alias('UserRoleDataPath')]
        [string]$LibraryStoreSharePath,

        [switch]$RemoveLibraryStoreSharePath,

        [object[]]$AddScope,

        [object[]]$RemoveScope,

        [object[]]$AddTemplate,

        [object[]]$RemoveTemplate,

        [bool]$QuotaPerUser,

        [AllowNull()]
        [object]$VMQuotaPoint,

        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [object]$UserRole,

        [string]$Name,

        [long]$VMNetworkMaximum,

        [long]$VMNetworkMaximumPerUser,

        [switch]$RemoveVMNetworkMaximum,

        [switch]$RemoveVMNetworkMaximumPerUser,

        [long]$VPNConnectionMaximum,

        [long]$VPNConnectionMaximumPerUser,

        [switch]$RemoveVPNConnectionMaximum,

        [switch]$RemoveVPNConnectionMaximumPerUser,

        [long]$NATConnectionMaximum,

        [long]$NATConnectionMaximumPerUser,

        [switch]$RemoveNATConnectionMaximum,

        [switch]$RemoveNATConnectionMaximumPerUser,

        [long]$VMNetworkVPNMaximumBandwidthInKbps,

        [long]$VMNetworkVPNMaximumBandwidthOutKbps,

        [switch]$RemoveVMNetworkVPNMaximumBandwidthIn,

        [switch]$RemoveVMNetworkVPNMaximumBandwidthOut,

        [bool]$ShowPROTips,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Set-VMMUserRole' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Shutdown-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-SCComplianceScan {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ComplianceStatus')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [object]$VMMManagedComputer,

        [AllowNull()]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$Baseline,

        [AllowNull()]
        [object]$VMHost,

        [switch]$StartNow,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-SCComplianceScan' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-SCUpdateRemediation {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ComplianceStatus')]
    param(
        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMManagedComputer,

        [AllowNull()]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$Baseline,

        [object[]]$Updates,

        [switch]$SuspendReboot,

        [switch]$UseLiveMigration,

        [switch]$BypassMaintenanceModeCheck,

        [switch]$RemediateAllClusterNodes,

        [switch]$StartNow,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [guid]$JobGroup,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-SCUpdateRemediation' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-SCUpdateServerSynchronization {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.UpdateServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$UpdateServer,

        [switch]$ForceFullUpdateImport,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-SCUpdateServerSynchronization' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Start-SCVMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Start-SCVMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-Job' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Stop-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [switch]$Shutdown,

        [switch]$Force,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-SCVirtualMachine' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Stop-SCVMHost {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMHost')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHost,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-SCVMHost' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Stop-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Store-VM {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VM')]
    param(
        [Parameter(Position = 0)]
        [object]$VM,

        [object]$LibraryServer,

        [switch]$UseLAN,

        [string]$SharePath,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Store-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VM', 'VM'), @('LibraryServer', 'LibraryServer'))
    }
}

function Suspend-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Suspend-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
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

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Suspend-VM' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Test-PROTip {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.PROTip')]
    param(
        [switch]$VMMServerScope,

        [Parameter(ValueFromPipeline = $true)]
        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Test-PROTip' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Test-SCVMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Test-SCVMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Test-SCVMHostConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding()]
    [OutputType('VirtualMachineManager.VMHostRating')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VM,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object]$VMHost,

        [object]$VMMServer,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Test-SCVMHostConfiguration' -Bound $PSBoundParameters
    }
}

function Uninstall-SCVMHostCluster {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.HostCluster')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMHostCluster,

        [AllowNull()]
        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Uninstall-SCVMHostCluster' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Unregister-SCStorageFileShare {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.StorageFileShare')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$StorageFileShare,

        [AllowNull()]
        [object]$VMHost,

        [AllowNull()]
        [object]$VMHostCluster,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Unregister-SCStorageFileShare' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Update-SCService {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.Service')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$Service,

        [switch]$StartNow,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Update-SCService' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Update-SCServiceConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.ServiceConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$ServiceConfiguration,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Update-SCServiceConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Update-SCVMConfiguration {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMConfiguration')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [object]$VMConfiguration,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Update-SCVMConfiguration' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference)
    }
}

function Update-VMMManagedComputer {
    # .EXTERNALHELP VirtualMachineManager.psm1-Help.xml
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('VirtualMachineManager.VMMManagedComputer')]
    param(
        [Parameter(Position = 0)]
        [object]$VMMManagedComputer,

        [object]$Credential,

        [object]$VMMServer,

        [switch]$RunAsynchronously,

        [string]$JobVariable,

        [guid]$PROTipID,

        [string]$OnBehalfOfUser,

        [string]$OnBehalfOfUserRole,

        [Parameter(ValueFromPipeline = $true)]
        [object]$InputObject
    )
    process {
        Invoke-EngineCall -Cmdlet $PSCmdlet -Name 'Update-VMMManagedComputer' -Bound $PSBoundParameters -WhatIfOnly ([bool]$WhatIfPreference) -Catcher 'InputObject' -Targets @(@('VMMManagedComputer', 'VMMManagedComputer'), @('Credential', 'Credential'))
    }
}

Set-Alias -Name 'Add-SCLibraryServer' -Value 'Add-LibraryServer'
Set-Alias -Name 'Add-SCLibraryShare' -Value 'Add-LibraryShare'
Set-Alias -Name 'Add-SCPatch' -Value 'Add-Patch'
Set-Alias -Name 'Add-SCVirtualizationManager' -Value 'Add-VirtualizationManager'
Set-Alias -Name 'Add-SCVMHost' -Value 'Add-VMHost'
Set-Alias -Name 'Add-SCVMHostCluster' -Value 'Add-VMHostCluster'
Set-Alias -Name 'Add-SCVMHostNetworkAdapter' -Value 'Add-VMHostNetworkAdapter'
Set-Alias -Name 'Register-SCVMHost' -Value 'Associate-VMHost'
Set-Alias -Name 'Backup-SCVMMServer' -Value 'Backup-VMMServer'
Set-Alias -Name 'Compress-SCVirtualDiskDrive' -Value 'Compress-VirtualDiskDrive'
Set-Alias -Name 'Convert-SCVirtualDiskDrive' -Value 'Convert-VirtualDiskDrive'
Set-Alias -Name 'Copy-SCVirtualHardDisk' -Value 'Copy-VMDK'
Set-Alias -Name 'Disable-SCVMHost' -Value 'Disable-VMHost'
Set-Alias -Name 'Use-SCDiscardSavedStateVM' -Value 'DiscardSavedState-VM'
Set-Alias -Name 'Find-SCCluster' -Value 'Discover-Cluster'
Set-Alias -Name 'Find-SCComputer' -Value 'Discover-Computer'
Set-Alias -Name 'Find-SCLibraryShare' -Value 'Discover-LibraryShare'
Set-Alias -Name 'Clear-SCPROTip' -Value 'Dismiss-PROTip'
Set-Alias -Name 'Enable-SCVMHost' -Value 'Enable-VMHost'
Set-Alias -Name 'Expand-SCVirtualDiskDrive' -Value 'Expand-VirtualDiskDrive'
Set-Alias -Name 'Get-SCCertificate' -Value 'Get-Certificate'
Set-Alias -Name 'Get-SCCPUType' -Value 'Get-CPUType'
Set-Alias -Name 'Get-ProcessorType' -Value 'Get-CPUType'
Set-Alias -Name 'Get-SCDependentLibraryResource' -Value 'Get-DependentLibraryObject'
Set-Alias -Name 'Get-SCDirectoryChildItem' -Value 'Get-DirectoryChildItem'
Set-Alias -Name 'Get-SCGuestOSProfile' -Value 'Get-GuestOSProfile'
Set-Alias -Name 'Get-SCHardwareProfile' -Value 'Get-HardwareProfile'
Set-Alias -Name 'Get-SCISO' -Value 'Get-ISO'
Set-Alias -Name 'Get-SCLibraryRating' -Value 'Get-LibraryRating'
Set-Alias -Name 'Get-SCLibraryServer' -Value 'Get-LibraryServer'
Set-Alias -Name 'Get-SCLibraryShare' -Value 'Get-LibraryShare'
Set-Alias -Name 'Get-SCComputerConfiguration' -Value 'Get-MachineConfig'
Set-Alias -Name 'Get-SCLogicalNetwork' -Value 'Get-NetworkLocation'
Set-Alias -Name 'Get-SCOperatingSystem' -Value 'Get-OperatingSystem'
Set-Alias -Name 'Get-SCPROTip' -Value 'Get-PROTip'
Set-Alias -Name 'Get-SCScript' -Value 'Get-Script'
Set-Alias -Name 'Get-SCSSHKey' -Value 'Get-SshPublicKey'
Set-Alias -Name 'Get-SCStep' -Value 'Get-Step'
Set-Alias -Name 'Get-SCVMTemplate' -Value 'Get-Template'
Set-Alias -Name 'Get-SCVirtualCOMPort' -Value 'Get-VirtualCOMPort'
Set-Alias -Name 'Get-SCVirtualDiskDrive' -Value 'Get-VirtualDiskDrive'
Set-Alias -Name 'Get-SCVirtualDVDDrive' -Value 'Get-VirtualDVDDrive'
Set-Alias -Name 'Get-SCVirtualFloppyDisk' -Value 'Get-VirtualFloppyDisk'
Set-Alias -Name 'Get-SCVirtualFloppyDrive' -Value 'Get-VirtualFloppyDrive'
Set-Alias -Name 'Get-SCVirtualHardDisk' -Value 'Get-VirtualHardDisk'
Set-Alias -Name 'Get-SCVirtualizationManager' -Value 'Get-VirtualizationManager'
Set-Alias -Name 'Get-SCVirtualNetwork' -Value 'Get-VirtualNetwork'
Set-Alias -Name 'Get-SCVirtualNetworkAdapter' -Value 'Get-VirtualNetworkAdapter'
Set-Alias -Name 'Get-SCVirtualScsiAdapter' -Value 'Get-VirtualSCSIAdapter'
Set-Alias -Name 'Get-SCVirtualMachine' -Value 'Get-VM'
Set-Alias -Name 'Get-SCVMCheckpoint' -Value 'Get-VMCheckpoint'
Set-Alias -Name 'Get-SCVMHost' -Value 'Get-VMHost'
Set-Alias -Name 'Get-SCVMHostCluster' -Value 'Get-VMHostCluster'
Set-Alias -Name 'Get-SCStorageDisk' -Value 'Get-VMHostDisk'
Set-Alias -Name 'Get-SCVMHostGroup' -Value 'Get-VMHostGroup'
Set-Alias -Name 'Get-SCVMHostNetworkAdapter' -Value 'Get-VMHostNetworkAdapter'
Set-Alias -Name 'Get-SCVMHostRating' -Value 'Get-VMHostRating'
Set-Alias -Name 'Get-SCStorageVolume' -Value 'Get-VMHostVolume'
Set-Alias -Name 'Get-SCVMMManagedComputer' -Value 'Get-VMMManagedComputer'
Set-Alias -Name 'Get-SCVMMServer' -Value 'Get-VMMServer'
Set-Alias -Name 'Get-SCUserRole' -Value 'Get-VMMUserRole'
Set-Alias -Name 'Get-SCPerformanceData' -Value 'Get-VMPerformance'
Set-Alias -Name 'Get-SCVMwareResourcePool' -Value 'Get-VMwareResourcePool'
Set-Alias -Name 'Get-SCVMXComputerConfiguration' -Value 'Get-VMXMachineConfig'
Set-Alias -Name 'Invoke-SCPROTip' -Value 'Invoke-PROTip'
Set-Alias -Name 'Move-SCVirtualHardDisk' -Value 'Move-VirtualHardDisk'
Set-Alias -Name 'Move-SCVirtualMachine' -Value 'Move-VM'
Set-Alias -Name 'Move-SCVMHost' -Value 'Move-VMHost'
Set-Alias -Name 'Move-SCVMHostCluster' -Value 'Move-VMHostCluster'
Set-Alias -Name 'Move-SCVMHostGroup' -Value 'Move-VMHostGroup'
Set-Alias -Name 'New-SCGuestOSProfile' -Value 'New-GuestOSProfile'
Set-Alias -Name 'New-SCHardwareProfile' -Value 'New-HardwareProfile'
Set-Alias -Name 'New-SCComputerConfiguration' -Value 'New-MachineConfig'
Set-Alias -Name 'New-SCP2V' -Value 'New-P2V'
Set-Alias -Name 'Grant-SCMACAddress' -Value 'New-PhysicalAddress'
Set-Alias -Name 'New-SCScript' -Value 'New-Script'
Set-Alias -Name 'New-VirtualFloppyDrive' -Value 'New-SCVirtualFloppyDrive'
Set-Alias -Name 'New-SCVMTemplate' -Value 'New-Template'
Set-Alias -Name 'New-SCV2V' -Value 'New-V2V'
Set-Alias -Name 'New-SCVirtualDiskDrive' -Value 'New-VirtualDiskDrive'
Set-Alias -Name 'New-SCVirtualDVDDrive' -Value 'New-VirtualDVDDrive'
Set-Alias -Name 'New-SCVirtualNetwork' -Value 'New-VirtualNetwork'
Set-Alias -Name 'New-SCVirtualNetworkAdapter' -Value 'New-VirtualNetworkAdapter'
Set-Alias -Name 'New-SCVirtualScsiAdapter' -Value 'New-VirtualSCSIAdapter'
Set-Alias -Name 'New-SCVirtualMachine' -Value 'New-VM'
Set-Alias -Name 'New-SCVMCheckpoint' -Value 'New-VMCheckpoint'
Set-Alias -Name 'New-SCVMHostGroup' -Value 'New-VMHostGroup'
Set-Alias -Name 'New-SCUserRole' -Value 'New-VMMUserRole'
Set-Alias -Name 'New-SCVMXComputerConfiguration' -Value 'New-VMXMachineConfig'
Set-Alias -Name 'Register-SCVMMManagedComputer' -Value 'Reassociate-VMMManagedComputer'
Set-Alias -Name 'Read-SCLibraryShare' -Value 'Refresh-LibraryShare'
Set-Alias -Name 'Read-SCVirtualizationManager' -Value 'Refresh-VirtualizationManager'
Set-Alias -Name 'Read-SCVirtualMachine' -Value 'Refresh-VM'
Set-Alias -Name 'Read-SCVMHost' -Value 'Refresh-VMHost'
Set-Alias -Name 'Read-SCVMHostCluster' -Value 'Refresh-VMHostCluster'
Set-Alias -Name 'Register-SCVirtualMachine' -Value 'Register-VM'
Set-Alias -Name 'Remove-SCGuestOSProfile' -Value 'Remove-GuestOSProfile'
Set-Alias -Name 'Remove-SCHardwareProfile' -Value 'Remove-HardwareProfile'
Set-Alias -Name 'Remove-SCISO' -Value 'Remove-ISO'
Set-Alias -Name 'Remove-SCLibraryServer' -Value 'Remove-LibraryServer'
Set-Alias -Name 'Remove-SCLibraryShare' -Value 'Remove-LibraryShare'
Set-Alias -Name 'Remove-SCComputerConfiguration' -Value 'Remove-MachineConfig'
Set-Alias -Name 'Remove-SCScript' -Value 'Remove-Script'
Set-Alias -Name 'Remove-SCSSHKey' -Value 'Remove-SshPublicKey'
Set-Alias -Name 'Remove-SCVMTemplate' -Value 'Remove-Template'
Set-Alias -Name 'Remove-SCVirtualDiskDrive' -Value 'Remove-VirtualDiskDrive'
Set-Alias -Name 'Remove-SCVirtualDVDDrive' -Value 'Remove-VirtualDVDDrive'
Set-Alias -Name 'Remove-SCVirtualFloppyDisk' -Value 'Remove-VirtualFloppyDisk'
Set-Alias -Name 'Remove-SCVirtualHardDisk' -Value 'Remove-VirtualHardDisk'
Set-Alias -Name 'Remove-SCVirtualizationManager' -Value 'Remove-VirtualizationManager'
Set-Alias -Name 'Remove-SCVirtualNetwork' -Value 'Remove-VirtualNetwork'
Set-Alias -Name 'Remove-SCVirtualNetworkAdapter' -Value 'Remove-VirtualNetworkAdapter'
Set-Alias -Name 'Remove-SCVirtualScsiAdapter' -Value 'Remove-VirtualSCSIAdapter'
Set-Alias -Name 'Remove-SCVirtualMachine' -Value 'Remove-VM'
Set-Alias -Name 'Remove-SCVMCheckpoint' -Value 'Remove-VMCheckpoint'
Set-Alias -Name 'Merge-VMCheckpoint' -Value 'Remove-VMCheckpoint'
Set-Alias -Name 'Remove-SCVMHost' -Value 'Remove-VMHost'
Set-Alias -Name 'Remove-SCVMHostCluster' -Value 'Remove-VMHostCluster'
Set-Alias -Name 'Remove-SCVMHostGroup' -Value 'Remove-VMHostGroup'
Set-Alias -Name 'Remove-SCVMHostNetworkAdapter' -Value 'Remove-VMHostNetworkAdapter'
Set-Alias -Name 'Remove-SCUserRole' -Value 'Remove-VMMUserRole'
Set-Alias -Name 'Remove-SCVMXComputerConfiguration' -Value 'Remove-VMXMachineConfig'
Set-Alias -Name 'Repair-SCVirtualMachine' -Value 'Repair-VM'
Set-Alias -Name 'Reset-SCVirtualMachine' -Value 'Reset-VM'
Set-Alias -Name 'Restart-SCJob' -Value 'Restart-Job'
Set-Alias -Name 'Restore-SCVMCheckpoint' -Value 'Restore-VMCheckpoint'
Set-Alias -Name 'Resume-SCVirtualMachine' -Value 'Resume-VM'
Set-Alias -Name 'Use-SCSaveStateVM' -Value 'SaveState-VM'
Set-Alias -Name 'Set-SCGuestOSProfile' -Value 'Set-GuestOSProfile'
Set-Alias -Name 'Set-SCHardwareProfile' -Value 'Set-HardwareProfile'
Set-Alias -Name 'Set-SCISO' -Value 'Set-ISO'
Set-Alias -Name 'Set-SCLibraryServer' -Value 'Set-LibraryServer'
Set-Alias -Name 'Set-SCLibraryShare' -Value 'Set-LibraryShare'
Set-Alias -Name 'Set-SCPROTip' -Value 'Set-PROTip'
Set-Alias -Name 'Set-SCScript' -Value 'Set-Script'
Set-Alias -Name 'Set-SCSSHKey' -Value 'Set-SshPublicKey'
Set-Alias -Name 'Set-SCVMTemplate' -Value 'Set-Template'
Set-Alias -Name 'Set-SCVirtualCOMPort' -Value 'Set-VirtualCOMPort'
Set-Alias -Name 'Set-SCVirtualDiskDrive' -Value 'Set-VirtualDiskDrive'
Set-Alias -Name 'Set-SCVirtualDVDDrive' -Value 'Set-VirtualDVDDrive'
Set-Alias -Name 'Set-SCVirtualFloppyDisk' -Value 'Set-VirtualFloppyDisk'
Set-Alias -Name 'Set-SCVirtualFloppyDrive' -Value 'Set-VirtualFloppyDrive'
Set-Alias -Name 'Set-SCVirtualHardDisk' -Value 'Set-VirtualHardDisk'
Set-Alias -Name 'Set-SCVirtualizationManager' -Value 'Set-VirtualizationManager'
Set-Alias -Name 'Set-SCVirtualNetwork' -Value 'Set-VirtualNetwork'
Set-Alias -Name 'Set-SCVirtualNetworkAdapter' -Value 'Set-VirtualNetworkAdapter'
Set-Alias -Name 'Set-SCVirtualScsiAdapter' -Value 'Set-VirtualSCSIAdapter'
Set-Alias -Name 'Set-SCVirtualMachine' -Value 'Set-VM'
Set-Alias -Name 'Set-SCVMCheckpoint' -Value 'Set-VMCheckpoint'
Set-Alias -Name 'Set-SCVMHost' -Value 'Set-VMHost'
Set-Alias -Name 'Set-SCVMHostCluster' -Value 'Set-VMHostCluster'
Set-Alias -Name 'Set-SCVMHostGroup' -Value 'Set-VMHostGroup'
Set-Alias -Name 'Set-SCVMHostNetworkAdapter' -Value 'Set-VMHostNetworkAdapter'
Set-Alias -Name 'Set-SCStorageVolume' -Value 'Set-VMHostVolume'
Set-Alias -Name 'Set-SCVMMServer' -Value 'Set-VMMServer'
Set-Alias -Name 'Set-SCUserRole' -Value 'Set-VMMUserRole'
Set-Alias -Name 'Use-SCShutdownVM' -Value 'Shutdown-VM'
Set-Alias -Name 'Start-SCVirtualMachine' -Value 'Start-VM'
Set-Alias -Name 'Stop-SCJob' -Value 'Stop-Job'
Set-Alias -Name 'Use-SCStopVM' -Value 'Stop-VM'
Set-Alias -Name 'Save-SCVirtualMachine' -Value 'Store-VM'
Set-Alias -Name 'Suspend-SCVirtualMachine' -Value 'Suspend-VM'
Set-Alias -Name 'Test-SCPROTip' -Value 'Test-PROTip'
Set-Alias -Name 'Update-SCVMMManagedComputer' -Value 'Update-VMMManagedComputer'

Export-ModuleMember -Function @(
    'Add-LibraryServer',
    'Add-LibraryShare',
    'Add-Patch',
    'Add-SCUpdateServer',
    'Add-SCVMMUpdateToBaseline',
    'Add-VirtualizationManager',
    'Add-VMHost',
    'Add-VMHostCluster',
    'Add-VMHostNetworkAdapter',
    'Associate-VMHost',
    'Backup-VMMServer',
    'Compress-VirtualDiskDrive',
    'Convert-VirtualDiskDrive',
    'Copy-HardDisk',
    'Copy-VMDK',
    'Disable-SCRunAsAccount',
    'Disable-VMHost',
    'DiscardSavedState-VM',
    'Discover-Cluster',
    'Discover-Computer',
    'Discover-LibraryShare',
    'Dismiss-PROTip',
    'Enable-SCRunAsAccount',
    'Enable-VMHost',
    'Expand-VirtualDiskDrive',
    'Get-Certificate',
    'Get-CPUType',
    'Get-DependentLibraryObject',
    'Get-DirectoryChildItem',
    'Get-GuestOSProfile',
    'Get-HardwareProfile',
    'Get-ISO',
    'Get-LibraryRating',
    'Get-LibraryServer',
    'Get-LibraryShare',
    'Get-MachineConfig',
    'Get-NetworkLocation',
    'Get-OperatingSystem',
    'Get-PROTip',
    'Get-SCApplicationPackage',
    'Get-SCApplicationProfile',
    'Get-SCAvailabilitySet',
    'Get-SCBaseline',
    'Get-SCCapabilityProfile',
    'Get-SCCloud',
    'Get-SCCloudCapacity',
    'Get-SCCloudUsage',
    'Get-SCComplianceStatus',
    'Get-SCComputerTier',
    'Get-SCComputerTierConfiguration',
    'Get-SCComputerTierTemplate',
    'Get-SCCustomProperty',
    'Get-SCCustomPropertyValue',
    'Get-SCCustomResource',
    'Get-SCIPAddress',
    'Get-SCJob',
    'Get-SCLoadBalancer',
    'Get-SCLogicalNetworkDefinition',
    'Get-SCLogicalSwitch',
    'Get-SCMACAddress',
    'Get-SCMACAddressPool',
    'Get-SCNativeUplinkPortProfile',
    'Get-SCNetworkGateway',
    'Get-SCNetworkService',
    'Get-SCOpsMgrConnection',
    'Get-SCPortACL',
    'Get-SCPortClassification',
    'Get-SCPROMonitor',
    'Get-SCPROMonitorConfiguration',
    'Get-Script',
    'Get-SCRunAsAccount',
    'Get-SCService',
    'Get-SCServiceConfiguration',
    'Get-SCServiceSetting',
    'Get-SCServiceTemplate',
    'Get-SCServicingWindow',
    'Get-SCSPFServer',
    'Get-SCSPFSetting',
    'Get-SCStaticIPAddressPool',
    'Get-SCStorageArray',
    'Get-SCStorageClassification',
    'Get-SCStorageFabric',
    'Get-SCStorageFabricClassification',
    'Get-SCStorageFileServer',
    'Get-SCStorageFileShare',
    'Get-SCStorageLogicalUnit',
    'Get-SCStoragePool',
    'Get-SCStorageProvider',
    'Get-SCStorageQoSPolicy',
    'Get-SCUpdate',
    'Get-SCUpdateServer',
    'Get-SCUplinkPortProfileSet',
    'Get-SCUserRoleQuota',
    'Get-SCVirtualFibreChannelAdapter',
    'Get-SCVirtualHardDiskConfiguration',
    'Get-SCVirtualNetworkAdapterConfiguration',
    'Get-SCVirtualNetworkAdapterNativePortProfile',
    'Get-SCVMConfiguration',
    'Get-SCVMHostFibreChannelVirtualSAN',
    'Get-SCVMHostNetworkAdapterConfiguration',
    'Get-SCVMNetwork',
    'Get-SCVMNetworkGateway',
    'Get-SCVMSubnet',
    'Get-SshPublicKey',
    'Get-Step',
    'Get-Template',
    'Get-VirtualCOMPort',
    'Get-VirtualDiskDrive',
    'Get-VirtualDVDDrive',
    'Get-VirtualFloppyDisk',
    'Get-VirtualFloppyDrive',
    'Get-VirtualHardDisk',
    'Get-VirtualizationManager',
    'Get-VirtualNetwork',
    'Get-VirtualNetworkAdapter',
    'Get-VirtualSCSIAdapter',
    'Get-VM',
    'Get-VMCheckpoint',
    'Get-VMHost',
    'Get-VMHostCluster',
    'Get-VMHostDisk',
    'Get-VMHostGroup',
    'Get-VMHostHba',
    'Get-VMHostNetworkAdapter',
    'Get-VMHostRating',
    'Get-VMHostVolume',
    'Get-VMMManagedComputer',
    'Get-VMMServer',
    'Get-VMMUserRole',
    'Get-VMPerformance',
    'Get-VMwareResourcePool',
    'Get-VMXMachineConfig',
    'Grant-SCIPAddress',
    'Grant-SCResource',
    'Install-SCVMHostCluster',
    'Invoke-PROTip',
    'Move-VirtualHardDisk',
    'Move-VM',
    'Move-VMHost',
    'Move-VMHostCluster',
    'Move-VMHostGroup',
    'New-GuestOSProfile',
    'New-HardwareProfile',
    'New-MachineConfig',
    'New-P2V',
    'New-PhysicalAddress',
    'New-SCBaseline',
    'New-SCCapabilityProfile',
    'New-SCCloud',
    'New-SCCustomProperty',
    'New-SCDefaultGateway',
    'New-SCExternalJob',
    'New-SCLogicalNetwork',
    'New-SCLogicalNetworkDefinition',
    'New-SCLogicalSwitch',
    'New-SCMACAddressPool',
    'New-SCOpsMgrConnection',
    'New-Script',
    'New-SCRunAsAccount',
    'New-SCService',
    'New-SCServiceConfiguration',
    'New-SCServiceTemplate',
    'New-SCServicingWindow',
    'New-SCSPFServer',
    'New-SCSPFSetting',
    'New-SCStaticIPAddressPool',
    'New-SCStorageClassification',
    'New-SCStorageFileShare',
    'New-SCStorageLogicalUnit',
    'New-SCStorageQoSPolicy',
    'New-SCSubnetVLan',
    'New-SCVirtualFibreChannelAdapter',
    'New-SCVirtualFloppyDrive',
    'New-SCVMConfiguration',
    'New-SCVMNetwork',
    'New-SCVMNetworkGateway',
    'New-SCVMSubnet',
    'New-Template',
    'New-V2V',
    'New-VirtualDiskDrive',
    'New-VirtualDVDDrive',
    'New-VirtualNetwork',
    'New-VirtualNetworkAdapter',
    'New-VirtualSCSIAdapter',
    'New-VM',
    'New-VMCheckpoint',
    'New-VMHostGroup',
    'New-VMMUserRole',
    'New-VMRCCertificateRequest',
    'New-VMXMachineConfig',
    'Reassociate-VMMManagedComputer',
    'Refresh-LibraryShare',
    'Refresh-VirtualizationManager',
    'Refresh-VM',
    'Refresh-VMHost',
    'Refresh-VMHostCluster',
    'Register-SCStorageFileShare',
    'Register-VM',
    'Remove-GuestOSProfile',
    'Remove-HardwareProfile',
    'Remove-ISO',
    'Remove-LibraryServer',
    'Remove-LibraryShare',
    'Remove-MachineConfig',
    'Remove-SCBaseline',
    'Remove-SCCapabilityProfile',
    'Remove-SCCloud',
    'Remove-SCCustomProperty',
    'Remove-SCCustomPropertyValue',
    'Remove-SCLogicalNetwork',
    'Remove-SCLogicalNetworkDefinition',
    'Remove-SCLogicalSwitch',
    'Remove-SCMACAddressPool',
    'Remove-SCOpsMgrConnection',
    'Remove-Script',
    'Remove-SCRunAsAccount',
    'Remove-SCService',
    'Remove-SCServiceConfiguration',
    'Remove-SCServiceTemplate',
    'Remove-SCServicingWindow',
    'Remove-SCStaticIPAddressPool',
    'Remove-SCStorageClassification',
    'Remove-SCStorageFileShare',
    'Remove-SCStorageQoSPolicy',
    'Remove-SCUpdateServer',
    'Remove-SCVirtualFibreChannelAdapter',
    'Remove-SCVMConfiguration',
    'Remove-SCVMMUpdateFromBaseline',
    'Remove-SCVMNetwork',
    'Remove-SCVMNetworkGateway',
    'Remove-SCVMSubnet',
    'Remove-SshPublicKey',
    'Remove-Template',
    'Remove-VirtualDiskDrive',
    'Remove-VirtualDVDDrive',
    'Remove-VirtualFloppyDisk',
    'Remove-VirtualHardDisk',
    'Remove-VirtualizationManager',
    'Remove-VirtualNetwork',
    'Remove-VirtualNetworkAdapter',
    'Remove-VirtualSCSIAdapter',
    'Remove-VM',
    'Remove-VMCheckpoint',
    'Remove-VMHost',
    'Remove-VMHostCluster',
    'Remove-VMHostGroup',
    'Remove-VMHostNetworkAdapter',
    'Remove-VMMUserRole',
    'Remove-VMXMachineConfig',
    'Repair-VM',
    'Reset-VM',
    'Restart-Job',
    'Restart-SCVMHost',
    'Restore-VMCheckpoint',
    'Resume-SCService',
    'Resume-VM',
    'Revoke-SCIPAddress',
    'Revoke-SCMACAddress',
    'Revoke-SCResource',
    'SaveState-VM',
    'Set-GuestOSProfile',
    'Set-HardwareProfile',
    'Set-ISO',
    'Set-LibraryServer',
    'Set-LibraryShare',
    'Set-PROTip',
    'Set-SCBaseline',
    'Set-SCCapabilityProfile',
    'Set-SCCloud',
    'Set-SCCloudCapacity',
    'Set-SCComputerTierConfiguration',
    'Set-SCCustomProperty',
    'Set-SCCustomPropertyValue',
    'Set-SCExternalJob',
    'Set-SCLogicalNetwork',
    'Set-SCLogicalNetworkDefinition',
    'Set-SCLogicalSwitch',
    'Set-Script',
    'Set-SCRunAsAccount',
    'Set-SCService',
    'Set-SCServiceConfiguration',
    'Set-SCServiceSetting',
    'Set-SCServiceTemplate',
    'Set-SCServicingWindow',
    'Set-SCStaticIPAddressPool',
    'Set-SCStorageClassification',
    'Set-SCStorageDisk',
    'Set-SCStorageFileShare',
    'Set-SCStorageQoSPolicy',
    'Set-SCUpdateServer',
    'Set-SCUserRoleQuota',
    'Set-SCVirtualFibreChannelAdapter',
    'Set-SCVirtualHardDiskConfiguration',
    'Set-SCVirtualNetworkAdapterConfiguration',
    'Set-SCVMConfiguration',
    'Set-SCVMNetwork',
    'Set-SCVMSubnet',
    'Set-SshPublicKey',
    'Set-Template',
    'Set-VirtualCOMPort',
    'Set-VirtualDiskDrive',
    'Set-VirtualDVDDrive',
    'Set-VirtualFloppyDisk',
    'Set-VirtualFloppyDrive',
    'Set-VirtualHardDisk',
    'Set-VirtualizationManager',
    'Set-VirtualNetwork',
    'Set-VirtualNetworkAdapter',
    'Set-VirtualSCSIAdapter',
    'Set-VM',
    'Set-VMCheckpoint',
    'Set-VMHost',
    'Set-VMHostCluster',
    'Set-VMHostGroup',
    'Set-VMHostHba',
    'Set-VMHostNetworkAdapter',
    'Set-VMHostVolume',
    'Set-VMMServer',
    'Set-VMMUserRole',
    'Shutdown-VM',
    'Start-SCComplianceScan',
    'Start-SCService',
    'Start-SCUpdateRemediation',
    'Start-SCUpdateServerSynchronization',
    'Start-SCVMHost',
    'Start-VM',
    'Stop-Job',
    'Stop-SCService',
    'Stop-SCVirtualMachine',
    'Stop-SCVMHost',
    'Stop-VM',
    'Store-VM',
    'Suspend-SCService',
    'Suspend-VM',
    'Test-PROTip',
    'Test-SCVMHostCluster',
    'Test-SCVMHostConfiguration',
    'Uninstall-SCVMHostCluster',
    'Unregister-SCStorageFileShare',
    'Update-SCService',
    'Update-SCServiceConfiguration',
    'Update-SCVMConfiguration',
    'Update-VMMManagedComputer'
) -Alias *
