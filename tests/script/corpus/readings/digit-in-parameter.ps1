function New-Thing {
    param([string]$IPv4AddressType, [int]$Custom1, [string]$x2)
    "$IPv4AddressType/$Custom1/$x2"
}
New-Thing -IPv4AddressType Dynamic -Custom1 5
New-Thing -IPv4AddressType Static -x2:yes
