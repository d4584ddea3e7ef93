$d = Get-Date "2009-08-07 06:05:04"
Get-Date -Date $d -Format "yyyy-MM-dd"
Get-Date $d -UFormat "%Y%m%d"
$s = ConvertTo-SecureString -String "x" -AsPlainText -Force; $s.Length
$c = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList "u", $s; $c.UserName
$o = New-Object -TypeName PSObject; $o | Add-Member -Type NoteProperty -Name Host -Value "h"; $o.Host
Invoke-Expression '"said " + 5'
$env:COMPUTERNAME.Length -ge 0
[math]::PI -gt 3
$env:PATH.Length -gt 0
Get-VM -Name dc-00008 | Get-Member -Name CPUCount | % { $_.Name }
(Get-Help Get-VM | Out-String).Length -gt 50
Start-Transcript log.txt | Out-Null; Stop-Transcript | Out-Null; Test-Path log.txt
"after"
