$secure = ConvertTo-SecureString "P@ssw0rd" -AsPlainText -Force
$secure.GetType().Name
$secure.Length
"$secure"
$cred = New-Object System.Management.Automation.PSCredential("CONTOSO\admin", $secure)
$cred.UserName
$cred.Password.GetType().Name
$cred.GetNetworkCredential().UserName
$cred | ft
