$o = New-Object PSObject
$o | Add-Member -MemberType NoteProperty -Name Name -Value "web-01"
$o | Add-Member -Type NoteProperty -Name Host -Value "sim-001"
Add-Member -InputObject $o -MemberType NoteProperty -Name CPU -Value 2
$o | Add-Member NoteProperty Memory 1024
$o | Add-Member -NotePropertyName Site -NotePropertyValue Berlin
$o | Add-Member @{ Owner = "anna" }
$o | fl | Out-String | % { $_.Trim() }
$p = $o | Add-Member Extra 1 -PassThru; $p.Extra
$o | Add-Member NoteProperty Name "again" -Force; $o.Name
try { $o | Add-Member NoteProperty Name "twice" -ErrorAction Stop } catch { "there already" }
$table = @(); foreach ($vm in Get-VM | sort Name | select -First 2) { $r = New-Object System.Object; $r | Add-Member -type NoteProperty -name VM -value $vm.Name; $table += $r }; $table | ft
