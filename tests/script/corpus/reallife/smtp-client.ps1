$smtpServer = "mail.contoso.com"
$msg = New-Object Net.Mail.MailMessage
$att = $null
$smtp = New-Object Net.Mail.SmtpClient($smtpServer)
$msg.From = "vmm@contoso.com"
$msg.ReplyTo = "vmm@contoso.com"
$msg.To.Add("admin@contoso.com")
$msg.To.Add("second@contoso.com")
$msg.subject = "VMs without owner"
$msg.IsBodyHTML = $true
$body = ""
foreach ($vm in (Get-VM | ? { -not $_.Owner -or $_.Owner -eq "Unknown" })) { $body += "<li>" + $vm.Name + "</li>`r`n" }
$msg.body = "<ul>" + $body + "</ul>"
#$smtp.Credentials = New-Object System.Net.NetworkCredential("user", "pass")
"recipients: " + $msg.To.Count
$WarningPreference = "SilentlyContinue"
try { $smtp.Send($msg); "written: $(@(dir *.eml).Count)" } catch { "cannot send: $($_.Exception.Message)" }
$msg.Dispose()
