$c = Get-Credential
$c.UserName
$d = Get-Credential "CONTOSO\bo"
$d.UserName
