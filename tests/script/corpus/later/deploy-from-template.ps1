#requires -Version 3.0
<#
.SYNOPSIS
    Deploys several machines from one template to a cloud or a host group.
.DESCRIPTION
    For each row of the list a configuration is made, updated, and handed to New-SCVirtualMachine.
    Placement is left to VMM. The machines are started one after the other.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $false)] [string] $TemplateName = "W2K12R2-Gold",
    [Parameter(Mandatory = $false)] [string] $CloudName = "Production",
    [string] $Prefix = "APP",
    [ValidateRange(1, 99)] [int] $Count = 2,
    [string] $VMMServer = "localhost",
    [switch] $NoStart
)

begin {
    Import-Module virtualmachinemanager -ErrorAction Stop
    $vmm = Get-SCVMMServer -ComputerName $VMMServer
    Write-Verbose "Connected to $($vmm.Name)"
    $errorsBefore = $Error.Count
}

process {
    try {
        $template = Get-SCVMTemplate -VMMServer $vmm -ErrorAction Stop | Where-Object { $_.Name -eq $TemplateName }
        $cloud = Get-SCCloud -VMMServer $vmm -Name $CloudName -ErrorAction Stop
    }
    catch {
        Write-Warning "Lookup failed: $($_.Exception.Message)"
        $template = $null
    }

    for ($i = 1; $i -le $Count; $i++) {
        $name = "{0}{1:D2}" -f $Prefix, $i
        if ($PSCmdlet.ShouldProcess($name, "deploy")) {
            if ($null -eq $template) { Write-Output "$name skipped: no template"; continue }

            $configuration = New-SCVMConfiguration -VMTemplate $template -Name $name
            Write-Output "configuration $($configuration.Name)"
            $group = Get-SCVMHostGroup -Name "All Hosts"
            $ratings = @(Get-SCVMHostRating -VMTemplate $template -VMHostGroup $group -DiskSpaceGB 60 -VMName $name | Where-Object { $_.Rating -gt 0 } | Sort-Object Rating -Descending)
            if ($ratings.Count -eq 0) { throw "No host can take $name" }

            Set-SCVMConfiguration -VMConfiguration $configuration -VMHost $ratings[0].VMHost -ComputerName $name | Out-Null
            Update-SCVMConfiguration -VMConfiguration $configuration | Out-Null

            $nics = Get-SCVirtualNetworkAdapterConfiguration -VMConfiguration $configuration
            foreach ($nic in $nics) {
                Set-SCVirtualNetworkAdapterConfiguration -VirtualNetworkAdapterConfiguration $nic -IPv4Address "" -PinIPv4AddressPool $false | Out-Null
            }
            $vhds = Get-SCVirtualHardDiskConfiguration -VMConfiguration $configuration
            foreach ($vhd in $vhds) {
                Set-SCVirtualHardDiskConfiguration -VHDConfiguration $vhd -PinSourceLocation $false -PinDestinationLocation $false -FileName "${name}_$($vhd.Name).vhdx" | Out-Null
            }
            Update-SCVMConfiguration -VMConfiguration $configuration | Out-Null
            $job = $null
            New-SCVirtualMachine -Name $name -VMConfiguration $configuration -Description "deployed" -BlockDynamicOptimization $false -StartVM:(!$NoStart) -JobVariable job -RunAsynchronously -StartAction "NeverAutoTurnOnVM" -StopAction "SaveVM" | Out-Null
            while ($job.Status -eq "Running") {
                Write-Progress -Activity "Deploying $name" -Status $job.StatusString -PercentComplete $job.ProgressValue
                Start-Sleep -Seconds 5
                $job = Get-SCJob -ID $job.ID
            }
        }
    }
}

end {
    if ($Error.Count -gt $errorsBefore) { Write-Warning "There were errors." }
}
