# Operator's menu, as it ran on the console of the VMM server
$server = "localhost"
$null = Get-VMMServer $server

function Show-Menu {
    Write-Host "===== VMM menu ====="
    Write-Host " 1  List hosts"
    Write-Host " 2  List machines of a host"
    Write-Host " 3  Host into maintenance"
    Write-Host " 4  Host out of maintenance"
    Write-Host " 5  Memory per owner"
    Write-Host " q  Quit"
    Write-Host "===================="
}

function Select-VMHost {
    $name = Read-Host "Host"
    $h = Get-VMHost -ComputerName $name
    if (-not $h) { Write-Host "There is no host '$name'." -ForegroundColor Red }
    return $h
}

do {
    Show-Menu
    $choice = Read-Host "Your choice"
    switch ($choice.ToLower()) {
        "1" {
            Get-VMHost | sort Name | ft Name, OverallState, @{l="Group";e={$_.VMHostGroup.Name}}, @{l="RAM GB";e={[int]($_.TotalMemory/1GB)}} -auto
        }
        "2" {
            $h = Select-VMHost
            if ($h) {
                $list = Get-VM | ? { $_.VMHost.Name -eq $h.Name } | sort Name
                foreach ($vm in $list) {
                    $color = switch ($vm.Status) { "Running" { "Green" } "PowerOff" { "Gray" } default { "Yellow" } }
                    Write-Host ("  {0,-20} {1}" -f $vm.Name, $vm.Status) -ForegroundColor $color
                }
            }
        }
        "3" {
            $h = Select-VMHost
            if ($h) {
                Set-VMHost -VMHost $h -AvailableForPlacement $false | Out-Null
                Write-Host "$($h.Name) takes no new machines: $(-not (Get-VMHost $h.Name).AvailableForPlacement)"
            }
        }
        "4" {
            $h = Select-VMHost
            if ($h) {
                Set-VMHost -VMHost $h -AvailableForPlacement $true | Out-Null
                Write-Host "$($h.Name) takes new machines: $((Get-VMHost $h.Name).AvailableForPlacement)"
            }
        }
        "5" {
            Get-VM | group Owner | sort Name | % {
                $sum = ($_.Group | measure MemoryMB -Sum).Sum
                Write-Host ("  {0,-15} {1,8:N0} MB in {2,2} machines" -f $_.Name, $sum, $_.Count)
            }
        }
        "q" { Write-Host "Bye." }
        default { Write-Host "'$choice' is no choice." -ForegroundColor Yellow }
    }
} until ($choice -eq "q")
