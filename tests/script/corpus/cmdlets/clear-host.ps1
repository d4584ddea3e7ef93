Clear-Host
cls
"clean"
