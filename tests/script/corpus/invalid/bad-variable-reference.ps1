"$VMName:state"
$x:y
"${unclosed"
