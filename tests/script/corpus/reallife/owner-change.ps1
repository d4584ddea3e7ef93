<#
.SYNOPSIS
   Gives the machines of one owner to another one.
.PARAMETER From
   The old owner, as DOMAIN\user. Wildcards are possible.
.PARAMETER To
   The new owner.
.PARAMETER WhatIf
   Only shows what would be done.
.EXAMPLE
   .\owner-change.ps1 -From CONTOSO\dana -To CONTOSO\erin -WhatIf
#>
[CmdletBinding()]
param(
    [ValidatePattern('^[A-Z]+\\\w+$')]
    [string]$From = 'CONTOSO\dana',

    [ValidateNotNullOrEmpty()]
    [string]$To = 'CONTOSO\erin',

    [switch]$Undo
)

function Set-Owner($Machines, $Owner)
{
    $done = 0
    foreach ($m in $Machines)
    {
        try
        {
            $changed = Set-VM -VM $m -Owner $Owner -ErrorAction Stop
            if ($changed.Owner -ne $Owner) { throw "the owner is still $($changed.Owner)" }
            $done++
        }
        catch
        {
            Write-Warning ("{0}: {1}" -f $m.Name, $_.Exception.Message)
        }
    }
    return $done
}

$machines = @(Get-VM | Where-Object { $_.Owner -like $From } | Sort-Object Name)
Write-Output "$($machines.Count) machines belong to $From"

if (!$machines) { exit }

$answer = Read-Host "Give them to ${To}? (y/n)"
switch -Regex ($answer)
{
    '^y(es)?$' {
        $count = Set-Owner $machines $To
        Write-Output "$count changed"
        $check = @(Get-VM | Where-Object { $_.Owner -eq $To })
        Write-Output ("now with {0}: {1}" -f $To, (($check | Sort-Object Name | ForEach-Object { $_.Name }) -join ', '))
        # back again, for the next run
        $count = Set-Owner $check $From
        Write-Output "$count changed back"
    }
    '^n(o)?$' { Write-Output 'Nothing done.' }
    default   { Write-Error "'$answer' is no answer" }
}
