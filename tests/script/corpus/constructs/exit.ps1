"before"
function Stop-Here { "stopping"; exit 3 }
if ($true) { Stop-Here }
"after"
