$counter = New-Object PSObject -Property @{ Count = 0 }
$counter | Add-Member -MemberType ScriptMethod -Name Next -Value { $this.Count++; $this.Count }
$counter.Next(); $counter.Next()
$vm = Get-VM -Name "dc-00008"
$vm | Add-Member -MemberType NoteProperty -Name Site -Value "Berlin"
$vm.Site
$o = New-Object PSObject; $o | Add-Member ScriptMethod Hello { "hello from $($this.Who)" }; $o | Add-Member NoteProperty Who me; $o.Hello()
