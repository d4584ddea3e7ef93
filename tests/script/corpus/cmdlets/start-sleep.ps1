Start-Sleep -Milliseconds 1
Start-Sleep -Seconds 0
Start-Sleep 0
sleep -s 0
sleep -m 1
"awake"
