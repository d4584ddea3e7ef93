function Get-Thing {
    param(
        [string]$Name,
        [int]$Count,
    )
    $Name
}
