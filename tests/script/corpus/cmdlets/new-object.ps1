$o = New-Object PSObject -Property @{ Name = "a"; Size = 5 }
$o.Name; $o.Size
$p = New-Object -TypeName System.Object; $p | Add-Member -Type NoteProperty -Name Host -Value "h1"; $p.Host
$span = New-Object System.TimeSpan 1, 30, 0; $span.TotalMinutes
$span2 = New-Object -TypeName TimeSpan -ArgumentList 0, 0, 90; $span2.Minutes
$list = New-Object System.Collections.ArrayList; $list.Add("x") | Out-Null; $list.Count
$secure = ConvertTo-SecureString "secret" -AsPlainText -Force
$cred = New-Object System.Management.Automation.PSCredential ("CONTOSO\anna", $secure); $cred.UserName
$cred2 = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList "bo", $secure; $cred2.UserName
$date = New-Object DateTime 2010, 5, 6; $date.DayOfYear
$v = New-Object System.Version "1.2"; "$v"
$g = New-Object System.Guid "01234567-89ab-cdef-0123-456789abcdef"; "$g"
$s = New-Object System.Text.StringBuilder; [void]$s.Append("one "); [void]$s.Append("two"); $s.ToString()
$h = New-Object Hashtable; $h["a"] = 1; $h.Count
