$name = Read-Host "Name of the machine"
"You said $name"
$secret = Read-Host "Password" -AsSecureString
$secret.GetType().Name
$choice = Read-Host
if ($choice -eq "y") { "going on" }
$n = [int](Read-Host -Prompt "How many"); $n + 1
