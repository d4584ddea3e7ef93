Get-VM | where {$_.Name -like "app*"} | Out-GridView -Title "VMs"
Get-VM | select -f 2 | Out-Host
Get-VM | select -f 1 | Out-String -Width 80 | % { $_.Trim().Length -gt 10 }
Get-VM | select -First 4 Name, Status | Export-Clixml .\vms.xml
(Import-Clixml .\vms.xml).Count
Get-VM | select -f 2 Name, CPUCount | ConvertTo-Json -Compress
Get-VM | select -f 2 Name, CPUCount | ConvertTo-Xml -As String | Out-Null
Get-VM | Format-Wide Name -Column 3 | Out-String | % { $_.Length -gt 10 }
Get-VM | Get-Member -MemberType Property | select -f 3 | ft Name, MemberType
Compare-Object @(1,2,3) @(2,3,4) | % { "$($_.InputObject) $($_.SideIndicator)" }
Get-Command *-VM | measure | % { $_.Count -gt 10 }
Get-Module -ListAvailable | ? {$_.Name -eq "virtualmachinemanager"} | % {$_.Name}
if (!(Get-Module virtualmachinemanager)) { Import-Module "virtualmachinemanager" }
Get-PSSnapin *VirtualMachineManager* | % {$_.Name}
$null = New-Item x.txt -Type File -Force -Value "text"; Get-Content x.txt -Raw; Remove-Item x.txt
Write-Host "a" "b" 3 -Separator "-" -ForegroundColor Yellow -BackgroundColor Black
Write-Host ("-" * 20); Write-Host; Write-Host -NoNewline "x"; Write-Host "y" -fore green
write-host $(get-date -f yyyy).Length
Write-Error "own error" -Category InvalidData -ErrorId "My" -ErrorAction Continue
Write-Debug "d"; Write-Information "i"; "x" | Out-Default
Get-VM | Sort-Object @{Expression="VMHost";Descending=$true}, @{Expression="Name";Ascending=$true} | select -f 2 | ft Name,VMHost -HideTableHeaders
Get-VM | Group-Object {$_.VMHost.Name} -AsHashTable -AsString | % { $_.Keys.Count -gt 0 }
Get-VM | ? Status -eq Running | ? Name -notlike "*zzz*" | ? CPUCount -ge 1 | select -Skip 1 -f 1 | % Name
Get-VM | ? VMHost -match "sim" | select -Unique VMHost | measure | % Count
Get-VM | select * -ExcludeProperty Id | select -f 1 | gm | measure | % { $_.Count -gt 5 }
Invoke-Command -ComputerName sim-001 -ScriptBlock { param($x) "here $x" } -ArgumentList 5
