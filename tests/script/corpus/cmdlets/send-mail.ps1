# Reports are sent by mail; there is no mail server here.
$body = Get-VM | where { $_.Status -eq "PowerOff" } | sort Name | select Name, Owner | ConvertTo-Html | Out-String
$mail = @{ To = "ops@contoso.com"; From = "vmm@contoso.com"; Subject = "Machines that are off"; Body = $body; BodyAsHtml = $true; SmtpServer = "localhost" }
$body.Length -gt 100
$mail.Subject
